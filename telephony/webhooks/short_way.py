"""Answers the carrier before the middleware that is for people: sessions, languages, cookies, policies."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

PREFIX = "/hooks/voice"


class ShortWay:
    """Our webhooks check a signature instead of a cookie, so nothing in the long way guards them.

    An address that is no webhook goes the long way and gets the 404 that every wrong address gets.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(f"{PREFIX}/"):
            return self.get_response(request)
        try:
            view, args, kwargs = resolve(request.path_info[len(PREFIX) :], "telephony.webhooks.urls")
        except Resolver404:
            return self.get_response(request)
        response: HttpResponse = view(request, *args, **kwargs)
        # Without a length the server sends the answer in chunks.
        response.headers["Content-Length"] = str(len(response.content))
        return response
