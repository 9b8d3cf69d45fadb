"""The sign-up API."""
