"""The agent desk's socket and the numbered messages it carries."""
