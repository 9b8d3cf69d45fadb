"""Enforces the house's sizes: how long files and functions may be, at most and on the whole."""

import ast
import statistics
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_PARTS = ("billing", "infra", "reporting", "telephony", "tenants", "tests", "manage.py", "frontend")
_IGNORED_DIRS = frozenset({"migrations", "node_modules", "dist", "__pycache__"})
_GENERATED = frozenset({"schema.d.ts"})
_SCRIPT_SUFFIXES = frozenset({".ts", ".tsx"})


@dataclass(frozen=True)
class Limits:
    """Lines: the most one may have, and what half and nine tenths of all must stay within."""

    cap: int
    median: int
    p90: int


FILES = Limits(cap=400, median=80, p90=200)
FUNCTIONS = Limits(cap=60, median=8, p90=25)


@dataclass(frozen=True)
class Measured:
    """A file or a function and its length in lines."""

    name: str
    lines: int


def functions(path: str, source: str) -> Iterator[Measured]:
    """Every function and method with its length, docstring included."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield Measured(f"{path}:{node.lineno} {node.name}", lines)


def percentile(lengths: list[int], share: float) -> int:
    """The length that this share of all stays within."""
    ordered = sorted(lengths)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def complaints(kind: str, found: list[Measured], limits: Limits) -> Iterator[str]:
    """One sentence for each limit that is broken."""
    for one in sorted(found, key=lambda measured: -measured.lines):
        if one.lines > limits.cap:
            yield f"{one.name} has {one.lines} lines; a {kind} may have {limits.cap}: split it by verb."
    lengths = [one.lines for one in found]
    if not lengths:
        return
    median, p90 = statistics.median(lengths), percentile(lengths, 0.9)
    if median > limits.median:
        yield f"Half of all {kind}s exceed {median:.0f} lines; {limits.median} is allowed."
    if p90 > limits.p90:
        yield f"A tenth of all {kind}s exceeds {p90} lines; {limits.p90} is allowed."


def sources(project: Path) -> Iterator[Path]:
    """Every file that people write: Python without migrations, TypeScript without what is generated."""
    for part in _PARTS:
        start = project / part
        for path in [start] if start.is_file() else sorted(start.rglob("*")):
            inside = path.relative_to(project).parts
            written = path.suffix in {".py", *_SCRIPT_SUFFIXES} and path.name not in _GENERATED
            if written and not _IGNORED_DIRS.intersection(inside) and path.is_file():
                yield path


def check(project: Path, paths: Iterable[Path]) -> list[str]:
    """All complaints about these files; prints the figures."""
    files: list[Measured] = []
    found: list[Measured] = []
    for path in paths:
        name, source = str(path.relative_to(project)), path.read_text()
        files.append(Measured(name, len(source.splitlines())))
        if path.suffix == ".py":
            found.extend(functions(name, source))
    counted = [one for one in files if one.lines]  # an empty __init__.py says nothing about size
    _report("files", counted)
    _report("functions", found)
    return [*complaints("file", counted, FILES), *complaints("function", found, FUNCTIONS)]


def _report(kind: str, found: list[Measured]) -> None:
    lengths = [one.lines for one in found] or [0]
    print(
        f"{len(found)} {kind}: median {statistics.median(lengths):.0f} lines, "
        f"p90 {percentile(lengths, 0.9)}, longest {max(lengths)}"
    )


def main() -> int:
    """Exit code 1 and the complaints when a limit is broken."""
    project = Path(__file__).resolve().parents[2]
    found = check(project, sources(project))
    print("\n".join(found), file=sys.stderr, end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
