"""What later apps do when members change; identity may not import them, so they register here."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from tenants.directory.context import UnknownTenant, in_tenant
from tenants.identity.selectors import Member

T = TypeVar("T")
MemberChanged = Callable[[Member], object]
SeatCheck = Callable[[str, int], object]
AgentLookup = Callable[[int], int | None]

_changed: list[MemberChanged] = []
_seat_checks: list[SeatCheck] = []
_agent_lookups: list[AgentLookup] = []


def on_member(callback: MemberChanged) -> None:
    """Call from AppConfig.ready: `callback(member)` runs inside the tenant after every change of a member.

    It must be repeatable: make the agent row fit `member.is_agent and not member.disabled`.
    """
    _add(_changed, callback)


def check_seats_with(callback: SeatCheck) -> None:
    """Call from AppConfig.ready: `callback(tenant_key, seats)` raises a Refusal when `seats` are too many.

    It runs in the public schema before a member is given a seat; `seats` counts the new one.
    """
    _add(_seat_checks, callback)


def find_agent_with(callback: AgentLookup) -> None:
    """Call from AppConfig.ready: `callback(user_id) -> agent id or None` runs inside the tenant."""
    _add(_agent_lookups, callback)


def tell_changed(tenant_key: str, member: Member) -> None:
    """Let the later apps follow, in the caller's transaction."""
    with in_tenant(tenant_key):
        for callback in _changed:
            callback(member)


def check_seats(tenant_key: str, seats: int) -> None:
    """Raises the Refusal of whoever counts seats."""
    for check in _seat_checks:
        check(tenant_key, seats)


def agent_id_of(tenant_key: str, user_id: int) -> int | None:
    """The agent row of this person in this company; None also while the company's schema is not made yet."""
    with suppress(UnknownTenant), in_tenant(tenant_key):
        return next((found for look in _agent_lookups if (found := look(user_id)) is not None), None)
    return None


def _add(callbacks: list[T], callback: T) -> None:
    if callback not in callbacks:
        callbacks.append(callback)
