"""The one door: what is inside is one tenant's, what is outside is nobody's."""

import pytest
from celery import shared_task
from django.db import ProgrammingError, connection, transaction

from tenants.directory.context import (
    AlreadyInTenant,
    NoTenant,
    TenantTask,
    UnknownTenant,
    cache_key,
    channel_group,
    current_tenant,
    each_tenant,
    in_tenant,
    in_tenant_async,
)


def _where() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('search_path')")
        return tuple(cursor.fetchone())


def test_inside_role_and_path_are_the_tenants(acme: str) -> None:
    with in_tenant(acme):
        assert _where() == (acme, f"{acme}, public")
        assert current_tenant() == acme


def test_an_outer_transaction_gets_its_role_and_path_back(acme: str, globex: str) -> None:
    for key in (acme, globex):
        with in_tenant(key):
            pass
        assert _where() == ("seatline_app", "public")


def test_an_error_inside_restores_too(acme: str) -> None:
    with pytest.raises(ZeroDivisionError), in_tenant(acme):
        raise ZeroDivisionError
    assert _where()[0] == "seatline_app"
    with pytest.raises(ProgrammingError), in_tenant(acme), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM no_such_table")
    assert _where()[0] == "seatline_app"


@pytest.mark.parametrize("inner", ["acme", "globex"])
def test_nesting_is_refused(acme: str, globex: str, inner: str) -> None:
    key = {"acme": acme, "globex": globex}[inner]
    with in_tenant(acme), pytest.raises(AlreadyInTenant), in_tenant(key):
        pass


@pytest.mark.parametrize(
    "key", ["", "public", "t_SHOUTING00000000", "t_short", "t_acme000000000000\n", None, 7]
)
def test_a_malformed_key_is_unknown(db: None, key: str) -> None:
    with pytest.raises(UnknownTenant), in_tenant(key):
        pass


def test_a_key_without_role_is_unknown(db: None) -> None:
    with pytest.raises(UnknownTenant), in_tenant("t_nobody0000000000"):
        pass
    assert _where()[0] == "seatline_app"


def test_outside_there_are_no_tenant_tables(acme: str) -> None:
    with pytest.raises(NoTenant):
        current_tenant()
    with (
        pytest.raises(ProgrammingError, match="does not exist"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM telephony_call")
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SELECT * FROM {acme}.telephony_call")


def test_committed_work_leaves_a_clean_connection(live_tenant: str) -> None:
    seen: list[tuple[str, str]] = []

    def look_from_outside() -> None:
        seen.append(_where())
        with pytest.raises(NoTenant):
            current_tenant()

    with in_tenant(live_tenant):
        transaction.on_commit(look_from_outside)
    assert seen[0][0] == "seatline_app"
    assert live_tenant not in _where()[1]


async def test_async_entry_runs_on_a_database_thread(live_tenant: str) -> None:
    def look(word: str) -> tuple[str, str]:
        return current_tenant(), word

    assert await in_tenant_async(live_tenant, look, "hello") == (live_tenant, "hello")
    with pytest.raises(NoTenant):
        current_tenant()


def test_each_tenant_names_those_in_use(acme: str, globex: str) -> None:
    assert {acme, globex} <= set(each_tenant())


@shared_task(base=TenantTask, name="tests.echo")  # type: ignore[untyped-decorator]
def _echo(tenant_key: str, word: str) -> str:
    return f"{tenant_key} {current_tenant()} {word}"


def test_a_task_enters_the_tenant_of_its_first_argument(acme: str) -> None:
    assert _echo(acme, "hello") == f"{acme} {acme} hello"
    assert _echo.delay(tenant_key=acme, word="hello").get() == f"{acme} {acme} hello"


@pytest.mark.parametrize("arguments", [(), ("",), (None, "x"), ("t_nobody0000000000", "x")])
def test_a_task_without_a_tenant_is_refused(db: None, arguments: tuple[str, ...]) -> None:
    with pytest.raises(UnknownTenant):
        _echo(*arguments)


def test_names_carry_the_tenant(acme: str) -> None:
    assert channel_group(acme, "desk", 7) == f"{acme}.desk.7"
    assert cache_key(acme, "queue", 7) == f"{acme}:queue:7"
    for maker in (channel_group, cache_key):
        with pytest.raises(UnknownTenant):
            maker("", "desk")
