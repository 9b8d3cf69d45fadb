"""A simulator inside a test: its own thread and event loop, driven by plain synchronous calls."""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import web

from telephony.simulator.app import Options, build_app
from telephony.simulator.clock import Clock, VirtualClock
from telephony.simulator.control.routes import PEOPLE
from telephony.simulator.handwork import Answerer, CallersThread
from telephony.simulator.records.accounts import PARENT_SID, PARENT_TOKEN
from telephony.simulator.records.store import Json
from telephony.simulator.rest.request import SWITCH
from telephony.simulator.scripts.document import read
from telephony.simulator.scripts.people import Person
from telephony.simulator.scripts.perform import Report, perform

T = TypeVar("T")


class Running:
    """A live simulator; every call returns only when its consequences have settled (virtual clock)."""

    def __init__(self, options: Options, pump: CallersThread | None) -> None:
        self.clock = options.clock
        self.account_sid = options.account_sid
        self.auth_token = options.auth_token
        self._pump = pump
        self._options = options
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True, name="carrier")
        self._thread.start()
        self._runner, self.base_url = self._wait(self._serve())
        self.switch = self._runner.app[SWITCH]
        self._people = self._runner.app[PEOPLE]

    async def _serve(self) -> tuple[web.AppRunner, str]:
        app = build_app(self._options)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        base_url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        app[SWITCH].base_url = base_url
        return runner, base_url

    def _wait(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine on the simulator's loop; meanwhile answer webhooks in this thread if asked."""
        future: Future[T] = asyncio.run_coroutine_threadsafe(work, self._loop)
        if self._pump is not None:
            self._pump.work_until(future)
        return future.result(60)

    async def _then_settle(self, work: Coroutine[Any, Any, T]) -> T:
        result = await work
        if isinstance(self.clock, VirtualClock):
            await self.clock.settle()
        return result

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        return self._wait(self._then_settle(work))

    def settle(self) -> None:
        """Wait until nothing is in flight (virtual clock only)."""
        self._do(asyncio.sleep(0))

    def advance(self, seconds: float) -> None:
        """Move the virtual clock; every timer on the way fires."""
        assert isinstance(self.clock, VirtualClock)
        self._wait(self.clock.advance(seconds))

    def run_until_idle(self, limit: float = 3600) -> float:
        """Jump from timer to timer for at most `limit` virtual seconds; return the seconds passed."""
        assert isinstance(self.clock, VirtualClock)
        return self._wait(self.clock.run_until_idle(limit))

    def dial(self, from_: str, to: str) -> str:
        """Somebody at `from_` calls the bought number `to`; return the call SID; raises NotInService."""
        return self._do(self._people.caller(from_).dial(to))

    def phone(self, number: str, answers: bool = True) -> Person:
        """Put a telephone at an outside number; it answers by itself unless told not to."""
        return self._people.phone(number, answers)

    def client(self, account_sid: str, identity: str, answers: bool = True) -> Person:
        """Register a browser's device as `client:<identity>`."""
        return self._people.client(account_sid, identity, answers)

    def connect(self, person: Person, account_sid: str, application_sid: str, params: dict[str, str]) -> str:
        """The browser calls through its TwiML application; return the call SID."""
        return self._do(person.connect(account_sid, application_sid, params))

    def _act(self, call_sid: str, what: str, text: str = "") -> None:
        person = self._people.on(call_sid)
        if person is None:
            raise LookupError(f"nobody of ours is on call {call_sid}")
        self._do(person.do(what, call_sid, text))

    def press(self, call_sid: str, digits: str) -> None:
        """The far end presses keys."""
        self._act(call_sid, "press", digits)

    def say(self, call_sid: str, text: str) -> None:
        """The far end says something."""
        self._act(call_sid, "say", text)

    def answer(self, call_sid: str) -> None:
        """The far end picks up a ringing call."""
        self._act(call_sid, "answer")

    def hang_up(self, call_sid: str) -> None:
        """The far end hangs up, or declines."""
        self._act(call_sid, "hang_up")

    def play(self, script: str, **values: str) -> Report:
        """Perform a YAML script (its text) to its end; raises BadScript."""
        return self._do(perform(self.switch, self._people, read(script, values)))

    def status(self, call_sid: str) -> str:
        """Return a leg's status."""
        return self.switch.legs[call_sid].status

    def heard(self, call_sid: str) -> list[str]:
        """Return what was spoken or played to a leg, in order."""
        events = self.switch.ledger.call(call_sid)["events"]
        return [event.get("text") or event["url"] for event in events if event["kind"] in ("say", "play")]

    def ledger(self, account: str | None = None) -> Json:
        """Return the ledger: calls, sums, webhooks, twiml, alerts."""
        return self.switch.ledger.report(account)

    def faults(self, rules: list[dict[str, Any]], seed: int = 0) -> None:
        """Replace the fault rules."""
        self.switch.faults.set(rules, seed)

    def stop(self) -> None:
        """End everything; live calls end without callbacks."""
        self._wait(self._runner.cleanup())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()


def start(
    *,
    clock: Clock | None = None,
    state: Path | None = None,
    answer: Answerer | None = None,
    account_sid: str = PARENT_SID,
    auth_token: str = PARENT_TOKEN,
    calls_per_second: float = 1.0,
) -> Running:
    """Start a simulator without audio on a free port; the clock is virtual unless given.

    `answer`: deliver webhooks to this function, in the thread that calls `Running`, instead of HTTP; they
    wait for the next call on `Running` if none is under way.
    """
    pump = CallersThread(answer) if answer is not None else None
    options = Options(
        clock=clock or VirtualClock(),
        state=state,
        account_sid=account_sid,
        auth_token=auth_token,
        calls_per_second=calls_per_second,
        transport=pump,
    )
    return Running(options, pump)
