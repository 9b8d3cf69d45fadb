"""What happens when a telephony timer is due: enter its tenant, call one service."""

from datetime import datetime
from uuid import UUID

from telephony.services.agent_lost import requeue_lost
from telephony.services.expire_offer import expire_offer
from telephony.services.finish_wrap_up import expire_wrap_up
from telephony.services.route import route
from telephony.services.session_lost import session_lost
from tenants.directory.context import in_tenant

# No service clears a timer: a timer that is just running holds its row, and waits for locks the service
# has. Each handler looks whether there is still something to do.


def _offer_timeout(tenant_key: str, key: str, now: datetime) -> None:
    with in_tenant(tenant_key):
        expire_offer(offer_id=UUID(key), now=now)


def _wrapup_timeout(tenant_key: str, key: str, now: datetime) -> None:
    with in_tenant(tenant_key):
        expire_wrap_up(handling_id=UUID(key), now=now)


def _agent_grace(tenant_key: str, key: str, now: datetime) -> None:
    with in_tenant(tenant_key):
        requeue_lost(handling_id=UUID(key.partition(":")[0]), now=now)


def _queue_recheck(tenant_key: str, key: str, now: datetime) -> None:
    with in_tenant(tenant_key):
        route(trigger="recheck", now=now)


def _session_gone(tenant_key: str, key: str, now: datetime) -> None:
    with in_tenant(tenant_key):
        session_lost(agent_id=int(key.partition(":")[0]), now=now)


KINDS = {
    "session_gone": _session_gone,
    "offer_timeout": _offer_timeout,
    "wrapup_timeout": _wrapup_timeout,
    "agent_grace": _agent_grace,
    "queue_recheck": _queue_recheck,
}
