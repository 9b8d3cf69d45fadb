"""Companies with a number on the carrier's stand-in, made the way sign-up makes one."""

from datetime import datetime

from django.db import connection

from infra.bench.requests import Company
from infra.bench.urls import TABLE
from telephony import facade as telephony
from tenants.directory import facade as directory
from tenants.directory.database.prepare import prepare
from tenants.directory.roles import connect_bootstrap


def make(number: int, now: datetime) -> list[Company]:
    """So many companies in a fresh database; needs the carrier's stand-in."""
    prepare(verbosity=0)
    _make_bare_table()
    return [_company(now) for _ in range(number)]


def _company(now: datetime) -> Company:
    key = directory.new_key()
    directory.create_tenant(
        key=key, slug=f"bench-{key[2:]}", name="Bench", country="US", timezone="America/New_York",
        locale="en", now=now, state="active",
    )  # fmt: skip
    directory.stamp_schema(key)
    telephony.open_carrier_account(key, now)
    owner = telephony.Owner(user_id=1, name="Bench")
    telephony.create_defaults(key, "Bench", "", "America/New_York", "en", owner, now)
    number = telephony.search_numbers("US", limit=1)[0].e164
    telephony.buy_number(key, number, now)
    account = directory.carrier_account(key)
    if account is None:
        raise RuntimeError(f"{key} has no carrier account")
    return Company(key, number, account.sid, account.auth_token)


def _make_bare_table() -> None:
    with connect_bootstrap(connection.settings_dict["NAME"]) as server:
        server.execute(f"CREATE TABLE IF NOT EXISTS {TABLE} (id bigserial PRIMARY KEY, word text)".encode())
        server.execute(f"GRANT INSERT ON {TABLE} TO seatline_app".encode())
        server.execute(f"GRANT USAGE ON SEQUENCE {TABLE}_id_seq TO seatline_app".encode())
