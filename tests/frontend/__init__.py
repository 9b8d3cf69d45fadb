"""Looks at every page of the built front end in a real browser, with the API played by prepared answers."""
