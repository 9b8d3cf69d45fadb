"""The HTTP form of the reports."""
