"""Find, buy and route telephone numbers."""

from __future__ import annotations

from datetime import datetime

from infra.base import audit
from infra.base.problems import NotFound, Refusal
from telephony.carriers import access
from telephony.engine.ports import CarrierRefused, OfferedNumber, OwnedNumber
from telephony.models import Flow, NumberRoute
from telephony.services.setup.flows import get_flow
from tenants.directory import facade as directory
from tenants.directory.context import in_tenant

_GONE = frozenset({21422, 21452})  # not available; none in that area
MOST_NUMBERS = 20
_NEEDS_PAPERS = frozenset({21631, 21649})  # an address or documents are needed first


class NumberGone(Refusal):
    """Somebody else bought the number meanwhile."""

    code = "number_taken"
    status = 409
    detail = "This number is no longer available. Choose another one."
    field = "phone_number"


class NumberNeedsPapers(Refusal):
    """The country asks for an address or documents before a number may be used."""

    code = "number_needs_documents"
    status = 409
    detail = "Numbers of this country need a registered address. Choose a number of another country for now."
    field = "phone_number"


class TooManyNumbers(Refusal):
    """A company cannot collect numbers without end: each costs money every month."""

    code = "too_many_numbers"
    status = 409
    detail = "Your company has the most numbers its plan allows. Write to us if you need more."
    field = "phone_number"


class NoSuchNumber(NotFound):
    """The number is not this tenant's."""

    code = "number_not_found"
    detail = "This company has no such number. Reload the list of numbers."


def search_numbers(
    country: str, *, area_code: str = "", contains: str = "", limit: int = 10
) -> list[OfferedNumber]:
    """Numbers that can be bought in an ISO country; `area_code` is three digits, US and Canada only.

    Raises CarrierRefused, CarrierBusy or CarrierUnknown.
    """
    found = access.parent_provisioning().search_numbers(
        country.upper(), area_code=area_code, contains=contains, limit=limit
    )
    return found[:limit]


def buy_number(
    key: str, e164: str, now: datetime, *, flow_id: int | None = None, actor: str = "system"
) -> None:
    """Buy a number, point it at us, and route it to a flow (the first one when none is named).

    May be run again from any point: a number the account holds already is never paid for twice. Call
    outside in_tenant. Raises NumberGone, NumberNeedsPapers, TooManyNumbers, LineOfAnother, FlowNotFound,
    or a CarrierError.
    """
    with in_tenant(key):
        flow = get_flow(flow_id) if flow_id is not None else Flow.objects.order_by("pk").first()
    line = directory.line_by_number(e164)
    if line is None or line.tenant_key != key or line.state == "released":
        if sum(held.state != "released" for held in directory.lines(key)) >= MOST_NUMBERS:
            raise TooManyNumbers
        # Claimed before it is paid for, so that two tenants cannot both buy it.
        line = directory.save_line(tenant_key=key, e164=e164, state="buying")
    held = _held(key, e164)
    directory.save_line(
        tenant_key=key,
        e164=e164,
        carrier_sid=held.number_ref,
        state="active",
        voice_url=access.links(key).answer,
        bought_at=line.bought_at or now,
    )
    audit.record(tenant_key=key, actor=actor, action="number.bought", subject=e164, now=now)
    if flow is not None:
        with in_tenant(key):
            NumberRoute.objects.get_or_create(e164=e164, defaults={"flow": flow})


def _held(key: str, e164: str) -> OwnedNumber:
    """The number in the tenant's account, bought now unless an earlier run did."""
    account, links = access.provisioning(key), access.links(key)
    held = account.find_number(e164)
    if held is not None:
        account.update_number(held.number_ref, links)
        return held
    try:
        return account.buy_number(e164, links, label=directory.tenant_by_key(key).name)
    except CarrierRefused as refused:
        bought_meanwhile = account.find_number(e164)  # by a second run of this very step
        if bought_meanwhile is not None:
            return bought_meanwhile
        directory.save_line(tenant_key=key, e164=e164, state="released")
        if refused.code in _GONE:
            raise NumberGone from refused
        if refused.code in _NEEDS_PAPERS:
            raise NumberNeedsPapers from refused
        raise


def get_route(route_id: int) -> NumberRoute:
    """A number of this tenant; raises NoSuchNumber."""
    route = NumberRoute.objects.select_related("flow").filter(pk=route_id).first()
    if route is None:
        raise NoSuchNumber
    return route


def route_number(
    route_id: int, *, flow_id: int | None, label: str | None, actor: str, key: str, now: datetime
) -> NumberRoute:
    """Send a number's calls to another flow, or rename it; None leaves a part as it is.

    Raises NoSuchNumber, FlowNotFound.
    """
    route = get_route(route_id)
    before = {"flow_id": route.flow_id, "label": route.label}
    if flow_id is not None:
        route.flow = get_flow(flow_id)
    if label is not None:
        route.label = label
    route.save(update_fields=["flow", "label"])
    after = {"flow_id": route.flow_id, "label": route.label}
    audit.record(
        tenant_key=key, actor=actor, action="number.routed", subject=route.e164,
        now=now, before=before, after=after,
    )  # fmt: skip
    return route
