"""The checkout page: shows what is bought, takes a test card, and sends the person back."""

# ruff: noqa: E501 - markup stays in whole elements

from html import escape

from aiohttp import web

from billing.simulator.control import WORLD
from billing.simulator.form import Params
from billing.simulator.ledger import cards, subscribing
from billing.simulator.ledger.amounts import of_price
from billing.simulator.ledger.amounts import words as money
from billing.simulator.pages import shell
from billing.simulator.pages.words import words_for
from billing.simulator.problems import CardDeclined
from billing.simulator.resources import setup_intents
from billing.simulator.store import Json
from billing.simulator.world import World

routes = web.RouteTableDef()


@routes.get("/c/pay/{id}")
async def show(request: web.Request) -> web.Response:
    """The form."""
    return _page(request, "", {})


@routes.post("/c/pay/{id}")
async def pay(request: web.Request) -> web.Response:
    """Pay, or say why not."""
    world = request.app[WORLD]
    session = world.find("checkout.session", request.match_info["id"])
    given = await shell.form_of(request)
    if session is None or session["status"] != "open":
        return _page(request, "", given)
    words = words_for(
        request.query.get("lang"), session["locale"], request.headers.get("Accept-Language", "")
    )
    problem = ""
    with world.store.work():
        try:
            _complete(world, session, shell.card_from(world, given, words))
        except CardDeclined as refusal:
            problem = shell.sentence(refusal, words)
    if problem:
        return _page(request, problem, given)
    target = str(session["success_url"]).replace("{CHECKOUT_SESSION_ID}", session["id"])
    raise web.HTTPSeeOther(target)


def _complete(world: World, session: Json, method: Json) -> None:
    customer_id = session["customer"]
    if session["mode"] == "setup":
        intent = world.get("setup_intent", session["setup_intent"])
        setup_intents.succeed(world, intent, method["id"])
        changes: Json = {}
    else:
        cards.attach(world, method["id"], customer_id)
        wanted = {
            **session["_subscription_data"],
            "customer": customer_id,
            "items": session["_lines"],
            "default_payment_method": method["id"],
            "payment_behavior": "error_if_incomplete",
        }
        with _undone_on_refusal(world):
            subscription = subscribing.subscribe(world, wanted)
        changes = {
            "subscription": subscription["id"],
            "invoice": subscription["latest_invoice"],
            "payment_status": "paid",
        }
    customer = world.get("customer", customer_id)
    details = dict.fromkeys(("address", "business_name", "individual_name", "phone"))
    changes["customer_details"] = {
        **details, "email": customer["email"], "name": customer["name"], "tax_exempt": "none", "tax_ids": []
    }  # fmt: skip
    world.update(session, None, status="complete", url=None, **changes)
    world.emit("checkout.session.completed", session)


class _undone_on_refusal:  # noqa: N801 - reads as a statement
    """A savepoint that is taken back when the card is refused."""

    def __init__(self, world: World) -> None:
        self.db = world.store.db

    def __enter__(self) -> None:
        self.db.execute("SAVEPOINT paying")

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if error is not None:
            self.db.execute("ROLLBACK TO paying")
        self.db.execute("RELEASE paying")


def _page(request: web.Request, problem: str, given: Params) -> web.Response:
    world = request.app[WORLD]
    session = world.find("checkout.session", request.match_info["id"])
    locale = session["locale"] if session else None
    words = words_for(request.query.get("lang"), locale, request.headers.get("Accept-Language", ""))
    if session is None or session["status"] != "open":
        return shell.closed(words, request.path)
    setup = session["mode"] == "setup"
    title = words["setup_title"] if setup else words["pay_title"]
    total = money(session["amount_total"] or 0, session["currency"] or "usd")
    button = words["save"] if setup else f"{words['pay']} · {total}"
    back = (
        f'<p><a href="{escape(session["cancel_url"])}">← {words["back"]}</a></p>'
        if session["cancel_url"]
        else ""
    )
    left = f'<p class="soft">{words["setup_note"]}</p>' if setup else _bought(world, session, words, total)
    action = f"{request.path}?lang={'en' if words['other_lang'] == 'zh' else 'zh'}"
    form = shell.card_form(words, action, button, problem, given)
    body = f'<div class="two"><section>{back}<h1>{title}</h1>{left}</section><section class="card">{form}</section></div>'
    return shell.page(words, title, body, request.path, 402 if problem else 200)


def _bought(world: World, session: Json, words: dict[str, str], total: str) -> str:
    rows = []
    for entry in session["_lines"]:
        price = world.get("price", entry["price"])
        name = escape(world.get("product", price["product"])["name"])
        if price["recurring"]["usage_type"] == "metered":
            rows.append(
                f'<div class="row"><span>{name}</span><span class="soft">{words["metered"]}</span></div>'
            )
            continue
        quantity = int(entry.get("quantity", 1))
        amount = money(of_price(price, quantity), price["currency"])
        rows.append(
            f'<div class="row"><span>{quantity} × {name}</span><span class="num">{amount}</span></div>'
        )
    return f'<p class="soft">{words["total"]}</p><p class="sum">{total}</p><div class="rows">{"".join(rows)}</div>'
