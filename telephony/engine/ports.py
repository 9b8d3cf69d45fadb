"""What telephony needs of a carrier, so that services name no vendor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from telephony.engine.events import CarrierStatus


class CarrierError(Exception):
    """Anything a carrier's answer can go wrong with."""


class CarrierRefused(CarrierError):
    """The carrier answered no; trying the same again will not help. `code` is the carrier's own number."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(f"{message} (carrier code {code})" if code else message)
        self.code = code
        self.message = message


class CarrierBusy(CarrierError):
    """The carrier asks us to slow down; nothing was done. Try again after `retry_after_s` seconds."""

    def __init__(self, message: str, retry_after_s: int = 1) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class CarrierUnknown(CarrierError):
    """No clear answer came: it may or may not have been done. Look before trying again."""


@dataclass(frozen=True, slots=True)
class OfferedNumber:
    """A number that can be bought."""

    e164: str
    display: str
    region: str
    locality: str
    voice: bool


@dataclass(frozen=True, slots=True)
class OwnedNumber:
    """A number an account holds."""

    number_ref: str
    e164: str
    label: str
    voice_url: str


@dataclass(frozen=True, slots=True)
class RemoteCall:
    """A call as the carrier knows it now; the carrier may be a little behind the truth."""

    call_ref: str
    status: CarrierStatus
    duration_s: int | None
    caller: str
    called: str
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SubAccount:
    """An account opened for one tenant."""

    account_ref: str
    auth_token: str
    state: str


@dataclass(frozen=True, slots=True)
class AccountKey:
    """A key that signs voice tokens; the secret is told once, at creation."""

    key_ref: str
    secret: str


class Carrier(Protocol):
    """Commands on calls. All raise CarrierRefused, CarrierBusy or CarrierUnknown."""

    def end_call(self, call_ref: str) -> None:
        """Hang up a leg; a leg that is already over is no error."""

    def redirect_call(self, call_ref: str, url: str) -> None:
        """Make a leg ask `url` for new commands now."""

    def hold(self, room: str, call_ref: str, on: bool, hold_url: str = "") -> None:
        """Hold or resume one leg of a conference, by the conference's name or reference."""

    def remove_participant(self, room: str, call_ref: str) -> None:
        """Take one leg out of a conference; a leg that has left is no error."""

    def fetch_call(self, call_ref: str) -> RemoteCall:
        """What the carrier believes about a leg."""

    def find_call(self, call_ref: str) -> RemoteCall | None:
        """The same, or None when the carrier says that it knows no such leg."""

    def fetch_recording(self, recording_ref: str) -> bytes:
        """A recording as WAV bytes."""

    def voice_token(self, identity: str, ttl_s: int) -> str:
        """A token with which a browser may place and take calls as `identity`."""


class Provisioning(Protocol):
    """Opening accounts and holding numbers. Same errors as Carrier."""

    def find_subaccount(self, name: str) -> SubAccount | None:
        """The account opened under this name, if any."""

    def create_subaccount(self, name: str) -> SubAccount:
        """Open an account under this name."""

    def search_numbers(
        self, country: str, *, area_code: str = "", contains: str = "", limit: int = 10
    ) -> list[OfferedNumber]:
        """Numbers that can be bought in an ISO country."""
