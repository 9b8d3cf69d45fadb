"""Registration of the telephony app."""

from django.apps import AppConfig


class TelephonyConfig(AppConfig):
    """Calls, queues, agents and flows of one tenant."""

    name = "telephony"
    label = "telephony"
    default_auto_field = "django.db.models.BigAutoField"
