"""Reported minutes."""

from datetime import datetime

import stripe

from billing.gateways.refusals import AlreadyCounted
from billing.gateways.stripe.catalogue import METER_EVENT
from billing.gateways.stripe.client import api, in_our_words


def report_usage(*, customer: str, minutes: int, at: datetime, identifier: str) -> None:
    """Count minutes once under `identifier`; raises AlreadyCounted for a repeat within a day."""
    with in_our_words():
        try:
            api().billing.meter_events.create(
                {
                    "event_name": METER_EVENT,
                    "payload": {"stripe_customer_id": customer, "value": str(minutes)},
                    "identifier": identifier,
                    "timestamp": int(at.timestamp()),
                }
            )
        except stripe.InvalidRequestError as error:
            if "already exists with identifier" in str(error):
                raise AlreadyCounted(identifier) from error
            raise
