"""Addresses of the identity API, below /api/v1/."""

from django.urls import path

from tenants.identity.api.join import JoinView
from tenants.identity.api.me import MeView
from tenants.identity.api.team import MemberView, TeamView

urlpatterns = [
    path("me", MeView.as_view(), name="me"),
    path("team", TeamView.as_view(), name="team"),
    path("team/<int:membership_id>", MemberView.as_view(), name="member"),
    path("join", JoinView.as_view(), name="join"),
]
