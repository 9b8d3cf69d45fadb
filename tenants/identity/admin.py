"""The back office's view of people and their memberships."""

from django.contrib import admin
from unfold.admin import TabularInline

from infra.base.read_only_admin import ReadOnlyAdmin
from tenants.identity.models import Membership, User


class MembershipInline(TabularInline):  # type: ignore[misc]
    """The companies a person is in."""

    model = Membership
    fields = readonly_fields = ("tenant", "role", "is_agent", "created_at", "accepted_at", "disabled_at")
    extra = 0
    can_delete = False
    max_num = 0


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    """People; passwords are never shown."""

    list_display = ("email", "name", "locale", "is_active", "is_staff", "joined_at", "last_login")
    list_filter = ("is_active", "is_staff", "locale")
    search_fields = ("email", "name")
    fields = ("email", "name", "locale", "is_active", "is_staff", "joined_at", "last_login")
    inlines = (MembershipInline,)
    ordering = ("email",)


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    """Who is what where."""

    list_display = ("user", "tenant", "role", "is_agent", "created_at", "accepted_at", "disabled_at")
    list_filter = ("role", "is_agent")
    search_fields = ("user__email", "tenant__name", "tenant__key")
    list_select_related = ("user", "tenant")
