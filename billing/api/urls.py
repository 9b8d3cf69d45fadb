"""Addresses of the billing API, under /api/v1/."""

from django.urls import path

from billing.api import invoices, views

urlpatterns = [
    path("billing", views.OverviewView.as_view()),
    path("billing/checkout", views.CheckoutView.as_view()),
    path("billing/portal", views.PortalView.as_view()),
    path("billing/seats/preview", views.SeatPreviewView.as_view()),
    path("billing/seats", views.SeatsView.as_view()),
    path("billing/invoices", invoices.InvoicesView.as_view()),
    path("billing/invoices/upcoming", invoices.UpcomingView.as_view()),
    path("billing/invoices/<int:invoice_id>", invoices.InvoiceView.as_view()),
]
