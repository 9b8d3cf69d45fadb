"""Addresses of sign-up and setting-up, below /api/v1/."""

from django.urls import path

from infra.onboarding.api.provisioning import (
    ProvisioningView,
    RetryView,
    SignUpProvisioningView,
    SignUpRetryView,
)
from infra.onboarding.api.sample_data import SampleDataView
from infra.onboarding.api.signup import SignUpNumbersView, SignUpView, SlugView

urlpatterns = [
    path("signup", SignUpView.as_view(), name="signup"),
    path("signup/slug", SlugView.as_view(), name="signup-slug"),
    path("signup/numbers", SignUpNumbersView.as_view(), name="signup-numbers"),
    path("signup/<str:ticket>/provisioning", SignUpProvisioningView.as_view(), name="signup-provisioning"),
    path(
        "signup/<str:ticket>/provisioning/<slug:step>/retry", SignUpRetryView.as_view(), name="signup-retry"
    ),
    path("sample-data", SampleDataView.as_view(), name="sample-data"),
    path("provisioning", ProvisioningView.as_view(), name="provisioning"),
    path("provisioning/<slug:step>/retry", RetryView.as_view(), name="provisioning-retry"),
]
