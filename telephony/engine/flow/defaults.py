"""The flow a new tenant starts with: opening hours, greeting, a menu of two queues, voicemail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LANGS = ("en", "zh-CN")

_GREETING = {"en": "Thank you for calling {company}.", "zh-CN": "感谢您致电{company}。"}
_MENU = {
    "en": "For sales, press 1. For support, press 2, or stay on the line.",
    "zh-CN": "销售咨询请按1，客户支持请按2，或者请不要挂机。",
}
_AGAIN = {
    "en": "That is not one of the choices. For sales, press 1. For support, press 2.",
    "zh-CN": "没有这个选项。销售咨询请按1，客户支持请按2。",
}
_CLOSED = {
    "en": "Thank you for calling {company}. We are closed now. Please leave a message after the tone.",
    "zh-CN": "感谢您致电{company}。现在是非工作时间，请在提示音后留言。",
}
_NOBODY = {
    "en": "Nobody can take your call right now. Please leave a message after the tone.",
    "zh-CN": "暂时没有客服人员可以接听，请在提示音后留言。",
}
_BYE = {"en": "Thank you. Goodbye.", "zh-CN": "谢谢，再见。"}
_SORRY = {
    "en": "We are sorry, something went wrong on our side. Please call again in a few minutes.",
    "zh-CN": "很抱歉，系统出了一点问题，请过几分钟再拨打。",
}


def default_flow(
    company: str,
    language: str,
    queue_ids: Mapping[str, str | int],
    hours_id: str | int,
    greeting: str = "",
    closed: str = "",
) -> dict[str, Any]:
    """A complete flow/1.

    `language` is the company's, en or zh-CN, and becomes the default; `queue_ids` has the keys sales and
    support; `greeting` and `closed` replace the built-in words in that language ("" keeps them).
    """
    lang = language if language in LANGS else "en"
    welcome = _for(_GREETING, company, {lang: greeting})
    shut = _for(_CLOSED, company, {lang: closed})
    return {
        "schema": "flow/1",
        "channel": "voice",
        "default_lang": lang,
        "langs": [lang, *(other for other in LANGS if other != lang)],
        "start": "start",
        "on_error": "sorry",
        "on_hangup": None,
        "limits": {"steps": 500, "visits_without_input": 25, "seconds": 14400},
        "vars": {},
        "nodes": _nodes(welcome, shut, queue_ids, str(hours_id)),
        "ui": {"pos": _POSITIONS, "notes": [], "groups": []},
    }


_POSITIONS = {
    "start": [0, 0],
    "hours": [0, 120],
    "welcome": [0, 240],
    "main": [0, 360],
    "sales": [-240, 520],
    "support": [0, 520],
    "closed": [320, 240],
    "nobody": [-120, 680],
    "bye": [160, 840],
    "sorry": [480, 840],
}


def _for(texts: Mapping[str, str], company: str, own: Mapping[str, str]) -> dict[str, str]:
    """The built-in words with the company's name, or the company's own where there are any."""
    built_in = {lang: text.replace("{company}", company) for lang, text in texts.items()}
    return built_in | {lang: text.strip() for lang, text in own.items() if text.strip()}


def _node(node_id: str, kind: str, name: str, params: dict[str, Any], **exits: str) -> dict[str, Any]:
    return {"id": node_id, "type": kind, "name": name, "params": params, "exits": exits}


def _queue(node_id: str, name: str, queue_id: str) -> dict[str, Any]:
    return _node(
        node_id, "queue", name, {"queue": queue_id},
        timeout="nobody", overflow="nobody", no_agents="nobody", closed="closed",
    )  # fmt: skip


def _menu() -> dict[str, Any]:
    options = [
        {"exit": "sales", "digits": "1", "phrases": ["sales", "销售"], "label": "Sales"},
        {"exit": "support", "digits": "2", "phrases": ["support", "客服", "支持"], "label": "Support"},
    ]
    params: dict[str, Any] = {"prompt": _MENU, "no_match_prompt": _AGAIN, "mode": "dtmf"}
    params |= {"timeout": 5, "retries": 1, "options": options}
    return _node(
        "main", "menu", "Main menu", params,
        sales="sales", support="support", no_input="support", no_match="support",
    )  # fmt: skip


def _nodes(
    welcome: dict[str, str], shut: dict[str, str], queue_ids: Mapping[str, str | int], hours_id: str
) -> list[dict[str, Any]]:
    def mailbox(node_id: str, name: str, greeting: Mapping[str, str]) -> dict[str, Any]:
        params = {"greeting": dict(greeting), "max_s": 120, "queue": str(queue_ids["support"])}
        return _node(node_id, "voicemail", name, params, done="bye", too_short="bye")

    return [
        _node("start", "start", "Call comes in", {}, next="hours"),
        _node(
            "hours", "hours", "Are we open?", {"schedule": hours_id},
            open="welcome", closed="closed", holiday="closed",
        ),
        _node("welcome", "say", "Greeting", {"text": welcome}, next="main"),
        _menu(),
        _queue("sales", "Sales", str(queue_ids["sales"])),
        _queue("support", "Support", str(queue_ids["support"])),
        mailbox("closed", "Closed: voicemail", shut),
        mailbox("nobody", "Nobody free: voicemail", _NOBODY),
        _node("bye", "hangup", "Goodbye", {"text": _BYE}),
        _node("sorry", "hangup", "Something went wrong", {"text": _SORRY}),
    ]  # fmt: skip
