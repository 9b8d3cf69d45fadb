"""The whole stand-in with sound, and a customer whose number leads into a conference."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
from twilio.jwt.access_token import AccessToken
from twilio.jwt.access_token.grants import VoiceGrant

from telephony.simulator.app import Options, build_app
from telephony.simulator.clock import RealClock
from telephony.simulator.records.accounts import PARENT_SID, PARENT_TOKEN
from telephony.simulator.rest.request import SWITCH
from tests.telephony.simulator.media.pages import add_agent

NUMBER = "+14156550100"
ROOM = """<?xml version="1.0" encoding="UTF-8"?>
<Response><Dial><Conference beep="false" endConferenceOnExit="{ends}">room</Conference></Dial></Response>"""


@dataclass
class Customer:
    """Where things are, and what the customer's server was asked."""

    http: str
    token: str
    asked: dict[str, dict[str, str]]


@asynccontextmanager
async def customer(folder: Path) -> AsyncIterator[Customer]:
    """Run both servers; the number and the application lead into the same conference."""
    asked: dict[str, dict[str, str]] = {}

    async def voice(request: web.Request) -> web.Response:
        form = dict(parse_qsl(await request.text()))
        asked[form["From"]] = form
        ends = "true" if request.path == "/voice" else "false"
        return web.Response(text=ROOM.format(ends=ends), content_type="text/xml")

    site_app = web.Application()
    site_app.router.add_post("/voice", voice)
    site_app.router.add_post("/agent", voice)
    stand_app = build_app(Options(clock=RealClock(), state=folder, audio=True))
    add_agent(stand_app)
    async with TestServer(site_app) as site, TestServer(stand_app) as stand:
        http = str(stand.make_url("")).rstrip("/")
        stand_app[SWITCH].base_url = http
        token = await _set_up(http, str(site.make_url("")).rstrip("/"))
        yield Customer(http, token, asked)


async def _set_up(http: str, site: str) -> str:
    """Buy the number, make application and key; returns an agent's access token."""
    base = f"{http}/2010-04-01/Accounts/{PARENT_SID}"
    signed = {"Authorization": aiohttp.encode_basic_auth(PARENT_SID, PARENT_TOKEN)}
    async with aiohttp.ClientSession(headers=signed) as session:

        async def create(what: str, **fields: str) -> dict[str, str]:
            async with session.post(f"{base}/{what}.json", data=fields) as answer:
                assert answer.status == 201, await answer.text()
                made: dict[str, str] = await answer.json()
                return made

        await create(
            "IncomingPhoneNumbers", PhoneNumber=NUMBER, VoiceUrl=f"{site}/voice", FriendlyName="Acme"
        )
        application = await create("Applications", FriendlyName="agents", VoiceUrl=f"{site}/agent")
        key = await create("Keys", FriendlyName="agents")
    token = AccessToken(PARENT_SID, key["sid"], key["secret"], identity="agent", ttl=3600)
    token.add_grant(VoiceGrant(outgoing_application_sid=application["sid"], incoming_allow=True))
    made: str = token.to_jwt()
    return made
