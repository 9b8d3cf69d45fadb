"""Webhooks: whether the provider signed them, and what they are about."""

import stripe
from django.conf import settings

from billing.engine.facts import NoticeFacts
from billing.gateways.refusals import BadSignature


def notice_facts(body: bytes, signature: str) -> NoticeFacts:
    """The notice in a signed body; raises BadSignature for anything else, also for one that is too old."""
    try:
        event = stripe.Webhook.construct_event(body, signature, settings.STRIPE_WEBHOOK_SECRET)
    except (ValueError, stripe.SignatureVerificationError) as error:
        raise BadSignature(str(error)) from error
    subject = event.data.object.to_dict()
    return NoticeFacts(
        reference=event.id,
        kind=str(event.type),
        subject=str(subject.get("id") or ""),
        customer=_customer(subject),
    )


def _customer(subject: dict[str, object]) -> str | None:
    if subject.get("object") == "customer":
        return str(subject["id"])
    held = subject.get("customer")
    if isinstance(held, dict):
        held = held.get("id")
    return str(held) if held else None
