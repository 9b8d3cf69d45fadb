"""A company in a journey: signed up by its owner, with agents at their desks."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from rest_framework.test import APIClient

from telephony.services.note_liveness import note_liveness
from telephony.services.open_console import open_console
from tenants.directory import facade as directory
from tenants.directory.context import in_tenant
from tests.journeys.world import Alive, World, public_client

PONG_EVERY = timedelta(seconds=5)
PASSWORD = "correct horse battery staple"


@dataclass
class Company:
    """`owner` is signed in; `number` is the company's own."""

    world: World
    key: str
    host: str
    number: str
    owner: APIClient
    account_sid: str
    application_sid: str

    def desk(self, client: APIClient) -> "Desk":
        """The console of somebody who takes calls, open and registered."""
        me = ok(client.get("/api/v1/me"))
        desk = Desk(self, client, me["user"]["id"], me["agent_id"])
        self.world.watched.append(desk)
        desk.open()
        return desk


class Desk(Alive):
    """An agent's console: commands over REST, audio through the carrier."""

    def __init__(self, company: Company, client: APIClient, user_id: int, agent_id: int) -> None:
        self.company, self.client, self.user_id, self.agent_id = company, client, user_id, agent_id
        self.console = f"journey-{user_id}"
        self.answered_at: datetime | None = None
        token = ok(client.post("/api/v1/desk/voice-token"))
        self.device = company.world.carrier.client(company.account_sid, token["identity"])

    def open(self) -> None:
        """Open the console's socket (the socket itself has tests of its own)."""
        with in_tenant(self.company.key):
            open_console(user_id=self.user_id, console=self.console, now=self.company.world.now)
        self.answered_at = None
        self.answer_ping(self.company.world.now)

    def come_in(self) -> None:
        """Open the console and become available."""
        self.company.world.watched.append(self)
        self.open()
        self.status("available")

    def leave(self) -> None:
        """Go offline and close the console."""
        self.status("offline")
        self.company.world.watched.remove(self)

    def answer_ping(self, now: datetime) -> None:
        """Answer the server's ping, with the device registered; every few seconds is enough."""
        if self.answered_at is not None and now - self.answered_at < PONG_EVERY:
            return
        self.answered_at = now
        with in_tenant(self.company.key):
            note_liveness(agent_id=self.agent_id, console=self.console, voice_ready=True, now=now)

    def state(self) -> dict[str, Any]:
        """What the console shows."""
        return dict(ok(self.client.get("/api/v1/desk")))

    def status(self, status: str) -> None:
        """Choose a status."""
        ok(self.client.post("/api/v1/desk/status", {"status": status}))
        self.company.world.settle()

    def accept(self) -> str:
        """Accept the call that rings and join it; returns the handling's id."""
        offer = self.state()["offer"]
        assert offer is not None, "nothing rings at this desk"
        accepted = ok(self.client.post(f"/api/v1/desk/offers/{offer['id']}/accept"))
        self.company.world.settle()
        carrier = self.company.world.carrier
        params = {"handling": accepted["handling_id"]}
        carrier.connect(self.device, self.company.account_sid, self.company.application_sid, params)
        self.company.world.settle()
        return str(accepted["handling_id"])

    def hang_up(self) -> None:
        """End the call that is on."""
        call = self.state()["call"]
        ok(self.client.post(f"/api/v1/desk/calls/{call['id']}/hangup"))
        self.company.world.settle()

    def hold(self, on: bool) -> None:
        """Put the caller on hold, or take it off."""
        call = self.state()["call"]
        ok(self.client.post(f"/api/v1/desk/calls/{call['id']}/{'hold' if on else 'resume'}"))
        self.company.world.settle()

    def wrap_up(self, note: str, disposition: str = "resolved") -> None:
        """Finish the after-call work."""
        wrapup = self.state()["wrapup"]
        assert wrapup is not None, "there is nothing to wrap up"
        body = {"disposition": disposition, "note": note}
        ok(self.client.post(f"/api/v1/desk/handlings/{wrapup['handling_id']}/wrap-up", body))
        self.company.world.settle()


def sign_up(world: World, *, area_code: str, company: str) -> Company:
    """Sign a company up as the wizard does, wait for its setting-up, and enter as its owner."""
    stranger = public_client()
    numbers = ok(stranger.get("/api/v1/signup/numbers", {"country": "US", "area_code": area_code}))
    asked = {
        "company": company, "name": "Owner", "email": f"owner{area_code}@journey.example",
        "password": PASSWORD, "country": "US", "timezone": "America/New_York", "locale": "en",
        "phone_number": numbers[0]["phone_number"],
    }  # fmt: skip
    made = ok(stranger.post("/api/v1/signup", asked))
    world.settle()
    progress = ok(stranger.get(urlsplit(made["status_url"]).path))
    assert progress["state"] == "active", progress
    owner, host = _enter(made["enter_url"])
    tenant = directory.tenant_by_host(host)
    assert tenant is not None
    account = directory.carrier_account(tenant.key)
    assert account is not None
    return Company(
        world, tenant.key, host, asked["phone_number"], owner, account.sid, account.application_sid
    )


def _enter(url: str) -> tuple[APIClient, str]:
    address = urlsplit(url)
    host = address.netloc
    client = APIClient(HTTP_HOST=host)
    client.default_format = "json"
    path = f"{address.path}?{address.query}"
    answer = client.get(path)
    if (
        answer.status_code == 200
    ):  # a page that asks for one click, so that mail scanners do not use the ticket up
        answer = client.post(path, follow=False)
    assert answer.status_code in (302, 303), (answer.status_code, answer.content[:300])
    return client, host.split(":")[0]


def ok(answer: Any) -> Any:
    """The JSON of a successful answer."""
    assert 200 <= answer.status_code < 300, (answer.status_code, answer.content.decode()[:500])
    return answer.json() if answer.content else None
