"""Ways to payment providers; each is a folder, and its vendor's words stay in it."""
