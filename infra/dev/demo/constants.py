"""Who can sign in to the demo; for development only, written down once."""

from dataclasses import dataclass
from unicodedata import east_asian_width

PASSWORD = "seatline-demo-2026"  # noqa: S105 - a demo on loopback, shown on the screen by `make run`


@dataclass(frozen=True, slots=True)
class Person:
    """A demo log-in."""

    email: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Company:
    """A demo company; its owner answers calls too."""

    slug: str
    name: str
    country: str
    timezone: str
    locale: str
    owner: Person
    agents: tuple[Person, ...]
    has_history: bool


ACME = Company(
    slug="acme",
    name="Acme Repairs",
    country="US",
    timezone="America/New_York",
    locale="en",
    owner=Person("owner@acme.test", "Acme Owner", "owner"),
    agents=(
        Person("agent1@acme.test", "Agent One", "agent"),
        Person("agent2@acme.test", "Agent Two", "agent"),
    ),
    has_history=True,
)
GLOBEX = Company(
    slug="globex",
    name="环球贸易",
    country="US",
    timezone="Asia/Shanghai",
    locale="zh-hans",
    owner=Person("owner@globex.test", "环球管理员", "owner"),
    agents=(Person("agent1@globex.test", "一号坐席", "agent"),),
    has_history=False,
)
COMPANIES = (ACME, GLOBEX)
OPERATOR = Person("operator@seatline.test", "Operator", "operator")


def _padded(text: str, width: int) -> str:
    """The text filled up to this width on a terminal, where Han characters take two columns."""
    shown = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
    return text + " " * max(0, width - shown)


def greeting(web: str) -> list[str]:
    """Lines for the launcher: where the companies are and who can sign in; `web` is host:port."""
    lines = []
    for company in COMPANIES:
        lines.append(f"  {_padded(company.name, 22)} http://{company.slug}.{web}/")
        lines.append(f"    owner                {company.owner.email}")
        lines.append(f"    agents               {', '.join(person.email for person in company.agents)}")
    lines.append(f"  {'Back office':<22} http://{web}/admin/")
    lines.append(f"    sign in as           {OPERATOR.email}")
    return [*lines, f"    password of each     {PASSWORD}"]
