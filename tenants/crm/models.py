"""Contacts, the numbers they call from, and their timeline."""

from django.db import models

from infra.kit.ids import uuid7


class Tier(models.TextChoices):
    """How much a customer matters to the company; routing may add points for it."""

    STANDARD = "standard"
    VIP = "vip"


class Contact(models.Model):
    """A person or company that calls; one row however many numbers they use."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=200, blank=True)
    company = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    tier = models.CharField(max_length=20, choices=Tier.choices, default=Tier.STANDARD)
    is_sample = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-last_seen_at", "-id"], name="crm_contact_recent")]

    def __str__(self) -> str:
        return self.name or str(self.id)


class ContactNumber(models.Model):
    """A phone number in E.164; it belongs to exactly one contact."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="numbers")
    e164 = models.CharField(max_length=16, unique=True)

    def __str__(self) -> str:
        return self.e164


class EntryKind(models.TextChoices):
    """What a timeline entry tells."""

    CALL = "call"
    NOTE = "note"


class TimelineEntry(models.Model):
    """One thing that happened with a contact; a call has one entry that grows while it goes on."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="timeline")
    kind = models.CharField(max_length=10, choices=EntryKind.choices)
    at = models.DateTimeField()
    # A plain value, not a key: telephony stands above the CRM.
    call_id = models.UUIDField(null=True, unique=True)
    direction = models.CharField(max_length=10, blank=True)
    outcome = models.CharField(max_length=30, blank=True)
    queue = models.CharField(max_length=100, blank=True)
    agent = models.CharField(max_length=200, blank=True)
    duration_s = models.PositiveIntegerField(null=True)
    disposition = models.CharField(max_length=50, blank=True)
    text = models.TextField(blank=True)
    author = models.CharField(max_length=200, blank=True)
    is_sample = models.BooleanField(default=False)
    updated_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["contact", "-at", "-id"], name="crm_timeline_contact")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="note") | models.Q(call_id__isnull=False),
                name="crm_call_entry_names_call",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at}"
