"""Twilio's and the network's failures as our three kinds: refused, busy, unknown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import requests
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.response import Response
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
        raise _of_page(failure) from failure


def _of_answer(answer: TwilioRestException) -> CarrierError:
    return _of_status(answer.status, answer.code or 0, answer.msg or "The carrier refused.")


def _of_page(failure: TwilioException) -> CarrierError:
    """A refused list: the SDK gives it no code, only the answer it could not make a page of."""
    answer = failure.args[1] if len(failure.args) > 1 else None
    if not isinstance(answer, Response):
        return CarrierUnknown(f"The carrier's answer could not be read: {failure}")
    try:
        told = json.loads(answer.text)
    except ValueError:
        told = {}
    code = told.get("code") if isinstance(told, dict) else None
    text = told.get("message") if isinstance(told, dict) else None
    return _of_status(answer.status_code, code or 0, text or "The carrier refused.")


def _of_status(status: int, code: int, text: str) -> CarrierError:
    if status == 429 or code == TOO_MANY_REQUESTS:
        return CarrierBusy("The carrier is busy. Try again in a moment.")
    if status >= 500:
        return CarrierUnknown(f"The carrier had an error of its own (HTTP {status}): {text}")
    if status == 404 and not code:
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
