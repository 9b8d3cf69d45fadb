"""Whole journeys through the running product: browser, stand-ins, workers and all."""
