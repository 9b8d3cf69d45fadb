"""Twilio's and the network's failures as our three kinds: refused, busy, unknown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import requests
from twilio.base.exceptions import TwilioException, TwilioRestException
from urllib3.exceptions import NewConnectionError

from telephony.engine.ports import CarrierBusy, CarrierError, CarrierRefused, CarrierUnknown

TOO_MANY_REQUESTS = 20429
NOT_FOUND = 20404
CALL_OVER = 21220  # "Invalid call state"


@contextmanager
def translated() -> Iterator[None]:
    """Turn whatever the SDK raises into CarrierRefused, CarrierBusy or CarrierUnknown."""
    try:
        yield
    except TwilioRestException as answer:
        raise _of_answer(answer) from answer
    except requests.RequestException as failure:
        raise _of_network(failure) from failure
    except TwilioException as failure:
        raise CarrierUnknown(f"The carrier's answer could not be read: {failure}") from failure


def _of_answer(answer: TwilioRestException) -> CarrierError:
    code, text = answer.code or 0, answer.msg or "The carrier refused."
    if answer.status == 429 or code == TOO_MANY_REQUESTS:
        return CarrierBusy("The carrier is busy. Try again in a moment.")
    if answer.status >= 500:
        return CarrierUnknown(f"The carrier had an error of its own (HTTP {answer.status}): {text}")
    if answer.status == 404 and not code:
        code = NOT_FOUND
    return CarrierRefused(code, text)


def _of_network(failure: requests.RequestException) -> CarrierError:
    if isinstance(failure, requests.ConnectTimeout) or _never_connected(failure):
        return CarrierBusy("The carrier could not be reached. Nothing was done; try again in a moment.", 2)
    if isinstance(failure, requests.Timeout):
        return CarrierUnknown("The carrier did not answer in time. It may have done what was asked.")
    return CarrierUnknown(f"The connection to the carrier broke: {type(failure).__name__}.")


def _never_connected(failure: requests.RequestException) -> bool:
    """True when no connection was made at all, so that nothing can have been done."""
    cause = failure.args[0] if failure.args else None
    return isinstance(getattr(cause, "reason", None), NewConnectionError)
