"""Verbs of onboarding, one file each."""
