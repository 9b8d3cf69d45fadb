"""The purity check finds clocks and chance, and lets arithmetic on moments pass."""

import pytest

from infra.check.purity import complaints


@pytest.mark.parametrize(
    "source",
    [
        "import random",
        "from time import monotonic",
        "import datetime\ndatetime.datetime.now()",
        "from datetime import date\ndate.today()",
        "from uuid import uuid4\nuuid4()",
        "def f() -> str:\n    return open('x').read()",
    ],
)
def test_impure_code_is_named(source: str) -> None:
    assert list(complaints("telephony/engine/routing.py", source))


def test_pure_code_passes() -> None:
    pure = (
        "from datetime import datetime, timedelta\n"
        "def due(now: datetime) -> datetime:\n"
        "    return now + timedelta(1)"
    )
    assert list(complaints("telephony/engine/routing.py", pure)) == []
