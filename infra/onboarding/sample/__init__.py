"""Sample data that teaches a newcomer what the screens show; one control removes and reloads it."""
