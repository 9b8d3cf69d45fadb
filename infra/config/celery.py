"""The Celery application and every periodic task of the product."""

from celery import Celery

# The settings module comes from the environment of the process; there is no default to get wrong.
app = Celery("seatline")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Sweepers pick up what a lost message left behind; the ordinary path is the task sent on commit.
app.conf.beat_schedule = {
    "send what is due": {"task": "infra.base.tasks.sweep_outbox", "schedule": 5.0},
    "work what is open": {"task": "infra.base.tasks.sweep_inbox", "schedule": 5.0},
    "go on setting companies up": {"task": "infra.onboarding.tasks.sweep_provisioning", "schedule": 30.0},
    "keep the reports fresh": {"task": "reporting.refresh_all", "schedule": 60.0},
    "take minutes over": {"task": "billing.tasks.sweep_usage", "schedule": 60.0},
    "report minutes again": {"task": "billing.tasks.sweep_unsent_usage", "schedule": 900.0},
}
