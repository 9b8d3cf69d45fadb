"""The page behind an invoice's `hosted_invoice_url`."""

# ruff: noqa: E501 - markup stays in whole elements

from html import escape

from aiohttp import web

from billing.simulator.control import WORLD
from billing.simulator.ledger.amounts import words as money
from billing.simulator.pages import shell
from billing.simulator.pages.words import words_for

routes = web.RouteTableDef()


@routes.get("/i/{id}")
async def show(request: web.Request) -> web.Response:
    """One invoice with its lines."""
    world = request.app[WORLD]
    words = words_for(request.query.get("lang"), None, request.headers.get("Accept-Language", ""))
    invoice = world.find("invoice", request.match_info["id"])
    if invoice is None or invoice["status"] == "draft":
        return shell.closed(words, request.path)
    currency = invoice["currency"]
    rows = "".join(
        f'<tr><td>{escape(line["description"] or "")}</td><td class="num">{line["quantity"]}</td>'
        f'<td class="num">{money(line["amount"], currency)}</td></tr>'
        for line in invoice["lines"]["data"]
    )
    heads = f'<th>{words["line"]}</th><th class="num">{words["quantity"]}</th><th class="num">{words["amount"]}</th>'
    body = f"""<section class="card"><h1>{words["invoice"]} {invoice["number"]}</h1>
<p class="soft">{shell.day(invoice["created"], words)} · {words[invoice["status"]]}</p>
<p class="sum">{money(invoice["total"], currency)}</p>
<p>{words["bill_to"]}: {escape(invoice["customer_name"] or "")} {escape(invoice["customer_email"] or "")}</p>
<div class="scroll"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>
<tfoot><tr><th colspan="2">{words["sum"]}</th><th class="num">{money(invoice["total"], currency)}</th></tr></tfoot>
</table></div></section>"""
    return shell.page(words, f"{words['invoice']} {invoice['number']}", body, request.path)
