"""Where the reports live, below /api/v1/."""

from django.urls import path

from reporting.api import views

urlpatterns = [
    path("reports/queue-intervals", views.QueueIntervalsView.as_view(), name="report-queue-intervals"),
    path("reports/refresh", views.RefreshView.as_view(), name="report-refresh"),
]
