"""Registration of the billing app."""

from importlib import import_module

from django.apps import AppConfig


class BillingConfig(AppConfig):
    """What tenants owe, in the public schema."""

    name = "billing"
    label = "billing"
    verbose_name = "Billing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the workers and who counts seats; they need the models, hence so late."""
        import_module("billing.background")
