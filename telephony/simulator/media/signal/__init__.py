"""The signalling socket of the Voice SDK (protocol 1.6, as spoken by @twilio/voice-sdk 2.18.5)."""
