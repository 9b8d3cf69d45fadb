"""Telephone numbers as E.164 text."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat


class BadNumber(ValueError):
    """The text is not a telephone number that exists in the numbering plan."""


def normalise(text: str, region: str | None = None) -> str:
    """`text` as E.164 (+15005550006). `region` (ISO 3166 two letters) reads national numbers.

    Raises BadNumber with a sentence for the person who typed it.
    """
    try:
        number = phonenumbers.parse(text, region.upper() if region else None)
    except NumberParseException:
        raise BadNumber(
            f"“{text}” is not a telephone number. Write it with the country code, as in +1…"
        ) from None
    if not phonenumbers.is_possible_number(number):
        raise BadNumber(f"“{text}” has too few or too many digits for a telephone number.")
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def display(e164: str) -> str:
    """The number as people write it internationally; text that is no number comes back unchanged."""
    try:
        number = phonenumbers.parse(e164, None)
    except NumberParseException:
        return e164
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
