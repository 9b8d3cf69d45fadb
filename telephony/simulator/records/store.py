"""Rows by kind and SID, kept in memory and written through to SQLite."""

import json
import sqlite3
from pathlib import Path
from typing import Any

Json = dict[str, Any]

TABLES = """
CREATE TABLE IF NOT EXISTS row (
  kind TEXT NOT NULL, sid TEXT NOT NULL, account TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, sid));
CREATE TABLE IF NOT EXISTS sound (sid TEXT PRIMARY KEY, wav BLOB NOT NULL);
"""


class Store:
    """A small document store; `path` None keeps everything in memory."""

    def __init__(self, path: Path | None = None) -> None:
        if path is not None:
            path.mkdir(parents=True, exist_ok=True)
        name = ":memory:" if path is None else str(path / "carrier.sqlite3")
        self._db = sqlite3.connect(name, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.executescript(TABLES)
        self._rows: dict[str, dict[str, tuple[str, Json]]] = {}
        for kind, sid, account, value in self._db.execute(
            "SELECT kind, sid, account, value FROM row ORDER BY rowid"
        ):
            self._rows.setdefault(kind, {})[sid] = (account, json.loads(value))

    def put(self, kind: str, sid: str, account: str, value: Json) -> None:
        """Insert or replace one row; its place in the order of insertion stays."""
        self._rows.setdefault(kind, {})[sid] = (account, value)
        self._db.execute(
            "INSERT INTO row VALUES (?, ?, ?, ?) ON CONFLICT (kind, sid) DO UPDATE"
            " SET value = excluded.value, account = excluded.account",
            (kind, sid, account, json.dumps(value)),
        )

    def get(self, kind: str, sid: str, account: str | None = None) -> Json | None:
        """Return a row, or None if there is none or it belongs to another account."""
        found = self._rows.get(kind, {}).get(sid)
        if found is None or (account is not None and found[0] != account):
            return None
        return found[1]

    def all(self, kind: str, account: str | None = None) -> list[Json]:
        """Return the rows of a kind, oldest first."""
        return [value for owner, value in self._rows.get(kind, {}).values() if account in (None, owner)]

    def delete(self, kind: str, sid: str) -> None:
        """Forget a row and its sound (idempotent)."""
        self._rows.get(kind, {}).pop(sid, None)
        self._db.execute("DELETE FROM row WHERE kind = ? AND sid = ?", (kind, sid))
        self._db.execute("DELETE FROM sound WHERE sid = ?", (sid,))

    def put_sound(self, sid: str, wav: bytes) -> None:
        """Keep the WAV file of a recording."""
        self._db.execute("INSERT OR REPLACE INTO sound VALUES (?, ?)", (sid, wav))

    def sound(self, sid: str) -> bytes | None:
        """Return the WAV file of a recording."""
        row = self._db.execute("SELECT wav FROM sound WHERE sid = ?", (sid,)).fetchone()
        return None if row is None else bytes(row[0])

    def close(self) -> None:
        """Close the database file."""
        self._db.close()
