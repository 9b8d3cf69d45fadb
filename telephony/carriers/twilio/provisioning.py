"""Accounts, applications, keys and numbers over Twilio's REST API; every `ensure` looks before it makes."""

from __future__ import annotations

from twilio.rest import Client

from telephony.carriers.twilio.client import TWILIO_BASE, Credentials
from telephony.carriers.twilio.failures import NOT_FOUND, translated
from telephony.carriers.twilio.http import http_client
from telephony.carriers.twilio.links import Links
from telephony.engine.ports import AccountKey, CarrierRefused, OfferedNumber, OwnedNumber, SubAccount

# Countries differ in the kinds of number they have; the US has no mobile ones.
_KINDS = ("local", "mobile", "toll_free")


class TwilioProvisioning:
    """Opens accounts (with the parent's credentials) and holds numbers (with a sub-account's)."""

    def __init__(self, credentials: Credentials, api_base: str = TWILIO_BASE) -> None:
        self.credentials = credentials
        self.rest = Client(credentials.sid, credentials.auth_token, http_client=http_client(api_base))

    def find_subaccount(self, name: str) -> SubAccount | None:
        """The account opened under this name, unless it was closed."""
        with translated():
            for account in self.rest.api.v2010.accounts.list(friendly_name=name, limit=20):
                if account.friendly_name == name and str(account.status) != "closed":
                    return SubAccount(str(account.sid), str(account.auth_token), str(account.status))
        return None

    def create_subaccount(self, name: str) -> SubAccount:
        """Open an account under this name. Twilio does not mind two of the same name: find first."""
        with translated():
            made = self.rest.api.v2010.accounts.create(friendly_name=name)
            return SubAccount(str(made.sid), str(made.auth_token), str(made.status))

    def find_application(self, name: str) -> str | None:
        """The reference of the TwiML application of this name, if any."""
        with translated():
            found = self.rest.applications.list(friendly_name=name, limit=20)
            return next((str(app.sid) for app in found if app.friendly_name == name), None)

    def ensure_application(self, name: str, links: Links) -> str:
        """The application browsers dial, made or corrected; its reference."""
        urls = {
            "voice_url": links.agent,
            "voice_method": "POST",
            "voice_fallback_url": links.fallback,
            "voice_fallback_method": "POST",
            "status_callback": links.status,
            "status_callback_method": "POST",
        }
        known = self.find_application(name)
        with translated():
            if known is not None:
                self.rest.applications(known).update(**urls)
                return known
            return str(self.rest.applications.create(friendly_name=name, **urls).sid)

    def create_key(self, name: str) -> AccountKey:
        """A new key of this name; older ones of the same name, whose secret was lost, are deleted."""
        with translated():
            for old in self.rest.keys.list(limit=50):
                if old.friendly_name == name and old.sid:
                    self.rest.keys(old.sid).delete()
            made = self.rest.new_keys.create(friendly_name=name)
            return AccountKey(str(made.sid), str(made.secret))

    def search_numbers(
        self, country: str, *, area_code: str = "", contains: str = "", limit: int = 10
    ) -> list[OfferedNumber]:
        """Numbers that can call, of the first kind the country has any of."""
        for kind in _KINDS:
            found = self._offered(country, kind, area_code, contains, limit)
            if found:
                return found
        return []

    def find_number(self, e164: str) -> OwnedNumber | None:
        """The number, if this account holds it."""
        with translated():
            for held in self.rest.incoming_phone_numbers.list(phone_number=e164, limit=20):
                if held.phone_number == e164:
                    return OwnedNumber(
                        str(held.sid), e164, str(held.friendly_name or ""), str(held.voice_url or "")
                    )
        return None

    def buy_number(self, e164: str, links: Links, label: str = "") -> OwnedNumber:
        """Buy a number and point it here in one request, so that it never rings unanswered.

        `label` names it in the carrier's lists, of which 64 characters are kept; "" lets the carrier choose.
        """
        asked = _number_urls(links) | ({"friendly_name": label[:64]} if label else {})
        with translated():
            made = self.rest.incoming_phone_numbers.create(phone_number=e164, **asked)
            return OwnedNumber(str(made.sid), e164, str(made.friendly_name or ""), links.answer)

    def update_number(self, number_ref: str, links: Links) -> None:
        """Point a number here."""
        with translated():
            self.rest.incoming_phone_numbers(number_ref).update(**_number_urls(links))

    def release_number(self, number_ref: str) -> None:
        """Give a number back. There is no undo; one that is gone already is no error."""
        try:
            with translated():
                self.rest.incoming_phone_numbers(number_ref).delete()
        except CarrierRefused as refused:
            if refused.code != NOT_FOUND:
                raise

    def _offered(
        self, country: str, kind: str, area_code: str, contains: str, limit: int
    ) -> list[OfferedNumber]:
        wanted: dict[str, str | int] = {}
        if area_code:
            wanted["area_code"] = int(area_code)
        if contains:
            wanted["contains"] = contains
        try:
            with translated():
                kinds = getattr(self.rest.available_phone_numbers(country), kind)
                found = kinds.list(voice_enabled=True, limit=limit, page_size=limit, **wanted)
        except CarrierRefused as refused:
            if refused.code == NOT_FOUND:
                return []
            raise
        return [
            OfferedNumber(
                e164=str(number.phone_number),
                display=str(number.friendly_name or number.phone_number),
                region=str(number.region or ""),
                locality=str(number.locality or ""),
                voice=True,
            )
            for number in found
        ]


def _number_urls(links: Links) -> dict[str, str]:
    return {
        "voice_url": links.answer,
        "voice_method": "POST",
        "voice_fallback_url": links.fallback,
        "voice_fallback_method": "POST",
        "status_callback": links.status,
        "status_callback_method": "POST",
    }
