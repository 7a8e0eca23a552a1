"""What earlier days leave behind is only ever added to, but for the documented ways."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from router.domain.hold_reasons import hold_reason
from router.domain.memory import Memory, Payment, Release
from router.domain.outcomes import Outcome, outcome_codes
from router.domain.standing import Standing
from router.rules import standings, why_held
from tests.unit.rules.remembered import TUESDAY, ZONE, at, case

CASES = [case(), case("C2"), case("C9", "B9")]
IDS = [one.case_id for one in CASES]
START = at("2026-10-01T09:00")

moments = st.integers(0, 52 * 24).map(lambda hours: START + timedelta(hours=hours))
dates = st.none() | st.integers(-5, 40).map(lambda days: TUESDAY + timedelta(days=days))
amounts = st.none() | st.integers(1, 200).map(Decimal)
outcomes = st.builds(
    Outcome,
    case_id=st.sampled_from(IDS),
    when=moments,
    code=st.sampled_from(sorted(outcome_codes())),
    until=dates,
    amount=amounts,
)
payments = st.builds(
    Payment,
    case_id=st.sampled_from(IDS),
    when=moments,
    amount=amounts,
    settled=st.sampled_from([True, False, None]),
)
releases = st.builds(
    Release,
    case_id=st.sampled_from(IDS),
    reason=st.sampled_from(["dispute", "promise", "call", "fruitless", "cool-off"]),
    by=st.just("Li"),
    why=st.just("answered"),
    when=moments,
)
memories = st.builds(
    Memory,
    outcomes=st.lists(outcomes, max_size=8).map(tuple),
    payments=st.lists(payments, max_size=3).map(tuple),
    releases=st.lists(releases, max_size=3).map(tuple),
)


def holds(memory: Memory) -> dict[str, Standing]:
    return dict(standings(CASES, memory, day=TUESDAY, zone=ZONE))


def in_force(standing: Standing, day: date = TUESDAY) -> set[str]:
    return {hold.reason for hold in standing.holds if hold.holds_on(day)}


@settings(max_examples=150, deadline=None)
@given(memories, outcomes)
def test_an_outcome_ends_no_hold_but_one_of_its_own_kind_that_it_replaces(
    memory: Memory, new: Outcome
) -> None:
    more = Memory(
        outcomes=(*memory.outcomes, new), payments=memory.payments, releases=memory.releases
    )
    before, after = holds(memory), holds(more)
    reason = hold_reason(new.kind.hold) if new.kind.hold else None
    replaced = {reason.reason} if reason is not None and reason.newest_counts else set()
    for case_id in IDS:
        assert in_force(before[case_id]) - in_force(after[case_id]) <= replaced
        if before[case_id].stage != "visit":
            assert after[case_id].stage != "visit"
        assert before[case_id].flags <= after[case_id].flags


@settings(max_examples=150, deadline=None)
@given(memories, payments)
def test_a_payment_ends_nothing_but_a_promise_that_it_keeps(memory: Memory, new: Payment) -> None:
    more = Memory(
        outcomes=memory.outcomes, payments=(*memory.payments, new), releases=memory.releases
    )
    before, after = holds(memory), holds(more)
    for case_id in IDS:
        assert in_force(before[case_id]) - in_force(after[case_id]) <= {"promise"}


@settings(max_examples=150, deadline=None)
@given(memories, releases)
def test_a_release_ends_nothing_but_what_it_names(memory: Memory, new: Release) -> None:
    more = Memory(
        outcomes=memory.outcomes, payments=memory.payments, releases=(*memory.releases, new)
    )
    before, after = holds(memory), holds(more)
    for case_id in IDS:
        assert in_force(before[case_id]) - in_force(after[case_id]) <= {new.reason}
        if new.reason != "call":
            assert before[case_id].stage == after[case_id].stage


@settings(max_examples=100, deadline=None)
@given(memories)
def test_nothing_is_known_of_a_stranger_and_the_order_of_records_does_not_matter(
    memory: Memory,
) -> None:
    backwards = Memory(
        outcomes=memory.outcomes[::-1],
        payments=memory.payments[::-1],
        releases=memory.releases[::-1],
    )
    for one, other in zip(holds(memory).values(), holds(backwards).values(), strict=True):
        assert in_force(one) == in_force(other)
        assert (why_held(one, TUESDAY) is None) == (why_held(other, TUESDAY) is None)
    strangers = standings([case("X", "BX")], memory, day=TUESDAY, zone=ZONE)
    assert strangers["X"].holds == ()
    assert strangers["X"].history == ()
