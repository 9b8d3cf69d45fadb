"""Schema history of the directory."""
