"""The JSON interface of the desk, the calls and the queues."""
