"""The carrier tells what happened: stored at once, answered with nothing, worked afterwards."""

import logging

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from infra.base import inbox
from infra.kit import clock
from telephony.webhooks.keys import delivery_key
from telephony.webhooks.verification import verified

log = logging.getLogger(__name__)

SOURCE = "voice.notice"


@csrf_exempt
@require_POST
def notice(request: HttpRequest, tenant_key: str, verb: str) -> HttpResponse:
    """204 for a verified notice, new or repeated; 403 for any other."""
    if verified(request, tenant_key) is None:
        return HttpResponse(status=403)
    form = request.POST.dict()
    inbox.receive(
        source=SOURCE,
        key=delivery_key(tenant_key, verb, request.headers, form),
        tenant_key=tenant_key,
        path=request.path,
        params=form,
        now=clock.now(),
    )
    return HttpResponse(status=204)
