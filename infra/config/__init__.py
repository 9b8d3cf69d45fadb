"""Settings, addresses and process entry points of the whole product."""

from infra.config.celery import app as celery_app

__all__ = ["celery_app"]
