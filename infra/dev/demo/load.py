"""Makes the demo companies by the product's own sign-up, and gives one a past."""

from collections.abc import Callable

from billing import facade as billing
from infra.base.problems import Refusal
from infra.dev.demo.constants import COMPANIES, OPERATOR, PASSWORD, Company
from infra.kit import clock
from infra.onboarding.sample.load import load_sample_data, remove_sample_data
from infra.onboarding.services.run_step import run_step
from infra.onboarding.services.sign_up import Application, sign_up
from telephony import facade as telephony
from tenants.directory import facade as directory
from tenants.directory.context import in_tenant
from tenants.identity import facade as identity

Say = Callable[[str], None]


class DemoIncomplete(Exception):
    """A step of setting a demo company up failed; the message says which and why."""


def load(say: Say) -> None:
    """Make what is missing of the demo and load a fresh week of calls; safe to repeat."""
    identity.make_operator(email=OPERATOR.email, name=OPERATOR.name, password=PASSWORD)
    for company in COMPANIES:
        key = _key(company) or _sign_up(company)
        _set_up(key, company)
        _add_agents(key, company)
        if company.has_history:
            with in_tenant(key):
                calls = load_sample_data(timezone=company.timezone, now=clock.now())
            say(f"{company.name}: {calls} calls of the past week")


def numbers() -> dict[str, str]:
    """The telephone number of each company by its slug, E.164; companies without one are left out."""
    keys = {company.slug: key for company in COMPANIES if (key := _key(company))}
    held = {slug: [line.e164 for line in directory.lines(key) if line.state == "active"]
            for slug, key in keys.items()}  # fmt: skip
    return {slug: lines[0] for slug, lines in held.items() if lines}


def complete() -> bool:
    """Whether both companies are set up, and those with a history have one."""
    return all((key := _key(company)) and _has_history(key, company) for company in COMPANIES)


def remove(say: Say) -> None:
    """Take the sample calls and contacts out again; the companies and their people stay."""
    for company in COMPANIES:
        key = _key(company)
        if key:
            with in_tenant(key):
                calls = remove_sample_data(now=clock.now())
            say(f"{company.name}: removed {calls} sample calls")


def _key(company: Company) -> str | None:
    tenant = directory.tenant_by_host(directory.host_of(company.slug))
    return tenant.key if tenant else None


def _has_history(key: str, company: Company) -> bool:
    tenant = directory.tenant_by_key(key)
    if tenant.state != "active" or not company.has_history:
        return tenant.state == "active"
    with in_tenant(key):
        return telephony.has_samples()


def _sign_up(company: Company) -> str:
    offered = telephony.search_numbers(company.country, limit=1)
    asked = Application(
        company=company.name,
        slug=company.slug,
        name=company.owner.name,
        email=company.owner.email,
        password=PASSWORD,
        country=company.country,
        timezone=company.timezone,
        locale=company.locale,
        phone_number=offered[0].e164,
    )
    return sign_up(asked, now=clock.now()).tenant.key


def _set_up(key: str, company: Company) -> None:
    while run_step(key, clock.now()):
        pass
    failed = [step for step in directory.steps(key) if step.state == "failed"]
    if failed:
        raise DemoIncomplete(f"Setting up {company.name} stopped at {failed[0].name}: {failed[0].error}")


def _add_agents(key: str, company: Company) -> None:
    known = {member.email for member in identity.members(key)}
    _order_seats(key, company)
    for person in company.agents:
        if person.email in known:
            continue
        try:
            identity.add_member(
                tenant_key=key,
                email=person.email,
                name=person.name,
                role=person.role,
                actor=None,
                now=clock.now(),
                password=PASSWORD,
            )
        except Refusal as refusal:
            raise DemoIncomplete(f"{person.email} cannot join {company.name}: {refusal.detail}") from refusal


def _order_seats(key: str, company: Company) -> None:
    try:
        billing.order_seats(key, 1 + len(company.agents), actor="system", now=clock.now())
    except Refusal as refusal:
        raise DemoIncomplete(f"{company.name} cannot have its seats: {refusal.detail}") from refusal
