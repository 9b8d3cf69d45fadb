"""Fails when the committed API description, or the types made from it, is not what the code says today."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
DESCRIPTION = PROJECT / "infra" / "docs" / "openapi.yaml"
TYPES = PROJECT / "frontend" / "src" / "api" / "schema.d.ts"


def _describe(target: Path) -> int:
    command = [
        sys.executable,
        "manage.py",
        "spectacular",
        "--validate",
        "--fail-on-warn",
        "--file",
        str(target),
    ]
    settings = {**os.environ, "DJANGO_SETTINGS_MODULE": "infra.config.settings.test"}
    return subprocess.run(command, cwd=PROJECT, env=settings, check=False).returncode


def _types(description: Path, target: Path) -> int:
    maker = PROJECT / "frontend" / "node_modules" / ".bin" / "openapi-typescript"
    command = [str(maker), str(description), "-o", str(target)]
    return subprocess.run(
        command, cwd=PROJECT / "frontend", check=False, stdout=subprocess.DEVNULL
    ).returncode


def differs(made: Path, committed: Path) -> bool:
    """Whether the committed file is absent or not byte for byte what was made."""
    return not committed.exists() or made.read_bytes() != committed.read_bytes()


def main() -> int:
    """`--write` renews both files; without it exit code 1 says that they are stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="renew the committed files")
    write = parser.parse_args().write
    with tempfile.TemporaryDirectory() as scratch:
        description = DESCRIPTION if write else Path(scratch) / DESCRIPTION.name
        types = TYPES if write else Path(scratch) / TYPES.name
        if _describe(description) or _types(description, types):
            return 1
        made = ((description, DESCRIPTION), (types, TYPES))
        stale = [str(kept.relative_to(PROJECT)) for new, kept in made if differs(new, kept)]
    for name in stale:
        print(f"{name} is not what the code says: run `make schema` and commit it.", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
