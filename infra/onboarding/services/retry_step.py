"""A person has a failed step run again, with another number if need be."""

from datetime import datetime

from infra.base.problems import NotFound, Refusal
from infra.onboarding.models import SignUp
from tenants.directory import facade as directory


class StepNotFailed(Refusal):
    """Only a failed step can be retried."""

    code = "step_not_failed"
    detail = "This step has not failed; there is nothing to retry. Reload the page to see how far it is."


def retry_step(*, tenant_key: str, name: str, now: datetime, phone_number: str = "") -> None:
    """Set the step back to pending; the caller starts it. Raises NotFound or StepNotFailed."""
    step = next((step for step in directory.steps(tenant_key) if step.name == name), None)
    if step is None:
        raise NotFound("There is no such step.")
    if step.state != "failed":
        raise StepNotFailed()
    if name == "number" and phone_number:
        SignUp.objects.filter(tenant_id=tenant_key).update(phone_number=phone_number)
    directory.mark_step(tenant_key, name, "pending", now=now, result={})
