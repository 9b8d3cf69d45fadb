"""Passwords people choose."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from infra.base.problems import Refusal
from tenants.identity.models import User

_SENTENCES = {
    "password_too_short": "This password is too short. Choose one with at least 8 characters.",
    "password_too_common": "Many people use this password. Choose a rarer one.",
    "password_too_similar": "This password is too much like your name or e-mail address. Choose another one.",
}


class WeakPassword(Refusal):
    """The password is too easy to guess; the code names the first reason, as the sign-in pages do."""

    code = "weak_password"
    status = 400
    field = "password"
    detail = "This password is too easy to guess. Choose a longer or rarer one."

    def __init__(self, code: str = code) -> None:
        # Our own sentence, in the language of all refusals: Django's would follow the browser's language.
        super().__init__(_SENTENCES.get(code))
        self.code = code if code in _SENTENCES else type(self).code


def check_password(password: str, *, email: str, name: str) -> None:
    """Raises WeakPassword with the first reason as code and sentence."""
    try:
        validate_password(password, User(email=email, name=name))
    except ValidationError as error:
        raise WeakPassword(str(error.error_list[0].code)) from None
