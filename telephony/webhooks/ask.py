"""The carrier asks what to do on a call and is answered at once, once for every delivery."""

import logging
from datetime import datetime

from django.db import DatabaseError, IntegrityError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from infra.base.models import InboxEvent
from infra.kit import clock
from telephony.carriers.access import links as links_of
from telephony.carriers.twilio.render import twiml
from telephony.webhooks.asks import READS, Ask, act_for
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
    account = verified(request, tenant_key)
    if account is None:
        return HttpResponse(status=403)
    now = clock.now()
    try:
        if verb in READS:
            body = _read(request, tenant_key, verb, now)
        else:
            body = _act(_delivery(request, tenant_key, verb, now), act_for(verb, account), now)
    except Exception as failure:
        log.exception("ask failed", extra={"tenant_key": tenant_key, "verb": verb})
        _keep(request, tenant_key, verb, now, failure)
        return HttpResponse(status=500)
    return HttpResponse(body, content_type="text/xml; charset=utf-8")


def _read(request: HttpRequest, tenant_key: str, verb: str, now: datetime) -> str:
    links = links_of(tenant_key)
    with in_tenant(tenant_key):
        return twiml(READS[verb](request.POST.dict(), links, now), links)


def _act(event: InboxEvent, act: Ask, now: datetime) -> str:
    """Work the ask and store it with its answer; a repeat fails on the stored key and is rolled back whole.

    Every caller waits for this, so the usual case costs one statement for the delivery and none to look.
    """
    try:
        with in_tenant(str(event.tenant_key)):
            _work(event, act, now)
            event.save(force_insert=True)
    except IntegrityError:
        return _act_again(event, act, now)
    return event.response_body


def _act_again(event: InboxEvent, act: Ask, now: datetime) -> str:
    """The stored answer of a delivery that was answered; one that failed, or lost a race, is worked now."""
    with in_tenant(str(event.tenant_key)):
        before = InboxEvent.objects.select_for_update().filter(source=SOURCE, key=event.key).first()
        if before is not None and before.state == InboxEvent.State.DONE:
            return before.response_body
        if before is not None:
            event.pk, event.attempts = before.pk, before.attempts + 1
        _work(event, act, now)
        event.save()
    return event.response_body


def _work(event: InboxEvent, act: Ask, now: datetime) -> None:
    links = links_of(str(event.tenant_key))
    event.response_body = twiml(act(event.params, links, now), links)
    event.response_status, event.state, event.worked_at = 200, InboxEvent.State.DONE, now


def _delivery(request: HttpRequest, tenant_key: str, verb: str, now: datetime) -> InboxEvent:
    form = request.POST.dict()
    return InboxEvent(
        source=SOURCE,
        key=delivery_key(tenant_key, verb, request.headers, form),
        tenant_key=tenant_key,
        path=request.path,
        params=form,
        received_at=now,
        attempts=1,
    )


def _keep(request: HttpRequest, tenant_key: str, verb: str, now: datetime, failure: Exception) -> None:
    """Store the delivery for operators in its own transaction; without a database there is only the log."""
    event = _delivery(request, tenant_key, verb, now)
    event.state, event.worked_at, event.response_status = InboxEvent.State.FAILED, now, 500
    event.error = f"{type(failure).__name__}: {failure}"[:2000]
    try:
        with in_tenant(tenant_key):
            before = InboxEvent.objects.select_for_update().filter(source=SOURCE, key=event.key).first()
            if before is None:
                event.save(force_insert=True)
            elif before.state != InboxEvent.State.DONE:
                event.pk, event.attempts = before.pk, before.attempts + 1
                event.save()
    except DatabaseError:
        log.exception("the failed ask could not be stored", extra={"tenant_key": tenant_key, "verb": verb})
