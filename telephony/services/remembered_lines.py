"""What answers a number, remembered by this process; PostgreSQL compares it before anything is written.

So nothing here can be out of date to any effect, and nobody has to tell other processes of a change.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from telephony.engine.queueing import HoursTable
from telephony.models import FlowVersion
from telephony.services.arrival_sql import HOURS_STAMP
from telephony.services.receive_call import version_of
from telephony.services.walk_flow import StoredHours
from tenants.directory.at_once import RememberedAccount, account_to_remember
from tenants.directory.context import cache_key, in_tenant

MOST = 5000  # lines; beyond that all are forgotten, so that a process cannot grow without end


@dataclass(frozen=True, slots=True)
class RememberedLine:
    """A number of an active tenant: whose it is, the published flow, and the schedules as they were read."""

    number: str
    account: RememberedAccount
    version: FlowVersion
    hours: Mapping[str, HoursTable]
    hours_stamp: str


_lines: dict[str, RememberedLine] = {}


def recall(tenant_key: str, number: str) -> RememberedLine | None:
    """What is remembered of the number, if anything."""
    return _lines.get(cache_key(tenant_key, number))


def forget(tenant_key: str, number: str) -> None:
    """Remember the number no more."""
    _lines.pop(cache_key(tenant_key, number), None)


def learn(tenant_key: str, number: str) -> None:
    """Read what there is to remember of the number; nothing for one that is not in service."""
    account = account_to_remember(tenant_key)
    if account is None:
        return
    with in_tenant(tenant_key):
        version = version_of(number)
        # The stamp before the schedules: a change in between makes a stamp that never fits, none that lies.
        stamp = _hours_stamp()
        hours = dict(StoredHours())
    if version is not None:
        if len(_lines) >= MOST:
            _lines.clear()
        _lines[cache_key(tenant_key, number)] = RememberedLine(number, account, version, hours, stamp)


def _hours_stamp() -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {HOURS_STAMP}")
        return str(cursor.fetchone()[0])
