"""Routing: who gets which call, why the others do not, and what holds for every snapshot."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from telephony.engine.presence import AgentState
from telephony.engine.routing import AgentView, Pairing, Snapshot, WaitingVisit, Why, choose

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
SALES, SUPPORT = 1, 2


def visit(
    number: int,
    *,
    waited: int = 10,
    skill: int | None = SALES,
    priority: int = 0,
    excluded: tuple[int, ...] = (),
) -> WaitingVisit:
    at = NOW - timedelta(seconds=waited)
    return WaitingVisit(UUID(int=number), 1, skill, at, priority, frozenset(excluded))


def agent(
    number: int,
    *,
    idle: int = 10,
    skills: tuple[int, ...] = (SALES,),
    status: AgentState = AgentState.AVAILABLE,
    logged_in: bool = True,
    alive: bool = True,
    free: bool = True,
) -> AgentView:
    since = NOW - timedelta(seconds=idle)
    return AgentView(number, status, frozenset(skills), since, logged_in, alive, free)


def offers(waiting: list[WaitingVisit], agents: list[AgentView]) -> list[tuple[int, int]]:
    chosen = choose(Snapshot(tuple(waiting), tuple(agents)), NOW).offers
    return [(pair.visit_id.int, pair.agent_id) for pair in chosen]


def reasons(waiting: list[WaitingVisit], agents: list[AgentView]) -> dict[tuple[int, int], Why]:
    decided = choose(Snapshot(tuple(waiting), tuple(agents)), NOW)
    return {(reason.visit_id.int, reason.agent_id): reason.code for reason in decided.reasons}


def test_the_longest_idle_agent_gets_the_oldest_call() -> None:
    waiting = [visit(1, waited=5), visit(2, waited=50)]
    assert offers(waiting, [agent(1, idle=5), agent(2, idle=50)]) == [(2, 2), (1, 1)]


def test_priority_goes_before_age() -> None:
    assert offers([visit(1, waited=500), visit(2, priority=1)], [agent(1)]) == [(2, 1)]


def test_the_skill_is_needed() -> None:
    assert offers([visit(1, skill=SUPPORT)], [agent(1)]) == []
    assert offers([visit(1, skill=None)], [agent(1, skills=())]) == [(1, 1)]


def test_an_agent_who_let_it_ring_gets_it_again_only_when_nobody_else_is_free() -> None:
    refused = visit(1, excluded=(1,))
    assert offers([refused], [agent(1, idle=99), agent(2, idle=1)]) == [(1, 2)]
    assert offers([refused], [agent(1), agent(2, status=AgentState.BREAK)]) == [(1, 1)]


def test_each_agent_is_told_the_first_reason() -> None:
    agents = [
        agent(1, logged_in=False, alive=False),
        agent(2, alive=False, status=AgentState.BREAK),
        agent(3, status=AgentState.BREAK, free=False),
        agent(4, free=False, skills=()),
        agent(5, skills=(SUPPORT,)),
        agent(6, idle=900),
        agent(7, idle=1),
        agent(8, idle=2000),
    ]
    told = reasons([visit(1, excluded=(8,)), visit(2, waited=5, skill=None)], agents)
    assert [told[(1, number)] for number in (1, 2, 3, 4, 5, 7, 8)] == [
        Why.NOT_LOGGED_IN,
        Why.SESSION_STALE,
        Why.STATUS,
        Why.CAPACITY,
        Why.SKILL,
        Why.LONGER_IDLE_FIRST,
        Why.EXCLUDED_AFTER_DECLINE,
    ]
    assert (1, 6) not in told
    assert told[(2, 6)] is Why.OTHER_CALL_FIRST


visits = st.builds(
    visit,
    st.integers(1, 12),
    waited=st.integers(-5, 600),
    skill=st.sampled_from([None, 1, 2, 3]),
    priority=st.integers(0, 2),
    excluded=st.lists(st.integers(1, 8), max_size=4).map(tuple),
)
agents = st.builds(
    agent,
    st.integers(1, 8),
    idle=st.integers(0, 600),
    skills=st.lists(st.sampled_from([1, 2, 3]), unique=True).map(tuple),
    status=st.sampled_from(AgentState),
    logged_in=st.booleans(),
    alive=st.booleans(),
    free=st.booleans(),
)
snapshots = st.builds(
    Snapshot,
    st.lists(visits, unique_by=lambda v: v.visit_id, max_size=10).map(tuple),
    st.lists(agents, unique_by=lambda a: a.agent_id, max_size=8).map(tuple),
)


def can(one: WaitingVisit, other: AgentView) -> bool:
    ready = other.logged_in and other.session_alive and other.capacity_free
    able = one.skill is None or one.skill in other.skills
    return ready and able and other.status is AgentState.AVAILABLE


@given(snapshots)
def test_nobody_is_paired_twice_and_only_with_whom_they_can_serve(snapshot: Snapshot) -> None:
    chosen = choose(snapshot, NOW).offers
    assert len({pair.visit_id for pair in chosen}) == len({pair.agent_id for pair in chosen}) == len(chosen)
    by_visit = {v.visit_id: v for v in snapshot.waiting}
    by_agent = {a.agent_id: a for a in snapshot.agents}
    assert all(can(by_visit[pair.visit_id], by_agent[pair.agent_id]) for pair in chosen)


@given(snapshots)
def test_no_call_waits_while_somebody_who_could_take_it_is_left_over(snapshot: Snapshot) -> None:
    chosen = choose(snapshot, NOW).offers
    busy, served = {pair.agent_id for pair in chosen}, {pair.visit_id for pair in chosen}
    for one in snapshot.waiting:
        if one.visit_id not in served:
            assert not [a for a in snapshot.agents if can(one, a) and a.agent_id not in busy]


@given(snapshots, st.randoms(use_true_random=False))
def test_the_order_of_the_snapshot_does_not_matter(snapshot: Snapshot, chance: object) -> None:
    waiting, people = list(snapshot.waiting), list(snapshot.agents)
    chance.shuffle(waiting)  # type: ignore[attr-defined]
    chance.shuffle(people)  # type: ignore[attr-defined]
    assert choose(Snapshot(tuple(waiting), tuple(people)), NOW) == choose(snapshot, NOW)


@given(snapshots)
def test_every_pair_is_either_an_offer_or_has_one_reason(snapshot: Snapshot) -> None:
    decided = choose(snapshot, NOW)
    told = [Pairing(reason.visit_id, reason.agent_id) for reason in decided.reasons]
    everyone = {Pairing(v.visit_id, a.agent_id) for v in snapshot.waiting for a in snapshot.agents}
    assert len(told) == len(set(told))
    assert set(told) | set(decided.offers) == everyone
    assert not set(told) & set(decided.offers)


@given(snapshots)
def test_nobody_is_overtaken_by_a_later_call_of_the_same_kind(snapshot: Snapshot) -> None:
    served = {pair.visit_id for pair in choose(snapshot, NOW).offers}
    for one in snapshot.waiting:
        for other in snapshot.waiting:
            same = one.skill == other.skill and one.priority == other.priority
            if same and one.enqueued_at < other.enqueued_at <= NOW and other.visit_id in served:
                assert one.visit_id in served
