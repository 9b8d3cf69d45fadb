"""The bare view once more, without any middleware: the strictest thing to compare the webhook with."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from infra.bench.urls import bare

PATH = "/hooks/bench/short"


class Short:
    """Stands before all other middleware and answers one address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info != PATH:
            return self.get_response(request)
        response: HttpResponse = bare(request)
        response.headers["Content-Length"] = str(len(response.content))
        return response
