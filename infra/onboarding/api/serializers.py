"""What the sign-up API accepts and answers."""

from typing import Any
from zoneinfo import available_timezones

from rest_framework import serializers

from infra.kit import phones
from tenants.directory.models import Tenant

LOCALES = Tenant.Locale.choices
STEP_STATES = ("pending", "running", "done", "failed", "skipped")


class PhoneNumber(serializers.CharField):
    """A number in E.164; what a person typed is normalised."""

    def to_internal_value(self, data: Any) -> str:
        """E.164 text, or empty."""
        text = super().to_internal_value(data)
        try:
            return phones.normalise(text) if text else ""
        except phones.BadNumber as error:
            raise serializers.ValidationError(str(error)) from None


class SignUpIn(serializers.Serializer[Any]):
    """The sign-up form."""

    company = serializers.CharField(max_length=120)
    slug = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    name = serializers.CharField(max_length=120)
    email = serializers.EmailField(max_length=254)
    password = serializers.CharField(max_length=128, trim_whitespace=False)
    country = serializers.RegexField(r"^[A-Za-z]{2}$")
    timezone = serializers.CharField(max_length=64)
    locale = serializers.ChoiceField(LOCALES)
    phone_number = PhoneNumber(max_length=32, required=False, allow_blank=True, default="")
    greeting = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")
    closed = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")

    def validate_company(self, company: str) -> str:
        """A name that can be read aloud and found again."""
        if not any(letter.isalnum() for letter in company):
            raise serializers.ValidationError("Write your company's name with at least one letter or digit.")
        return company

    def validate_slug(self, slug: str) -> str:
        """Host names know no capitals."""
        return slug.lower()

    def validate_timezone(self, timezone: str) -> str:
        """Only names of the time zone database."""
        if timezone not in available_timezones():
            raise serializers.ValidationError("Choose a time zone such as America/New_York.")
        return timezone


class SignUpTenant(serializers.Serializer[Any]):
    """The company just made."""

    slug = serializers.CharField()
    name = serializers.CharField()


class SignUpOut(serializers.Serializer[Any]):
    """Where to go on."""

    tenant = SignUpTenant()
    enter_url = serializers.CharField()
    status_url = serializers.CharField()


class SlugOut(serializers.Serializer[Any]):
    """A free address for a name, or whether a given one is free."""

    slug = serializers.CharField()
    available = serializers.BooleanField()
    reason = serializers.ChoiceField(("free", "taken", "bad"))
    host = serializers.CharField()


class NumberQuery(serializers.Serializer[Any]):
    """Which numbers to look for."""

    country = serializers.RegexField(r"^[A-Za-z]{2}$", default="US")
    area_code = serializers.RegexField(r"^\d{3}$", required=False, allow_blank=True, default="")
    contains = serializers.RegexField(r"^[0-9A-Za-z*]{2,12}$", required=False, allow_blank=True, default="")


class NumberOut(serializers.Serializer[Any]):
    """A number that can be had."""

    phone_number = serializers.CharField(source="e164")
    display = serializers.CharField()
    locality = serializers.CharField(allow_blank=True)
    region = serializers.CharField(allow_blank=True)


class StepOut(serializers.Serializer[Any]):
    """One step of the setting-up; `error` in the words of whoever refused."""

    name = serializers.CharField()
    state = serializers.ChoiceField(STEP_STATES)
    error = serializers.CharField(allow_blank=True)
    attempts = serializers.IntegerField()
    updated_at = serializers.DateTimeField()


class ProvisioningOut(serializers.Serializer[Any]):
    """How far the setting-up is; `state` is the company's."""

    state = serializers.ChoiceField(Tenant.State.choices)
    steps = StepOut(many=True)


class RetryIn(serializers.Serializer[Any]):
    """Another number for the step that buys one."""

    phone_number = PhoneNumber(max_length=32, required=False, allow_blank=True, default="")
