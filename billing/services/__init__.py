"""One file a verb; each loads, asks the engine, talks to the payment provider, and saves."""
