"""One desk per agent: the tab opened last has it."""

from dataclasses import dataclass
from datetime import datetime

from telephony.models import Agent
from telephony.services.session_lost import watch_closed_console


class NoDesk(LookupError):
    """This person is no agent of the tenant (any more)."""


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """Whose desk was opened, and the number of its last message."""

    agent_id: int
    seq: int


def open_console(*, user_id: int, console: str, now: datetime) -> OpenDesk:
    """Give the desk to this console; raises NoDesk.

    The voice device counts as unregistered until this console says otherwise.
    """
    agent = Agent.objects.filter(user_id=user_id, removed_at=None).first()
    if agent is None:
        raise NoDesk(f"User {user_id} is no agent here.")
    Agent.objects.filter(pk=agent.pk).update(console=console, last_seen_at=now, voice_ready=False)
    return OpenDesk(agent.pk, agent.desk_seq)


def close_console(*, agent_id: int, console: str, now: datetime) -> None:
    """The console's socket is gone: routing passes the agent by until a page answers again."""
    if Agent.objects.filter(pk=agent_id, console=console).update(console="", voice_ready=False):
        watch_closed_console(agent_id=agent_id, console=console, now=now)
