"""One statement of one tenant in one round trip: entered, run and committed together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import DatabaseError, connection, transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from psycopg import errors

from infra.base.postgres.round_trip import Row, Statement, Value, Work, run_together
from tenants.directory.context import leave, refuse_nesting
from tenants.directory.keys import check_key
from tenants.directory.models import CarrierAccount, Tenant

# The role is set only while the tenant is active and its account has the token that was remembered; else its
# name is one that cannot exist and everything fails. PostgreSQL asks for the right to set_config, and reads
# the two tables, as the log-in role, before the first call changes the role.
_ENTER = Statement.of("""
SELECT set_config('role', coalesce((
    SELECT account.tenant_id
    FROM directory_carrieraccount account JOIN directory_tenant tenant ON tenant.key = account.tenant_id
    WHERE account.tenant_id = %(key)s AND account.auth_token = %(sealed_token)s AND tenant.state = 'active'
), 'no such tenant'), true),
set_config('search_path', %(path)s, true), set_config('statement_timeout', '15s', true)
""")


class Stale(Exception):
    """What was remembered of the tenant is no longer so; nothing was done."""


@dataclass(frozen=True, slots=True)
class RememberedAccount:
    """An active tenant's account with the carrier as it was when read; `sealed_token` as it is stored."""

    tenant_key: str
    sid: str
    auth_token: str
    sealed_token: str

    def __repr__(self) -> str:
        return f"RememberedAccount(sid={self.sid!r})"


def account_to_remember(tenant_key: str) -> RememberedAccount | None:
    """The account of an active tenant, else None. Keep it as long as you like: `at_once` compares."""
    active = CarrierAccount.objects.filter(tenant_id=tenant_key, tenant__state=Tenant.State.ACTIVE)
    # Every encryption of a token differs, so the stored text also tells that it was written again.
    row = active.annotate(sealed=Cast("auth_token", TextField())).first()
    return RememberedAccount(tenant_key, row.sid, row.auth_token, row.sealed) if row else None


def at_once(account: RememberedAccount, statement: Statement, values: Mapping[str, Value]) -> Row | None:
    """The first row of one statement that was run as the tenant in a transaction of its own, or None.

    Raises Stale when the tenant is not active or its account has changed since; then, as after any
    DatabaseError, nothing was done. Inside an open transaction it is a savepoint of that.
    """
    key = check_key(account.tenant_key)
    refuse_nesting(key)
    enter = {"key": key, "sealed_token": account.sealed_token, "path": f"{key}, public"}
    # A plan is made for one schema: one for all tenants would be made anew at every change of tenant.
    work = [(_ENTER, enter), (replace(statement, owner=key), values)]
    connection.ensure_connection()
    try:
        if connection.in_atomic_block:
            rows = _in_savepoint(work)
        else:
            with connection.wrap_database_errors:
                rows = run_together(connection.connection, work, transaction=True)
    except DatabaseError as error:
        if isinstance(error.__cause__, errors.InvalidParameterValue):
            raise Stale from error
        raise
    return rows[0] if rows else None


def _in_savepoint(work: Sequence[Work]) -> list[Row]:
    with transaction.atomic():
        with connection.wrap_database_errors:
            rows = run_together(connection.connection, work, transaction=False)
        leave()
    return rows
