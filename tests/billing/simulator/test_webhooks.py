"""Webhooks judged by the SDK's own check, and the faults that can be ordered."""

import asyncio
import json
import urllib.request
from pathlib import Path

import pytest
import stripe
from aiohttp import web

from billing.simulator import webhooks
from billing.simulator.embedded import Running
from billing.simulator.server import open_world
from tests.billing.simulator.conftest import SECRET, START, Client

Taken = list[tuple[bytes, dict[str, str]]]


def _names(taken: Taken) -> list[str]:
    return [json.loads(body)["data"]["object"]["name"] for body, _ in taken]


def test_the_sdk_accepts_the_signature(client: Client, stand_in: Running) -> None:
    client.v1.customers.create({"name": "Acme"})
    ((body, headers),) = stand_in.take_webhooks()
    event = stripe.Webhook.construct_event(body, headers["Stripe-Signature"], SECRET)
    assert (event.type, event.data.object["name"]) == ("customer.created", "Acme")
    assert event.api_version == "2026-10-28.endive"


def test_the_sdk_refuses_a_changed_body_and_another_secret(client: Client, stand_in: Running) -> None:
    client.v1.customers.create({"name": "Acme"})
    ((body, headers),) = stand_in.take_webhooks()
    for forged, secret in ((body.replace(b"Acme", b"Evil"), SECRET), (body, "whsec_other")):
        with pytest.raises(stripe.SignatureVerificationError):
            stripe.Webhook.construct_event(forged, headers["Stripe-Signature"], secret)


def test_an_endpoint_hears_only_what_it_asked_for(client: Client, stand_in: Running) -> None:
    endpoint = client.v1.webhook_endpoints.create(
        {"url": "http://127.0.0.1:1/", "enabled_events": ["product.created"]}
    )
    client.v1.customers.create({"name": "Acme"})
    client.v1.products.create({"name": "Team"})
    secrets = [SECRET, SECRET, endpoint.secret]
    kinds = []
    for (body, headers), secret in zip(stand_in.take_webhooks(), secrets, strict=True):
        kinds.append(stripe.Webhook.construct_event(body, headers["Stripe-Signature"], str(secret)).type)
    assert kinds == ["customer.created", "product.created", "product.created"]


@pytest.mark.parametrize(
    ("fault", "names"),
    [
        ({}, ["a", "b", "c"]),
        ({"duplicate": 1}, ["a", "a", "b", "c"]),
        ({"drop": 1}, ["b", "c"]),
        ({"reorder": 3}, ["c", "b", "a"]),
        ({"delay": 1}, ["b", "c"]),
    ],
)
def test_ordered_faults_happen(
    client: Client, stand_in: Running, fault: dict[str, int], names: list[str]
) -> None:
    stand_in.faults(**fault)
    for name in "abc":
        client.v1.customers.create({"name": name})
    assert _names(stand_in.take_webhooks()) == names
    stand_in.clock.advance(60)
    assert _names(stand_in.take_webhooks()) == (["a"] if "delay" in fault else [])


def test_control_speaks_json(stand_in: Running) -> None:
    def post(path: str, body: dict[str, int]) -> dict[str, object]:
        request = urllib.request.Request(stand_in.base_url + path, json.dumps(body).encode())
        with urllib.request.urlopen(request) as answer:
            return dict(json.load(answer))

    assert post("/control/faults", {"drop": 2})["drop"] == 2
    assert post("/control/clock", {"advance": 60})["now"] == START + 60
    with urllib.request.urlopen(stand_in.base_url + "/control/health") as answer:
        assert json.load(answer)["status"] == "ok"


async def test_a_listener_that_fails_is_tried_again_with_back_off(tmp_path: Path) -> None:
    world = open_world(None, virtual=True, webhook_url="http://x", webhook_secret=SECRET, start_at=START)
    world.emit("customer.created", {"id": "cus_1", "object": "customer"})
    tries: list[int] = []

    async def send(url: str, body: bytes, headers: dict[str, str]) -> bool:
        tries.append(world.clock.now() - START)
        return len(tries) == 4

    for _ in range(500):
        await webhooks.deliver(world, send)
        world.clock.set(world.clock.now() + 5)
    assert tries == [0, 5, 65, 365]
    assert webhooks.backlog(world) == {"delivered": 1}


async def test_webhooks_reach_a_listening_port() -> None:
    heard: asyncio.Queue[bytes] = asyncio.Queue()

    async def hook(request: web.Request) -> web.Response:
        await heard.put(await request.read())
        return web.Response(status=204)

    app = web.Application()
    app.router.add_post("/hook", hook)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    from billing.simulator import embedded

    running = await asyncio.to_thread(lambda: embedded.start(webhook_url=url, webhook_secret=SECRET))
    try:
        request = urllib.request.Request(
            running.base_url + "/v1/customers", b"name=Acme", {"Authorization": "Bearer sk_test_1"}
        )
        await asyncio.to_thread(lambda: urllib.request.urlopen(request).read())
        assert json.loads(await asyncio.wait_for(heard.get(), 10))["type"] == "customer.created"
    finally:
        await asyncio.to_thread(running.stop)
        await runner.cleanup()
