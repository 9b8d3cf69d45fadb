"""A message is owned work."""

from datetime import timedelta

from telephony.engine.commands import Hangup, Record
from telephony.engine.events import FlowContinued, RecordingFinished, RecordingReady
from telephony.models import Agent, Voicemail
from telephony.services.recording_ready import recording_ready, save_recording
from telephony.services.store_voicemail import store_voicemail
from telephony.services.voicemail_done import voicemail_done
from tests.telephony.calls.floor import Floor, fresh


def _leave(floor: Floor, ref: str, seconds: int = 9) -> tuple[object, ...]:
    event = RecordingFinished(seconds, f"RE{ref}")
    return store_voicemail(call_ref=ref, event=event, now=floor.now)


def test_a_message_has_an_owner_and_a_due_time(floor: Floor) -> None:
    agent = floor.agent(status="break")
    call = floor.ring()
    assert isinstance(floor.press(call, "2")[-1], Record)
    assert _leave(floor, call.carrier_sid)[-1] == Hangup()
    message = Voicemail.objects.get()
    assert (message.owner_agent_id, message.queue_id, message.duration_s) == (agent.pk, floor.queue.pk, 9)
    assert message.due_at == floor.now + timedelta(hours=24)
    floor.hang_up(call)
    assert fresh(call).outcome == "voicemail"
    assert [c.payload["recording_ref"] for c in floor.commands("carrier.fetch_recording")] == [
        message.recording_sid
    ]


def test_messages_are_shared_out(floor: Floor) -> None:
    first, second = floor.agent(status="break"), floor.agent(status="break")
    for _ in range(2):
        call = floor.ring()
        floor.press(call, "2")
        _leave(floor, call.carrier_sid)
    owners = Voicemail.objects.values_list("owner_agent", flat=True)
    assert set(owners) == {first.pk, second.pk}


def test_hanging_up_while_speaking_still_leaves_the_message(floor: Floor) -> None:
    Agent.objects.all().delete()
    call = floor.ring()
    floor.press(call, "2")
    floor.hang_up(call)
    assert fresh(call).outcome == "in_menu"
    assert _leave(floor, call.carrier_sid) == (Hangup(),)
    assert fresh(call).outcome == "voicemail"


def test_silence_is_no_message(floor: Floor) -> None:
    call = floor.ring()
    floor.press(call, "2")
    _leave(floor, call.carrier_sid, seconds=0)
    store_voicemail(call_ref=call.carrier_sid, event=FlowContinued(), now=floor.now)
    assert not Voicemail.objects.exists()


def test_the_sound_is_asked_for_once_and_kept(floor: Floor) -> None:
    call = floor.ring()
    floor.press(call, "2")
    _leave(floor, call.carrier_sid)
    ref = Voicemail.objects.get().recording_sid
    ready = RecordingReady(ref, call.carrier_sid, "", 9, available=True, at=floor.now)
    recording_ready(ready=ready, now=floor.now)
    recording_ready(ready=ready, now=floor.now)
    assert len(floor.commands("carrier.fetch_recording")) == 1
    assert save_recording(recording_ref=ref, audio=b"RIFF", media_type="audio/wav")
    assert bytes(Voicemail.objects.get().audio or b"") == b"RIFF"
    assert not save_recording(recording_ref="REother", audio=b"", media_type="audio/wav")


def test_the_first_to_deal_with_it_is_remembered(floor: Floor) -> None:
    call = floor.ring()
    floor.press(call, "2")
    _leave(floor, call.carrier_sid)
    message = Voicemail.objects.get()
    voicemail_done(voicemail_id=message.pk, by="Ada", now=floor.now)
    again = voicemail_done(voicemail_id=message.pk, by="Bob", now=floor.tick(5))
    assert (again.state, again.done_by) == ("done", "Ada")
