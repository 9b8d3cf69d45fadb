"""The desk's socket: who gets in, what it says, and who loses the desk."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from channels.layers import InMemoryChannelLayer
from django.contrib.sessions.models import Session

from infra.config.sockets import application_for
from infra.kit.clock import FixedClock
from telephony.models import Agent
from telephony.realtime.consumers import DeskConsumer
from telephony.realtime.publish import tell_agent, tell_queues
from tenants.directory.context import in_tenant
from tenants.directory.facade import tenant_by_key
from tenants.identity.models import Membership, User
from tests.telephony.calls.floor import Floor
from tests.tenants import people


class Page:
    """A browser page's socket, at the ASGI interface."""

    def __init__(self, cookie: str, host: str, origin: str | None = None) -> None:
        headers = [
            (b"host", host.encode()),
            (b"origin", (origin or f"http://{host}").encode()),
            (b"cookie", f"sessionid={cookie}".encode()),
        ]
        scope = {
            "type": "websocket",
            "path": "/ws/desk",
            "query_string": b"",
            "headers": headers,
            "subprotocols": [],
        }
        communicator: Any = ApplicationCommunicator  # published without annotations
        self.wire = communicator(application_for(_no_http), scope)

    async def open(self) -> bool:
        """True when the handshake was accepted."""
        await self.wire.send_input({"type": "websocket.connect"})
        answer = await self.wire.receive_output(timeout=10)
        return bool(answer["type"] == "websocket.accept")

    async def received(self) -> dict[str, Any]:
        """The next message, whatever it is."""
        output = await self.wire.receive_output(timeout=10)
        assert output["type"] == "websocket.send", output
        message: dict[str, Any] = json.loads(output["text"])
        return message

    async def said(self) -> dict[str, Any]:
        """The next message that is no ping."""
        while True:
            message = await self.received()
            if message.get("type") != "ping":
                return message

    async def closed(self) -> int:
        """The code the socket is closed with."""
        while True:
            output = await self.wire.receive_output(timeout=10)
            if output["type"] == "websocket.close":
                return int(output["code"])

    async def send(self, content: object) -> None:
        """Send JSON."""
        await self.wire.send_input({"type": "websocket.receive", "text": json.dumps(content)})

    async def pong(self, *, voice_ready: bool = True) -> None:
        """Say that the page is alive."""
        await self.send({"type": "pong", "t": "", "voice_ready": voice_ready})

    async def leave(self) -> None:
        """The page goes away."""
        await self.wire.send_input({"type": "websocket.disconnect", "code": 1001})
        await self.wire.wait(timeout=10)


async def _no_http(scope: Any, receive: Any, send: Any) -> None:
    raise AssertionError("only sockets here")


class Place:
    """A committed tenant with one agent who is signed in."""

    def __init__(self, key: str, now: Any) -> None:
        self.key = key
        self.user: User = people.member(key, "agent")
        with in_tenant(key):
            self.floor = Floor.open(now)
            self.agent = self.floor.agent(user_id=self.user.pk)
        self.cookie = people.client_of(key, user=self.user).cookies["sessionid"].value
        self.host = tenant_by_key(key).host

    def page(self, **how: Any) -> Page:
        """The agent's page."""
        return Page(self.cookie, self.host, **how)

    def inside(self, act: Callable[[], Any]) -> Any:
        """Run in the tenant, committed."""
        with in_tenant(self.key):
            return act()

    def stored(self) -> Agent:
        """The agent's row now."""
        found: Agent = self.inside(lambda: Agent.objects.get(pk=self.agent.pk))
        return found


@pytest.fixture
async def place(live_tenant: str, clock: FixedClock) -> AsyncIterator[Place]:
    """A place whose pings come only once."""
    before, DeskConsumer.ping_every_s = DeskConsumer.ping_every_s, 3600.0
    yield await sync_to_async(Place)(live_tenant, clock.now())
    DeskConsumer.ping_every_s = before


async def test_the_page_is_pinged_and_its_answer_makes_the_agent_routable(place: Place) -> None:
    page = place.page()
    assert await page.open()
    assert (await page.received())["type"] == "ping"
    assert not (await sync_to_async(place.stored)()).voice_ready
    await page.pong()
    await _until(place, lambda agent: agent.voice_ready)
    await page.leave()
    await _until(place, lambda agent: not agent.voice_ready and agent.console == "")


async def test_changes_are_told_with_the_agents_own_number(place: Place) -> None:
    page = place.page()
    await page.open()
    assert (await page.received())["seq"] == (await sync_to_async(place.stored)()).desk_seq
    before = (await sync_to_async(place.stored)()).desk_seq
    await sync_to_async(place.inside)(lambda: tell_agent(place.agent, "status.changed", ["agent"]))
    await sync_to_async(place.inside)(tell_queues)
    mine, everyones = await page.said(), await page.said()
    assert [mine["seq"], everyones["seq"]] == [before + 1, before + 2]
    assert (mine["v"], mine["type"], mine["set"]["agent"]["id"]) == (1, "status.changed", place.agent.pk)
    assert everyones["set"]["queues"][0]["name"] == "Help"
    await page.leave()


async def test_the_newer_tab_has_the_desk(place: Place) -> None:
    old, new = place.page(), place.page()
    await old.open()
    await new.open()
    assert await old.closed() == 4409
    await new.pong()
    await _until(place, lambda agent: agent.voice_ready)
    await new.leave()


async def test_a_tab_that_missed_its_replacement_is_told_at_its_next_pong(place: Place) -> None:
    page = place.page()
    await page.open()
    await page.received()  # the first ping: the desk is open
    agents = Agent.objects.filter(pk=place.agent.pk)
    await sync_to_async(place.inside)(lambda: agents.update(console="another"))
    await page.pong()
    assert await page.closed() == 4409


async def test_strangers_are_asked_to_sign_in(place: Place) -> None:
    page = Page("nobody", place.host)
    assert await page.open()
    assert await page.closed() == 4401


async def test_another_tenants_member_is_a_stranger_here(place: Place) -> None:
    other = await sync_to_async(people.member)("t_globex0000000000", "agent")
    client = await sync_to_async(people.client_of)("t_globex0000000000", user=other)
    page = Page(client.cookies["sessionid"].value, place.host)
    await page.open()
    assert await page.closed() == 4401
    await sync_to_async(other.delete)()


async def test_a_foreign_page_is_refused_before_it_is_accepted(place: Place) -> None:
    assert not await place.page(origin="http://evil.example").open()


async def test_an_unknown_host_is_a_strangers_host(place: Place) -> None:
    page = Page(place.cookie, "nobody.localhost")
    await page.open()
    assert await page.closed() == 4401


async def test_a_member_without_a_seat_has_no_desk(place: Place) -> None:
    person = await sync_to_async(people.member)(place.key, "supervisor")
    client = await sync_to_async(people.client_of)(place.key, user=person)
    page = Page(client.cookies["sessionid"].value, place.host)
    await page.open()
    assert await page.closed() == 4403


async def test_somebody_who_was_disabled_loses_the_socket_at_the_next_ping(
    place: Place, clock: FixedClock
) -> None:
    page = place.page()
    await page.open()
    await page.received()  # the first ping: the desk is open
    mine = Membership.objects.filter(user=place.user)
    await sync_to_async(mine.update)(disabled_at=clock.now())
    await page.pong()
    assert await page.closed() == 4401


async def test_somebody_who_signed_out_loses_the_socket_at_the_next_ping(place: Place) -> None:
    page = place.page()
    await page.open()
    await page.received()  # the first ping: the desk is open
    await sync_to_async(_sign_out)(place.cookie)
    await page.pong()
    assert await page.closed() == 4401


@pytest.mark.parametrize(
    "nonsense", [{"type": "hello"}, [], "x", None, {"type": "pong", "voice_ready": "yes"}]
)
async def test_nonsense_is_ignored(place: Place, nonsense: object) -> None:
    page = place.page()
    await page.open()
    await page.send(nonsense)
    await page.pong()
    await _until(place, lambda agent: agent.voice_ready)
    await page.leave()


def _sign_out(cookie: str) -> None:
    Session.objects.filter(pk=cookie).delete()


async def _until(place: Place, holds: Callable[[Agent], bool]) -> None:
    """Wait for the database threads to have done their part."""
    for _ in range(500):
        if holds(await sync_to_async(place.stored)()):
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not happen within five seconds")


class FailingLayer(InMemoryChannelLayer):
    """A channel layer that loses its store when the test says so."""

    down = False

    async def send(self, channel: str, message: dict[str, Any]) -> None:
        if type(self).down:
            raise ConnectionError("connection refused")
        await super().send(channel, message)


async def test_the_page_is_told_when_messages_do_not_get_through(place: Place, settings: Any) -> None:
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": f"{__name__}.FailingLayer"}}
    DeskConsumer.ping_every_s = 0.0
    page = place.page()
    try:
        await page.open()
        assert (await page.received())["delayed"] is False
        FailingLayer.down = True
        while not (await page.received())["delayed"]:
            pass
        FailingLayer.down = False
        while (await page.received())["delayed"]:
            pass
    finally:
        FailingLayer.down = False
        DeskConsumer.ping_every_s = 3600.0
    await page.leave()
