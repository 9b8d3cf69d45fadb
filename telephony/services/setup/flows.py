"""Read, save and publish flows."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from infra.base import audit
from infra.base.problems import Invalid, NotFound, Refusal
from telephony.engine.flow import Problem, Refs, lint
from telephony.models import BusinessHours, Flow, FlowVersion, Queue

DRAFT_MAX_BYTES = 512 * 1024


class FlowNotFound(NotFound):
    """The flow is not this tenant's."""

    code = "flow_not_found"
    detail = "There is no such flow in this company. Reload the list of flows."


class DraftChanged(Refusal):
    """Somebody saved the draft after this person had loaded it."""

    code = "draft_changed"
    status = 412
    detail = "Somebody else saved this flow meanwhile. Reload it and make your change again."


class FlowHasErrors(Refusal):
    """The draft cannot be published; `problems` says why."""

    code = "flow_has_errors"
    status = 422
    detail = "The flow cannot be published yet. Correct the errors that are listed."

    def __init__(self, problems: list[Problem]) -> None:
        errors = [{"pointer": p.pointer, "code": p.code, "detail": p.message} for p in problems
                  if p.level == "error"]  # fmt: skip
        super().__init__(problems=[problem.to_json() for problem in problems], errors=errors)


def get_flow(flow_id: int) -> Flow:
    """A flow of this tenant; raises FlowNotFound."""
    flow = Flow.objects.select_related("live_version").filter(pk=flow_id).first()
    if flow is None:
        raise FlowNotFound
    return flow


def refs() -> Refs:
    """What a flow of this tenant may name."""
    return Refs(
        queues=frozenset(str(pk) for pk in Queue.objects.values_list("pk", flat=True)),
        hours=frozenset(str(pk) for pk in BusinessHours.objects.values_list("pk", flat=True)),
    )


def problems_of(flow: Flow) -> list[Problem]:
    """What is wrong with a flow's draft."""
    return lint(flow.draft, refs())


def save_draft(
    flow_id: int, draft: dict[str, Any], *, rev: int, author: str, now: datetime
) -> tuple[Flow, list[Problem]]:
    """Replace the draft when it is still at revision `rev`; a draft may have problems.

    Raises FlowNotFound, DraftChanged, Invalid.
    """
    _check_storable(draft)
    saved = Flow.objects.filter(pk=flow_id, draft_rev=rev).update(
        draft=draft, draft_rev=rev + 1, draft_saved_at=now, draft_saved_by=author
    )
    flow = get_flow(flow_id)
    if not saved:
        raise DraftChanged(draft_rev=flow.draft_rev, saved_by=flow.draft_saved_by)
    return flow, problems_of(flow)


def publish_flow(
    flow_id: int, *, message: str, author: str, key: str, actor: str, now: datetime
) -> FlowVersion:
    """Make the draft the version callers hear. Calls going on keep theirs.

    Publishing what is live already gives that version back. Raises FlowNotFound, FlowHasErrors.
    """
    flow = Flow.objects.select_for_update(no_key=True).filter(pk=flow_id).first()
    if flow is None:
        raise FlowNotFound
    problems = problems_of(flow)
    if any(problem.level == "error" for problem in problems):
        raise FlowHasErrors(problems)
    digest = content_hash(flow.draft)
    if flow.live_version is not None and flow.live_version.sha256 == digest:
        return flow.live_version
    last = flow.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = FlowVersion.objects.create(
        flow=flow, number=last + 1, content=flow.draft, sha256=digest,
        message=message, author=author, published_at=now,
    )  # fmt: skip
    flow.live_version = version
    flow.save(update_fields=["live_version"])
    audit.record(
        tenant_key=key, actor=actor, action="flow.published", subject=f"{flow.name} {version.number}", now=now
    )
    return version


def content_hash(content: dict[str, Any]) -> str:
    """SHA-256 over what the engine reads; where the boxes stand on the canvas does not count."""
    read = {key: value for key, value in content.items() if key != "ui"}
    return hashlib.sha256(json.dumps(read, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _check_storable(draft: dict[str, Any]) -> None:
    text = json.dumps(draft, ensure_ascii=False)
    try:
        size = len(text.encode())
    except UnicodeEncodeError as wrong:
        raise Invalid(
            "The flow contains a character that does not exist. Remove it.", field="draft"
        ) from wrong
    if "\\u0000" in text:
        raise Invalid("The flow contains a NUL character. Remove it.", field="draft")
    if size > DRAFT_MAX_BYTES:
        raise Invalid("The flow is too large. Shorten its texts or split it.", field="draft")
