"""The CRM's API: contacts, their timeline and notes."""

from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from infra.base.pages import CursorPages
from infra.kit import clock
from tenants.crm import selectors
from tenants.crm.api.serializers import (
    ContactSerializer,
    ContactWriteSerializer,
    NoteSerializer,
    TimelineEntrySerializer,
)
from tenants.crm.models import Contact
from tenants.crm.services.add_note import add_note
from tenants.crm.services.save_contact import change_contact, create_contact
from tenants.identity.api import TenantView, actor_of


class ContactPages(CursorPages):
    """Contacts by newest activity."""

    ordering = ("-last_seen_at", "-id")


class TimelinePages(CursorPages):
    """Entries by newest moment."""

    ordering = ("-at", "-id")


class ContactsView(TenantView):
    """The contact list, and a new contact."""

    @extend_schema(
        operation_id="contacts_list",
        parameters=[OpenApiParameter("q", str), OpenApiParameter("cursor", str)],
        responses=ContactSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Contacts found by name, company, e-mail or number."""
        pages = ContactPages()
        page = pages.paginate_queryset(selectors.contacts(request.query_params.get("q", "")), request, self)
        return pages.get_paginated_response(ContactSerializer(page, many=True).data)

    @extend_schema(operation_id="contacts_create", request=ContactWriteSerializer, responses={201: ContactSerializer})
    def post(self, request: Request) -> Response:
        """Add a contact by hand."""
        fields, numbers = _written(request)
        contact = create_contact(fields=fields, numbers=numbers or [], now=clock.now())
        return Response(ContactSerializer(contact).data, status=status.HTTP_201_CREATED)


class ContactView(TenantView):
    """One contact."""

    @extend_schema(operation_id="contacts_read", responses=ContactSerializer)
    def get(self, request: Request, contact_id: UUID) -> Response:
        """The contact with its numbers."""
        return Response(ContactSerializer(_contact(contact_id)).data)

    @extend_schema(operation_id="contacts_update", request=ContactWriteSerializer, responses=ContactSerializer)
    def patch(self, request: Request, contact_id: UUID) -> Response:
        """Change the given fields; `numbers` replaces the list."""
        fields, numbers = _written(request)
        contact = change_contact(_contact(contact_id), fields=fields, numbers=numbers)
        return Response(ContactSerializer(_contact(contact.pk)).data)


class ContactTimelineView(TenantView):
    """What happened with one contact."""

    @extend_schema(
        operation_id="contacts_timeline",
        parameters=[OpenApiParameter("cursor", str)],
        responses=TimelineEntrySerializer(many=True),
    )
    def get(self, request: Request, contact_id: UUID) -> Response:
        """Calls and notes, newest first."""
        contact = _contact(contact_id)
        pages = TimelinePages()
        page = pages.paginate_queryset(selectors.timeline(contact.pk), request, self)
        return pages.get_paginated_response(TimelineEntrySerializer(page, many=True).data)


class ContactNotesView(TenantView):
    """Notes of one contact."""

    @extend_schema(
        operation_id="contacts_add_note", request=NoteSerializer, responses={201: TimelineEntrySerializer}
    )
    def post(self, request: Request, contact_id: UUID) -> Response:
        """Add a note under the writer's name."""
        body = NoteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        contact = _contact(contact_id)
        entry = add_note(
            contact.pk, text=body.validated_data["text"], author=actor_of(request).name, now=clock.now()
        )
        return Response(TimelineEntrySerializer(entry).data, status=status.HTTP_201_CREATED)


def _contact(contact_id: UUID) -> Contact:
    contact = Contact.objects.prefetch_related("numbers").filter(pk=contact_id).first()
    if contact is None:
        raise Http404("There is no such contact in this company. It may have been deleted; search for it by number.")
    return contact


def _written(request: Request) -> tuple[dict[str, str], list[str] | None]:
    body = ContactWriteSerializer(data=request.data, context={"region": actor_of(request).country})
    body.is_valid(raise_exception=True)
    fields = dict(body.validated_data)
    numbers = fields.pop("numbers", None)
    return fields, numbers
