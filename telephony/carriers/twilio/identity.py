"""The name an agent's browser has at the carrier."""

# Twilio's client identities hold letters, digits and underscores only ("Access Tokens", Identity).
_BETWEEN = "_"


def identity_of(tenant_key: str, agent_id: int) -> str:
    """`<tenant key>_<agent id>`."""
    return f"{tenant_key}{_BETWEEN}{agent_id}"


def agent_of_identity(identity: str, tenant_key: str) -> int | None:
    """The agent's id in an identity of this tenant; None for anything else.

    A tenant key has an underscore of its own, so the last one counts.
    """
    key, _, number = identity.rpartition(_BETWEEN)
    known = key == tenant_key and number.isascii() and number.isdecimal() and len(number) < 19
    return int(number) if known else None
