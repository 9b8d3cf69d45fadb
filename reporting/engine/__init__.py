"""Pure arithmetic of the reports: no Django, no clock."""
