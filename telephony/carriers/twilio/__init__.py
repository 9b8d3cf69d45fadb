"""Twilio: signatures, notices, TwiML and REST."""
