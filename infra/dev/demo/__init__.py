"""The demo: two companies beside each other, one of them with a week of calls behind it."""
