"""How allauth's sign-in fits ours: members of the company asked for, and nobody signs up through it."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tenants.directory.tenant_info import TenantInfo
from tenants.identity.models import User
from tenants.identity.selectors import actor_for


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """The class settings.ACCOUNT_ADAPTER names."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Companies sign up at /api/v1/signup; people are invited."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The person, or None for a wrong password; raises ValidationError for no member of this company."""
        user: User | None = super().authenticate(request, **credentials)
        if user is None:
            return None
        tenant: TenantInfo | None = getattr(request, "tenant", None)
        if tenant is None:
            if user.is_staff:
                return user
            raise ValidationError(_("Sign in at the address of your own company."), code="no_company")
        if actor_for(user, tenant.key) is None:
            message = _("You are not a member of %(company)s. Use your own company's address.")
            raise ValidationError(message % {"company": tenant.name}, code="not_a_member")
        return user
