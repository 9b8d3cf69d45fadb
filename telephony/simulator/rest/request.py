"""One API request: who asks, for which account, with which form values."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from aiohttp import BasicAuth, web

from telephony.simulator.calls.leg import Leg
from telephony.simulator.calls.switch import Switch
from telephony.simulator.records.accounts import Principal, authenticate, is_active, may_act
from telephony.simulator.records.store import Json, Store
from telephony.simulator.rest.errors import ApiError, not_found, unauthorised

SWITCH = web.AppKey("switch", Switch)
MAX_PAGE = 1000


@dataclass(frozen=True)
class Ask:
    """A checked request."""

    http: web.Request
    switch: Switch
    who: Principal
    account_sid: str
    form: dict[str, list[str]]

    @property
    def store(self) -> Store:
        """The simulator's rows."""
        return self.switch.store

    @property
    def sid(self) -> str:
        """The SID at the end of the path."""
        return self.http.match_info["sid"]

    def value(self, name: str, default: str = "") -> str:
        """Return the last form value of this name."""
        return self.form.get(name, [default])[-1]

    def query(self, name: str, default: str = "") -> str:
        """Return a query parameter."""
        return self.http.query.get(name, default)

    def flag(self, name: str, default: bool) -> bool:
        """Return a boolean form value."""
        text = self.value(name)
        return default if not text else text.lower() == "true"

    def number(self, name: str, default: float) -> float:
        """Return a numeric form value; raises ApiError 20001."""
        text = self.value(name)
        try:
            return float(text) if text else default
        except ValueError as problem:
            raise ApiError(400, 20001, f"Parameter '{name}' is not valid: {text}") from problem

    def need(self, name: str) -> str:
        """Return a required form value; raises ApiError 20001."""
        text = self.value(name)
        if not text:
            raise ApiError(400, 20001, f"The '{name}' parameter is required.")
        return text

    def row(self, kind: str) -> Json:
        """Return the account's row named in the path; raises ApiError 20404."""
        found = self.store.get(kind, self.sid, self.account_sid)
        if found is None:
            raise not_found(self.http.path)
        return found

    def leg(self, name: str = "sid") -> Leg:
        """Return the account's live leg named in the path; raises ApiError 20404."""
        leg = self.switch.legs.get(self.http.match_info[name])
        if leg is None or leg.account_sid != self.account_sid:
            raise not_found(self.http.path)
        return leg

    def must_be_active(self) -> None:
        """Refuse what a suspended account may not do."""
        if not is_active(self.store, self.account_sid):
            raise ApiError(403, 20005, "Account not active")


Answer = Callable[[Ask], Awaitable[web.StreamResponse]]


def handler(answer: Answer) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Wrap a resource function: faults, credentials, account, form, errors."""

    async def handle(request: web.Request) -> web.StreamResponse:
        switch = request.app[SWITCH]
        with switch.clock.busy():
            form = await _form(request)
        try:
            await _struck(switch)
            who, account_sid = _admit(request, switch.store)
            return await answer(Ask(request, switch, who, account_sid, form))
        except ApiError as problem:
            return problem.response()

    return handle


async def _form(request: web.Request) -> dict[str, list[str]]:
    form: dict[str, list[str]] = {}
    for name, value in (await request.post()).items():
        form.setdefault(name, []).append(str(value))
    return form


async def _struck(switch: Switch) -> None:
    faults = switch.faults.draw("rest")
    if "delay" in faults:
        await switch.clock.sleep(faults["delay"].seconds)
    if "limit" in faults:
        raise ApiError(429, 20429, "Too Many Requests")
    if "error" in faults:
        raise ApiError(500, 20500, "An internal server error has occurred")


def _admit(request: web.Request, store: Store) -> tuple[Principal, str]:
    header = request.headers.get("Authorization", "")
    try:
        given = BasicAuth.decode(header)
    except ValueError as problem:
        raise unauthorised() from problem
    who = authenticate(store, given.login, given.password)
    if who is None:
        raise unauthorised()
    account_sid = request.match_info.get("account", who.account_sid)
    if not may_act(store, who, account_sid):
        raise unauthorised()
    return who, account_sid


def page(ask: Ask, key: str, rows: list[Json]) -> web.Response:
    """Answer one page of a list, newest first as given, in Twilio's envelope."""
    size = min(MAX_PAGE, max(1, _whole(ask.query("PageSize"), 50)))
    number = max(0, _whole(ask.query("Page"), 0))
    start = number * size
    chosen = rows[start : start + size]
    body = {
        "end": start + max(0, len(chosen) - 1),
        "first_page_uri": _page_uri(ask, 0, size),
        "next_page_uri": _page_uri(ask, number + 1, size) if start + size < len(rows) else None,
        "page": number,
        "page_size": size,
        "previous_page_uri": _page_uri(ask, number - 1, size) if number else None,
        "start": start,
        "uri": ask.http.path_qs,
        key: chosen,
    }
    return web.json_response(body)


def _whole(text: str, default: int) -> int:
    return int(text) if text.isdecimal() else default


def _page_uri(ask: Ask, number: int, size: int) -> str:
    kept = {
        name: value for name, value in ask.http.query.items() if name not in ("Page", "PageSize", "PageToken")
    }
    return f"{ask.http.path}?{urlencode({**kept, 'PageSize': size, 'Page': number})}"


def created(body: Json) -> web.Response:
    """Answer 201 with the new resource."""
    return web.json_response(body, status=201)


def gone() -> web.Response:
    """Answer 204."""
    return web.Response(status=204)
