"""Runs due timers until it is told to stop; any number of these processes may run side by side."""

import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections

from infra.base import timers
from infra.kit import clock

_LONGEST_SLEEP_S = 0.5


class Command(BaseCommand):
    help = "Run due timers until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="run what is due now and leave")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            timers.run_due(clock.now())
            return
        stopped = threading.Event()

        def stop(signum: int, frame: FrameType | None) -> None:
            stopped.set()

        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, stop)
        while not stopped.is_set():
            self._round(stopped)

    def _round(self, stopped: threading.Event) -> None:
        try:
            if timers.run_due(clock.now()):
                return
            due = timers.next_due()
        except OperationalError as error:
            # The database restarts or fails over: say so and try again, the timers are still there.
            self.stderr.write(f"timers wait for the database: {error}")
            close_old_connections()
            due = None
        wait = (due - clock.now()).total_seconds() if due else _LONGEST_SLEEP_S
        stopped.wait(min(max(wait, 0.01), _LONGEST_SLEEP_S))
