"""What a person asked for when signing up."""

from django.conf import settings
from django.db import models

from tenants.directory.models import Tenant


class SignUp(models.Model):
    """The order from which a company is set up; kept, since any step may have to run again."""

    tenant = models.OneToOneField(Tenant, on_delete=models.CASCADE, related_name="sign_up")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    status_digest = models.CharField(max_length=64, unique=True)
    phone_number = models.CharField(max_length=16, blank=True)
    greeting = models.TextField(blank=True)
    closed = models.TextField(blank=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"sign-up of {self.tenant_id}"
