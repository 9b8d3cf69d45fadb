"""Everything the stand-in remembers, in one SQLite file."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Json = dict[str, Any]

_TABLES = """
CREATE TABLE IF NOT EXISTS objects (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, kind TEXT NOT NULL,
  customer TEXT, body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS objects_by_kind ON objects (kind, customer, seq);
CREATE TABLE IF NOT EXISTS idempotency (
  key TEXT PRIMARY KEY, request TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL,
  created INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS meter_events (
  identifier TEXT PRIMARY KEY, event_name TEXT NOT NULL, customer TEXT NOT NULL, at INTEGER NOT NULL,
  value TEXT NOT NULL, created INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS meter_events_by_time ON meter_events (event_name, customer, at);
CREATE TABLE IF NOT EXISTS deliveries (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, url TEXT NOT NULL, secret TEXT NOT NULL,
  not_before INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT 'waiting');
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


class Store:
    """Objects by id and kind; `work()` is one transaction, `trial()` one that never happened."""

    def __init__(self, path: Path | None) -> None:
        self.db = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
        self.db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + _TABLES)

    @contextmanager
    def work(self) -> Iterator[None]:
        """Commit at the end, roll back when anything is raised."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    @contextmanager
    def trial(self) -> Iterator[None]:
        """Undo everything done inside, which is how a preview and the real charge are the same code."""
        self.db.execute("SAVEPOINT trial")
        try:
            yield
        finally:
            self.db.execute("ROLLBACK TO trial")
            self.db.execute("RELEASE trial")

    def put(self, kind: str, body: Json) -> None:
        """Insert or replace one object, whose id and customer are read from it."""
        self.db.execute(
            "INSERT INTO objects (id, kind, customer, body) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET customer = excluded.customer, body = excluded.body",
            (body["id"], kind, body.get("customer"), json.dumps(body)),
        )

    def get(self, identifier: str) -> tuple[str, Json] | None:
        """The kind and body of one object."""
        row = self.db.execute("SELECT kind, body FROM objects WHERE id = ?", (identifier,)).fetchone()
        return (row[0], json.loads(row[1])) if row else None

    def drop(self, identifier: str) -> None:
        """Forget one object."""
        self.db.execute("DELETE FROM objects WHERE id = ?", (identifier,))

    def of_kind(self, kind: str, customer: str | None = None) -> list[Json]:
        """All objects of a kind, newest first."""
        rows = self.db.execute(
            "SELECT body FROM objects WHERE kind = ? AND (? IS NULL OR customer = ?) ORDER BY seq DESC",
            (kind, customer, customer),
        )
        return [json.loads(row[0]) for row in rows]

    def setting(self, name: str) -> str | None:
        """One remembered value."""
        row = self.db.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def remember(self, name: str, value: str) -> None:
        """Keep one value across restarts."""
        self.db.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))
