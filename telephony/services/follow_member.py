"""Keep the agents as the members are: who has a seat to answer calls is an agent."""

from infra.kit import clock
from telephony.models import Agent
from telephony.services.setup.agents import add_agent, remove_agent
from tenants.identity.facade import Member


def follow_member(member: Member) -> None:
    """Make the agent fit the member; runs inside the tenant, any number of times."""
    now = clock.now()
    if member.is_agent and not member.disabled:
        add_agent(member.user_id, member.name, member.email, now=now)
    else:
        remove_agent(member.user_id, now=now)


def agent_id_of(user_id: int) -> int | None:
    """The agent this person is, if any. Call inside a tenant."""
    return Agent.objects.filter(user_id=user_id, removed_at=None).values_list("pk", flat=True).first()
