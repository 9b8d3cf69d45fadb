"""Performs a journey written in YAML: each step is one verb with its particulars."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from tests.journeys import money, month
from tests.journeys.company import Company, Desk, ok, sign_up
from tests.journeys.truth import caller_minutes, every_twiml_is_valid
from tests.journeys.world import World

SCRIPTS = Path(__file__).parent / "scripts"


def perform(world: World, name: str) -> "Stage":
    """Perform scripts/<name>.yaml; a step that fails names itself. Returns the stage, for more questions."""
    script = yaml.safe_load((SCRIPTS / f"{name}.yaml").read_text(encoding="utf-8"))
    stage = Stage(world)
    for number, step in enumerate(script["steps"], 1):
        ((verb, particulars),) = step.items()
        try:
            stage.do(verb, particulars)
        except AssertionError as problem:
            raise AssertionError(f"{name}, step {number} ({verb} {particulars}): {problem}") from problem
    every_twiml_is_valid(world)
    return stage


class Stage:
    """The people and things of one journey."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.callers: dict[str, str] = {}
        self.desks: dict[str, Desk] = {}
        self.company: Company

    def do(self, verb: str, particulars: Any) -> None:
        """One step; a verb that does not exist fails."""
        act: Callable[..., None] | None = getattr(self, f"do_{verb}", None)
        assert act is not None, f"there is no verb {verb}"
        if isinstance(particulars, dict):
            act(**particulars)
        else:
            act(particulars)

    def do_sign_up(self, company: str, area_code: str) -> None:
        """The owner signs up, and has a desk."""
        self.company = sign_up(self.world, area_code=area_code, company=company)
        self.desks["owner"] = self.company.desk(self.company.owner)

    def do_wait(self, seconds: float) -> None:
        """Time passes."""
        self.world.pass_time(seconds)

    def do_wait_days(self, days: int) -> None:
        """Days pass; billing collects minutes once a day, as its clock does every minute."""
        for _ in range(days):
            self.world.pass_time(86_400)
            money.metered(self.world, self.company)

    def do_leave(self, desk: str) -> None:
        """An agent goes home."""
        self.desks[desk].leave()

    def do_month(self, seed: int, days: int, a_day: int) -> None:
        """Callers come for so many days, so many a day."""
        people = month.callers(seed, self.world.now, days, a_day)
        month.live_through(self.world, self.company, self.desks["owner"], people)
        money.metered(self.world, self.company)

    def do_dial(self, caller: str, **more: str) -> None:
        """Somebody calls the company."""
        self.callers[caller] = self.world.carrier.dial(more["from"], self.company.number)
        self.world.settle()

    def do_press(self, caller: str, keys: str) -> None:
        """The caller presses keys."""
        self.world.carrier.press(self.callers[caller], keys)
        self.world.settle()

    def do_say(self, caller: str, text: str) -> None:
        """The caller speaks."""
        self.world.carrier.say(self.callers[caller], text)
        self.world.settle()

    def do_hang_up_caller(self, caller: str) -> None:
        """The caller hangs up."""
        self.world.carrier.hang_up(self.callers[caller])
        self.world.settle()

    def do_faults(self, rules: list[dict[str, Any]]) -> None:
        """The carrier misbehaves from now on."""
        self.world.carrier.faults(rules, seed=1)

    def do_status(self, desk: str, status: str) -> None:
        """An agent chooses a status."""
        self.desks[desk].status(status)

    def do_accept(self, desk: str) -> None:
        """An agent accepts what rings."""
        self.desks[desk].accept()

    def do_hang_up(self, desk: str) -> None:
        """An agent ends the call."""
        self.desks[desk].hang_up()

    def do_hold(self, desk: str) -> None:
        """An agent puts the caller on hold."""
        self.desks[desk].hold(True)

    def do_resume(self, desk: str) -> None:
        """An agent takes the caller off hold."""
        self.desks[desk].hold(False)

    def do_wrap_up(self, desk: str, disposition: str, note: str) -> None:
        """An agent finishes the after-call work."""
        self.desks[desk].wrap_up(note, disposition)

    def do_close_hours(self) -> None:
        """The owner closes the company."""
        self._hours({})

    def do_open_hours(self) -> None:
        """The owner opens the company round the clock."""
        days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        self._hours({day: [["00:00", "24:00"]] for day in days})

    def do_add_card(self, card: str) -> None:
        """The owner enters a card at the payment provider."""
        money.add_card(self.company, card)

    def do_expect_heard(self, caller: str, text: str) -> None:
        """The caller heard this."""
        heard = " ".join(self.world.carrier.heard(self.callers[caller]))
        assert text.lower() in heard.lower(), heard

    def do_expect_offer(self, desk: str, number: str, path: list[str]) -> None:
        """This call rings at the desk, with the keys that were pressed."""
        offer = self.desks[desk].state()["offer"]
        assert offer is not None, "nothing rings"
        assert (offer["caller"]["number"], [step["digits"] for step in offer["path"]]) == (number, path)

    def do_expect_call(self, desk: str, state: str) -> None:
        """The call at the desk is in this state."""
        call = self.desks[desk].state()["call"]
        assert (call or {}).get("state") == state, call

    def do_expect_status(self, desk: str, status: str) -> None:
        """The agent is in this status."""
        assert self.desks[desk].state()["agent"]["status"] == status

    def do_expect_ended(self, caller: str, status: str) -> None:
        """The caller's leg has this status at the carrier."""
        found = self.world.carrier.status(self.callers[caller])
        assert found == status, (found, self.world.carrier.heard(self.callers[caller]))

    def do_expect_timeline(self, number: str, entries: list[dict[str, Any]]) -> None:
        """The contact of this number has exactly these entries."""
        owner = self.company.owner
        (contact,) = ok(owner.get("/api/v1/contacts", {"q": number[-7:]}))["results"]
        found = ok(owner.get(f"/api/v1/contacts/{contact['id']}/timeline"))["results"]
        shown = [{name: entry[name] for name in wanted} for entry, wanted in zip(found, entries, strict=True)]
        assert shown == entries

    def do_expect_voicemails(self, count: int) -> None:
        """So many messages wait, each with sound."""
        owner = self.company.owner
        found = ok(owner.get("/api/v1/voicemails"))["results"]
        assert len(found) == count
        for voicemail in found:
            assert owner.get(f"/api/v1/voicemails/{voicemail['id']}/audio").content[:4] == b"RIFF"

    def do_expect_report(self, **figures: int) -> None:
        """The report's totals of today."""
        totals = self.report()["totals"]
        assert {name: totals[name] for name in figures} == figures

    def do_expect_upcoming_invoice(self, minutes: int) -> None:
        """The next invoice lists seats and these minutes."""
        money.metered(self.world, self.company)
        lines = money.upcoming_lines(self.company)
        assert any(line["kind"] == "seats" for line in lines), lines
        assert money.minutes_of(lines) == minutes, lines

    def do_expect_billing(self, **facts: str) -> None:
        """How the company stands."""
        found = ok(self.company.owner.get("/api/v1/billing"))
        assert {name: found[name] for name in facts} == facts

    def do_expect_invoice_agrees(self) -> None:
        """The last paid invoice charges the minutes of its period, as carrier and report count them."""
        invoice, period = money.newest_with_minutes(self.company)
        minutes = money.minutes_of(invoice["lines"])
        carrier = caller_minutes(self.world, self.company.account_sid, *period)
        report = self.report_of(*period)["totals"]["minutes"]
        assert (invoice["status"], minutes > 0) == ("paid", True), invoice
        assert carrier == report == minutes, (carrier, report, minutes)

    def do_expect_ledgers_agree(self, minutes: int | None = None) -> None:
        """Carrier, report and bill count the same minutes."""
        carrier = caller_minutes(self.world, self.company.account_sid)
        report = self.report()["totals"]["minutes"]
        billed = money.metered(self.world, self.company)
        assert carrier == report == billed, (carrier, report, billed)
        assert minutes in (None, carrier), carrier

    def report(self, days: int = 200) -> Any:
        """The report of the last days, computed now."""
        return self.report_of(self.world.now - timedelta(days=days), self.world.now + timedelta(days=1))

    def report_of(self, start: datetime, end: datetime) -> Any:
        """The report of a period, computed now."""
        owner = self.company.owner
        ok(owner.post("/api/v1/reports/refresh"))
        period = {"from": start.isoformat(), "to": end.isoformat(), "interval": "day"}
        return ok(owner.get("/api/v1/reports/queue-intervals", period))

    def _hours(self, weekly: dict[str, list[list[str]]]) -> None:
        owner = self.company.owner
        (hours,) = ok(owner.get("/api/v1/hours"))
        kept = {name: hours[name] for name in ("name", "timezone", "closures")}
        ok(owner.put(f"/api/v1/hours/{hours['id']}", {**kept, "weekly": weekly}))
