"""Every page, in both languages, wide and narrow, light and dark: accessible, whole, and free of errors.

`SEATLINE_SHOTS=DIR` keeps a picture of each.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from infra.dev.demo.constants import ACME, PASSWORD
from tests.journeys import browsers
from tests.journeys.product import PROJECT, Product

pytestmark = pytest.mark.browser

AXE = (PROJECT / "frontend/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SIZES = {"wide": (1440, 900), "phone": (390, 844)}
PUBLIC = ("/", "/signup", "/signin")
STRANGER = ("/login",)
COMPANY = (
    "/", "/contacts", "/calls", "/voicemails", "/flows", "/settings/hours", "/settings/queues",
    "/settings/numbers", "/reports", "/billing", "/team",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all pages."""
    with browsers.chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def signed_in(product: Product, browser: Browser) -> Iterator[dict[str, Any]]:
    """The cookies of Acme's owner."""
    context = browsers.person(browser)
    page = context.new_page()
    page.goto(f"{product.site(ACME.slug)}/login")
    page.locator("input[type=email]").fill(ACME.owner.email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_test_id("login-submit").click()
    page.get_by_test_id("softphone").wait_for()
    # Without what the page remembers: the profile's language is to count.
    yield {"cookies": context.storage_state()["cookies"], "origins": []}
    context.close()


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("zh-hans", "dark")])
def test_every_page(
    product: Product, browser: Browser, signed_in: dict[str, Any], language: str, scheme: str
) -> None:
    places = [(product.site(), path) for path in PUBLIC]
    places += [(product.site(ACME.slug), path) for path in STRANGER]
    troubles = look_at(visitor(browser, language, scheme), places, language, scheme)
    context = visitor(browser, language, scheme, signed_in)
    speak(context, product, language)
    pages = [(product.site(ACME.slug), path) for path in (*COMPANY, *details(context, product))]
    troubles += look_at(context, pages, language, scheme)
    phone = [(f"http://localhost:{product.carrier}", "/phone")]
    troubles += look_at(visitor(browser, language, scheme), phone, language, scheme)
    assert not troubles, "\n".join(troubles)


def visitor(
    browser: Browser, language: str, scheme: str, state: dict[str, Any] | None = None
) -> BrowserContext:
    """A browser that prefers this language and scheme."""
    context = browser.new_context(
        locale="zh-CN" if language == "zh-hans" else "en-US",
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        storage_state=state,  # type: ignore[arg-type]
    )
    context.set_default_timeout(browsers.PATIENCE_MS)
    return context


FETCH = """async ([method, path, body]) => {
  const token = document.cookie.match(/csrftoken=([^;]+)/)?.[1] ?? '';
  const headers = {'Content-Type': 'application/json', 'X-CSRFToken': token};
  const answer = await fetch(path, {method, headers, body: body && JSON.stringify(body)});
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  if (body?.locale) localStorage.setItem('seatline.locale', body.locale);
  return answer.json();
}"""


def speak(context: BrowserContext, product: Product, language: str) -> None:
    """Set the profile's language, as its menu does."""
    _ask(context, product, "PATCH", "/api/v1/me", {"locale": language})


def details(context: BrowserContext, product: Product) -> list[str]:
    """The pages of one contact, one call and one flow."""
    found = []
    for name in ("contacts", "calls", "flows"):
        rows = _ask(context, product, "GET", f"/api/v1/{name}")
        first = (rows if isinstance(rows, list) else rows["results"])[0]
        found.append(f"/{name}/{first['id']}")
    return found


def _ask(
    context: BrowserContext, product: Product, method: str, path: str, body: dict[str, str] | None = None
) -> Any:
    page = context.new_page()
    page.goto(f"{product.site(ACME.slug)}/contacts")
    answer = page.evaluate(FETCH, [method, path, body])
    page.close()
    return answer


def look_at(context: BrowserContext, places: list[tuple[str, str]], language: str, scheme: str) -> list[str]:
    """What is wrong with these pages at every size."""
    page = context.new_page()
    errors = browsers.troubles_of(page)
    wrong = []
    for site, path in places:
        page.set_viewport_size({"width": SIZES["wide"][0], "height": SIZES["wide"][1]})
        page.goto(site + path)
        page.wait_for_load_state("networkidle")  # what the page fetches is there
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(250)  # the layout follows the size
            wrong += [f"{path} {language} {scheme} {size}: {what}" for what in faults(page, language)]
            keep(page, f"{path} {language} {scheme} {size}")
    context.close()
    return wrong + [f"{language} {scheme}: {error}" for error in errors]


def faults(page: Page, language: str) -> list[str]:
    """Violations that axe finds, a page that scrolls sideways, and a page in the wrong language."""
    page.evaluate(f"window.axe || (() => {{ {AXE} }})()")
    found = page.evaluate("(rules) => axe.run(document, rules)", RULES)
    wrong = [f"{each['id']} at {each['nodes'][0]['target']}" for each in found["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
        wrong.append("the page is wider than the screen")
    shown = str(page.evaluate("document.documentElement.lang")).lower()
    if not shown.startswith(language[:2]):
        wrong.append(f"the page says it is in {shown!r}")
    return wrong


def keep(page: Page, name: str) -> None:
    """Keep a picture when asked for."""
    folder = os.environ.get("SEATLINE_SHOTS")
    if folder:
        file = name.strip("/").replace("/", "-").replace(" ", "_") or "home"
        page.screenshot(path=Path(folder) / f"{file}.png")
