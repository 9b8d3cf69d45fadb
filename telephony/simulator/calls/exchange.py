"""The call core as far ends see it (implements `ports.Exchange`)."""

from datetime import datetime

from telephony.simulator.calls.arrive import arrive_at_application, arrive_at_number
from telephony.simulator.calls.leg import Heard
from telephony.simulator.calls.progress import finish
from telephony.simulator.calls.ring import take
from telephony.simulator.calls.switch import Switch
from telephony.simulator.ports import Endpoint, OwnedNumber, Token
from telephony.simulator.records.tokens import check_token


class Switchboard:
    """Lets browsers, the virtual phone and scripts place, take and end calls."""

    def __init__(self, switch: Switch) -> None:
        self.switch = switch

    def now(self) -> datetime:
        return self.switch.clock.now()

    def check_token(self, token: str) -> Token:
        return check_token(self.switch.store, token, self.now())

    def owned_numbers(self) -> list[OwnedNumber]:
        return [
            OwnedNumber(row["phone_number"], row["friendly_name"], row["account_sid"])
            for row in self.switch.store.all("number")
        ]

    def register_client(self, account_sid: str, identity: str, endpoint: Endpoint) -> None:
        _add(self.switch.clients.setdefault((account_sid, identity), []), endpoint)

    def unregister_client(self, account_sid: str, identity: str, endpoint: Endpoint) -> None:
        _drop(self.switch.clients.get((account_sid, identity), []), endpoint)

    def register_phone(self, number: str, endpoint: Endpoint) -> None:
        _add(self.switch.phones.setdefault(number, []), endpoint)

    def unregister_phone(self, number: str, endpoint: Endpoint) -> None:
        _drop(self.switch.phones.get(number, []), endpoint)

    def forget(self, endpoint: Endpoint) -> None:
        """Remove an endpoint from wherever it is registered."""
        for endpoints in (*self.switch.clients.values(), *self.switch.phones.values()):
            _drop(endpoints, endpoint)

    async def connect_client(
        self,
        identity: str,
        account_sid: str,
        application_sid: str,
        params: dict[str, str],
        endpoint: Endpoint,
    ) -> str:
        return arrive_at_application(
            self.switch, identity, account_sid, application_sid, params, endpoint
        ).sid

    async def dial_in(self, from_: str, to: str, endpoint: Endpoint) -> str:
        return arrive_at_number(self.switch, from_, to, endpoint).sid

    async def answered(self, call_sid: str, endpoint: Endpoint) -> bool:
        leg = self.switch.legs.get(call_sid)
        return leg is not None and await take(self.switch, leg, endpoint)

    async def pressed(self, call_sid: str, digits: str) -> None:
        self._hear(call_sid, "digit", list(digits))

    async def spoke(self, call_sid: str, text: str) -> None:
        self._hear(call_sid, "speech", [text])

    def _hear(self, call_sid: str, kind: str, texts: list[str]) -> None:
        leg = self.switch.legs.get(call_sid)
        if leg is None or leg.status != "in-progress":
            return
        name = "pressed" if kind == "digit" else "spoke"
        self.switch.ledger.event(call_sid, name, text="".join(texts))
        for text in texts:
            leg.heard.put_nowait(Heard(kind, text))

    async def hung_up(self, call_sid: str) -> None:
        leg = self.switch.legs.get(call_sid)
        if leg is None or leg.ended:
            return
        if leg.started_at is not None:
            finish(self.switch, leg, "completed", "far_end")
        elif leg.direction == "inbound":
            leg.sip_code = 487
            finish(self.switch, leg, "canceled" if leg.application_sid else "no-answer", "far_end")
        else:
            leg.sip_code = 603
            finish(self.switch, leg, "busy", "far_end")


def _add(endpoints: list[Endpoint], endpoint: Endpoint) -> None:
    if endpoint not in endpoints:
        endpoints.append(endpoint)


def _drop(endpoints: list[Endpoint], endpoint: Endpoint) -> None:
    if endpoint in endpoints:
        endpoints.remove(endpoint)
