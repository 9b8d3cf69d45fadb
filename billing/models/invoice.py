"""Invoices as the provider has them, kept so that they can be read without asking."""

from django.db import models

from billing.engine.facts import LineKind
from billing.models.account import BillingAccount


class Invoice(models.Model):
    """A mirror row: always replaced as a whole by what the provider says; amounts in minor units."""

    account = models.ForeignKey(BillingAccount, on_delete=models.CASCADE, related_name="invoices")
    reference = models.CharField(max_length=80, unique=True)
    number = models.CharField(max_length=40, null=True)
    status = models.CharField(max_length=20)
    currency = models.CharField(max_length=3)
    total = models.BigIntegerField()
    amount_due = models.BigIntegerField()
    created_at = models.DateTimeField()
    period_start = models.DateTimeField()
    period_end = models.DateTimeField()
    page_url = models.URLField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["account", "-created_at"], name="invoice_newest")]

    def __str__(self) -> str:
        return self.number or self.reference


class InvoiceLine(models.Model):
    """One line, in the invoice's order."""

    class Kind(models.TextChoices):
        SEATS = LineKind.SEATS
        MINUTES = LineKind.MINUTES
        PRORATION = LineKind.PRORATION
        OTHER = LineKind.OTHER

    invoice = models.ForeignKey(Invoice, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    description = models.TextField(blank=True)
    quantity = models.BigIntegerField()
    unit_amount = models.BigIntegerField(null=True)
    amount = models.BigIntegerField()
    period_start = models.DateTimeField()
    period_end = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["invoice", "position"], name="line_place")]
        ordering = ["position"]

    def __str__(self) -> str:
        return self.description
