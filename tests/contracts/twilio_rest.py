"""Judges Twilio REST traffic: the SDK's requests and a stand-in's answers against Twilio's OpenAPI."""

import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlparse, urlunparse

import requests
from openapi_core import OpenAPI
from openapi_core.contrib.requests import RequestsOpenAPIRequest, RequestsOpenAPIResponse
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response

SPEC = Path(__file__).with_name("twilio_api_v2010.json")
FORM = "application/x-www-form-urlencoded"
NULL_BY_WORDS = ("conference_enum_reason_conference_ended",)
"""Schemas that Twilio's description and examples let be null, though the schema does not say so."""
ERROR_FIELDS = {"code", "message", "more_info", "status"}


@functools.cache
def spec() -> dict[str, Any]:
    """Return Twilio's OpenAPI (2010-04-01), trimmed to what the stand-in serves."""
    document: dict[str, Any] = json.loads(SPEC.read_text())
    for name in NULL_BY_WORDS:
        document["components"]["schemas"][name]["nullable"] = True
    _loosen(document)
    return document


def _loosen(node: Any) -> None:
    """Repair two things no answer can satisfy: `uri` for relative addresses, enums that forget null."""
    if isinstance(node, dict):
        if node.get("format") == "uri":
            del node["format"]
        if "enum" in node and node.get("nullable"):
            node["enum"] = [*node["enum"], None]
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _loosen(child)


@functools.cache
def _openapi() -> OpenAPI:
    return OpenAPI.from_dict(spec())


def operation(method: str, path: str) -> tuple[str, dict[str, Any]] | None:
    """Return the path template and operation that serve a request, if the spec has one."""
    for template, operations in spec()["paths"].items():
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template))
        if re.fullmatch(pattern, path) and method.lower() in operations:
            return template, operations[method.lower()]
    return None


class Judge(TwilioHttpClient):  # type: ignore[misc]  # the SDK is untyped
    """An HTTP client for `twilio.rest.Client` that goes to `base_url` and collects violations."""

    def __init__(self, base_url: str) -> None:
        super().__init__(timeout=20)
        self.base_url = base_url
        self.violations: list[str] = []
        self.operations: set[tuple[str, str]] = set()

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        """Send to the stand-in, and judge what went out and what came back."""
        base, parts = urlparse(self.base_url), urlparse(url)
        moved = urlunparse((base.scheme, base.netloc, parts.path, "", parts.query, ""))
        answer = super().request(method, moved, *args, **kwargs)
        names = ("params", "data", "headers", "auth")
        given = dict(zip(names, args, strict=False)) | kwargs
        request = requests.Request(
            method, url, params=given.get("params"), data=given.get("data"), auth=given.get("auth")
        )
        self.violations += [
            f"{method} {parts.path} {problem}"
            for problem in self._judge(method, parts.path, request, answer.status_code, answer.text)
        ]
        return answer

    def _judge(
        self, method: str, path: str, request: requests.Request, status: int, text: str
    ) -> Iterator[str]:
        found = operation(method, path)
        if found is None:
            yield "is not in Twilio's API"
            return
        template, details = found
        self.operations.add((method.upper(), template))
        yield from judge_request(request, details)
        yield from judge_answer(request, details, status, text)


def judge_request(request: requests.Request, details: dict[str, Any]) -> Iterator[str]:
    """Yield what Twilio's schema says against a request, form names included."""
    yield from _complaints(lambda: _openapi().validate_request(RequestsOpenAPIRequest(request)), "request")
    form = details.get("requestBody", {}).get("content", {}).get(FORM, {}).get("schema", {})
    sent = request.data if isinstance(request.data, dict) else {}
    unknown = {str(name) for name in sent} - set(form.get("properties", {}))
    yield from (f"request: unknown form field {name}" for name in sorted(unknown))


def judge_answer(request: requests.Request, details: dict[str, Any], status: int, text: str) -> Iterator[str]:
    """Yield what is wrong with an answer: status, types, missing or invented fields."""
    if status >= 400:
        if set(json.loads(text)) != ERROR_FIELDS:
            yield f"answer {status}: not Twilio's error form: {text[:80]}"
        return
    if str(status) not in details["responses"]:
        yield f"answer: status {status} is not documented"
        return
    if not text:
        return
    answer = requests.Response()
    answer.status_code = status
    answer._content = text.encode()
    answer.headers["Content-Type"] = "application/json"
    seen = RequestsOpenAPIRequest(request), RequestsOpenAPIResponse(answer)
    yield from _complaints(lambda: _openapi().validate_response(*seen), "answer")
    schema = details["responses"][str(status)]["content"]["application/json"]["schema"]
    yield from _fields(json.loads(text), schema, "answer")


def _fields(value: Any, schema: dict[str, Any], where: str) -> Iterator[str]:
    """Yield fields that are missing or that Twilio does not have, at every depth."""
    schema = _resolved(schema)
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _fields(item, schema.get("items", {}), f"{where}/{index}")
    properties = schema.get("properties")
    if not isinstance(value, dict) or not properties:
        return
    yield from (f"{where}: missing field {name}" for name in sorted(set(properties) - set(value)))
    yield from (f"{where}: unknown field {name}" for name in sorted(set(value) - set(properties)))
    for name in set(value) & set(properties):
        yield from _fields(value[name], properties[name], f"{where}/{name}")


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    found: dict[str, Any] = spec()["components"]["schemas"][schema["$ref"].split("/")[-1]]
    return found


def _complaints(validate: Any, what: str) -> Iterator[str]:
    try:
        validate()
    except Exception as problem:
        cause = problem.__cause__ or problem
        errors = getattr(cause, "schema_errors", None)
        if not errors:
            yield f"{what}: {type(cause).__name__}: {cause}"
        for error in errors or ():
            yield f"{what}: {'/'.join(map(str, error.absolute_path))}: {error.message}"
