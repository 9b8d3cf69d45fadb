"""No attack of the matrix shows another company's row; each broken twin shows one."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import permutations

import pytest
from django.db import connection
from django.db.backends.postgresql import base as postgresql

from infra.base.models import InboxEvent
from tenants.directory import roles
from tenants.directory.context import in_tenant
from tests.tenants.isolation.attacks import ALL, INJECTED, SLIPS, WHOLE
from tests.tenants.isolation.ground import attempt, canary, clean, leaks, superuser


@pytest.mark.parametrize(("attacker", "victim"), list(permutations(range(3), 2)))
def test_no_attack_shows_another_tenants_row(three: list[str], attacker: int, victim: int) -> None:
    assert leaks(ALL, three[attacker], three[victim]) == []
    assert clean()


def test_the_query_is_really_injectable(three: list[str]) -> None:
    assert "bird" in attempt(INJECTED[0], three[0], three[1])
    assert canary(three[0]) in attempt(WHOLE[0], three[0], three[0])


def test_bound_parameters_change_nothing(three: list[str]) -> None:
    stacked = f"SELECT %s; SET LOCAL ROLE {three[1]}"
    with (
        pytest.raises(Exception, match="multiple commands"),
        in_tenant(three[0]),
        connection.cursor() as cursor,
    ):
        cursor.execute(stacked, ["x"])


STACKED = next(attack for attack in INJECTED if attack.name == "stacked SET ROLE")


@contextmanager
def _grant(grant: str, revoke: str, **names: str) -> Iterator[None]:
    superuser(grant, **names)
    try:
        yield
    finally:
        superuser(revoke, **names)
        connection.close()


@contextmanager
def _simple_protocol() -> Iterator[None]:
    connection.ensure_connection()
    connection.connection.cursor_factory = postgresql.Cursor
    try:
        yield
    finally:
        # The attacks leave this session in another role: nobody may use it again.
        connection.close()


def test_mutant_set_config_for_everybody_leaks(three: list[str]) -> None:
    function = "FUNCTION set_config(text, text, boolean)"
    with _grant(f"GRANT EXECUTE ON {function} TO PUBLIC", f"REVOKE EXECUTE ON {function} FROM PUBLIC"):
        assert "set_config" in leaks(INJECTED, three[0], three[1])
    assert leaks(INJECTED, three[0], three[1]) == []


def test_mutant_log_in_that_inherits_leaks(three: list[str]) -> None:
    grant, again = ("GRANT {victim} TO {app} WITH INHERIT " + flag for flag in ("TRUE", "FALSE"))
    with _grant(grant, again, victim=three[1], app=roles.APP):
        assert leaks(SLIPS, three[0], three[1]) == ["forgot to enter, with the schema"]
    assert leaks(SLIPS, three[0], three[1]) == []


def test_mutant_role_granted_to_another_leaks(three: list[str]) -> None:
    names = {"victim": three[1], "attacker": three[0]}
    with _grant("GRANT {victim} TO {attacker}", "REVOKE {victim} FROM {attacker}", **names):
        # Not all of them: some would really change the victim's rows now.
        readers = [*INJECTED, WHOLE[0]]
        assert {"direct", "union", "cast error"} <= set(leaks(readers, three[0], three[1]))
    assert leaks(ALL, three[0], three[1]) == []


def test_mutant_simple_protocol_leaks(three: list[str]) -> None:
    with _simple_protocol():
        assert "stacked SET ROLE" in leaks([STACKED], three[0], three[1])
    assert leaks(INJECTED, three[0], three[1]) == []


@pytest.mark.parametrize("table", ["base_outboxcommand", "base_timer"])
def test_mutant_without_row_security_leaks(three: list[str], table: str) -> None:
    off, on = (f"ALTER TABLE public.{table} {verb} ROW LEVEL SECURITY" for verb in ("DISABLE", "ENABLE"))
    with _grant(off, on):
        assert len(leaks(INJECTED, three[0], three[1])) == 1
    assert leaks(INJECTED, three[0], three[1]) == []


def test_a_tenant_writes_shared_rows_in_its_own_name_only(three: list[str]) -> None:
    def insert(tenant_key: str) -> None:
        with in_tenant(three[0]), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO base_timer (tenant_key, kind, key, due_at, attempts, error)"
                " VALUES (%s, 'mine', %s, now(), 0, '')",
                [tenant_key, tenant_key],
            )

    insert(three[0])
    with pytest.raises(Exception, match="row-level security"):
        insert(three[1])


def test_the_audit_log_only_grows(three: list[str]) -> None:
    for statement in (
        "UPDATE base_auditentry SET actor = 'somebody else'",
        "DELETE FROM base_auditentry",
        "TRUNCATE base_auditentry",
    ):
        with pytest.raises(Exception, match="permission denied"), connection.cursor() as cursor:
            cursor.execute(statement)
        with (
            pytest.raises(Exception, match="permission denied"),
            in_tenant(three[0]),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_the_product_cannot_change_what_the_migrator_will_run(three: list[str]) -> None:
    for table in ("directory_compiledmigration", "directory_schemastate", "django_migrations"):
        with pytest.raises(Exception, match="permission denied"), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")


def test_a_repeat_of_another_tenants_delivery_shows_nothing(three: list[str]) -> None:
    InboxEvent.objects.create(source="x", key="same", tenant_key=three[1], received_at="2026-03-02T00:00Z")
    with in_tenant(three[0]):
        assert not InboxEvent.objects.filter(key="same").exists()
