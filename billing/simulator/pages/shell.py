"""The frame around each page, and the card form two of them share."""

# ruff: noqa: E501 - markup stays in whole elements

from datetime import UTC, datetime
from html import escape
from pathlib import Path

from aiohttp import web

from billing.simulator.form import Params, decode
from billing.simulator.ledger import cards
from billing.simulator.ledger.cards import CARDS
from billing.simulator.pages.words import ZH
from billing.simulator.problems import CardDeclined
from billing.simulator.store import Json
from billing.simulator.world import World

STYLE = Path(__file__).with_name("style.css").read_text()


def page(words: dict[str, str], title: str, body: str, path: str, status: int = 200) -> web.Response:
    """A whole document."""
    language = "zh-Hans" if words is ZH else "en"
    text = f"""<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} · Seatline</title><style>{STYLE}</style></head>
<body><a class="skip" href="#main">{words["skip"]}</a>
<header><div><span class="brand">Seatline</span><span class="tag">{words["test"]}</span></div>
<a href="{escape(path)}?lang={words["other_lang"]}" lang="{"en" if words is ZH else "zh-Hans"}">{words["other"]}</a></header>
<main id="main">{body}</main></body></html>"""
    return web.Response(text=text, status=status, content_type="text/html")


def closed(words: dict[str, str], path: str) -> web.Response:
    """The page of a session that is over or never was."""
    body = f'<div class="card"><h1>{words["closed"]}</h1><p>{words["closed_text"]}</p></div>'
    return page(words, words["closed"], body, path, 410)


def day(at: int, words: dict[str, str]) -> str:
    """A date for people, in UTC."""
    moment = datetime.fromtimestamp(at, UTC)
    return (
        f"{moment.year}年{moment.month}月{moment.day}日"
        if words is ZH
        else f"{moment:%B} {moment.day}, {moment.year}"
    )


def alert(problem: str) -> str:
    """A message read out at once; empty when there is none."""
    return f'<p class="alert" role="alert">{escape(problem)}</p>' if problem else ""


def card_form(words: dict[str, str], action: str, button: str, problem: str, given: Params) -> str:
    """The card form with the test cards below it."""

    def typed(name: str) -> str:
        return escape(str(given.get(name, "")), quote=True)

    return f"""{alert(problem)}<form method="post" action="{escape(action)}">
<label for="number">{words["card_number"]}</label>
<input id="number" name="number" inputmode="numeric" autocomplete="cc-number" placeholder="4242 4242 4242 4242"
 required value="{typed("number")}">
<div class="pair"><div><label for="expiry">{words["expiry"]}</label>
<input id="expiry" name="expiry" inputmode="numeric" autocomplete="cc-exp" placeholder="12 / 34" required
 value="{typed("expiry")}"></div>
<div><label for="cvc">{words["cvc"]}</label>
<input id="cvc" name="cvc" inputmode="numeric" autocomplete="cc-csc" placeholder="123" required></div></div>
<label for="name">{words["name"]}</label>
<input id="name" name="name" autocomplete="cc-name" required value="{typed("name")}">
<button class="wide" type="submit">{escape(button)}</button></form>
<details open><summary>{words["test_cards"]}</summary><p class="soft small">{words["test_hint"]}</p>
<div class="rows small">{_test_cards(words)}</div></details>"""


def _test_cards(words: dict[str, str]) -> str:
    rows = []
    for card in CARDS:
        word = "later_decline" if card.outcome != "ok" and card.attaches else card.outcome
        digits = " ".join(card.number[at : at + 4] for at in range(0, len(card.number), 4))
        rows.append(f'<div class="row"><code>{digits}</code><span>{words[word]}</span></div>')
    return "".join(rows)


def sentence(refusal: CardDeclined, words: dict[str, str]) -> str:
    """Why the card was refused, in the page's language."""
    reason = str(refusal.error.get("decline_code") or refusal.error.get("code"))
    return words["card_problem"].format(words[reason]) if reason in words else str(refusal)


async def form_of(request: web.Request) -> Params:
    """The posted fields."""
    return decode(await request.text())


def card_from(world: World, given: Params, words: dict[str, str]) -> Json:
    """A payment method of the posted card; raises CardDeclined with a sentence for people."""
    digits = "".join(ch for ch in str(given.get("expiry", "")) if ch.isdigit())
    month, year = (int(digits[:2]), 2000 + int(digits[2:])) if len(digits) == 4 else (0, 0)
    today = datetime.fromtimestamp(world.clock.now(), UTC)
    if not 1 <= month <= 12 or (year, month) < (today.year, today.month):
        raise CardDeclined(words["bad_expiry"], code="invalid_expiry_month")
    card = cards.known(str(given.get("number", "")))
    name = str(given.get("name", "")) or None
    return cards.make_method(world, card, exp_month=month, exp_year=year, name=name)
