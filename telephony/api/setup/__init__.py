"""The API with which administrators set telephony up."""
