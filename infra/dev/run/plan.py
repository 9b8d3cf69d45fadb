"""Which processes make up Seatline on one machine, in the order they start."""

import sys
from dataclasses import dataclass
from pathlib import Path

from infra.config import development
from infra.dev.addresses import port


@dataclass(frozen=True)
class Child:
    """A process to start: what people call it, its command, and the port it answers on, if any."""

    name: str
    title: str
    command: tuple[str, ...]
    port: int | None = None


def _python(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, *arguments)


def stand_ins(state: Path) -> list[Child]:
    """The two vendors' stand-ins, which set-up and demo data already talk to."""
    carrier, billing = port("SEATLINE_CARRIER_PORT"), port("SEATLINE_BILLING_PORT")
    return [
        Child(
            "carrier",
            "the stand-in for the telephone network",
            _python(
                *("-m", "telephony.simulator", "--port", str(carrier)), "--state", str(state / "carrier")
            ),
            carrier,
        ),
        Child(
            "billing",
            "the stand-in for the payment service",
            _python(
                *("-m", "billing.simulator", "--port", str(billing), "--state", str(state / "billing")),
                *("--webhook-url", f"http://127.0.0.1:{port('SEATLINE_PORT')}/hooks/stripe"),
                *("--webhook-secret", development.DEVELOPMENT_STRIPE_WEBHOOK_SECRET),
            ),
            billing,
        ),
    ]


def product(project: Path, state: Path) -> list[Child]:
    """Seatline's own processes."""
    web = port("SEATLINE_PORT")
    celery = _python("-m", "celery", "-A", "infra.config.celery:app")
    schedule = ("--schedule", str(state / "beat"), "--pidfile", "")
    serve = ("infra.config.asgi:application", "--host", "127.0.0.1", "--port", str(web), "--lifespan", "off")
    return [
        Child(
            "web",
            "the web server",
            _python("-m", "uvicorn", *serve, "--no-access-log", "--timeout-graceful-shutdown", "3"),
            web,
        ),
        Child(
            "worker",
            "the task worker",
            (*celery, "worker", "--loglevel", "INFO", "--pool", "threads", "--concurrency", "4"),
        ),
        Child("beat", "the task clock", (*celery, "beat", "--loglevel", "WARNING", *schedule)),
        Child("timers", "the timer loop", _python(str(project / "manage.py"), "run_timers")),
    ]
