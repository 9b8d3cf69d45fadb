"""The decisions of telephony, pure: no Django, no clock, no network, no randomness."""
