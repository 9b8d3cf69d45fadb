"""One statement as one tenant: its rows only, all or nothing, and never on knowledge that is out of date."""

from collections.abc import Iterator
from dataclasses import replace
from tempfile import TemporaryFile

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from infra.base.postgres.round_trip import Statement
from tenants.directory.at_once import RememberedAccount, Stale, account_to_remember, at_once
from tenants.directory.context import AlreadyInTenant, in_tenant
from tenants.directory.facade import CarrierCredentials, change_state, save_carrier_account
from tenants.directory.keys import UnknownTenant
from tests.conftest import MONDAY_10_NEW_YORK
from tests.tenants import database

WHO = Statement.of("SELECT current_user, current_schema(), %(word)s::text")


def _account(key: str, sid: str = "AC1") -> RememberedAccount:
    save_carrier_account(key, CarrierCredentials(sid, "token"))
    account = account_to_remember(key)
    assert account is not None
    return account


@pytest.fixture
def live(live_tenant: str) -> RememberedAccount:
    """A committed tenant's account."""
    return _account(live_tenant, f"AC{live_tenant}")


@pytest.fixture
def other(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[RememberedAccount]:
    """A second committed tenant's account."""
    with django_db_blocker.unblock():
        key = database.fresh_tenant()
        yield _account(key, f"AC{key}")


def _me() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user::text || ' ' || coalesce(current_schema(), '')")
        return str(cursor.fetchone()[0])


def test_it_runs_as_the_tenant_and_leaves_no_trace(live: RememberedAccount) -> None:
    before = _me()
    assert at_once(live, WHO, {"word": "x"}) == (live.tenant_key, live.tenant_key, "x")
    assert _me() == before
    assert not connection.in_atomic_block


def test_a_kept_plan_follows_the_tenant(live: RememberedAccount, other: RememberedAccount) -> None:
    count = Statement.of("SELECT count(*), current_user, %(word)s::text FROM crm_contact")
    with in_tenant(other.tenant_key), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO crm_contact (id, name, company, email, tier, is_sample, created_at, last_seen_at)"
            " VALUES (gen_random_uuid(), '', '', '', 'standard', false, now(), now())"
        )
    for _ in range(8):
        assert at_once(live, count, {"word": "a"}) == ("0", live.tenant_key, "a")
        assert at_once(other, count, {"word": "a"}) == ("1", other.tenant_key, "a")


def test_it_takes_one_round_trip(live: RememberedAccount) -> None:
    at_once(live, WHO, {"word": "x"})
    with TemporaryFile() as seen:
        connection.connection.pgconn.trace(seen.fileno())
        at_once(live, WHO, {"word": "x"})
        connection.connection.pgconn.untrace()
        seen.seek(0)
        assert seen.read().count(b"ReadyForQuery") == 1


def test_twin_in_tenant_takes_more(live: RememberedAccount) -> None:
    with TemporaryFile() as seen:
        connection.ensure_connection()
        connection.connection.pgconn.trace(seen.fileno())
        with in_tenant(live.tenant_key), connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
        connection.connection.pgconn.untrace()
        seen.seek(0)
        assert seen.read().count(b"ReadyForQuery") > 1


def test_what_fails_leaves_nothing_and_a_usable_connection(live: RememberedAccount) -> None:
    orphan = Statement.of(
        "INSERT INTO crm_contactnumber (contact_id, e164) VALUES (gen_random_uuid(), %(word)s) RETURNING 1"
    )
    by_zero = Statement.of("SELECT 1 / length(%(word)s)")
    count = Statement.of("SELECT count(*), %(word)s::text FROM crm_contactnumber")
    with pytest.raises(IntegrityError):  # the foreign key is checked at the commit
        at_once(live, orphan, {"word": "+12025550100"})
    with pytest.raises(DataError):
        at_once(live, by_zero, {"word": ""})
    with pytest.raises(DataError):
        at_once(live, WHO, {"word": "a\0b"})
    assert at_once(live, count, {"word": "x"}) == ("0", "x")


def test_an_account_written_again_is_another(live: RememberedAccount) -> None:
    old = replace(live, sealed_token=live.sealed_token[:-1])
    with pytest.raises(Stale):
        at_once(old, WHO, {"word": "x"})
    with pytest.raises(Stale), transaction.atomic():
        at_once(old, WHO, {"word": "x"})
    assert at_once(live, WHO, {"word": "x"}) is not None


def test_a_tenant_that_is_not_active_is_not_worked_for(acme: str) -> None:
    account = _account(acme)
    assert at_once(account, WHO, {"word": "x"}) is not None
    change_state(acme, "suspended", actor="operator", now=MONDAY_10_NEW_YORK)
    with pytest.raises(Stale), transaction.atomic():
        at_once(account, WHO, {"word": "x"})
    assert account_to_remember(acme) is None


def test_in_an_open_transaction_it_gives_the_role_back(acme: str) -> None:
    before = _me()
    assert at_once(_account(acme), WHO, {"word": "x"}) == (acme, acme, "x")
    assert _me() == before


def test_another_tenants_account_opens_nothing(acme: str, globex: str) -> None:
    mixed = replace(_account(acme), tenant_key=globex)
    with pytest.raises(Stale), transaction.atomic():
        at_once(mixed, WHO, {"word": "x"})


def test_a_key_of_no_tenant_and_nesting_are_refused(acme: str) -> None:
    account = _account(acme)
    with pytest.raises(UnknownTenant):
        at_once(replace(account, tenant_key="public"), WHO, {"word": "x"})
    with in_tenant(acme), pytest.raises(AlreadyInTenant):
        at_once(account, WHO, {"word": "x"})


def test_stacked_statements_are_refused(live: RememberedAccount) -> None:
    with pytest.raises(Exception, match="multiple commands"):
        at_once(live, Statement.of("SELECT 1; SET ROLE NONE"), {})


def test_the_token_is_not_shown(live: RememberedAccount) -> None:
    assert "token" not in repr(live)
