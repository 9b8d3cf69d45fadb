"""The virtual environment, made from the lock file with hashes."""

import importlib.util
import sys
from pathlib import Path

from infra.dev.setup import progress, stamps


def install(project: Path, logs: Path) -> Path:
    """Bring .venv to the lock's state; returns its Python.

    Raises StepFailed when it cannot be made."""
    home = project / ".venv"
    python = home / "bin" / "python"
    lock = project / "requirements.lock"
    wanted = stamps.fingerprint([lock], sys.version)
    stamp = home / "seatline-stamp"
    if stamps.is_current(stamp, wanted) and python.exists():
        return python
    if not python.exists() or (stamp.is_file() and not _same_python(home)):
        _make(home, logs)
    install_locked = [str(python), "-m", "pip", "install", "--require-hashes", "-r", str(lock)]
    progress.run(
        "Installing the Python packages (about 90 s the first time)",
        install_locked,
        logs / "pip.log",
        cwd=project,
    )
    stamps.finish(stamp, wanted)
    return python


def _same_python(home: Path) -> bool:
    version = ".".join(str(part) for part in sys.version_info[:2])
    return (home / "lib" / f"python{version}").is_dir()


def _make(home: Path, logs: Path) -> None:
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise progress.StepFailed(
            f"{sys.executable} lacks the venv module, which Seatline needs to install its packages: "
            "install it (Debian and Ubuntu: apt install python3-venv) and run make again."
        )
    command = [sys.executable, "-m", "venv", "--clear", str(home)]
    progress.run("Making the virtual environment", command, logs / "venv.log", cwd=home.parent)
