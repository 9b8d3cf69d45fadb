"""A company as a customer."""

from django.db import models

from billing.engine.facts import Standing


class BillingAccount(models.Model):
    """What we last knew of a company at the payment provider; the provider's references are opaque."""

    class Status(models.TextChoices):
        TRIALING = Standing.TRIALING
        ACTIVE = Standing.ACTIVE
        PAST_DUE = Standing.PAST_DUE
        PAUSED = Standing.PAUSED
        WAITING = Standing.WAITING
        UNPAID = Standing.UNPAID
        CANCELED = Standing.CANCELED
        UNKNOWN = Standing.UNKNOWN

    tenant_key = models.CharField(max_length=18, unique=True)
    company = models.CharField(max_length=200)
    email = models.EmailField()
    opened_at = models.DateTimeField()
    customer_ref = models.CharField(max_length=80, null=True, unique=True)
    plan_ref = models.CharField(max_length=80, blank=True)
    seat_item_ref = models.CharField(max_length=80, blank=True)
    seat_price_ref = models.CharField(max_length=80, blank=True)
    minute_price_ref = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.UNKNOWN)
    seats_ordered = models.PositiveIntegerField(default=0, help_text="billed from the next period on")
    seats_paid = models.PositiveIntegerField(default=0, help_text="usable until the period ends")
    trial_ends_at = models.DateTimeField(null=True)
    period_start = models.DateTimeField(null=True)
    period_end = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True, help_text="cancelled to this moment")
    has_card = models.BooleanField(default=False)
    refreshed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(seats_paid__gte=models.F("seats_ordered")),
                name="seats_paid_at_least_ordered",
            )
        ]

    def __str__(self) -> str:
        return f"{self.company} ({self.status})"
