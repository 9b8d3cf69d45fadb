"""What the identity API accepts and answers."""

from typing import Any

from rest_framework import serializers

from tenants.directory.models import Tenant
from tenants.identity.models import Membership

ROLES = Membership.Role.choices
LOCALES = Tenant.Locale.choices


class UserOut(serializers.Serializer[Any]):
    """The person signed in."""

    id = serializers.IntegerField()
    email = serializers.EmailField()
    name = serializers.CharField()
    locale = serializers.ChoiceField(LOCALES)


class TenantOut(serializers.Serializer[Any]):
    """The company whose address was asked."""

    slug = serializers.CharField()
    name = serializers.CharField()
    timezone = serializers.CharField()
    locale = serializers.ChoiceField(LOCALES)
    state = serializers.ChoiceField(Tenant.State.choices)


class CarrierOut(serializers.Serializer[Any]):
    """Where the browser's telephone registers; empty for the carrier's own servers."""

    signalling = serializers.CharField()
    insecure = serializers.BooleanField()


class MeOut(serializers.Serializer[Any]):
    """Everything the console needs before its first page."""

    user = UserOut()
    tenant = TenantOut()
    role = serializers.ChoiceField(ROLES)
    agent_id = serializers.IntegerField(allow_null=True)
    carrier = CarrierOut()


class MeIn(serializers.Serializer[Any]):
    """A change of one's own profile."""

    name = serializers.CharField(max_length=120, required=False)
    locale = serializers.ChoiceField(LOCALES, required=False)


class MemberOut(serializers.Serializer[Any]):
    """A member as the team page shows it; `invite_url` only right after inviting a new address."""

    id = serializers.IntegerField(source="membership_id")
    user_id = serializers.IntegerField()
    email = serializers.EmailField()
    name = serializers.CharField()
    role = serializers.ChoiceField(ROLES)
    is_agent = serializers.BooleanField()
    disabled = serializers.BooleanField()
    joined = serializers.BooleanField()


class InvitedOut(MemberOut):
    """A member just added; `invite_url` is null when the link went out by e-mail only."""

    invite_url = serializers.CharField(allow_null=True)


class MemberIn(serializers.Serializer[Any]):
    """A person to add."""

    email = serializers.EmailField(max_length=254)
    name = serializers.CharField(max_length=120)
    role = serializers.ChoiceField(ROLES)
    is_agent = serializers.BooleanField(required=False, allow_null=True, default=None)
    password = serializers.CharField(max_length=128, required=False, allow_blank=True, trim_whitespace=False)


class MemberChangeIn(serializers.Serializer[Any]):
    """A change of a member."""

    role = serializers.ChoiceField(ROLES, required=False)
    is_agent = serializers.BooleanField(required=False)
    disabled = serializers.BooleanField(required=False)


class TicketIn(serializers.Serializer[Any]):
    """A one-time link's ticket."""

    ticket = serializers.CharField(max_length=100)


class JoinIn(TicketIn):
    """An invited person's choice."""

    name = serializers.CharField(max_length=120)
    password = serializers.CharField(max_length=128, trim_whitespace=False)
    locale = serializers.ChoiceField(
        LOCALES, required=False, help_text="The language the page was read in; else the browser's."
    )


class JoinOut(serializers.Serializer[Any]):
    """Whom an invitation is for."""

    email = serializers.EmailField()
    name = serializers.CharField()
    company = serializers.CharField()
