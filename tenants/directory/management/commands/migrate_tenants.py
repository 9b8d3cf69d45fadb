"""Brings every tenant's schema up to date; run again after an interruption, it does what is left."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants.directory.stamping.migrate_all import migrate_all


class Command(BaseCommand):
    help = "Run missing migrations in every tenant's schema. Resumable."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("keys", nargs="*", help="tenant keys; all tenants when none is given")

    def handle(self, *args: Any, **options: Any) -> None:
        failed = changed = total = 0
        for outcome in migrate_all(options["keys"] or None):
            total += 1
            changed += outcome.ran > 0
            if outcome.error:
                failed += 1
                self.stderr.write(f"{outcome.key}: {outcome.error}")
        self.stdout.write(f"{total} tenants, {changed} changed, {failed} failed.")
        if failed:
            raise CommandError("Some tenants were not migrated; mend what is said above and run this again.")
