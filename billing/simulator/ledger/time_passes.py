"""Time: everything that falls due up to a moment happens, in order, at its own moment."""

from collections.abc import Callable
from dataclasses import dataclass

from billing.simulator.ledger import invoices, payments, reactions, renewing
from billing.simulator.ledger.subscribing import DAY_S
from billing.simulator.problems import CardDeclined
from billing.simulator.store import Json
from billing.simulator.world import World

INCOMPLETE_S = 23 * 3600
NOTICE_S = 3 * DAY_S


@dataclass(frozen=True)
class Due:
    """One thing that happens at `at` (unix seconds)."""

    at: int
    act: Callable[[], object]


def pass_until(
    world: World, target: int, set_time: Callable[[int], None], test_clock: str | None = None
) -> int:
    """Let everything due happen on one time line; returns how many things did."""
    happened = 0
    while True:
        due = [one for one in _all_due(world, test_clock) if one.at <= target]
        if not due:
            break
        first = min(due, key=lambda one: one.at)
        set_time(first.at)
        first.act()
        happened += 1
    set_time(target)
    return happened


def anything_due(world: World, at: int) -> bool:
    """Whether anything on the stand-in's own time line is due by `at`."""
    return any(one.at <= at for one in _all_due(world, None))


def _all_due(world: World, test_clock: str | None) -> list[Due]:
    found: list[Due] = []
    for subscription in world.store.of_kind("subscription"):
        if subscription["test_clock"] == test_clock:
            found += _of_subscription(world, subscription)
    for invoice in world.store.of_kind("invoice"):
        if invoice["test_clock"] == test_clock:
            found += _of_invoice(world, invoice)
    if test_clock is None:
        found += [
            _expiry(world, one) for one in world.store.of_kind("checkout.session") if one["status"] == "open"
        ]
    return found


def _of_subscription(world: World, subscription: Json) -> list[Due]:
    status, end = subscription["status"], subscription["_period"][1]
    found: list[Due] = []
    if status == "trialing":
        if not subscription["_trial_told"]:
            notice = max(subscription["trial_end"] - NOTICE_S, subscription["created"])
            found.append(Due(notice, lambda: _trial_notice(world, subscription)))
        if subscription["cancel_at"] == subscription["trial_end"]:
            found.append(Due(end, lambda: reactions.ended(world, subscription, "cancellation_requested")))
        else:
            found.append(Due(end, lambda: renewing.end_trial(world, subscription, end)))
    if status in {"active", "past_due"}:
        at = min(end, subscription["cancel_at"] or end)
        found.append(Due(at, lambda: renewing.turn(world, subscription, at)))
    if status == "incomplete":
        found.append(Due(subscription["created"] + INCOMPLETE_S, lambda: _expire(world, subscription)))
    if subscription["pending_update"]:
        at = subscription["pending_update"]["expires_at"]
        found.append(Due(at, lambda: _forget_pending(world, subscription)))
    return found


def _of_invoice(world: World, invoice: Json) -> list[Due]:
    at = invoice["automatically_finalizes_at"]
    if invoice["status"] == "draft" and at is not None:
        return [Due(at, lambda: renewing.finish(world, invoice))]
    retry = invoice["next_payment_attempt"]
    if invoice["status"] == "open" and retry is not None:
        return [Due(retry, lambda: _retry(world, invoice))]
    return []


def _trial_notice(world: World, subscription: Json) -> None:
    world.update(subscription, None, _trial_told=True)
    world.emit("customer.subscription.trial_will_end", subscription)


def _expire(world: World, subscription: Json) -> None:
    invoice = world.find("invoice", subscription["latest_invoice"])
    if invoice and invoice["status"] == "open":
        invoices.void(world, invoice)
    now = world.now_of(subscription["customer"])
    world.update(subscription, "customer.subscription.updated", status="incomplete_expired", ended_at=now)


def _forget_pending(world: World, subscription: Json) -> None:
    invoice = world.find("invoice", subscription["_pending_invoice"])
    world.update(subscription, None, pending_update=None, _pending_invoice=None, _pending_items=None)
    if invoice and invoice["status"] == "open":
        invoices.void(world, invoice)
    world.emit("customer.subscription.pending_update_expired", subscription)


def _retry(world: World, invoice: Json) -> None:
    try:
        payments.attempt(world, invoice)
    except CardDeclined:
        return


def _expiry(world: World, session: Json) -> Due:
    def expire() -> None:
        world.update(session, None, status="expired", url=None)
        world.emit("checkout.session.expired", session)

    return Due(session["expires_at"], expire)
