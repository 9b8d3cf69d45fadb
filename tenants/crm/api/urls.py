"""Where the CRM's API lives, below /api/v1/."""

from django.urls import path

from tenants.crm.api import views

urlpatterns = [
    path("contacts", views.ContactsView.as_view(), name="contacts"),
    path("contacts/<uuid:contact_id>", views.ContactView.as_view(), name="contact"),
    path("contacts/<uuid:contact_id>/timeline", views.ContactTimelineView.as_view(), name="contact-timeline"),
    path("contacts/<uuid:contact_id>/notes", views.ContactNotesView.as_view(), name="contact-notes"),
]
