"""The directory app, in the public schema."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "tenants.directory"
    label = "directory"
    verbose_name = "Tenants"
    default_auto_field = "django.db.models.BigAutoField"
