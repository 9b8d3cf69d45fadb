"""The TwiML interpreter: one file a verb."""
