"""The doors the carrier knocks on: asks are answered with instructions, notices are stored."""
