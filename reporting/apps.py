"""Reporting as a Django app; its tables live in every tenant's own schema."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Interval roll-ups (tenant schema)."""

    name = "reporting"
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"
