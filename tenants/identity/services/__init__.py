"""Verbs of identity, one file each."""
