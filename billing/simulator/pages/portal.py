"""The customer portal: plan, seats, card, invoices, cancelling."""

# ruff: noqa: E501 - markup stays in whole elements

from html import escape

from aiohttp import web

from billing.simulator.control import WORLD
from billing.simulator.form import Params
from billing.simulator.ledger import cards, items, updating
from billing.simulator.ledger.amounts import words as money
from billing.simulator.pages import shell
from billing.simulator.pages.words import words_for
from billing.simulator.problems import CardDeclined
from billing.simulator.store import Json
from billing.simulator.world import World

routes = web.RouteTableDef()
LIFE_S = 3600


@routes.get("/p/session/{id}")
async def show(request: web.Request) -> web.Response:
    """The page."""
    return _page(request, "", {})


@routes.post("/p/session/{id}/card")
async def replace_card(request: web.Request) -> web.Response:
    """Keep a new card and pay with it from now on."""
    world, customer = request.app[WORLD], _customer(request)
    given = await shell.form_of(request)
    if customer is None:
        return _page(request, "", {})
    words = _words(request)
    problem = ""
    with world.store.work():
        try:
            method = cards.attach(world, shell.card_from(world, given, words)["id"], customer["id"])
            settings = {**customer["invoice_settings"], "default_payment_method": method["id"]}
            world.update(customer, "customer.updated", invoice_settings=settings)
            for subscription in _running(world, customer["id"]):
                updating.change(world, subscription, {"default_payment_method": method["id"]})
        except CardDeclined as refusal:
            problem = shell.sentence(refusal, words)
    return _page(request, problem, given) if problem else _back(request)


@routes.post("/p/session/{id}/cancel")
async def cancel(request: web.Request) -> web.Response:
    """Cancel at the period's end."""
    return _set_cancelled(request, "true")


@routes.post("/p/session/{id}/keep")
async def keep(request: web.Request) -> web.Response:
    """Take the cancelling back."""
    return _set_cancelled(request, "false")


def _set_cancelled(request: web.Request, wanted: str) -> web.Response:
    world, customer = request.app[WORLD], _customer(request)
    if customer is None:
        return _page(request, "", {})
    with world.store.work():
        for subscription in _running(world, customer["id"]):
            updating.change(world, subscription, {"cancel_at_period_end": wanted})
    return _back(request)


def _back(request: web.Request) -> web.Response:
    query = f"?done=1&lang={request.query.get('lang', '')}"
    raise web.HTTPSeeOther(f"/p/session/{request.match_info['id']}{query}")


def _session(request: web.Request) -> Json | None:
    world = request.app[WORLD]
    session = world.find("billing_portal.session", request.match_info["id"])
    return session if session and session["created"] + LIFE_S > world.clock.now() else None


def _customer(request: web.Request) -> Json | None:
    session = _session(request)
    return request.app[WORLD].find("customer", session["customer"]) if session else None


def _words(request: web.Request) -> dict[str, str]:
    locale = (_session(request) or {}).get("locale")
    return words_for(request.query.get("lang"), locale, request.headers.get("Accept-Language", ""))


def _running(world: World, customer: str) -> list[Json]:
    found = world.store.of_kind("subscription", customer)
    return [one for one in found if one["status"] not in {"canceled", "incomplete_expired"}]


def _page(request: web.Request, problem: str, given: Params) -> web.Response:
    world, words, session, customer = (
        request.app[WORLD],
        _words(request),
        _session(request),
        _customer(request),
    )
    path = f"/p/session/{request.match_info['id']}"
    if session is None or customer is None:
        return shell.closed(words, path)
    lang = "en" if words["other_lang"] == "zh" else "zh"
    back = (
        f'<p><a href="{escape(session["return_url"])}">← {words["back"]}</a></p>'
        if session["return_url"]
        else ""
    )
    done = f'<p class="done" role="status">{words["saved"]}</p>' if request.query.get("done") else ""
    plan = "".join(_plan(world, one, words, path, lang) for one in _running(world, customer["id"]))
    plan = plan or f"<p>{words['no_plan']}</p>"
    body = f"""{back}{done}<h1>{words["portal_title"]}</h1><p class="soft">{escape(customer["name"] or "")}</p>
<div class="two"><div><section class="card">{plan}</section>
<section class="card"><h2>{words["invoices"]}</h2>{_invoices(world, customer, words)}</section></div>
<section class="card"><h2>{words["card"]}</h2>{_card(world, customer, words)}
{shell.card_form(words, f"{path}/card?lang={lang}", words["replace"], problem, given)}</section></div>"""
    return shell.page(words, words["portal_title"], body, path, 402 if problem else 200)


def _plan(world: World, subscription: Json, words: dict[str, str], path: str, lang: str) -> str:
    rows = [(words["status"], words[subscription["status"]])]
    for item in items.of(world, subscription["id"]):
        price = world.get("price", item["price"])
        each = money(price["unit_amount"] or 0, price["currency"])
        name = world.get("product", price["product"])["name"]
        count = f"{item['quantity']} × " if item["quantity"] is not None else ""
        rows.append((name, f"{count}{each}"))
    ending = subscription["cancel_at_period_end"]
    word = words["ends"] if ending else words["trial" if subscription["status"] == "trialing" else "period"]
    rows.append((word, shell.day(subscription["_period"][1], words)))
    listed = "".join(
        f'<div class="row"><dt>{escape(name)}</dt><dd class="num">{escape(value)}</dd></div>'
        for name, value in rows
    )
    verb, label, style = ("keep", words["keep"], "plain") if ending else ("cancel", words["cancel"], "danger")
    return (
        f'<h2>{words["plan"]}</h2><dl>{listed}</dl><form method="post" action="{path}/{verb}?lang={lang}">'
        f'<p class="soft small">{"" if ending else words["cancel_note"]}</p>'
        f'<button class="{style}" type="submit">{label}</button></form>'
    )


def _card(world: World, customer: Json, words: dict[str, str]) -> str:
    identifier = customer["invoice_settings"]["default_payment_method"]
    for subscription in _running(world, customer["id"]):
        identifier = subscription["default_payment_method"] or identifier
    method = world.find("payment_method", identifier)
    if method is None:
        return f'<p class="soft">{words["no_card"]}</p>'
    card = method["card"]
    expiry = f"{card['exp_month']:02d} / {card['exp_year'] % 100:02d}"
    return f"<p><strong>{card['brand'].title()}</strong> {words['past']} {card['last4']} · {expiry}</p>"


def _invoices(world: World, customer: Json, words: dict[str, str]) -> str:
    found = [one for one in world.store.of_kind("invoice", customer["id"]) if one["status"] != "draft"]
    if not found:
        return f'<p class="soft">{words["no_invoices"]}</p>'
    rows = "".join(
        f'<tr><td><a href="/i/{one["id"]}">{one["number"]}</a></td><td>{shell.day(one["created"], words)}</td>'
        f'<td>{words[one["status"]]}</td><td class="num">{money(one["total"], one["currency"])}</td></tr>'
        for one in found
    )
    heads = f'<th>{words["number"]}</th><th>{words["date"]}</th><th>{words["status"]}</th><th class="num">{words["amount"]}</th>'
    return f'<div class="scroll"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
