"""Everything telephony does when nobody is waiting for it, registered under its name."""

from infra.base import inbox, outbox, timers
from telephony import carrier_commands, due_timers
from telephony.services.follow_member import agent_id_of, follow_member
from telephony.webhooks.ask import SOURCE as ASKS
from telephony.webhooks.notice import SOURCE
from telephony.webhooks.work_ask import work_ask
from telephony.webhooks.work_notice import work_notice
from tenants.identity import hooks

for kind, send in carrier_commands.KINDS.items():
    outbox.register(kind, send, given_up=carrier_commands.GIVEN_UP.get(kind))
for kind, run in due_timers.KINDS.items():
    timers.register(kind, run)
inbox.register(SOURCE, work_notice)
inbox.register(ASKS, work_ask)
hooks.on_member(follow_member)
hooks.find_agent_with(agent_id_of)
