"""The base app: rows every tenant shares, kept apart by row-level security."""

from importlib import import_module

from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "infra.base"
    label = "base"
    verbose_name = "Inbox, outbox, timers, audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # In web processes too: what is enqueued there must find its task. Tasks need models, hence so late.
        import_module("infra.base.tasks")
