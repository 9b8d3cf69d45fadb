"""The carrier asks what to do on a call and is answered at once, once for every delivery."""

import logging
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from infra.base import inbox
from infra.base.models import InboxEvent
from infra.kit import clock
from telephony.carriers.access import links as links_of
from telephony.carriers.twilio.render import twiml
from telephony.webhooks.asks import ACTS, READS
from telephony.webhooks.keys import delivery_key
from telephony.webhooks.verification import verified
from tenants.directory.context import in_tenant

log = logging.getLogger(__name__)

SOURCE = "voice.ask"


@csrf_exempt
@require_POST
def ask(request: HttpRequest, tenant_key: str, verb: str) -> HttpResponse:
    """TwiML for a verified request, 403 for any other, 500 if we fail: the carrier then takes its fallback.

    What a failed ask changed is rolled back; the delivery itself is kept, marked failed, with the error.
    """
    if verified(request, tenant_key) is None:
        return HttpResponse(status=403)
    now = clock.now()
    try:
        with in_tenant(tenant_key):
            body = (
                _read(request, tenant_key, verb, now)
                if verb in READS
                else _act(request, tenant_key, verb, now)
            )
    except Exception as failure:
        log.exception("ask failed", extra={"tenant_key": tenant_key, "verb": verb})
        _keep(request, tenant_key, verb, now, failure)
        return HttpResponse(status=500)
    return HttpResponse(body, content_type="text/xml; charset=utf-8")


def _read(request: HttpRequest, tenant_key: str, verb: str, now: datetime) -> str:
    links = links_of(tenant_key)
    return twiml(READS[verb](request.POST.dict(), links, now), links)


def _act(request: HttpRequest, tenant_key: str, verb: str, now: datetime) -> str:
    event = _delivery(request, tenant_key, verb, now)
    if event.state == InboxEvent.State.DONE:
        return event.response_body
    links = links_of(tenant_key)
    body = twiml(ACTS[verb](request.POST.dict(), links, now), links)
    inbox.answer(event, status=200, body=body, now=now)
    return body


def _delivery(request: HttpRequest, tenant_key: str, verb: str, now: datetime) -> InboxEvent:
    form = request.POST.dict()
    event, _ = inbox.receive(
        source=SOURCE,
        key=delivery_key(tenant_key, verb, request.headers, form),
        tenant_key=tenant_key,
        path=request.path,
        params=form,
        now=now,
    )
    return event


def _keep(request: HttpRequest, tenant_key: str, verb: str, now: datetime, failure: Exception) -> None:
    """Store the delivery for operators in its own transaction; without a database there is only the log."""
    try:
        with in_tenant(tenant_key):
            event = _delivery(request, tenant_key, verb, now)
            event.state, event.worked_at, event.response_status = InboxEvent.State.FAILED, now, 500
            event.attempts += 1
            event.error = f"{type(failure).__name__}: {failure}"[:2000]
            event.save()
    except Exception:
        log.exception("the failed ask could not be stored", extra={"tenant_key": tenant_key, "verb": verb})
