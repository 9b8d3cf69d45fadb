"""Structured logs: one JSON line per event in production, readable lines in development."""

from typing import Any

import structlog

from infra.base.request_ids import current_request_id


def _with_request_id(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Let people who quote a problem's number be found in the log."""
    number = current_request_id()
    return {**event, "request_id": number} if number else event


_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    _with_request_id,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
]


def configure() -> None:
    """Send structlog's events through the standard library's loggers, so that there is one stream."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def dictionary(*, pretty: bool, level: str = "INFO") -> dict[str, Any]:
    """Django's LOGGING value; also configures structlog, which has no settings of its own."""
    configure()
    renderer: list[Any] = (
        [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
        if pretty
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    )
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [remove, *renderer],
                "foreign_pre_chain": _SHARED,
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"level": "INFO"},
            "django.server": {"handlers": ["stderr"], "propagate": False},
            # Sweepers run every few seconds; only what goes wrong is worth a line.
            "celery.worker.strategy": {"level": "WARNING"},
            "celery.app.trace": {"level": "WARNING"},
            "twilio": {"level": "WARNING"},
            "stripe": {"level": "WARNING"},
        },
    }
