"""Decides whether production may start with the given environment."""

from collections.abc import Mapping

from infra.config import development

REQUIRED = (
    "SECRET_KEY",
    "FIELD_KEYS",
    "DATABASE_URL",
    "REDIS_URL",
    "PUBLIC_BASE_URL",
    "PUBLIC_DOMAIN",
    "CARRIER_ACCOUNT_SID",
    "CARRIER_AUTH_TOKEN",
    "STRIPE_API_KEY",
    "STRIPE_WEBHOOK_SECRET",
)
_SHORTEST_SECRET_KEY = 40


def reason(env: Mapping[str, str]) -> str | None:
    """One sentence that says why production must not start with this environment; None when it may."""
    absent = [name for name in REQUIRED if not env.get(name)]
    if absent:
        return f"set {', '.join(absent)} in the environment"
    known = [name for name in REQUIRED if development.ALL & {v.strip() for v in env[name].split(",")}]
    if known:
        return f"give {', '.join(known)} a value of your own instead of the development one"
    if len(env["SECRET_KEY"]) < _SHORTEST_SECRET_KEY:
        return f"make SECRET_KEY at least {_SHORTEST_SECRET_KEY} characters long"
    if env.get("CARRIER_SIGNALLING_INSECURE"):
        return "unset CARRIER_SIGNALLING_INSECURE, which is for development only"
    if not env["PUBLIC_BASE_URL"].startswith("https://"):
        return "make PUBLIC_BASE_URL start with https://"
    return None


def refuse_unsafe(env: Mapping[str, str]) -> None:
    """Raise SystemExit with one sentence when production must not start with this environment."""
    why = reason(env)
    if why:
        raise SystemExit(f"Seatline does not start in production: {why}.")
