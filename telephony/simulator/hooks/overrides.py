"""Connection overrides in a webhook URL's fragment, such as `#rc=3&rp=ct,5xx&rt=5000`."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urldefrag


@dataclass(frozen=True)
class Policy:
    """How often and when to try again (Twilio: webhooks connection overrides)."""

    retries: int = 1
    on: frozenset[str] = frozenset({"ct"})
    """Of ct (connection), rt (read time-out), 4xx, 5xx, all."""
    connect_s: float = 5.0
    read_s: float = 15.0
    total_s: float = 15.0

    def retry(self, failure: str) -> bool:
        """Tell whether a failure of this kind is tried again."""
        return failure in self.on or "all" in self.on


def split(url: str) -> tuple[str, Policy]:
    """Return the URL without its fragment, and the policy the fragment asks for."""
    bare, fragment = urldefrag(url)
    asked = dict(parse_qsl(fragment))
    policy = Policy()
    return bare, Policy(
        retries=round(_number(asked, "rc", policy.retries, 0, 5)),
        on=frozenset(asked["rp"].lower().split(",")) if "rp" in asked else policy.on,
        connect_s=_number(asked, "ct", 5000, 100, 10000) / 1000,
        read_s=_number(asked, "rt", 15000, 100, 15000) / 1000,
        total_s=_number(asked, "tt", 15000, 100, 15000) / 1000,
    )


def _number(asked: dict[str, str], name: str, default: float, low: float, high: float) -> float:
    text = asked.get(name, "")
    return min(high, max(low, float(text))) if text.isdigit() else default
