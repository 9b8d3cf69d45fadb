"""People without a body: far ends of legs that scripts, tests and the control API drive."""

from telephony.simulator.calls.exchange import Switchboard
from telephony.simulator.ports import Ring


class BadAct(ValueError):
    """A person was told to do something nobody can do."""


class Person:
    """One caller, telephone or registered client (implements `ports.Endpoint`)."""

    def __init__(self, board: Switchboard, name: str, answers: bool = True) -> None:
        self._board = board
        self.name = name
        self.answers = answers
        self.rings: list[Ring] = []
        self.calls: list[str] = []
        self.over: dict[str, str] = {}
        """Call SID to the reason the network gave for its end."""

    async def ring(self, call: Ring) -> None:
        self.rings.append(call)
        self.calls.append(call.call_sid)
        if self.answers:
            self._board.switch.spawn(self.answer(call.call_sid))

    async def cancel(self, call_sid: str) -> None:
        self.over[call_sid] = "canceled"

    async def connected(self, call_sid: str) -> None:
        return None

    async def hangup(self, call_sid: str, reason: str) -> None:
        self.over[call_sid] = reason

    async def dial(self, to: str) -> str:
        """Call a bought number; returns the call SID; raises NotInService."""
        sid = await self._board.dial_in(self.name, to, self)
        self.calls.append(sid)
        return sid

    async def connect(self, account_sid: str, application_sid: str, params: dict[str, str]) -> str:
        """Call as a browser does, through a TwiML application; `name` is the identity."""
        sid = await self._board.connect_client(self.name, account_sid, application_sid, params, self)
        self.calls.append(sid)
        return sid

    async def answer(self, call_sid: str) -> bool:
        """Pick up; False if too late."""
        return await self._board.answered(call_sid, self)

    async def do(self, what: str, call_sid: str, text: str = "") -> None:
        """Press, say, answer or hang up on a call; raises BadAct."""
        if what == "press":
            await self._board.pressed(call_sid, text)
        elif what == "say":
            await self._board.spoke(call_sid, text)
        elif what == "answer":
            await self.answer(call_sid)
        elif what == "hang_up":
            await self._board.hung_up(call_sid)
        else:
            raise BadAct(f"nobody can {what!r}; use press, say, answer or hang_up")


class People:
    """All scripted people of one simulator."""

    def __init__(self, board: Switchboard) -> None:
        self._board = board
        self._all: list[Person] = []

    def caller(self, number: str) -> Person:
        """Return somebody who can dial from this number."""
        return self._keep(Person(self._board, number))

    def phone(self, number: str, answers: bool = True) -> Person:
        """Return somebody who takes calls at this outside number."""
        person = self._keep(Person(self._board, number, answers))
        self._board.register_phone(number, person)
        return person

    def client(self, account_sid: str, identity: str, answers: bool = True) -> Person:
        """Return somebody registered as `client:<identity>`."""
        person = self._keep(Person(self._board, identity, answers))
        self._board.register_client(account_sid, identity, person)
        return person

    def dismiss(self, person: Person) -> None:
        """Somebody leaves: his devices take no calls any more."""
        self._board.forget(person)

    def on(self, call_sid: str) -> Person | None:
        """Return who is at the far end of a call."""
        return next((person for person in reversed(self._all) if call_sid in person.calls), None)

    def _keep(self, person: Person) -> Person:
        self._all.append(person)
        return person
