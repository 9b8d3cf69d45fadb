"""Opens every page in both languages and colour schemes, counts axe violations, policy breaches and overflow.

Run:  .venv/bin/python -m tests.frontend.look [--shots DIR] [--only NAME]
"""

import argparse
import sys
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.frontend.answers import uid
from tests.frontend.site import Api, serve

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = [
    "--no-sandbox",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--host-resolver-rules=MAP *.localhost 127.0.0.1",
]
SIZES = {"wide": (1440, 900), "phone": (390, 844)}
WATCH = """
window.breaches = [];
addEventListener('securitypolicyviolation', e =>
  breaches.push(`${e.violatedDirective} ${e.blockedURI} ${e.sample || ''}`));
"""
RUN_AXE = """async () => {
  const result = await axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    rules: {'label-content-name-mismatch': {enabled: true}, 'page-has-heading-one': {enabled: true}},
  });
  const told = node => `${node.target.join(' ')} ${node.any[0] ? node.any[0].message : ''}`;
  return result.violations.map(found => `${found.id}: ${found.nodes.slice(0, 3).map(told).join(' | ')}`);
}"""


@dataclass(frozen=True)
class View:
    """A page in one of its states; `host` is "" for the public address."""

    name: str
    path: str
    host: str = "acme."
    scene: str = "idle"
    clicks: tuple[str, ...] = ()
    fills: dict[str, str] = field(default_factory=dict)


SIGNUP = {
    "signup-field-company": "Acme Bikes",
    "signup-field-name": "Ada Martin",
    "signup-field-email": "ada@acme.example",
    "signup-field-password": "correct horse 9",
}
VIEWS = [
    View("landing", "/", host=""),
    View("signin", "/signin", host=""),
    View("signup-account", "/signup", host=""),
    View("signup-number", "/signup", host="", fills=SIGNUP, clicks=("signup-next",)),
    View(
        "signup-greeting",
        "/signup",
        host="",
        fills=SIGNUP,
        clicks=("signup-next", "number-option-2", "signup-next"),
    ),
    View(
        "signup-progress",
        "/signup",
        host="",
        fills=SIGNUP,
        clicks=("signup-next", "number-option-2", "signup-next", "signup-create"),
    ),
    View("login", "/login"),
    View("join", "/join?ticket=abc"),
    View("desk-idle", "/"),
    View("desk-available", "/", scene="available"),
    View("desk-ringing", "/", scene="ringing"),
    View("desk-talking", "/", scene="talking"),
    View("desk-held", "/", scene="held"),
    View("desk-wrapup", "/", scene="wrap_up"),
    View("desk-menu", "/", clicks=("presence-menu",)),
    View("contacts", "/contacts"),
    View("contact-new", "/contacts", clicks=("contact-new",)),
    View("contact", f"/contacts/{uid(1)}"),
    View("calls", "/calls"),
    View("call", f"/calls/{uid(11)}"),
    View("voicemails", "/voicemails"),
    View("flows", "/flows"),
    View("flow", "/flows/1"),
    View("flow-publish", "/flows/1", clicks=("flow-publish",)),
    View("queues", "/settings/queues"),
    View("hours", "/settings/hours"),
    View("numbers", "/settings/numbers"),
    View("number-new", "/settings/numbers", clicks=("number-new",)),
    View("reports", "/reports"),
    View("billing", "/billing", clicks=("invoice-open",)),
    View("team", "/team"),
    View("team-invite", "/team", clicks=("team-invite",)),
    View("missing", "/no/such/page"),
]


def visit(tab: Page, view: View, port: int) -> None:
    """Bring a page into the view's state."""
    Api(scene=view.scene).play_on(tab)
    tab.goto(f"http://{view.host}localhost:{port}{view.path}")
    tab.wait_for_selector("main")
    for name, text in view.fills.items():
        tab.get_by_test_id(name).first.fill(text)
    for name in view.clicks:
        tab.get_by_test_id(name).first.click()
    tab.wait_for_timeout(700)


def judge(tab: Page) -> list[str]:
    """Everything wrong with the page as it stands."""
    tab.evaluate(AXE.read_text())
    wrong: list[str] = [f"axe {line}" for line in tab.evaluate(RUN_AXE)]
    wrong += [f"policy {line}" for line in tab.evaluate("window.breaches")]
    width: Any = tab.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    if width[0] > width[1]:
        wrong.append(f"overflow {width[0]} > {width[1]}")
    return wrong


def look(
    browser: Browser, view: View, variant: tuple[str, str, str], port: int, shots: Path | None
) -> list[str]:
    """The faults of one view in one language, scheme and size."""
    locale, scheme, size = variant
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        permissions=["microphone"],
    )
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(f"error {error}"))
    tab.on(
        "console",
        lambda line: (
            errors.append(f"console {line.text[:200]}")
            if line.type == "error" and "404" not in line.text
            else None
        ),
    )
    tab.add_init_script(WATCH)
    tab.add_init_script(f"localStorage.setItem('seatline.locale', '{locale}')")
    visit(tab, view, port)
    if shots:
        tab.screenshot(path=shots / f"{view.name}-{locale}-{scheme}-{size}.png")
    wrong = errors + judge(tab)
    context.close()
    return wrong


def main() -> int:
    """0 when nothing is wrong anywhere."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shots", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--variants", default="all", help="all, or language-scheme-size,…")
    asked = parser.parse_args()
    variants = list(product(("en", "zh-hans"), ("light", "dark"), SIZES))
    if asked.variants != "all":
        variants = [variant for variant in variants if "/".join(variant) in asked.variants.split(",")]
    if asked.shots:
        asked.shots.mkdir(parents=True, exist_ok=True)
    server, faults, looked = serve(), 0, 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for view in VIEWS:
            if not view.name.startswith(asked.only):
                continue
            for variant in variants:
                looked += 1
                for line in look(browser, view, variant, server.server_address[1], asked.shots):
                    faults += 1
                    print(view.name, "/".join(variant), line, flush=True)
        browser.close()
    server.shutdown()
    print(f"{looked} looks, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
