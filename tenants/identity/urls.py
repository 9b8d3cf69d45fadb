"""Addresses of identity outside the API."""

from django.urls import path

from tenants.identity.enter import enter

urlpatterns = [path("enter", enter, name="enter")]
