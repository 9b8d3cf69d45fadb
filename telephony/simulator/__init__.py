"""A small Twilio on the wire: a stand-in carrier for development, demos and tests."""
