"""Scripted people: callers and agents driven by YAML."""
