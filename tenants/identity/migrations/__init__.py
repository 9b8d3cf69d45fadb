"""Schema history of identity."""
