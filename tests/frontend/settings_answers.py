"""Prepared answers of the set-up, report and billing API."""

from typing import Any

from tests.frontend.answers import CONTACTS, SALES, SUPPORT, TIMELINE, at, page, uid

WEEK = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")} | {"sat": [], "sun": []}
HOURS = [
    {
        "id": 1,
        "name": "Main hours",
        "timezone": "America/New_York",
        "weekly": WEEK,
        "closures": [{"on": "2026-12-25", "name": "Christmas"}],
        "is_open": True,
    }
]
QUEUES = [
    {
        **queue,
        "skill": queue["name"],
        "hours_id": None,
        "offer_timeout_s": 20,
        "wrapup_s": 120,
        "target_s": 20,
        "short_abandon_s": 5,
        "music_url": "",
    }
    for queue in (SALES, SUPPORT)
]
WAITING = [
    {
        "visit_id": uid(51),
        "call_id": uid(22),
        "caller": {"number": "+14155550142", "name": "Grace Chen"},
        "position": 1,
        "waiting_since": at(-81),
        "ringing_at": None,
        "reasons": [
            {"agent_id": 1, "agent": "Ada Martin", "code": "status", "detail": ""},
            {"agent_id": 2, "agent": "Lin Wei", "code": "excluded_after_decline", "detail": ""},
        ],
    }
]
NUMBERS = [
    {"id": 1, "e164": "+12125550100", "label": "Main", "flow_id": 1, "flow_name": "Main", "state": "active"}
]
AVAILABLE = [
    {"phone_number": f"+1212555{number:04d}", "display": "", "locality": "New York", "region": "NY"}
    for number in range(111, 121)
]
LIVE = {"number": 3, "message": "New greeting", "author": "Ada Martin", "published_at": at(-86400)}
FLOW_SUMMARY = {"id": 1, "name": "Main", "draft_rev": 4, "live": LIVE}


def node(name: str, kind: str, title: str, params: dict[str, Any], **exits: str) -> dict[str, Any]:
    """One step of a flow."""
    return {"id": name, "type": kind, "name": title, "params": params, "exits": exits}


FLOW = {
    **FLOW_SUMMARY,
    "problems": [
        {
            "code": "lang_missing",
            "level": "warning",
            "pointer": "/nodes/4/params/greeting/zh-CN",
            "node": "closed",
            "message": "The Chinese words are missing.",
        }
    ],
    "draft": {
        "schema": "flow/1",
        "channel": "voice",
        "default_lang": "en",
        "langs": ["en", "zh-CN"],
        "start": "start",
        "nodes": [
            node("start", "start", "Call comes in", {}, next="hours"),
            node(
                "hours",
                "hours",
                "Are we open?",
                {"schedule": "1"},
                open="welcome",
                closed="closed",
                holiday="closed",
            ),
            node(
                "welcome",
                "say",
                "Greeting",
                {"text": {"en": "Thank you for calling.", "zh-CN": "感谢致电。"}},
                next="main",
            ),
            node(
                "main",
                "menu",
                "Main menu",
                {
                    "prompt": {
                        "en": "For sales, press 1. For support, press 2.",
                        "zh-CN": "销售请按1，支持请按2。",
                    },
                    "options": [
                        {"exit": "sales", "digits": "1", "label": "Sales"},
                        {"exit": "support", "digits": "2", "label": "Support"},
                    ],
                },
                sales="sales",
                support="support",
                no_input="support",
                no_match="support",
            ),
            node("sales", "queue", "Sales", {"queue": "1"}, timeout="closed"),
            node("support", "queue", "Support", {"queue": "2"}, timeout="closed"),
            node(
                "closed", "voicemail", "Closed: voicemail", {"greeting": {"en": "We are closed."}}, done="bye"
            ),
            node("bye", "hangup", "Goodbye", {"text": {"en": "Goodbye.", "zh-CN": "再见。"}}),
        ],
    },
}


def figures(answered: int, abandoned: int) -> dict[str, Any]:
    """The figures of one row."""
    return {
        "offered": answered + abandoned,
        "answered": answered,
        "abandoned": abandoned,
        "short_abandoned": 1,
        "diverted": 0,
        "open": 0,
        "answered_in_target": answered - 1,
        "service_level": (answered - 1) / (answered + abandoned - 1),
        "abandonment": 0.1,
        "asa_s": 14.2,
        "aht_s": 212.0,
        "talk_s": 1800.0,
        "hold_s": 95.0,
        "wrapup_s": 340.0,
        "max_wait_s": 61.0,
        "minutes": 37,
    }


REPORT = {
    "formula": {"name": "service_level_net_v1", "text": "Service level = …"},
    "fresh_at": at(-40),
    "timezone": "America/New_York",
    "rows": [
        {
            "queue_id": 2,
            "queue": "Support",
            "start": at(-1800 * (8 - step)),
            **figures(6 + step % 3, step % 3 + 1),
        }
        for step in range(8)
    ],
    "totals": figures(56, 15),
}
BILLING = {
    "plan": {"name": "Seatline", "seat_price": 2500, "minute_price": 2, "currency": "usd"},
    "status": "trialing",
    "trial_ends_at": at(86400 * 9),
    "ends_at": None,
    "seats": {"purchased": 3, "ordered": 3, "assigned": 2},
    "has_payment_method": False,
    "next_invoice_at": at(86400 * 9),
    "usage": {"minutes": 214, "since": at(-86400 * 5)},
}
LINES = [
    {"description": "3 × Seat", "quantity": 3, "unit_amount": 2500, "amount": 7500, "kind": "seats"},
    {"description": "Call minutes", "quantity": 214, "unit_amount": 2, "amount": 428, "kind": "minutes"},
]
INVOICE = {
    "id": "in_1",
    "number": "SEAT-0001",
    "status": "paid",
    "period_start": at(-86400 * 30),
    "period_end": at(0),
    "page_url": "",
    "total": 7928,
    "currency": "usd",
    "lines": LINES,
}
PREVIEW = {
    "amount_due_now": 0,
    "amount_next_invoice": 10428,
    "currency": "usd",
    "proration_date": 1795000000,
    "seats": 4,
    "timing": "charged_now",
    "effective_at": at(0),
    "lines": [
        {"description": "4 × Seat", "quantity": 4, "unit_amount": 2500, "amount": 10000, "kind": "seats"}
    ],
}
TEAM = [
    {"id": 1, "user_id": 1, "email": "ada@acme.example", "name": "Ada Martin", "role": "owner"},
    {"id": 2, "user_id": 2, "email": "lin@acme.example", "name": "林伟", "role": "agent"},
]
STEPS = ["schema", "carrier_account", "defaults", "number", "plan"]


def provisioning(*states: str) -> dict[str, Any]:
    """How far a set-up is."""
    steps = [
        {
            "name": name,
            "state": state,
            "attempts": 1,
            "updated_at": at(-5),
            "error": "The number was taken by somebody else." if state == "failed" else "",
        }
        for name, state in zip(STEPS, states, strict=True)
    ]
    return {"state": "provisioning", "steps": steps}


DONE = provisioning(*["done"] * 5)
FAILED = provisioning("done", "done", "done", "failed", "pending")

ANSWERS: dict[str, Any] = {
    "GET /contacts": page(CONTACTS),
    "GET /contacts/*": CONTACTS[0],
    "GET /contacts/*/timeline": page(TIMELINE),
    "GET /queues": QUEUES,
    "GET /queues/*/waiting": WAITING,
    "GET /hours": HOURS,
    "GET /numbers": NUMBERS,
    "GET /numbers/available": AVAILABLE,
    "GET /flows": [FLOW_SUMMARY],
    "GET /flows/*": FLOW,
    "PUT /flows/*/draft": {"draft_rev": 5, "problems": []},
    "GET /reports/queue-intervals": REPORT,
    "GET /billing": BILLING,
    "GET /billing/invoices": [INVOICE],
    "GET /billing/invoices/upcoming": {**INVOICE, "id": "upcoming", "number": None, "status": "draft"},
    "GET /billing/invoices/*": INVOICE,
    "POST /billing/seats/preview": PREVIEW,
    "GET /team": [{**member, "is_agent": True, "disabled": False, "joined": True} for member in TEAM],
    "GET /provisioning": DONE,
    "GET /sample-data": {"loaded": True},
    "GET /join": {"email": "lin@acme.example", "name": "林伟", "company": "Acme Bikes"},
    "GET /signup/slug": {
        "slug": "acme-bikes",
        "available": True,
        "reason": "free",
        "host": "acme-bikes.localhost",
    },
    "GET /signup/numbers": AVAILABLE,
    "POST /signup": {
        "tenant": {"slug": "acme-bikes", "name": "Acme Bikes"},
        "enter_url": "http://acme-bikes.localhost/enter?ticket=x",
        "status_url": "/api/v1/signup/ticket/provisioning",
    },
    "GET /signup/ticket/provisioning": FAILED,
}
