"""Celery tasks that send commands, work events, and sweep up what a lost message left behind."""

from celery import shared_task

from infra.base import inbox, outbox
from infra.kit import clock


@shared_task
def send_outbox(command_id: int) -> None:
    """Send one command; nothing happens when it is not due or already taken."""
    outbox.send(command_id, clock.now())


@shared_task
def work_inbox(event_id: int) -> None:
    """Work one event; nothing happens when it is not open or already taken."""
    inbox.work(event_id, clock.now())


@shared_task
def sweep_outbox() -> None:
    """Every few seconds: send what is due."""
    outbox.send_due(clock.now())


@shared_task
def sweep_inbox() -> None:
    """Every few seconds: work what is open."""
    inbox.work_due(clock.now())


# Commit hooks of inbox and outbox start these tasks.
outbox.send_with(send_outbox.delay)
inbox.work_with(work_inbox.delay)
