"""Keeps the engines free of clocks and chance: a decision must be the same whenever it is asked for."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

_ENGINES = ("telephony/engine", "billing/engine", "reporting/engine")
_IMPURE_MODULES = frozenset(
    {"random", "secrets", "time", "os", "socket", "subprocess", "threading", "asyncio"}
)
_IMPURE_CALLS = frozenset({"now", "utcnow", "today", "uuid1", "uuid4", "open"})


def complaints(path: str, source: str) -> Iterator[str]:
    """One sentence for each import or call that reads the clock, chance or the machine."""
    for node in ast.walk(ast.parse(source)):
        for module in _imported(node):
            if module.partition(".")[0] in _IMPURE_MODULES:
                yield f"{path}:{node.lineno} imports {module}: hand the value in instead."  # type: ignore[attr-defined]
        called = _called(node)
        if called in _IMPURE_CALLS:
            yield f"{path}:{node.lineno} calls {called}(): hand the value in instead."  # type: ignore[attr-defined]


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def _called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def main() -> int:
    """Exit code 1 and the complaints when an engine is impure."""
    project = Path(__file__).resolve().parents[2]
    files = [file for engine in _ENGINES for file in sorted((project / engine).rglob("*.py"))]
    found = [line for file in files for line in complaints(str(file.relative_to(project)), file.read_text())]
    print("\n".join(found) or f"{len(files)} files of the engines are pure")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
