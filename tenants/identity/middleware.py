"""People see the language of their profile."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation


class ProfileLocale:
    """After the locale and authentication middleware: the profile's language wins over Accept-Language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        locale = getattr(request.user, "locale", None)
        if not locale:
            return self.get_response(request)
        with translation.override(locale):
            request.LANGUAGE_CODE = locale
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", locale)
        return response
