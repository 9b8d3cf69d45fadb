"""The carrier accounts and numbers of tenants."""

from dataclasses import dataclass
from datetime import datetime

from infra.base.problems import Refusal
from tenants.directory.models import CarrierAccount, Line, Tenant


@dataclass(frozen=True, slots=True)
class CarrierCredentials:
    """What it takes to act in a tenant's account with the carrier; never logged, never sent to a browser.

    With it comes what a caller must be told of the tenant, so that answering a call costs one look.
    """

    sid: str
    auth_token: str
    api_key_sid: str = ""
    api_key_secret: str = ""
    application_sid: str = ""
    tenant_suspended: bool = False
    tenant_locale: str = "en"

    def __repr__(self) -> str:
        return f"CarrierCredentials(sid={self.sid!r})"


@dataclass(frozen=True, slots=True)
class LineInfo:
    """A telephone number of a tenant; `state` is buying, active or released."""

    e164: str
    tenant_key: str
    carrier_sid: str
    state: str
    voice_url: str
    bought_at: datetime | None


class LineOfAnother(Refusal):
    """The number belongs to another company."""

    code = "number_taken"
    status = 409
    detail = "This number is no longer available. Choose another one."
    field = "phone_number"


def carrier_account(tenant_key: str) -> CarrierCredentials | None:
    """The tenant's credentials, or None before its account was opened."""
    row = CarrierAccount.objects.select_related("tenant").filter(tenant_id=tenant_key).first()
    if row is None:
        return None
    return CarrierCredentials(
        sid=row.sid,
        auth_token=row.auth_token,
        api_key_sid=row.api_key_sid,
        api_key_secret=row.api_key_secret,
        application_sid=row.application_sid,
        tenant_suspended=row.tenant.state in (Tenant.State.SUSPENDED, Tenant.State.CLOSED),
        tenant_locale=row.tenant.locale,
    )


def save_carrier_account(tenant_key: str, credentials: CarrierCredentials) -> None:
    """Store or replace the tenant's credentials."""
    CarrierAccount.objects.update_or_create(
        tenant_id=tenant_key,
        defaults={
            "sid": credentials.sid,
            "auth_token": credentials.auth_token,
            "api_key_sid": credentials.api_key_sid,
            "api_key_secret": credentials.api_key_secret,
            "application_sid": credentials.application_sid,
        },
    )


def line_by_number(e164: str) -> LineInfo | None:
    """The line of this number whatever its state, or None."""
    row = Line.objects.filter(e164=e164).first()
    return _line(row) if row else None


def lines(tenant_key: str) -> list[LineInfo]:
    """The tenant's numbers, released ones too, oldest first."""
    return [_line(row) for row in Line.objects.filter(tenant_id=tenant_key).order_by("id")]


def save_line(
    *,
    tenant_key: str,
    e164: str,
    carrier_sid: str = "",
    state: str = Line.State.ACTIVE,
    voice_url: str = "",
    bought_at: datetime | None = None,
) -> LineInfo:
    """Store or change a number; raises LineOfAnother when another tenant holds it (unless it released it)."""
    defaults = {"carrier_sid": carrier_sid, "state": state, "voice_url": voice_url, "bought_at": bought_at}
    row, created = Line.objects.get_or_create(e164=e164, defaults={"tenant_id": tenant_key, **defaults})
    if created:
        return _line(row)
    if row.tenant_id != tenant_key and row.state != Line.State.RELEASED:
        raise LineOfAnother()
    row.tenant_id = tenant_key
    for name, value in defaults.items():
        setattr(row, name, value)
    row.save()
    return _line(row)


def _line(row: Line) -> LineInfo:
    return LineInfo(
        e164=row.e164,
        tenant_key=row.tenant_id,
        carrier_sid=row.carrier_sid,
        state=row.state,
        voice_url=row.voice_url,
        bought_at=row.bought_at,
    )
