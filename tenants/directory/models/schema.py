"""What each tenant's schema contains: migrations compiled to SQL, and a ledger of where they ran."""

from django.db import models

from tenants.directory.models.tenant import Tenant


class CompiledMigration(models.Model):
    """One migration of a tenant app as SQL, ready to run in any tenant's schema."""

    app = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    position = models.PositiveIntegerField()
    checksum = models.CharField(max_length=64)
    sql = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["app", "name"], name="compiled_once")]
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.app}.{self.name}"


class SchemaState(models.Model):
    """Ledger: this migration, with this checksum, ran in this tenant's schema."""

    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="migrations")
    app = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    checksum = models.CharField(max_length=64)
    applied_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "app", "name"], name="applied_once")]

    def __str__(self) -> str:
        return f"{self.app}.{self.name} in {self.tenant_id}"
