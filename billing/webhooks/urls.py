"""The address /hooks/stripe."""

from django.urls import path

from billing.webhooks.notice import notice

urlpatterns = [path("", notice, name="payment-notice")]
