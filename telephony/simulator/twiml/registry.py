"""Which function runs which verb; filled from `twiml.verbs` when a simulator is built."""

from telephony.simulator.twiml.session import Handler

HANDLERS: dict[str, Handler] = {}
