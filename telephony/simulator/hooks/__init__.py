"""Webhooks: signing, sending, retrying, falling back and misbehaving on request."""
