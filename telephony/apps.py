"""Registration of the telephony app."""

from importlib import import_module

from django.apps import AppConfig


class TelephonyConfig(AppConfig):
    """Calls, queues, agents and flows of one tenant."""

    name = "telephony"
    label = "telephony"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the workers of carrier commands, timers and notices; they need the models, hence so late."""
        import_module("telephony.background")
