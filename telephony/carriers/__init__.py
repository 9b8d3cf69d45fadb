"""The carriers that carry calls; their words end here."""
