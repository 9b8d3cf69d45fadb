"""The back office's view of sign-ups and subscriptions."""

from functools import partial

from django.apps import apps
from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from infra.base.problems import Refusal
from infra.base.read_only_admin import ReadOnlyAdmin
from infra.kit import clock
from infra.onboarding.models import SignUp
from infra.onboarding.services.retry_step import retry_step
from infra.onboarding.tasks import provision
from tenants.directory import facade as directory


@admin.register(SignUp)
class SignUpAdmin(ReadOnlyAdmin):
    """What companies ordered; the action has failed steps run again."""

    list_display = ("tenant", "owner", "phone_number", "created_at")
    search_fields = ("tenant__name", "tenant__key", "owner__email", "phone_number")
    list_select_related = ("tenant", "owner")
    exclude = ("status_digest",)
    ordering = ("-created_at",)
    actions = ("retry",)

    @admin.action(description="Run failed steps again")
    def retry(self, request: HttpRequest, queryset: QuerySet[SignUp]) -> None:
        """Each company goes on where it stopped."""
        retried = 0
        for order in queryset:
            for step in directory.steps(order.tenant_id):
                if step.state == "failed":
                    retried += _retry(order.tenant_id, step.name)
        self.message_user(request, f"{retried} steps run again.")


def _retry(tenant_key: str, step: str) -> bool:
    try:
        retry_step(tenant_key=tenant_key, name=step, now=clock.now())
    except Refusal:
        return False
    transaction.on_commit(partial(provision.delay, tenant_key))
    return True


class SubscriptionAdmin(ReadOnlyAdmin):
    """What we last knew of each company at the payment provider."""

    list_display = (
        "company",
        "tenant_key",
        "status",
        "seats_ordered",
        "seats_paid",
        "trial_ends_at",
        "has_card",
    )
    list_filter = ("status", "has_card")
    search_fields = ("company", "tenant_key", "email")


# Billing's models are its own; the back office only shows them.
admin.site.register(apps.get_model("billing", "BillingAccount"), SubscriptionAdmin)
