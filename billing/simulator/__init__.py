"""A small Stripe on the wire, API 2026-10-28.endive, for work and tests without an account."""
