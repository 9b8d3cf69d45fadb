"""Queues and their members."""

from aiohttp import web

from telephony.simulator.calls.leg import Target
from telephony.simulator.calls.line import Line, line_named
from telephony.simulator.calls.redirect import redirect
from telephony.simulator.records.shapes import member_shape, queue_shape
from telephony.simulator.rest.errors import ApiError, not_found
from telephony.simulator.rest.fields import checked_url
from telephony.simulator.rest.request import Ask, created, gone, handler, page

MAX_SIZE = 5000


def _line(ask: Ask, name: str = "sid") -> Line:
    line = ask.switch.lines.get(ask.http.match_info[name])
    if line is None or line.account_sid != ask.account_sid:
        raise not_found(ask.http.path)
    return line


def _answer(ask: Ask, line: Line) -> web.Response:
    return web.json_response(queue_shape(line, ask.switch.clock.now()))


def _resize(ask: Ask, line: Line) -> None:
    if ask.value("MaxSize"):
        line.max_size = min(MAX_SIZE, max(1, int(ask.number("MaxSize", 100))))


def _taken(ask: Ask, name: str) -> bool:
    return any(
        line.account_sid == ask.account_sid and line.name == name for line in ask.switch.lines.values()
    )


async def create(ask: Ask) -> web.Response:
    """Create a queue; 22003 if the name is taken."""
    name = ask.need("FriendlyName")
    if len(name) > 64:
        raise ApiError(400, 22001, "FriendlyName is longer than 64 characters")
    if _taken(ask, name):
        raise ApiError(400, 22003, f"A queue named {name} exists already")
    line = line_named(ask.switch, ask.account_sid, name)
    _resize(ask, line)
    return created(queue_shape(line, ask.switch.clock.now()))


async def listing(ask: Ask) -> web.Response:
    """List queues."""
    lines = [line for line in ask.switch.lines.values() if line.account_sid == ask.account_sid]
    return page(ask, "queues", [queue_shape(line, ask.switch.clock.now()) for line in lines[::-1]])


async def fetch(ask: Ask) -> web.Response:
    """Fetch a queue."""
    return _answer(ask, _line(ask))


async def update(ask: Ask) -> web.Response:
    """Rename or resize a queue."""
    line, name = _line(ask), ask.value("FriendlyName")
    if name and name != line.name:
        if _taken(ask, name):
            raise ApiError(400, 22003, f"A queue named {name} exists already")
        line.name = name
    _resize(ask, line)
    line.updated_at = ask.switch.clock.now()
    return _answer(ask, line)


async def delete(ask: Ask) -> web.Response:
    """Delete an empty queue."""
    line = _line(ask)
    if line.waiting:
        raise ApiError(400, 22002, "The queue is not empty")
    del ask.switch.lines[line.sid]
    return gone()


def _member(ask: Ask) -> tuple[Line, int]:
    line = _line(ask, "queue")
    if ask.sid == "Front" and line.waiting:
        return line, 0
    for index, place in enumerate(line.waiting):
        if place.leg.sid == ask.sid:
            return line, index
    raise not_found(ask.http.path)


async def members(ask: Ask) -> web.Response:
    """List who waits, front first."""
    line, now = _line(ask, "queue"), ask.switch.clock.now()
    return page(ask, "queue_members", [member_shape(line, index, now) for index in range(len(line.waiting))])


async def member(ask: Ask) -> web.Response:
    """Fetch a member by call SID, or `Front`."""
    line, index = _member(ask)
    return web.json_response(member_shape(line, index, ask.switch.clock.now()))


async def dequeue(ask: Ask) -> web.Response:
    """Take a member out and let his call go on at Url."""
    line, index = _member(ask)
    target = Target(checked_url(ask.need("Url"), "Url"), ask.value("Method", "POST"))
    body, leg = member_shape(line, index, ask.switch.clock.now()), line.waiting[index].leg
    await redirect(ask.switch, leg, target)
    return web.json_response(body | {"position": 0})


BASE = "/2010-04-01/Accounts/{account}/Queues"
MEMBERS = BASE + "/{queue}/Members"
ROUTES = [
    web.post(f"{BASE}.json", handler(create)),
    web.get(f"{BASE}.json", handler(listing)),
    web.get(BASE + "/{sid}.json", handler(fetch)),
    web.post(BASE + "/{sid}.json", handler(update)),
    web.delete(BASE + "/{sid}.json", handler(delete)),
    web.get(f"{MEMBERS}.json", handler(members)),
    web.get(MEMBERS + "/{sid}.json", handler(member)),
    web.post(MEMBERS + "/{sid}.json", handler(dequeue)),
]
