"""The main job in a real browser: from sign-up to the line on the invoice, with sound both ways."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import browsers
from tests.journeys.product import Product

PASSWORD = "correct horse battery staple"
CALLER = "+12025550142"


pytestmark = pytest.mark.browser


@pytest.fixture
def browser() -> Iterator[Browser]:
    """Chromium."""
    with browsers.chromium() as browser:
        yield browser


def test_from_sign_up_to_invoice_line(product: Product, browser: Browser) -> None:
    owner = browsers.person(browser, hums=browsers.AGENT_HZ).new_page()
    owner_troubles = browsers.troubles_of(owner)
    number = sign_up(owner, product)
    add_card(owner, product)
    owner.goto(f"{product.site('journey-bikes')}/")
    owner.get_by_test_id("status-available").first.click()
    expect(owner.get_by_test_id("softphone")).to_contain_text("Phone ready", timeout=20_000)

    caller = browsers.person(browser, hums=browsers.CALLER_HZ).new_page()
    caller_troubles = browsers.troubles_of(caller)
    caller.goto(f"http://localhost:{product.carrier}/phone?from={CALLER}&to={number}&lang=en")
    caller.wait_for_selector("#line[data-up=true]")
    caller.click("#go")
    caller.wait_for_selector("body[data-state=connected]")
    browsers.hears_anything(caller)
    product.wait_until_said(CALLER, "press 1")  # people listen before they press
    caller.locator("[data-key='1']").click()

    expect(owner.get_by_test_id("offer-card")).to_be_visible(timeout=20_000)
    owner.get_by_test_id("offer-accept").click()
    expect(owner.get_by_test_id("call-state")).to_have_attribute("data-state", "talking")
    heard_by_owner = browsers.hears(owner, browsers.CALLER_HZ)
    heard_by_caller = browsers.hears(caller, browsers.AGENT_HZ)
    print(f"the agent hears {heard_by_owner:.0f} dB, the caller hears {heard_by_caller:.0f} dB")

    owner.get_by_test_id("call-hangup").click()
    caller.wait_for_selector("body[data-state=ended], body[data-state=idle]")
    wrap_up(owner)
    see_timeline(owner, product)
    see_report(owner, product)
    see_invoice_line(owner, product)
    assert owner_troubles == []
    assert caller_troubles == []


def sign_up(page: Page, product: Product) -> str:
    """The wizard, to the end; returns the number bought."""
    page.goto(f"{product.site()}/signup")
    asked = {"company": "Journey Bikes", "name": "Owner", "email": "owner@journey.example"}
    for field, text in asked.items():
        page.get_by_test_id(f"signup-field-{field}").fill(text)
    page.get_by_test_id("signup-field-password").fill(PASSWORD)
    page.get_by_test_id("signup-next").click()
    page.get_by_test_id("number-option-1").click()
    page.get_by_test_id("signup-next").click()
    page.get_by_test_id("signup-create").click()
    expect(page.get_by_test_id("provisioning-done")).to_be_visible(timeout=60_000)
    shown = page.get_by_test_id("signup-number").inner_text()
    page.get_by_test_id("signup-open-console").click()
    page.wait_for_url(f"{product.site('journey-bikes')}/**")
    return "+" + re.sub(r"\D", "", shown)


def add_card(page: Page, product: Product) -> None:
    """Enter a test card at the payment provider's page."""
    page.goto(f"{product.site('journey-bikes')}/billing")
    page.get_by_test_id("billing-checkout").click()
    page.wait_for_url(f"http://127.0.0.1:{product.billing}/**")
    for field, text in {"number": "4242424242424242", "expiry": "12 / 34", "cvc": "123"}.items():
        page.fill(f"input[name={field}]", text)
    if not page.input_value("input[name=name]"):
        page.fill("input[name=name]", "Owner")
    page.click("form button[type=submit]")
    page.wait_for_url(f"{product.site('journey-bikes')}/billing**")


def wrap_up(page: Page) -> None:
    """Note and disposition."""
    page.get_by_test_id("wrapup-note").fill("Asked for a quote.")
    page.get_by_test_id("wrapup-disposition-1").click()
    page.get_by_test_id("wrapup-finish").click()
    expect(page.get_by_test_id("wrapup-card")).to_be_hidden()


def see_timeline(page: Page, product: Product) -> None:
    """The call and its note stand in the contact's timeline."""
    page.goto(f"{product.site('journey-bikes')}/contacts")
    page.get_by_text("555-0142").or_(page.get_by_text("555 0142")).first.click()
    expect(page.get_by_test_id("timeline-entry").first).to_contain_text("Asked for a quote.")


def see_report(page: Page, product: Product) -> None:
    """The call is a row of today's report."""
    page.goto(f"{product.site('journey-bikes')}/reports")
    page.get_by_test_id("report-refresh").click()
    row = page.get_by_test_id("report-row").filter(has_text="Sales").first
    expect(row).to_be_visible()
    expect(page.get_by_test_id("total-answered")).to_have_text("1")


def see_invoice_line(page: Page, product: Product) -> None:
    """The next invoice lists the seats and the minute."""
    page.goto(f"{product.site('journey-bikes')}/billing")
    minutes = page.get_by_test_id("invoice-line").filter(has_text=re.compile("minute", re.I)).first
    for _ in range(12):  # minutes are collected every few seconds
        if minutes.is_visible():
            break
        page.wait_for_timeout(5_000)
        page.reload()
        page.wait_for_load_state("networkidle")
    expect(minutes).to_contain_text("1")
