"""Text that is encrypted before it reaches the database."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models

if TYPE_CHECKING:
    TextField = models.TextField[str, str]
else:
    # Django's fields take type arguments in the stubs only.
    TextField = models.TextField


class EncryptedTextField(TextField):
    """Stored as a Fernet token of the first of FIELD_KEYS, read with any of them; cannot be filtered on."""

    def get_prep_value(self, value: Any) -> Any:
        """The token to store; empty text stays empty."""
        text = super().get_prep_value(value)
        return _box(_keys()).encrypt(text.encode()).decode() if text else text

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        """The clear text; raises cryptography's InvalidToken when no key of FIELD_KEYS fits."""
        return _box(_keys()).decrypt(value.encode()).decode() if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        """Only `isnull`: two encryptions of one text differ, so any other comparison would lie."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None


def _keys() -> tuple[str, ...]:
    keys = settings.FIELD_KEYS
    found = tuple(keys.split(",")) if isinstance(keys, str) else tuple(keys)
    if not any(found):
        raise ImproperlyConfigured("FIELD_KEYS is empty: set it to a Fernet key to encrypt secrets with.")
    return found


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key.strip()) for key in keys if key.strip()])
