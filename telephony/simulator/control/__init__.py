"""The control API: what tests and demos do to the simulator that Twilio would not offer."""
