"""How far the setting-up of a company is: for its people, and for whoever holds the status address."""

from functools import partial
from typing import Any

from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from infra.base.problems import NotFound
from infra.kit import clock
from infra.onboarding.api.serializers import ProvisioningOut, RetryIn
from infra.onboarding.api.signup import FrontDoorView
from infra.onboarding.services.retry_step import retry_step
from infra.onboarding.services.sign_up import tenant_of_status
from infra.onboarding.tasks import provision
from tenants.directory import facade as directory
from tenants.identity.api import TenantRequest, TenantView


def _progress(tenant_key: str) -> dict[str, Any]:
    tenant = directory.tenant_by_key(tenant_key)
    return dict(ProvisioningOut({"state": tenant.state, "steps": directory.steps(tenant_key)}).data)


def _retry(tenant_key: str, step: str, request: Request) -> Response:
    asked = RetryIn(data=request.data)
    asked.is_valid(raise_exception=True)
    retry_step(tenant_key=tenant_key, name=step, now=clock.now(), **asked.validated_data)
    transaction.on_commit(partial(provision.delay, tenant_key))
    return Response(_progress(tenant_key), status=202)


def _key_of(ticket: str) -> str:
    key = tenant_of_status(ticket)
    if key is None:
        raise NotFound("This address is not known. Sign in at your company's own address instead.")
    return key


class SignUpProvisioningView(FrontDoorView):
    """GET at the public address, with the ticket the sign-up answered."""

    @extend_schema(operation_id="signup_provisioning", responses=ProvisioningOut)
    def get(self, request: Request, ticket: str) -> Response:
        return Response(_progress(_key_of(ticket)))


class SignUpRetryView(FrontDoorView):
    """POST has a failed step run again."""

    @extend_schema(operation_id="signup_retry", request=RetryIn, responses={202: ProvisioningOut})
    def post(self, request: Request, ticket: str, step: str) -> Response:
        return _retry(_key_of(ticket), step, request)


class ProvisioningView(TenantView):
    """GET for the people of the company."""

    enters_tenant = False
    required_role = "agent"

    @extend_schema(operation_id="provisioning", responses=ProvisioningOut)
    def get(self, request: TenantRequest) -> Response:
        return Response(_progress(request.actor.tenant_key))


class RetryView(TenantView):
    """POST for its administrators."""

    enters_tenant = False
    required_role = "admin"

    @extend_schema(operation_id="provisioning_retry", request=RetryIn, responses={202: ProvisioningOut})
    def post(self, request: TenantRequest, step: str) -> Response:
        return _retry(request.actor.tenant_key, step, request)
