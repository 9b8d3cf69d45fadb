"""One settings module per way of running: dev, test, prod; what they share is in base."""
