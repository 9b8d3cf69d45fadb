"""Prepared answers of the API: one small company on one afternoon."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

NOW = datetime.now(UTC)


def at(seconds: float) -> str:
    """RFC 3339 of a moment so many seconds from now (negative: ago)."""
    return (NOW + timedelta(seconds=seconds)).isoformat()


def uid(number: int) -> str:
    """A stable id."""
    return str(UUID(int=number))


GRACE = {"number": "+14155550142", "name": "Grace Chen", "contact_id": uid(1), "is_new": False}
LI = {"number": "+8613800138000", "name": "李雅文", "contact_id": uid(2), "is_new": True}
SUPPORT, SALES = {"id": 2, "name": "Support"}, {"id": 1, "name": "Sales"}

ME = {
    "user": {"id": 1, "email": "ada@acme.example", "name": "Ada Martin", "locale": "en"},
    "tenant": {
        "slug": "acme",
        "name": "Acme Bikes",
        "timezone": "America/New_York",
        "locale": "en",
        "state": "active",
    },
    "role": "owner",
    "agent_id": 1,
    "carrier": {"signalling": "", "insecure": False},
}

DISPOSITIONS = [
    {"code": "sale", "label_en": "Sale", "label_zh": "成交"},
    {"code": "question", "label_en": "Question answered", "label_zh": "已解答"},
    {"code": "complaint", "label_en": "Complaint", "label_zh": "投诉"},
    {"code": "callback", "label_en": "Call back", "label_zh": "需回电"},
    {"code": "wrong", "label_en": "Wrong number", "label_zh": "打错"},
]


def desk(status: str = "offline", **parts: Any) -> dict[str, Any]:
    """A snapshot of the agent desk."""
    return {
        "seq": 7,
        "agent": {"id": 1, "name": "Ada Martin", "status": status, "status_since": at(-185)},
        "offer": None,
        "call": None,
        "wrapup": None,
        "queues": [
            {**SALES, "waiting": 0, "longest_since": None},
            {**SUPPORT, "waiting": 2, "longest_since": at(-81)},
        ],
        "dispositions": DISPOSITIONS,
        "recent": [
            {"call_id": uid(11), "caller": LI, "outcome": "answered", "at": at(-3600)},
            {"call_id": uid(12), "caller": GRACE, "outcome": "abandoned", "at": at(-7200)},
        ],
        **parts,
    }


OFFER = {
    "id": uid(21),
    "call_id": uid(22),
    "queue": SUPPORT,
    "caller": GRACE,
    "queued_at": at(-42),
    "offered_at": at(-3),
    "expires_at": at(600),
    "path": [{"label": "Support", "digits": "2"}],
}
CALL = {
    "id": uid(22),
    "handling_id": uid(23),
    "state": "talking",
    "caller": GRACE,
    "queue": SUPPORT,
    "number": "+12125550100",
    "accepted_at": at(-90),
    "connected_at": at(-87),
    "held_since": None,
}
WRAPUP = {
    "handling_id": uid(23),
    "call_id": uid(22),
    "caller": GRACE,
    "queue": SUPPORT,
    "ended_at": at(-20),
    "due_at": at(600),
}

SCENES = {
    "idle": desk(),
    "available": desk("available"),
    "ringing": desk("ringing", offer=OFFER),
    "talking": desk("talking", call=CALL),
    "held": desk("talking", call={**CALL, "state": "held", "held_since": at(-25)}),
    "wrap_up": desk("wrap_up", wrapup=WRAPUP),
}


def page(rows: list[Any]) -> dict[str, Any]:
    """One page of a list."""
    return {"next": None, "previous": None, "results": rows}


def contact(number: int, caller: dict[str, Any], company: str, tier: str) -> dict[str, Any]:
    """A contact."""
    return {
        "id": uid(number),
        "name": caller["name"],
        "company": company,
        "tier": tier,
        "email": "",
        "numbers": [caller["number"]],
        "created_at": at(-90000),
        "last_seen_at": at(-3600),
    }


CONTACTS = [contact(1, GRACE, "Chen & Sons", "vip"), contact(2, LI, "", "standard")]
TIMELINE = [
    {
        "id": 3,
        "kind": "call",
        "at": at(-3600),
        "call_id": uid(11),
        "direction": "inbound",
        "outcome": "answered",
        "queue": "Support",
        "agent": "Ada Martin",
        "duration_s": 187,
        "disposition": "question",
        "text": "Asked about the delivery of order 4711; it leaves tomorrow.",
        "author": "",
    },
    {
        "id": 2,
        "kind": "note",
        "at": at(-80000),
        "call_id": None,
        "direction": "",
        "outcome": "",
        "queue": "",
        "agent": "",
        "duration_s": None,
        "disposition": "",
        "text": "Prefers to be called after 3 pm.",
        "author": "Lin Wei",
    },
]


def call_row(number: int, caller: dict[str, Any], outcome: str) -> dict[str, Any]:
    """A call in a list."""
    return {
        "id": uid(number),
        "direction": "inbound",
        "caller": caller,
        "number": "+12125550100",
        "state": "ended",
        "outcome": outcome,
        "started_at": at(-3600 * (number - 10)),
        "ended_at": at(-3600 * (number - 10) + 240),
        "duration_s": 240,
        "wait_ms": 31000,
        "queue": "Support",
        "agent": "Ada Martin" if outcome == "answered" else "",
        "disposition": "question" if outcome == "answered" else "",
        "note": "",
        "ended_by": "caller",
        "is_sample": False,
    }


CALLS = [call_row(11, LI, "answered"), call_row(12, GRACE, "abandoned"), call_row(13, GRACE, "voicemail")]
CALL_DETAIL = {
    **CALLS[0],
    "path": [{"label": "Support", "digits": "2"}],
    "flow": {"name": "Main", "version": 3},
    "trace": [
        {"node": "hours", "at": at(-3600), "input": "", "exit": "open"},
        {"node": "welcome", "at": at(-3599), "input": "", "exit": "next"},
        {"node": "main", "at": at(-3590), "input": "2", "exit": "support"},
        {"node": "support", "at": at(-3589), "input": "", "exit": ""},
    ],
    "visits": [
        {
            "id": uid(31),
            "queue": "Support",
            "enqueued_at": at(-3589),
            "left_at": at(-3558),
            "outcome": "answered",
            "wait_ms": 31000,
        }
    ],
    "offers": [
        {
            "id": uid(32),
            "agent": "Lin Wei",
            "state": "timeout",
            "offered_at": at(-3588),
            "ended_at": at(-3568),
        },
        {
            "id": uid(33),
            "agent": "Ada Martin",
            "state": "accepted",
            "offered_at": at(-3568),
            "ended_at": at(-3560),
        },
    ],
    "handlings": [
        {
            "id": uid(23),
            "agent": "Ada Martin",
            "accepted_at": at(-3560),
            "connected_at": at(-3558),
            "ended_at": at(-3371),
            "talk_ms": 175000,
            "hold_ms": 12000,
            "ended_by": "caller",
            "wrapped_up_at": at(-3340),
            "disposition": "question",
            "note": "Delivery tomorrow.",
        }
    ],
    "reasons": [
        {"at": at(-3588), "agent_id": 2, "agent": "Lin Wei", "code": "excluded_after_decline", "detail": ""}
    ],
    "events": [
        {"at": at(-3600), "kind": "call.arrived", "data": {}},
        {"at": at(-3589), "kind": "queue.entered", "data": {}},
        {"at": at(-3560), "kind": "offer.accepted", "data": {}},
        {"at": at(-3371), "kind": "call.ended", "data": {}},
    ],
}


def voicemail(number: int, due: float, state: str) -> dict[str, Any]:
    """A message."""
    return {
        "id": uid(number),
        "call_id": uid(13),
        "caller": GRACE,
        "queue": "Support",
        "left_at": at(-9000),
        "duration_s": 34,
        "state": state,
        "due_at": at(due),
        "owner": {"id": 1, "name": "Ada Martin"},
        "has_audio": True,
        "done_at": None,
        "done_by": "",
    }


VOICEMAILS = [voicemail(41, 3600, "new"), voicemail(42, -600, "new"), voicemail(43, 0, "done")]
