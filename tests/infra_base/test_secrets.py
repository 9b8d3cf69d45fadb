"""Secrets are unreadable in the database and survive a change of keys."""

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection
from django.test import override_settings

from tenants.directory.models import CarrierAccount


def _stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT auth_token FROM directory_carrieraccount")
        return str(cursor.fetchone()[0])


def _read() -> str:
    return CarrierAccount.objects.get(sid="AC1").auth_token


def test_stored_encrypted_and_read_clear(acme: str) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    with override_settings(FIELD_KEYS=[old]):
        CarrierAccount.objects.create(tenant_id=acme, sid="AC1", auth_token="very secret")
        before = _stored()
        assert "secret" not in before
        assert _read() == "very secret"
    with override_settings(FIELD_KEYS=f"{new},{old}"):
        CarrierAccount.objects.get(sid="AC1").save()
    with override_settings(FIELD_KEYS=[new]):
        assert _read() == "very secret"
        assert _stored() != before
    with override_settings(FIELD_KEYS=[old]), pytest.raises(InvalidToken):
        _read()


def test_it_cannot_be_searched_for(acme: str) -> None:
    with pytest.raises(FieldError):
        CarrierAccount.objects.filter(auth_token="very secret").exists()


def test_without_a_key_nothing_is_stored(acme: str) -> None:
    with override_settings(FIELD_KEYS=[]), pytest.raises(ImproperlyConfigured):
        CarrierAccount.objects.create(tenant_id=acme, sid="AC1", auth_token="x")
