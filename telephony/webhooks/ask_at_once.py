"""The ask that begins a call, answered in one round trip to the database when nothing about it is unusual."""

import json
import logging
from collections.abc import Callable
from functools import wraps

from django.db import DatabaseError, IntegrityError
from django.http import HttpRequest, HttpResponse

from infra.kit import clock
from telephony.carriers.access import links as links_of
from telephony.carriers.twilio.parse import parse_arrival
from telephony.carriers.twilio.render import twiml
from telephony.services.receive_at_once import begin_at_once, store_at_once
from telephony.services.remembered_lines import forget, learn, recall
from telephony.webhooks.ask import SOURCE
from telephony.webhooks.keys import delivery_key
from telephony.webhooks.verification import signed_by
from tenants.directory.at_once import Stale

log = logging.getLogger(__name__)

View = Callable[[HttpRequest, str, str], HttpResponse]
VERB = "answer"


def at_once_if_usual(ask: View) -> View:
    """`ask` with a short cut in front of it, which stores the same rows and says the same words.

    Whatever the short cut does not take, or fails at, has left no trace and goes to `ask` itself.
    """

    @wraps(ask)
    def first(request: HttpRequest, tenant_key: str, verb: str) -> HttpResponse:
        if verb != VERB:
            return ask(request, tenant_key, verb)
        body = _answer(request, tenant_key)
        if body is not None:
            return HttpResponse(body, content_type="text/xml; charset=utf-8")
        response = ask(request, tenant_key, verb)
        if response.status_code == 200:
            _learn(tenant_key, parse_arrival(request.POST.dict()).called)
        return response

    return first


def _answer(request: HttpRequest, tenant_key: str) -> str | None:
    """The answer of a new call that was stored; None when nothing was done."""
    form = request.POST.dict()
    arrived, now = parse_arrival(form), clock.now()
    line = recall(tenant_key, arrived.called)
    if line is None or not signed_by(request, line.account):
        return None
    try:
        begun = begin_at_once(line, arrived, now=now)
        if begun is None:
            return None
        body = twiml(begun.commands, links_of(tenant_key))
        delivery = {
            "source": SOURCE,
            "key": delivery_key(tenant_key, VERB, request.headers, form),
            "path": request.path,
            "params": json.dumps(form),
            "response_body": body,
        }
        if store_at_once(begun, delivery, now=now):
            return body
    except IntegrityError:
        return None  # a repeat, a call that is known, or a new caller who calls twice at once
    except (Stale, DatabaseError):
        log.info("not answered at once", extra={"tenant_key": tenant_key}, exc_info=True)
    forget(tenant_key, arrived.called)
    return None


def _learn(tenant_key: str, number: str) -> None:
    try:
        learn(tenant_key, number)
    except DatabaseError:
        log.exception("a line could not be remembered", extra={"tenant_key": tenant_key})
