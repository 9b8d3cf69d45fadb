"""Many companies interleaved on one event loop and four database threads: no row ends up elsewhere."""

import asyncio
from collections import Counter

import pytest
from django.db import connection, transaction

from tenants.directory.context import NoTenant, current_tenant, in_tenant_async
from tests.tenants.isolation.ground import canary, clean, plant

TENANTS = 10
ROUNDS = 60


class Undo(Exception):
    """Rolls a savepoint, or the whole visit, back."""


def _visit(number: int) -> set[str]:
    """Write, roll a savepoint back, read: whose canaries does this visit see?"""
    mark = f"{canary(current_tenant())}:{number}"
    _write(mark)
    try:
        with transaction.atomic():
            _write(f"{mark}:undone")
            raise Undo
    except Undo:
        pass
    seen = _read()
    assert not [text for text in seen if text.endswith(":undone")]
    if number % 7 == 0:
        raise Undo
    return {text.split(":")[0] for text in seen}


def _write(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO canary (name, secret) VALUES ('mark', %s)", [text])


def _read() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM canary")
        return [row[0] for row in cursor.fetchall()]


async def _one(key: str, number: int, seen: Counter[str]) -> None:
    try:
        found = await in_tenant_async(key, _visit, number)
    except Undo:
        seen["undone"] += 1
    else:
        seen["own" if found == {canary(key)} else "foreign"] += 1
    with pytest.raises(NoTenant):
        current_tenant()


async def test_no_mark_crosses(django_db_setup: None, three: list[str]) -> None:
    keys = [*three, *[await asyncio.to_thread(plant) for _ in range(TENANTS - len(three))]]
    seen: Counter[str] = Counter()
    await asyncio.gather(*(_one(key, number, seen) for number in range(ROUNDS) for key in keys))
    assert seen["foreign"] == 0
    assert seen["undone"] == TENANTS * len([n for n in range(ROUNDS) if n % 7 == 0])
    assert seen["own"] == TENANTS * ROUNDS - seen["undone"]
    assert await asyncio.to_thread(clean)
