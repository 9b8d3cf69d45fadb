"""What happened, in numbers: intervals computed from the facts of telephony."""
