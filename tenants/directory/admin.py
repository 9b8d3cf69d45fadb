"""The back office's view of companies, their set-up, addresses and numbers."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.admin import TabularInline

from infra.base.read_only_admin import ReadOnlyAdmin
from infra.kit import clock
from tenants.directory.models import Domain, Line, ProvisioningStep, SchemaState, Tenant
from tenants.directory.services.change_state import change_state


class StepInline(TabularInline):  # type: ignore[misc]
    """How far the setting-up has come, with the words of the last failure."""

    model = ProvisioningStep
    fields = readonly_fields = ("position", "name", "state", "attempts", "error", "updated_at")
    extra = 0
    can_delete = False
    max_num = 0


class LineInline(TabularInline):  # type: ignore[misc]
    """The company's numbers."""

    model = Line
    fields = readonly_fields = ("e164", "state", "carrier_sid", "bought_at")
    extra = 0
    can_delete = False
    max_num = 0


class DomainInline(TabularInline):  # type: ignore[misc]
    """The company's host names."""

    model = Domain
    fields = readonly_fields = ("host",)
    extra = 0
    can_delete = False
    max_num = 0


@admin.register(Tenant)
class TenantAdmin(ReadOnlyAdmin):
    """Companies; the actions suspend them and open them again."""

    list_display = ("name", "slug", "key", "state", "steps_done", "country", "locale", "created_at")
    list_filter = ("state", "country", "locale")
    search_fields = ("name", "slug", "key")
    ordering = ("-created_at",)
    inlines = (StepInline, LineInline, DomainInline)
    actions = ("suspend", "resume")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tenant]:
        """With the steps, which every row counts."""
        found: QuerySet[Tenant] = super().get_queryset(request)
        return found.prefetch_related("steps")

    @admin.display(description="set up")
    def steps_done(self, tenant: Tenant) -> str:
        """As in 4/5; a failed step is named."""
        steps = list(tenant.steps.all())
        over = [step for step in steps if step.state in ("done", "skipped")]
        failed = [step.name for step in steps if step.state == "failed"]
        return f"{len(over)}/{len(steps)}" + (f", failed: {', '.join(failed)}" if failed else "")

    @admin.action(description="Suspend (running calls go on, the API is closed)")
    def suspend(self, request: HttpRequest, queryset: QuerySet[Tenant]) -> None:
        """Active companies only."""
        self._move(request, queryset, Tenant.State.SUSPENDED)

    @admin.action(description="Resume suspended companies")
    def resume(self, request: HttpRequest, queryset: QuerySet[Tenant]) -> None:
        """Suspended companies only; one that is being set up is not opened by hand."""
        suspended = queryset.filter(state=Tenant.State.SUSPENDED)
        self._move(request, suspended, Tenant.State.ACTIVE)

    def _move(self, request: HttpRequest, tenants: QuerySet[Tenant], state: str) -> None:
        actor, now = f"user:{request.user.pk}", clock.now()
        changed = sum(change_state(tenant.key, state, actor=actor, now=now) for tenant in tenants)
        self.message_user(request, f"{changed} companies are now {state}.")


@admin.register(Line)
class LineAdmin(ReadOnlyAdmin):
    """Numbers of all companies."""

    list_display = ("e164", "tenant", "state", "carrier_sid", "bought_at")
    list_filter = ("state",)
    search_fields = ("e164", "tenant__name", "tenant__key")
    list_select_related = ("tenant",)


@admin.register(SchemaState)
class SchemaStateAdmin(ReadOnlyAdmin):
    """Which migration ran in whose schema."""

    list_display = ("tenant", "app", "name", "applied_at", "checksum")
    list_filter = ("app", "name")
    search_fields = ("tenant__key",)
    list_select_related = ("tenant",)
