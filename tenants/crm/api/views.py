"""The CRM's API: contacts, their timeline and notes."""

from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.response import Response

from infra.base.pages import page
from infra.base.problems import NotFound
from infra.kit import clock
from tenants.crm import selectors
from tenants.crm.api.serializers import (
    ContactSerializer,
    ContactWriteSerializer,
    NoteSerializer,
    TimelineEntrySerializer,
)
from tenants.crm.models import Contact, TimelineEntry
from tenants.crm.services.add_note import add_note
from tenants.crm.services.save_contact import change_contact, create_contact
from tenants.identity.api import TenantRequest, TenantView


class NoSuchContact(NotFound):
    """The contact is not in this company."""

    code = "contact_not_found"
    detail = "There is no such contact in this company. It may have been deleted; search for it by number."


class ContactsView(TenantView):
    """The contact list, and a new contact."""

    @extend_schema(
        operation_id="contacts_list",
        parameters=[OpenApiParameter("q", str), OpenApiParameter("cursor", str)],
        responses=ContactSerializer(many=True),
    )
    def get(self, request: TenantRequest) -> Response:
        """Contacts found by name, company, e-mail or number."""
        found = selectors.contacts(request.query_params.get("q", ""))
        return page(request, found, row=_contact_json, ordering=("-last_seen_at", "-id"))

    @extend_schema(
        operation_id="contacts_create", request=ContactWriteSerializer, responses={201: ContactSerializer}
    )
    def post(self, request: TenantRequest) -> Response:
        """Add a contact by hand."""
        fields, numbers = _written(request)
        contact = create_contact(fields=fields, numbers=numbers or [], now=clock.now())
        return Response(ContactSerializer(contact).data, status=status.HTTP_201_CREATED)


class ContactView(TenantView):
    """One contact."""

    @extend_schema(operation_id="contacts_read", responses=ContactSerializer)
    def get(self, request: TenantRequest, contact_id: UUID) -> Response:
        """The contact with its numbers."""
        return Response(ContactSerializer(_contact(contact_id)).data)

    @extend_schema(
        operation_id="contacts_update", request=ContactWriteSerializer, responses=ContactSerializer
    )
    def patch(self, request: TenantRequest, contact_id: UUID) -> Response:
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
    def get(self, request: TenantRequest, contact_id: UUID) -> Response:
        """Calls and notes, newest first."""
        entries = selectors.timeline(_contact(contact_id).pk)
        return page(request, entries, row=_entry_json, ordering=("-at", "-id"))


class ContactNotesView(TenantView):
    """Notes of one contact."""

    @extend_schema(
        operation_id="contacts_add_note", request=NoteSerializer, responses={201: TimelineEntrySerializer}
    )
    def post(self, request: TenantRequest, contact_id: UUID) -> Response:
        """Add a note under the writer's name."""
        body = NoteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        contact = _contact(contact_id)
        entry = add_note(
            contact.pk, text=body.validated_data["text"], author=request.actor.name, now=clock.now()
        )
        return Response(TimelineEntrySerializer(entry).data, status=status.HTTP_201_CREATED)


def _contact(contact_id: UUID) -> Contact:
    contact = Contact.objects.prefetch_related("numbers").filter(pk=contact_id).first()
    if contact is None:
        raise NoSuchContact
    return contact


def _written(request: TenantRequest) -> tuple[dict[str, str], list[str] | None]:
    body = ContactWriteSerializer(data=request.data, context={"region": request.tenant.country})
    body.is_valid(raise_exception=True)
    fields = dict(body.validated_data)
    numbers = fields.pop("numbers", None)
    return fields, numbers


def _contact_json(contact: Contact) -> dict[str, object]:
    return dict(ContactSerializer(contact).data)


def _entry_json(entry: TimelineEntry) -> dict[str, object]:
    return dict(TimelineEntrySerializer(entry).data)
