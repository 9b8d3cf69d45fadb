"""Legs, conferences and queues: the call core."""
