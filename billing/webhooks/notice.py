"""The provider's notices: checked, stored, answered at once; worked afterwards."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from billing.gateways.refusals import BadSignature
from billing.services.receive_event import receive_event
from infra.kit import clock


@csrf_exempt
@require_POST
def notice(request: HttpRequest) -> HttpResponse:
    """204 for a signed notice, new or repeated; 403 for any other, of which nothing is kept."""
    signature = request.headers.get("Stripe-Signature", "")
    try:
        receive_event(body=request.body, signature=signature, path=request.path, now=clock.now())
    except BadSignature:
        return HttpResponse(status=403)
    return HttpResponse(status=204)
