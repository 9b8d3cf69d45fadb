"""Schema history of onboarding."""
