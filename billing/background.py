"""Everything billing does when nobody is waiting for it, registered under its name."""

from billing.services.limit_seats import limit_seats
from billing.services.send_usage import KIND, send_usage
from billing.services.work_event import SOURCE, work_event
from infra.base import inbox, outbox
from tenants.identity import facade as identity

outbox.register(KIND, send_usage)
inbox.register(SOURCE, work_event)
identity.check_seats_with(limit_seats)
