"""Accounts and numbers through the real SDK against the stand-in."""

import pytest

from telephony.carriers.twilio.provisioning import TwilioProvisioning
from telephony.engine.ports import CarrierRefused
from telephony.simulator.embedded import Running
from tests.telephony.carriers.conftest import LINKS, NUMBER, Keys


def test_an_account_is_found_again_by_its_name(parent: TwilioProvisioning) -> None:
    assert parent.find_subaccount("seatline-t_one") is None
    made = parent.create_subaccount("seatline-t_one")
    assert parent.find_subaccount("seatline-t_one") == made
    assert parent.find_subaccount("seatline-t") is None
    parent.rest.api.v2010.accounts(made.account_ref).update(status="closed")
    assert parent.find_subaccount("seatline-t_one") is None


def test_an_application_is_made_once_and_corrected_later(account: TwilioProvisioning) -> None:
    first = account.ensure_application("desk", LINKS)
    assert account.ensure_application("desk", LINKS) == first
    stored = account.rest.applications(first).fetch()
    assert (stored.voice_url, stored.voice_fallback_url) == (LINKS.agent, LINKS.fallback)
    assert len(account.rest.applications.list()) == 1


def test_a_key_whose_secret_was_lost_is_replaced(account: TwilioProvisioning) -> None:
    lost, kept = account.create_key("desk"), account.create_key("desk")
    assert [key.sid for key in account.rest.keys.list()] == [kept.key_ref]
    assert (lost.key_ref != kept.key_ref, len(kept.secret) >= 32) == (True, True)


def test_numbers_are_searched_bought_once_and_given_back(account: TwilioProvisioning) -> None:
    offered = account.search_numbers("US", area_code="415", limit=3)
    assert len(offered) == 3
    assert all(number.e164.startswith("+1415") and number.voice for number in offered)
    assert account.find_number(NUMBER) is None
    bought = account.buy_number(NUMBER, LINKS)
    assert account.find_number(NUMBER) == bought
    stored = account.rest.incoming_phone_numbers(bought.number_ref).fetch()
    urls = (stored.voice_url, stored.voice_fallback_url, stored.status_callback)
    assert urls == (LINKS.answer, LINKS.fallback, LINKS.status)
    with pytest.raises(CarrierRefused) as refused:
        account.buy_number(NUMBER, LINKS)
    assert refused.value.code == 21422
    account.release_number(bought.number_ref)
    account.release_number(bought.number_ref)
    assert account.find_number(NUMBER) is None


def test_a_country_without_local_numbers_offers_another_kind(parent: TwilioProvisioning) -> None:
    found = {country: parent.search_numbers(country, limit=2) for country in ("US", "GB", "ZZ")}
    assert len(found["US"]) == len(found["GB"]) == 2
    assert found["ZZ"] == []


def test_a_wrong_token_is_refused_and_another_accounts_number_is_not_seen(
    stand_in: Running, parent: TwilioProvisioning, keys: Keys, account: TwilioProvisioning
) -> None:
    account.buy_number(NUMBER, LINKS)
    assert parent.find_number(NUMBER) is None
    thief = TwilioProvisioning(Keys(keys.sid, "0" * 32), stand_in.base_url)
    with pytest.raises(CarrierRefused) as refused:
        thief.find_number(NUMBER)
    assert refused.value.code == 20003
