"""All routes of the REST API."""

from aiohttp import web

from telephony.simulator.rest import (
    accounts,
    applications,
    available,
    calls,
    conferences,
    keys,
    messages,
    numbers,
    participants,
    queues,
    recordings,
)
from telephony.simulator.rest.errors import not_found

PARTS = (
    accounts,
    applications,
    available,
    calls,
    conferences,
    keys,
    messages,
    numbers,
    participants,
    queues,
    recordings,
)


async def _unknown(request: web.Request) -> web.Response:
    return not_found(request.path).response()


def add_rest(app: web.Application) -> None:
    """Mount the API under /2010-04-01; unknown paths answer 20404 in Twilio's form."""
    for part in PARTS:
        app.add_routes(part.ROUTES)
    app.router.add_route("*", "/2010-04-01/{rest:.*}", _unknown)
