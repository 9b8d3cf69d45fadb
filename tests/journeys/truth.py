"""What the carrier's own ledger says, to compare everything else with."""

from datetime import UTC, datetime

from tests.contracts import twiml
from tests.journeys.world import World

_ALWAYS = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


def caller_minutes(
    world: World, account_sid: str, start: datetime = _ALWAYS[0], end: datetime = _ALWAYS[1]
) -> int:
    """Begun minutes of every caller's leg of this account whose call began in [start, end)."""
    calls = world.carrier.ledger(account_sid)["calls"]
    return sum(
        call["minutes"] for call in calls if call["direction"] == "inbound" and "client:" not in call["from"]
    )


def every_twiml_is_valid(world: World) -> None:
    """Every document the product answered with passes the vendor's grammar, and none raised an alert."""
    ledger = world.carrier.ledger()
    for document in ledger["twiml"]:
        problems = twiml.check(document["body"])
        assert problems == [], (document["url"], problems, document["body"])
    assert ledger["alerts"] == []
    assert ledger["twiml"], "no document was seen at all"
