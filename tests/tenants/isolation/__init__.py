"""The proof that one company cannot read another's rows, and that the proof can fail."""
