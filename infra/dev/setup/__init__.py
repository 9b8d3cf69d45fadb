"""Sets the machine up with the standard library alone: Python packages, Node, the built console."""
