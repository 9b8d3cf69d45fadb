"""The carrier's last resort when an ask failed: hold on, then try again; no database, no signature."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from telephony.carriers.twilio.links import Links
from telephony.carriers.twilio.render import twiml
from telephony.engine.commands import Hangup, Pause
from telephony.services.phrases import both

TRIES = 3
WAIT_S = 4
_TRY = "try"


@csrf_exempt
def fallback(request: HttpRequest) -> HttpResponse:
    """Ask the caller to hold, wait, and have the carrier ask the failed address again, three times at most.

    The address comes with the request, so only addresses of our own webhooks are ever repeated.
    """
    again = _next(request.POST.get("ErrorUrl", ""))
    links = Links("", "")
    if again is None:
        body = twiml((*both("sorry"), Hangup()), links)
    else:
        hold = twiml((*both("please_hold"), Pause(WAIT_S)), links).removesuffix("</Response>")
        body = f'{hold}<Redirect method="POST">{_escaped(again)}</Redirect></Response>'
    return HttpResponse(body, content_type="text/xml; charset=utf-8")


def _next(url: str) -> str | None:
    """The failed address with one more try counted, or None when it is not ours or was tried enough."""
    base = urlsplit(settings.PUBLIC_BASE_URL)
    asked = urlsplit(url)
    ours = (asked.scheme, asked.netloc) == (base.scheme, base.netloc) and asked.path.startswith(
        "/hooks/voice/t_"
    )
    if not ours:
        return None
    query = dict(parse_qsl(asked.query))
    tries = int(query.get(_TRY, "0")) if query.get(_TRY, "0").isdecimal() else TRIES
    if tries >= TRIES:
        return None
    return urlunsplit((*asked[:3], urlencode({**query, _TRY: str(tries + 1)}), ""))


def _escaped(url: str) -> str:
    return url.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
