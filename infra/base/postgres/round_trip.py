"""Statements sent together and answered together: one round trip, whatever their number.

psycopg's own pipeline waits for the socket several times per statement and takes four times as long, so this
speaks to libpq itself, through psycopg's public `pq` module.
"""

import re
import select
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import count
from weakref import WeakKeyDictionary

from psycopg import Connection, DataError, Error, OperationalError, errors, pq

Value = str | datetime | None
Row = tuple[str | None, ...]
Done = Callable[[], object]

MOST_PLANS = 100  # per connection, as psycopg keeps; the least recently used goes
_GOOD = (pq.ExecStatus.COMMAND_OK, pq.ExecStatus.TUPLES_OK)
_NAMED = re.compile(r"%\((\w+)\)s")
_numbers = count()
_plans: WeakKeyDictionary[Connection, OrderedDict[str, bytes]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement whose plan the server keeps, separately for each `owner`; its values go beside it."""

    text: str
    names: tuple[str, ...]
    owner: str = ""

    @classmethod
    def of(cls, named: str) -> "Statement":
        """From a text with %(name)s where values go; each is text to the server unless the text casts it."""
        names = tuple(dict.fromkeys(_NAMED.findall(named)))
        return cls(_NAMED.sub(lambda found: f"${names.index(found[1]) + 1}", named), names)

    def bound(self, values: Mapping[str, Value]) -> list[bytes | None]:
        """The values in the statement's order, as the server reads them."""
        return [_written(values[name]) for name in self.names]


Work = tuple[Statement, Mapping[str, Value]]


def run_together(raw: Connection, work: Sequence[Work], *, transaction: bool) -> list[Row]:
    """The rows of the last statement; with `transaction` all of it is one, else part of the open one.

    Raises psycopg's error of the first statement that failed, of the commit too. Nothing was done then; an
    open transaction must be rolled back by whoever opened it.
    """
    bound = [(statement, statement.bound(values)) for statement, values in work]
    try:
        done = _send_all(raw, bound, transaction)
        results = _exchange(raw.pgconn)
        raw.pgconn.exit_pipeline_mode()
    except BaseException:
        raw.close()  # half an exchange: nobody could tell whose the next answers are
        raise
    for result, note in zip(results, done, strict=False):
        if result.status in _GOOD:
            note()
    failed = next((result for result in results if result.status not in _GOOD), None)
    if failed is not None:
        if transaction:
            raw.rollback()
        raise _error(raw, failed)
    return _rows(results[-2 if transaction else -1])


def _send_all(
    raw: Connection, bound: Sequence[tuple[Statement, list[bytes | None]]], transaction: bool
) -> list[Done]:
    """Send everything up to the synchronisation point; what to note when each thing is done, in order."""
    link = raw.pgconn
    link.enter_pipeline_mode()
    done: list[Done] = []
    if transaction:
        done.append(_send_plain(link, b"BEGIN"))
    for statement, values in bound:
        done += _send(raw, statement, values)
    if transaction:
        done.append(_send_plain(link, b"COMMIT"))
    link.pipeline_sync()
    return done


def _send_plain(link: pq.abc.PGconn, text: bytes) -> Done:
    link.send_query_params(text, None)
    return tuple


def _send(raw: Connection, statement: Statement, values: list[bytes | None]) -> list[Done]:
    """Send one statement, its plan first where the server has none; what to note when each is done."""
    plans = _plans.setdefault(raw, OrderedDict())
    kept = f"{statement.owner} {statement.text}"
    name, done = plans.get(kept), list[Done]()
    if name is None:
        if len(plans) >= MOST_PLANS:
            oldest = next(iter(plans))
            raw.pgconn.send_close_prepared(plans[oldest])
            done.append(partial(plans.pop, oldest, None))
        name = f"seatline_{next(_numbers)}".encode()
        raw.pgconn.send_prepare(name, statement.text.encode())
        done.append(partial(plans.__setitem__, kept, name))
    else:
        plans.move_to_end(kept)
    raw.pgconn.send_query_prepared(name, values)
    return [*done, tuple]


def _exchange(link: pq.abc.PGconn) -> list[pq.abc.PGresult]:
    """One result for each thing sent, up to the synchronisation point."""
    while link.flush():
        readable, _, _ = select.select([link.socket], [link.socket], [])
        if readable:
            link.consume_input()
    results: list[pq.abc.PGresult] = []
    while True:
        while link.is_busy():
            select.select([link.socket], [], [])
            link.consume_input()
        result = link.get_result()
        if result is None:  # the end of one statement's results
            if link.status != pq.ConnStatus.OK:
                raise OperationalError("The connection to the database was lost.")
        elif result.status == pq.ExecStatus.PIPELINE_SYNC:
            return results
        else:
            results.append(result)


def _error(raw: Connection, result: pq.abc.PGresult) -> Error:
    state = (result.error_field(pq.DiagnosticField.SQLSTATE) or b"").decode()
    if state == errors.InvalidSqlStatementName.sqlstate:  # a pooler gave us a server that has not our plans
        _plans.pop(raw, None)
    try:
        kind: type[Error] = errors.lookup(state)
    except KeyError:
        kind = OperationalError
    return kind(result.error_message.decode(errors="replace").strip())


def _rows(result: pq.abc.PGresult) -> list[Row]:
    columns = range(result.nfields)
    return [
        tuple(_read(result.get_value(row, column)) for column in columns) for row in range(result.ntuples)
    ]


def _read(value: bytes | None) -> str | None:
    return None if value is None else value.decode()


def _written(value: Value) -> bytes | None:
    if value is None:
        return None
    text = value.isoformat() if isinstance(value, datetime) else value
    if "\0" in text:
        raise DataError("PostgreSQL text cannot contain NUL (0x00) bytes.")
    return text.encode()
