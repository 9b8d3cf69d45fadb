"""Schema history of the base app."""
