"""Everything telephony does when nobody is waiting for it, registered under its name."""

from infra.base import inbox, outbox, timers
from telephony import carrier_commands, due_timers
from telephony.webhooks.notice import SOURCE
from telephony.webhooks.work_notice import work_notice

for kind, send in carrier_commands.KINDS.items():
    outbox.register(kind, send)
for kind, run in due_timers.KINDS.items():
    timers.register(kind, run)
inbox.register(SOURCE, work_notice)
