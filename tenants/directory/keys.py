"""Tenant keys: opaque names for schemas and roles."""

import re
import secrets
import string

_ALPHABET = string.ascii_lowercase + string.digits
_SHAPE = re.compile(r"t_[a-z0-9]{16}", re.ASCII)


class UnknownTenant(LookupError):
    """The key is not that of any tenant."""


def new_key() -> str:
    """A key nobody can guess: t_ and 16 lower-case letters or digits."""
    return "t_" + "".join(secrets.choice(_ALPHABET) for _ in range(16))


def check_key(key: object) -> str:
    """The key itself; raises UnknownTenant when it does not have a key's shape."""
    if not isinstance(key, str) or not _SHAPE.fullmatch(key):
        raise UnknownTenant(f"{key!r} is no tenant key; pass the key of the tenant the work is for.")
    return key
