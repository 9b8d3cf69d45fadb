"""Verbs of the directory, one file each."""
