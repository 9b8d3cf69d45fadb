"""One desk per agent: the tab opened last has it."""

from datetime import datetime

from telephony.models import Agent


class NoDesk(LookupError):
    """This person is no agent of the tenant (any more)."""


def open_console(*, user_id: int, console: str, now: datetime) -> int:
    """Give the desk to this console and return the agent's id; raises NoDesk.

    The voice device counts as unregistered until this console says otherwise.
    """
    agent = Agent.objects.filter(user_id=user_id, removed_at=None).first()
    if agent is None:
        raise NoDesk(f"User {user_id} is no agent here.")
    Agent.objects.filter(pk=agent.pk).update(console=console, last_seen_at=now, voice_ready=False)
    return agent.pk


def close_console(*, agent_id: int, console: str) -> None:
    """The console's socket is gone: routing passes the agent by until a page answers again."""
    Agent.objects.filter(pk=agent_id, console=console).update(console="", voice_ready=False)
