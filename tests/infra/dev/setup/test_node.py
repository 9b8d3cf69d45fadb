"""Only a Node that is new enough is taken from the machine."""

import pytest

from infra.dev.setup import node


@pytest.mark.parametrize(
    ("said", "enough"),
    [("v20.19.0\n", True), ("v24.1.0\n", True), ("v20.18.3\n", False), ("v18.20.0\n", False), ("", False)],
)
def test_versions(said: str, enough: bool) -> None:
    assert (node.version_of(said) >= node.OLDEST) is enough
