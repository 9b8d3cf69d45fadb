"""The Celery application and every periodic task of the product."""

from celery import Celery

from infra.config import environment

# The settings module comes from the environment of the process; there is no default to get wrong.
app = Celery("seatline")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# From the environment, like the settings, which cannot be asked for while they are being made.
RECONCILE_EVERY_S = environment.seconds("RECONCILE_EVERY_S", 60)

# Sweepers pick up what a lost message left behind; the ordinary path is the task sent on commit.
app.conf.beat_schedule = {
    "send what is due": {"task": "infra.base.tasks.sweep_outbox", "schedule": 5.0},
    "work what is open": {"task": "infra.base.tasks.sweep_inbox", "schedule": 5.0},
    "go on setting companies up": {"task": "infra.onboarding.tasks.sweep_provisioning", "schedule": 30.0},
    "compare calls with the carrier": {"task": "telephony.reconcile_all", "schedule": RECONCILE_EVERY_S},
    "keep the reports fresh": {"task": "reporting.refresh_all", "schedule": 60.0},
    "take minutes over": {"task": "billing.tasks.sweep_usage", "schedule": 60.0},
    "report minutes again": {"task": "billing.tasks.sweep_unsent_usage", "schedule": 900.0},
}
