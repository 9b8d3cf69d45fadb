"""Reads of calls, queues and voicemails for the console."""
