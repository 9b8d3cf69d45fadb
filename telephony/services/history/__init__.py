"""Calls of the past that did not come through the carrier: written and removed as a whole."""
