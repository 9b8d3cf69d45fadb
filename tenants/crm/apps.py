"""The CRM as a Django app; its tables live in every tenant's own schema."""

from django.apps import AppConfig


class CrmConfig(AppConfig):
    """Contacts and timelines (tenant schema)."""

    name = "tenants.crm"
    label = "crm"
    default_auto_field = "django.db.models.BigAutoField"
