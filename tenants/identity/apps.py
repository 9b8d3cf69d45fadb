"""The identity app, in the public schema."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "tenants.identity"
    label = "identity"
    verbose_name = "People"
    default_auto_field = "django.db.models.BigAutoField"
