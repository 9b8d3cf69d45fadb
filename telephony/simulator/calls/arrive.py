"""Calls that come in: from a telephone to a number, or from a browser to an application."""

from telephony.simulator.calls.leg import Leg, Target
from telephony.simulator.calls.open_leg import open_leg
from telephony.simulator.calls.progress import callbacks_of, move
from telephony.simulator.calls.switch import Switch
from telephony.simulator.ports import Endpoint, NotInService
from telephony.simulator.records.accounts import is_active
from telephony.simulator.records.store import Json


def number_row(switch: Switch, number: str) -> Json | None:
    """Return the bought number with these digits, whoever owns it."""
    return next((row for row in switch.store.all("number") if row["phone_number"] == number), None)


def arrive_at_number(switch: Switch, from_: str, to: str, endpoint: Endpoint) -> Leg:
    """A telephone calls a bought number; raises NotInService."""
    row = number_row(switch, to)
    if row is None or not is_active(switch.store, str(row["account_sid"])):
        raise NotInService(f"the number {to} is not in service")
    leg = open_leg(switch, account_sid=row["account_sid"], from_=from_, to=to, direction="inbound")
    leg.phone_number_sid = row["sid"]
    leg.endpoint = endpoint
    application = switch.store.get("application", row["voice_application_sid"] or "")
    _begin(switch, leg, application or row)
    return leg


def arrive_at_application(
    switch: Switch,
    identity: str,
    account_sid: str,
    application_sid: str,
    params: dict[str, str],
    endpoint: Endpoint,
) -> Leg:
    """A browser calls through its TwiML application; raises NotInService."""
    application = switch.store.get("application", application_sid, account_sid)
    if application is None or not is_active(switch.store, account_sid):
        raise NotInService(f"there is no application {application_sid}")
    leg = open_leg(
        switch,
        account_sid=account_sid,
        from_=f"client:{identity}",
        to=params.get("To", ""),
        direction="inbound",
    )
    leg.application_sid = application_sid
    leg.custom = params
    leg.endpoint = endpoint
    _begin(switch, leg, application)
    return leg


def _begin(switch: Switch, leg: Leg, row: Json) -> None:
    leg.callbacks = callbacks_of(row["status_callback"] or "", row["status_callback_method"], [])
    if row["voice_fallback_url"]:
        leg.fallback = Target(row["voice_fallback_url"], row["voice_fallback_method"])
    move(switch, leg, "ringing")
    target = Target(row["voice_url"] or "", row["voice_method"] or "POST", leg.custom)
    leg.program = switch.spawn(switch.run(switch, leg, target))
