"""Makes the database ready for the product: roles, public tables, guards."""

from typing import Any

from django.core.management.base import BaseCommand

from tenants.directory.database.prepare import prepare


class Command(BaseCommand):
    help = "Make roles, database, public tables and guards. Needs BOOTSTRAP_DATABASE_URL. Safe to repeat."

    # The database may not exist yet, so nothing may look into it first.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        prepare(verbosity=options["verbosity"])
        self.stdout.write("The database is ready.")
