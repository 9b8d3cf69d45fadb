"""A tenant's account with the carrier, and its telephone numbers."""

from django.db import models

from infra.base.secrets import EncryptedTextField
from tenants.directory.models.tenant import Tenant


class CarrierAccount(models.Model):
    """The sub-account that carries this tenant's calls, and the keys to act in it."""

    tenant = models.OneToOneField(Tenant, on_delete=models.CASCADE, related_name="carrier_account")
    sid = models.CharField(max_length=34, unique=True)
    auth_token = EncryptedTextField()
    api_key_sid = models.CharField(max_length=34, blank=True)
    api_key_secret = EncryptedTextField(blank=True)
    application_sid = models.CharField(max_length=34, blank=True)

    def __str__(self) -> str:
        return self.sid


class Line(models.Model):
    """A telephone number and the tenant it belongs to; an active number belongs to one tenant only."""

    class State(models.TextChoices):
        BUYING = "buying"
        ACTIVE = "active"
        RELEASED = "released"

    e164 = models.CharField(max_length=16, unique=True)
    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="lines")
    carrier_sid = models.CharField(max_length=34, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    voice_url = models.URLField(max_length=300, blank=True)
    bought_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.e164
