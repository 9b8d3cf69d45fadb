"""A customer company and the host names it is reached at."""

from django.core.validators import RegexValidator
from django.db import models

KEY_PATTERN = r"t_[a-z0-9]{16}"
SLUG_PATTERN = r"[a-z0-9](?:[a-z0-9-]{1,38})[a-z0-9]"


class Tenant(models.Model):
    """`key` is opaque and never changes: it names the schema and the database role."""

    class State(models.TextChoices):
        PROVISIONING = "provisioning"
        ACTIVE = "active"
        SUSPENDED = "suspended"
        CLOSED = "closed"

    class Locale(models.TextChoices):
        ENGLISH = "en", "English"
        CHINESE = "zh-hans", "简体中文"

    key = models.CharField(max_length=18, primary_key=True, validators=[RegexValidator(rf"^{KEY_PATTERN}$")])
    slug = models.CharField(max_length=40, unique=True, validators=[RegexValidator(rf"^{SLUG_PATTERN}$")])
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PROVISIONING)
    country = models.CharField(max_length=2)
    timezone = models.CharField(max_length=64)
    locale = models.CharField(max_length=8, choices=Locale.choices, default=Locale.ENGLISH)
    created_at = models.DateTimeField()
    suspended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(key__regex=rf"^{KEY_PATTERN}$"), name="tenant_key_shape"
            ),
            models.CheckConstraint(
                condition=models.Q(slug__regex=rf"^{SLUG_PATTERN}$"), name="tenant_slug_shape"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Domain(models.Model):
    """A host name (without port) at which a tenant is reached."""

    host = models.CharField(max_length=253, unique=True)
    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="domains")

    def __str__(self) -> str:
        return self.host
