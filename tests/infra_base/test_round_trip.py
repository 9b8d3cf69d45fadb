"""Statements sent together: their rows, their errors, and plans that do not pile up."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import OperationalError, connection
from pytest_django.plugin import DjangoDbBlocker

from infra.base.postgres.round_trip import MOST_PLANS, Statement, run_together
from tenants.directory.roles import connect_bootstrap

ECHO = Statement.of("SELECT %(a)s::text, %(b)s::text, %(a)s::text")


@pytest.fixture
def raw(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[psycopg.Connection]:
    """psycopg's connection outside any transaction; a new one for the next test."""
    with django_db_blocker.unblock():
        connection.close()
        connection.ensure_connection()
        yield connection.connection
        connection.close()


def test_values_come_back_as_they_went(raw: psycopg.Connection) -> None:
    for text in ("", "plain", "é 电话 😀", "it's %(b)s $1 \\ \n"):
        assert run_together(raw, [(ECHO, {"a": text, "b": None})], transaction=True) == [(text, None, text)]


def test_all_of_it_is_one_transaction(raw: psycopg.Connection) -> None:
    started = Statement.of("SELECT pg_current_xact_id()::text, %(a)s::text")
    local = Statement.of("SELECT set_config('statement_timeout', %(a)s, true)")
    shown = Statement.of("SELECT current_setting('statement_timeout'), %(a)s::text")
    first = run_together(raw, [(started, {"a": ""})], transaction=True)
    second = run_together(raw, [(started, {"a": ""})], transaction=True)
    assert first != second
    assert run_together(raw, [(local, {"a": "77s"}), (shown, {"a": ""})], transaction=True) == [("77s", "")]
    assert run_together(raw, [(shown, {"a": ""})], transaction=True) != [("77s", "")]


def test_the_first_error_is_raised_and_the_connection_goes_on(raw: psycopg.Connection) -> None:
    zero = Statement.of("SELECT 1 / length(%(a)s)")
    for _ in range(2):
        with pytest.raises(psycopg.errors.DivisionByZero):
            run_together(raw, [(zero, {"a": ""}), (ECHO, {"a": "", "b": ""})], transaction=True)
    assert raw.info.transaction_status == psycopg.pq.TransactionStatus.IDLE
    assert run_together(raw, [(zero, {"a": "x"})], transaction=True) == [("1",)]


def test_text_that_postgres_cannot_hold_is_refused_before_it_is_cut_short(raw: psycopg.Connection) -> None:
    with pytest.raises(psycopg.DataError, match="NUL"):
        run_together(raw, [(ECHO, {"a": "a\0b", "b": ""})], transaction=True)
    assert run_together(raw, [(ECHO, {"a": "a", "b": "b"})], transaction=True)


def _kept(raw: psycopg.Connection) -> int:
    found = raw.execute("SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'seatline%'").fetchone()
    assert found is not None
    return int(found[0])


def test_plans_do_not_pile_up(raw: psycopg.Connection) -> None:
    for number in range(MOST_PLANS + 20):
        statement = Statement.of(f"SELECT {number}, %(a)s::text")
        assert run_together(raw, [(statement, {"a": "x"})], transaction=True) == [(str(number), "x")]
    assert _kept(raw) == MOST_PLANS


def test_failing_plans_do_not_pile_up_either(raw: psycopg.Connection) -> None:
    for number in range(20):
        broken = Statement.of(f"SELECT {number} FROM no_such_table WHERE %(a)s = ''")
        with pytest.raises(psycopg.errors.UndefinedTable):
            run_together(raw, [(broken, {"a": "x"})], transaction=True)
    assert _kept(raw) == 0


def test_plans_that_somebody_dropped_are_made_again(raw: psycopg.Connection) -> None:
    run_together(raw, [(ECHO, {"a": "", "b": ""})], transaction=True)
    raw.execute("DEALLOCATE ALL")
    with pytest.raises(psycopg.errors.InvalidSqlStatementName):
        run_together(raw, [(ECHO, {"a": "", "b": ""})], transaction=True)
    assert run_together(raw, [(ECHO, {"a": "", "b": ""})], transaction=True)


def test_a_lost_server_is_an_error_and_not_a_wait_without_end(raw: psycopg.Connection) -> None:
    with connect_bootstrap(connection.settings_dict["NAME"]) as server:
        server.execute("SELECT pg_terminate_backend(%s, 5000)", [raw.info.backend_pid])
    with pytest.raises(OperationalError), connection.wrap_database_errors:
        run_together(raw, [(ECHO, {"a": "", "b": ""})], transaction=True)
    assert raw.closed
