"""Refusals in Stripe's own form."""

from typing import Any


class StripeRefusal(Exception):
    """Anything the API answers with an error; `kept` says whether an idempotency key remembers it."""

    kept = False

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        kind: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        **more: Any,
    ) -> None:
        super().__init__(message)
        self.status = status
        fields = {"code": code, "message": message, "param": param, "type": kind, **more}
        self.error = {name: value for name, value in fields.items() if value is not None}


class CardDeclined(StripeRefusal):
    """The bank refused the card: status 402, remembered by keys; `undo` takes back what led to it."""

    kept = True
    undo = False

    def __init__(self, message: str, *, code: str, decline_code: str | None = None, **more: Any) -> None:
        super().__init__(message, status=402, kind="card_error", code=code, decline_code=decline_code, **more)


def missing(kind: str, identifier: str, param: str = "id") -> StripeRefusal:
    """The refusal for an id that names nothing."""
    words = kind.replace("_", " ").replace(".", " ")
    return StripeRefusal(f"No such {words}: '{identifier}'", status=404, code="resource_missing", param=param)


def bad(message: str, param: str | None = None, code: str | None = None) -> StripeRefusal:
    """The refusal for a request that can never work as sent."""
    return StripeRefusal(message, param=param, code=code)
