"""What the billing API accepts and answers; amounts in minor units."""

from typing import Any

from rest_framework import serializers

from billing.engine.facts import LineKind, Standing
from billing.engine.seats import Timing


class PlanOut(serializers.Serializer[Any]):
    """The plan on sale."""

    name = serializers.CharField()
    seat_price = serializers.IntegerField()
    minute_price = serializers.IntegerField()
    currency = serializers.CharField()


class SeatsOut(serializers.Serializer[Any]):
    """Seats usable now, billed from the next period on, and taken by people."""

    purchased = serializers.IntegerField()
    ordered = serializers.IntegerField()
    assigned = serializers.IntegerField()


class UsageOut(serializers.Serializer[Any]):
    """Minutes since the period began."""

    minutes = serializers.IntegerField()
    since = serializers.DateTimeField()


class BillingOut(serializers.Serializer[Any]):
    """How the company stands."""

    plan = PlanOut()
    status = serializers.ChoiceField([word.value for word in Standing])
    trial_ends_at = serializers.DateTimeField(allow_null=True)
    ends_at = serializers.DateTimeField(allow_null=True)
    seats = SeatsOut()
    has_payment_method = serializers.BooleanField()
    next_invoice_at = serializers.DateTimeField(allow_null=True)
    usage = UsageOut()


class PageOut(serializers.Serializer[Any]):
    """Where to send the browser."""

    url = serializers.URLField()


class SeatsIn(serializers.Serializer[Any]):
    """A wished number of seats."""

    seats = serializers.IntegerField(min_value=1)


class SeatsChangeIn(SeatsIn):
    """The same, with the moment of the preview that was confirmed."""

    proration_date = serializers.IntegerField(min_value=1)


class LineOut(serializers.Serializer[Any]):
    """One line of an invoice; `unit_amount` is null where a unit costs less than a minor unit."""

    description = serializers.CharField()
    quantity = serializers.IntegerField()
    unit_amount = serializers.IntegerField(allow_null=True)
    amount = serializers.IntegerField()
    kind = serializers.ChoiceField([word.value for word in LineKind])


class SeatPreviewOut(serializers.Serializer[Any]):
    """What a change costs: now, to the cent, and on the next invoice."""

    seats = serializers.IntegerField()
    timing = serializers.ChoiceField([word.value for word in Timing])
    effective_at = serializers.DateTimeField()
    amount_due_now = serializers.IntegerField()
    amount_next_invoice = serializers.IntegerField()
    currency = serializers.CharField()
    proration_date = serializers.IntegerField()
    lines = LineOut(many=True)


class InvoiceOut(serializers.Serializer[Any]):
    """An invoice with its lines."""

    id = serializers.CharField()
    number = serializers.CharField(allow_null=True)
    status = serializers.CharField()
    created_at = serializers.DateTimeField()
    period_start = serializers.DateTimeField()
    period_end = serializers.DateTimeField()
    total = serializers.IntegerField()
    amount_due = serializers.IntegerField()
    currency = serializers.CharField()
    page_url = serializers.CharField()
    lines = LineOut(many=True)
