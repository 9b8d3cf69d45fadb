"""Any process may be killed in the middle of a call: the console says so and recovers."""

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from threading import Event
from time import monotonic

import pytest
from playwright.sync_api import Browser, Page, expect

from infra.dev.demo.constants import ACME, PASSWORD
from tests.journeys import browsers
from tests.journeys.product import Product, running

pytestmark = pytest.mark.browser

BACK_MS = 40_000
"""How long a killed process may take until the console works again, in ms."""
_callers = count(160)


@dataclass
class Scene:
    """Acme's agent at the desk, who is available between the tests, and whoever calls."""

    product: Product
    browser: Browser
    agent: Page
    number: str
    callers: list[Page] = field(default_factory=list)

    def dial(self) -> Page:
        """Somebody calls, presses 2 and rings at the desk."""
        number = f"+12025550{next(_callers)}"
        page = browsers.person(self.browser, hums=browsers.CALLER_HZ).new_page()
        self.callers.append(page)
        page.goto(f"http://localhost:{self.product.carrier}/phone?from={number}&to={self.number}&lang=en")
        page.wait_for_selector("#line[data-up=true]")
        page.click("#go")
        page.wait_for_selector("body[data-state=connected]")
        self.product.wait_until_said(number, "press 1")
        page.locator("[data-key='2']").click()
        expect(self.agent.get_by_test_id("offer-card")).to_be_visible(timeout=BACK_MS)
        return page

    def talk(self) -> Page:
        """The same, and the agent accepts; both hear each other."""
        caller = self.dial()
        self.agent.get_by_test_id("offer-accept").click()
        self.both_hear(caller)
        return caller

    def both_hear(self, caller: Page) -> None:
        """There is a conversation."""
        state = self.agent.get_by_test_id("call-state")
        expect(state).to_have_attribute("data-state", "talking", timeout=BACK_MS)
        browsers.hears(self.agent, browsers.CALLER_HZ)
        browsers.hears(caller, browsers.AGENT_HZ)

    def hang_up(self) -> None:
        """The agent ends the call and writes it up."""
        self.agent.get_by_test_id("call-hangup").click()
        self.wrap_up()

    def wrap_up(self) -> None:
        """The after-call work; then the agent is available again and the callers' pages are closed."""
        self.agent.get_by_test_id("wrapup-disposition-1").click(timeout=BACK_MS)
        self.agent.get_by_test_id("wrapup-finish").click()
        expect(self.agent.get_by_test_id("wrapup-card")).to_be_hidden()
        for page in self.callers:
            page.context.close()
        self.callers.clear()


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    """Everything `make run` starts."""
    with running() as product:
        yield product


@pytest.fixture(scope="module")
def scene(product: Product) -> Iterator[Scene]:
    """The agent is signed in, available and registered."""
    with browsers.chromium() as browser:
        agent = browsers.person(browser, hums=browsers.AGENT_HZ).new_page()
        agent.goto(f"{product.site(ACME.slug)}/login")
        agent.get_by_test_id("login-email").fill(ACME.agents[0].email)
        agent.get_by_test_id("login-password").fill(PASSWORD)
        agent.get_by_test_id("login-submit").click()
        agent.get_by_test_id("status-available").first.click()
        expect(agent.get_by_test_id("voice-ready")).to_be_visible()
        ((number,),) = product.rows(
            "SELECT e164 FROM directory_line l JOIN directory_tenant t ON t.key = l.tenant_id"
            " WHERE slug = %s",
            ACME.slug,
        )
        yield Scene(product, browser, agent, number)


def until(true: Callable[[], object], seconds: float = 40) -> None:
    """Wait for something outside the pages. Raises AssertionError when it does not come about."""
    end = monotonic() + seconds
    while not true():
        assert monotonic() < end, "it did not come about"
        Event().wait(0.2)


def test_valkey_killed(scene: Scene) -> None:
    caller = scene.talk()
    with scene.product.nobody_starts_it_again():
        scene.product.kill("valkey")
        banner = scene.agent.get_by_test_id("banner-delayed")
        expect(banner).to_contain_text("Nothing is lost")
        assert browsers.goes_on_hearing(scene.agent, browsers.CALLER_HZ, 4) > 0.9
        assert browsers.goes_on_hearing(caller, browsers.AGENT_HZ, 2) > 0.9
    until(lambda: "! Valkey does not run any more" in "".join(scene.product.said))
    expect(banner).to_be_hidden(timeout=BACK_MS)
    scene.hang_up()
    scene.talk()
    scene.hang_up()


def test_web_server_killed(scene: Scene) -> None:
    caller = scene.talk()
    scene.product.kill("web")
    banner = scene.agent.get_by_test_id("banner-lost")
    expect(banner).to_contain_text("Your call goes on")
    assert browsers.goes_on_hearing(scene.agent, browsers.CALLER_HZ, 2) > 0.9
    assert browsers.goes_on_hearing(caller, browsers.AGENT_HZ, 2) > 0.9
    expect(banner).to_be_hidden(timeout=BACK_MS)
    scene.both_hear(caller)
    scene.hang_up()
    scene.talk()
    scene.hang_up()


def test_worker_killed_between_accept_and_send(scene: Scene) -> None:
    scene.dial()
    worker = scene.product.pid("worker")
    os.kill(worker, signal.SIGSTOP)  # whatever is sent to it now goes down with it
    scene.agent.get_by_test_id("offer-accept").click()
    connect = "SELECT state, attempts FROM base_outboxcommand WHERE kind = 'carrier.connect' ORDER BY id DESC"
    until(lambda: scene.product.rows(connect)[0] == ("pending", 0))
    os.kill(worker, signal.SIGKILL)
    scene.both_hear(scene.callers[-1])
    assert scene.product.rows(connect)[0] == ("done", 1)
    scene.hang_up()


def test_carrier_killed(scene: Scene) -> None:
    scene.talk()
    scene.product.kill("carrier")
    expect(scene.agent.get_by_test_id("voice-lost")).to_be_visible()
    expect(scene.agent.get_by_test_id("voice-reason")).not_to_be_empty()
    expect(scene.agent.get_by_test_id("wrapup-card")).to_be_visible(timeout=90_000)
    scene.wrap_up()
    expect(scene.agent.get_by_test_id("voice-ready")).to_be_visible(timeout=BACK_MS)
    told = "SELECT before->>'state', after->>'state' FROM base_auditentry WHERE actor = 'reconciler'"
    assert ("talking", "ended") in scene.product.rows(told)
    calls = scene.agent.evaluate("fetch('/api/v1/calls').then((answer) => answer.json())")
    newest = calls["results"][0]
    assert (newest["state"], newest["outcome"]) == ("ended", "answered")
    scene.talk()
    scene.hang_up()


def test_the_launcher_said_what_died(scene: Scene) -> None:
    said = "".join(scene.product.said)
    for name in ("Valkey", "web (the web server)", "worker (the task worker)", "carrier (the stand-in"):
        assert f"! {name}" in said
    assert said.count(" is started again. ") == 4
