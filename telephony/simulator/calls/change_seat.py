"""Changes to a participant while the conference runs: mute, hold, coach, announce."""

from telephony.simulator.calls.conference import Seat, play_music, stop_music
from telephony.simulator.calls.leg import Target
from telephony.simulator.calls.switch import Switch


def mute(switch: Switch, seat: Seat, muted: bool) -> None:
    """Mute or unmute."""
    if seat.muted != muted:
        seat.muted = muted
        _apply(switch, seat)
        seat.room.report("participant-mute" if muted else "participant-unmute", seat)


def hold(switch: Switch, seat: Seat, held: bool, music: Target | None) -> None:
    """Put on hold with music (None = Twilio's own), or take back."""
    if seat.hold == held:
        return
    seat.hold, seat.hold_music = held, music
    _apply(switch, seat)
    if held:
        play_music(switch, seat, music)
    elif seat.room.status == "init":
        play_music(switch, seat, seat.wait)
    else:
        stop_music(switch, seat)
    seat.room.report("participant-hold" if held else "participant-unhold", seat)


def coach(switch: Switch, seat: Seat, call_sid: str | None) -> None:
    """Whisper to one participant only, or (None) speak to all again."""
    seat.coach = call_sid
    _apply(switch, seat)
    seat.room.report("participant-modify", seat)


def leave_rule(switch: Switch, seat: Seat, end_on_exit: bool) -> None:
    """Decide whether this participant's leaving ends the conference."""
    seat.end_on_exit = end_on_exit
    seat.updated_at = switch.clock.now()
    seat.room.report("participant-modify", seat)


def announce(switch: Switch, seat: Seat, target: Target) -> None:
    """Play something to one participant over the conference."""
    if seat.leg.announcement is not None:
        seat.leg.announcement.cancel()
    seat.leg.announcement = switch.spawn(_announce(switch, seat, target))


async def _announce(switch: Switch, seat: Seat, target: Target) -> None:
    how = await switch.run_aside(switch, seat.leg, target)
    seat.room.report("announcement-fail" if how == "failed" else "announcement-end", seat)


def _apply(switch: Switch, seat: Seat) -> None:
    seat.updated_at = switch.clock.now()
    if seat.room.status == "in-progress":
        switch.media.change(seat.leg.sid, muted=seat.muted, hold=seat.hold, coach=seat.coach)
