"""A conference: who is in it, when it starts and ends, and what is reported about it."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from telephony.simulator.calls.leg import Leg, Target
from telephony.simulator.calls.notice import post
from telephony.simulator.calls.switch import Switch
from telephony.simulator.hooks.send import Hook
from telephony.simulator.records.shapes import conference_shape
from telephony.simulator.records.sids import new_sid, rfc2822

MUSIC = "http://com.twilio.music.classical.s3.amazonaws.com/BusyStrings.mp3"
"""What Twilio plays when no waitUrl or holdUrl is given."""
GROUPS = {
    "conference-start": "start",
    "conference-end": "end",
    "participant-join": "join",
    "participant-leave": "leave",
    "participant-mute": "mute",
    "participant-unmute": "mute",
    "participant-hold": "hold",
    "participant-unhold": "hold",
    "participant-modify": "modify",
    "announcement-end": "announcement",
    "announcement-fail": "announcement",
}


@dataclass(eq=False)
class Seat:
    """A participant: a leg and how it takes part."""

    leg: Leg
    room: "Room"
    joined_at: datetime
    updated_at: datetime
    label: str | None = None
    muted: bool = False
    hold: bool = False
    coach: str | None = None
    start_on_enter: bool = True
    end_on_exit: bool = False
    beep: str = "true"
    wait: Target | None = None
    """None = Twilio's music; a Target with url '' = silence."""
    hold_music: Target | None = None
    """What is heard on hold; None = Twilio's music."""
    status: str = "connected"
    music: "asyncio.Task[object] | None" = None
    done: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(eq=False)
class Room:
    """One conference from its first participant to its end; a name may be used again afterwards."""

    switch: Switch
    sid: str
    account_sid: str
    name: str
    created_at: datetime
    updated_at: datetime
    callback: str = ""
    callback_method: str = "POST"
    callback_events: frozenset[str] = frozenset()
    max_seats: int = 250
    status: str = "init"
    seats: dict[str, Seat] = field(default_factory=dict)
    sequence: int = 0
    ended_reason: str | None = None
    ended_by: str | None = None
    notices: asyncio.Lock = field(default_factory=asyncio.Lock)

    def enter(self, seat: Seat) -> None:
        """Let a participant in, and start the conference if that was what it waited for."""
        self.seats[seat.leg.sid] = seat
        seat.leg.seat = seat
        self.report("participant-join", seat)
        if self.status == "in-progress":
            self._connect(seat)
            self._beep(seat, "onEnter")
        elif len(self.seats) > 1 and any(other.start_on_enter for other in self.seats.values()):
            self._start()
        else:
            play_music(self.switch, seat, seat.wait)

    def _start(self) -> None:
        self.status = "in-progress"
        self.updated_at = self.switch.clock.now()
        self.report("conference-start", None)
        for seat in self.seats.values():
            self._connect(seat)

    def _connect(self, seat: Seat) -> None:
        stop_music(self.switch, seat)
        self.switch.media.join(seat.leg.sid, self.sid, muted=seat.muted, hold=seat.hold, coach=seat.coach)
        if seat.hold:
            play_music(self.switch, seat, seat.hold_music)

    def _beep(self, seat: Seat, moment: str) -> None:
        if seat.beep in ("true", moment):
            for other in self.seats.values():
                self.switch.media.beep(other.leg.sid)

    def depart(self, seat: Seat, reason: str, *, kicked: bool = False) -> None:
        """A participant leaves (idempotent); the conference ends if the rules say so."""
        if self.seats.pop(seat.leg.sid, None) is None:
            return
        self._leave(seat, reason)
        if seat.end_on_exit:
            how = "kicked" if kicked else "left"
            self.end(
                f"participant-with-end-conference-on-exit-{how}", seat.leg.sid, "moderator_ended_conference"
            )
        elif not self.seats:
            self.end("last-participant-kicked" if kicked else "last-participant-left", seat.leg.sid, reason)
        else:
            self._beep(seat, "onExit")

    def _leave(self, seat: Seat, reason: str) -> None:
        stop_music(self.switch, seat)
        seat.leg.seat = None
        seat.status = "complete"
        self.switch.media.leave(seat.leg.sid)
        self.report("participant-leave", seat, ReasonParticipantLeft=reason)
        seat.done.set()

    def end(self, reason: str, call_sid: str | None, leave_reason: str) -> None:
        """End the conference: everybody leaves, and the end is reported (idempotent)."""
        if self.status == "completed":
            return
        self.status = "completed"
        self.updated_at = self.switch.clock.now()
        self.ended_reason, self.ended_by = reason, call_sid
        for seat in list(self.seats.values()):
            del self.seats[seat.leg.sid]
            self._leave(seat, leave_reason)
        ending = {"CallSidEndingConference": call_sid} if call_sid else {}
        self.report("conference-end", None, ReasonConferenceEnded=reason, **ending)
        self.switch.rooms.pop(self.sid, None)
        self.switch.store.put("conference", self.sid, self.account_sid, conference_shape(self))

    def report(self, event: str, seat: Seat | None, **extra: str) -> None:
        """Write an event into the ledger and send it to the first participant's statusCallback if wanted."""
        if seat is not None:
            self.switch.ledger.event(seat.leg.sid, event, room=self.name, conference_sid=self.sid, **extra)
        if not self.callback or GROUPS[event] not in self.callback_events:
            return
        self.sequence += 1
        params = {
            "AccountSid": self.account_sid,
            "ConferenceSid": self.sid,
            "FriendlyName": self.name,
            "StatusCallbackEvent": event,
            "SequenceNumber": str(self.sequence),
            "Timestamp": rfc2822(self.switch.clock.now()) or "",
            **(seat_params(seat) if seat is not None else {}),
            **extra,
        }
        call_sid = "" if seat is None else seat.leg.sid
        hook = Hook("conference", self.account_sid, call_sid, self.callback, self.callback_method, params)
        post(self.switch, hook, self.notices)


def seat_params(seat: Seat) -> dict[str, str]:
    """Return the parameters that describe a participant in conference webhooks."""
    params = {
        "CallSid": seat.leg.sid,
        "Muted": _word(seat.muted),
        "Hold": _word(seat.hold),
        "Coaching": _word(seat.coach is not None),
        "StartConferenceOnEnter": _word(seat.start_on_enter),
        "EndConferenceOnExit": _word(seat.end_on_exit),
    }
    if seat.label:
        params["ParticipantLabel"] = seat.label
    if seat.coach:
        params["CallSidToCoach"] = seat.coach
    return params


def _word(value: bool) -> str:
    return "true" if value else "false"


def play_music(switch: Switch, seat: Seat, target: Target | None) -> None:
    """Play wait or hold music to one participant until `stop_music`."""
    stop_music(switch, seat)
    if target is None:
        switch.media.play(seat.leg.sid, MUSIC, 0)
    elif target.url:
        extra = {"ConferenceSid": seat.room.sid, "FriendlyName": seat.room.name}
        asked = Target(target.url, target.method, target.params | extra, kind=target.kind)
        seat.music = switch.spawn(switch.run_aside(switch, seat.leg, asked))


def stop_music(switch: Switch, seat: Seat) -> None:
    """Stop the music of `play_music`."""
    if seat.music is not None:
        seat.music.cancel()
        seat.music = None
    switch.media.stop(seat.leg.sid)


def room_named(switch: Switch, account_sid: str, name: str) -> Room:
    """Return the account's live conference of this name, or a new one."""
    for room in switch.rooms.values():
        if room.account_sid == account_sid and room.name == name:
            return room
    now = switch.clock.now()
    room = Room(switch, new_sid("CF"), account_sid, name, now, now)
    switch.rooms[room.sid] = room
    return room
