"""The agent hangs up: the conversation is over here at once, and the carrier is told to end the call."""

from datetime import datetime
from uuid import UUID

from infra.base.outbox import enqueue as command
from telephony.engine.events import Connected
from telephony.services.finish_call import finish_call
from telephony.services.hold_call import own_handling
from telephony.services.locks import lock_call, lock_routing
from telephony.services.start_wrap_up import start_wrap_up
from telephony.services.walk_flow import close_trace
from tenants.directory.context import current_tenant


def end_call(*, call_id: UUID, agent_id: int, now: datetime) -> None:
    """End the call for everybody and begin the wrap-up; raises NotFound when it is not the agent's."""
    own_handling(call_id, agent_id)
    call = lock_call(call_id)
    lock_routing(now)
    handling = own_handling(call_id, agent_id)
    start_wrap_up(handling, by="agent", at=now, now=now)
    close_trace(call, Connected(), now=now)
    finish_call(call, by="agent", at=now, outcome="answered", duration_s=None, now=now)
    payload = {"call_id": str(call.pk), "call_ref": call.carrier_sid}
    command(tenant_key=current_tenant(), kind="carrier.end", payload=payload, key=f"end:{call.pk}", now=now)
