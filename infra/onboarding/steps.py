"""The steps that set a company up, in order; each may be run again from any point."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from billing import facade as billing
from infra.onboarding.order import Order
from telephony import facade as telephony
from tenants.directory import facade as directory

Run = Callable[[Order, datetime], object]


@dataclass(frozen=True, slots=True)
class Step:
    """`run` does the step; `needed` False skips it."""

    name: str
    run: Run
    needed: Callable[[Order], bool] = lambda _order: True


def _schema(order: Order, now: datetime) -> None:
    directory.stamp_schema(order.tenant_key)


def _carrier_account(order: Order, now: datetime) -> None:
    telephony.open_carrier_account(order.tenant_key, now)


def _defaults(order: Order, now: datetime) -> None:
    telephony.create_defaults(
        order.tenant_key,
        order.company,
        order.greeting,
        order.timezone,
        order.locale,
        telephony.Owner(order.owner_id, order.owner_name, order.email),
        now,
        closed=order.closed,
    )


def _number(order: Order, now: datetime) -> None:
    telephony.buy_number(order.tenant_key, order.phone_number, now)


def _plan(order: Order, now: datetime) -> None:
    billing.open_account(order.tenant_key, order.company, order.email, now)


STEPS: tuple[Step, ...] = (
    Step("schema", _schema),
    Step("carrier_account", _carrier_account),
    Step("defaults", _defaults),
    Step("number", _number, needed=lambda order: bool(order.phone_number)),
    Step("plan", _plan),
)
