"""The product's addresses and, beside them, the view the webhook is compared with."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csrf import csrf_exempt

from infra.config.urls import urlpatterns as product

TABLE = "bench_row"


@csrf_exempt
def bare(request: HttpRequest) -> HttpResponse:
    """One insert and a fixed answer: the least that a Django view with a database can do."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} (word) VALUES (%s)", ["one"])
    return HttpResponse("<Response/>", content_type="text/xml")


urlpatterns: list[URLPattern | URLResolver] = [path("hooks/bench/bare", bare), *product]
