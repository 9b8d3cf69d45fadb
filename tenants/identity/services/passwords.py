"""Passwords people choose."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from infra.base.problems import Refusal
from tenants.identity.models import User


class WeakPassword(Refusal):
    """The password is too easy to guess."""

    code = "weak_password"
    status = 400
    field = "password"
    detail = "Choose a longer password that nobody would guess."


def check_password(password: str, *, email: str, name: str) -> None:
    """Raises WeakPassword with the reasons as sentences."""
    try:
        validate_password(password, User(email=email, name=name))
    except ValidationError as error:
        raise WeakPassword(" ".join(error.messages)) from None
