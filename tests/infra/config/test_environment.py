"""Addresses are turned into what Django and Celery want."""

from infra.config import environment


def test_a_socket_address_becomes_django_settings() -> None:
    found = environment.database("postgresql://seatline_app@/seatline?host=/tmp/x&sslmode=disable")
    assert (found["USER"], found["NAME"], found["HOST"]) == ("seatline_app", "seatline", "/tmp/x")
    assert found["OPTIONS"] == {"sslmode": "disable"}
    assert found["CONN_MAX_AGE"] is None


def test_celery_spells_a_socket_its_own_way() -> None:
    assert environment.broker("unix:///tmp/x/redis.sock") == "redis+socket:///tmp/x/redis.sock"
    assert environment.broker("redis://cache:6379/0") == "redis://cache:6379/0"
