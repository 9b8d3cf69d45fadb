"""One call from ring to wrap-up, at the services' interface."""

from datetime import timedelta

from telephony.engine.commands import Enqueue, Gather, JoinConference
from telephony.models import Agent, AgentStateInterval, Handling
from telephony.services.connect_caller import connect_caller
from telephony.services.finish_wrap_up import finish_wrap_up
from tests.telephony.calls.floor import Floor, fresh, visit_of


def test_a_call_goes_from_ring_to_wrap_up(floor: Floor) -> None:
    agent = floor.agent()
    call = floor.ring()
    assert isinstance(floor.heard[-1], Gather)
    assert floor.press(call) == (Enqueue(str(floor.queue.pk), 0, 600),)
    assert fresh(call).state == "queued"
    assert fresh(call).path == [{"label": "Help", "digits": "1"}]

    floor.tick(7)
    handling = floor.accepted(call)
    assert handling.agent_id == agent.pk
    assert visit_of(call).outcome == "answered"
    assert visit_of(call).wait_ms == 7000
    assert [c.payload["call_ref"] for c in floor.commands("carrier.connect")] == [call.carrier_sid]
    joined = connect_caller(call_ref=call.carrier_sid)
    assert joined == (JoinConference(str(call.pk), "caller", start_on_enter=True, end_on_exit=True),)

    floor.tick(2)
    floor.agent_leg(handling)
    assert fresh(call).state == "talking"

    floor.tick(60)
    floor.hang_up(call, duration_s=69)
    assert fresh(call).state == "ended"
    assert (fresh(call).outcome, fresh(call).ended_by, fresh(call).duration_s) == ("answered", "caller", 69)
    assert Agent.objects.get(pk=agent.pk).state == "wrap_up"

    floor.tick(10)
    assert finish_wrap_up(
        handling_id=handling.pk, agent_id=agent.pk, disposition="solved", note="Sent a letter", now=floor.now
    )
    done = Handling.objects.get(pk=handling.pk)
    assert done.connected_at == done.accepted_at + timedelta(seconds=2)
    assert done.ended_at == done.connected_at + timedelta(seconds=60)
    assert done.wrapped_up_at == floor.now
    states = AgentStateInterval.objects.filter(agent=agent).order_by("pk").values_list("state", flat=True)
    assert list(states) == ["offline", "available", "ringing", "talking", "wrap_up", "available"]
