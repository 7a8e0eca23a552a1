"""Agents at the door, and what is remembered of the borrower."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from router.checking import FindingCode
from router.domain.cases import Hold
from router.domain.plan import PlanData
from router.domain.problem import Meeting
from router.domain.profiles import (
    CertificateRule,
)
from router.domain.times import DailyWindow
from router.domain.verdicts import AgentFacts
from tests.unit.checking.lawful import (
    CITED,
    DAY,
    WEEK,
    at,
    facts,
    found,
    hours,
    lawful,
    more,
    visited,
    with_facts,
    with_rules,
)

CODES = FindingCode


RISKY = facts(1, flags=frozenset({"risk"}))
MISSED = tuple(visited(at("15:00", day), "ACC") for day in (1, 2, 3))


@pytest.mark.parametrize(
    ("certificates", "expected"),
    [
        ((), []),
        ((("licence", None),), []),
        ((("licence", DAY),), []),  # valid through its last day
        ((("licence", date(2026, 11, 22)),), [CODES.LAW_CERTIFICATES]),
    ],
)
def test_who_has_an_expired_certificate_is_no_agent(
    certificates: tuple[tuple[str, date | None], ...], expected: list[FindingCode]
) -> None:
    agent = AgentFacts(agent_id="a1", certificates=certificates)
    assert found(lawful(facts(1), starts=("10:00",), agents=(agent,))) == expected


def test_a_certificate_that_a_profile_demands_is_not_missing() -> None:
    law = more(CertificateRule(rule_id="licence", citation=CITED, certificate="licence"))
    assert found(lawful(facts(1), starts=("10:00",)), law) == [CODES.LAW_CERTIFICATES]
    agent = AgentFacts(agent_id="a1", certificates=(("licence", DAY),))
    assert found(lawful(facts(1), starts=("10:00",), agents=(agent,)), law) == []


def test_areas_and_languages_are_those_of_the_agent() -> None:
    agent = AgentFacts(agent_id="a1", areas=frozenset({"north"}), languages=frozenset({"es"}))
    fits = facts(1, area="north", languages=frozenset({"es", "en"}))
    assert found(lawful(fits, starts=("10:00",), agents=(agent,))) == []
    south = replace(fits, area="south")
    assert found(lawful(south, starts=("10:00",), agents=(agent,))) == [CODES.LAW_AREA]
    unknown = replace(fits, area="")  # as a borrower of unknown language may be met by anybody
    assert found(lawful(unknown, starts=("10:00",), agents=(agent,))) == []
    foreign = replace(fits, languages=frozenset({"arn"}))
    assert found(lawful(foreign, starts=("10:00",), agents=(agent,))) == [CODES.LAW_LANGUAGE]


def test_two_agents_who_meet_at_a_door_are_two_people() -> None:
    risky = frozenset({"risk"})
    second = facts(2, case_ids=("c1",), borrower_ids=("b1",), flags=risky)
    pair = lawful(
        replace(RISKY, case_ids=("c1",)), second, starts=("10:00", "10:00"),
        agents=(AgentFacts(agent_id="a1"), AgentFacts(agent_id="a2")),
    )  # fmt: skip
    pair = replace(pair, cards=pair.cards[:1])
    meetings = (Meeting(first="v1", second="v2"),)
    together = replace(pair, problem=replace(pair.problem, meetings=meetings))
    assert found(together) == []
    assert found(pair) == [CODES.LAW_RISK] * 2


def test_daylight_is_from_sunrise_to_sunset() -> None:
    # In Santiago the sun sets at 20:34 on 23 November 2026, and rises at 06:31.
    light = facts(1, flags=frozenset({"daylight"}))
    law = with_rules()
    for clock, expected in [
        ("06:25", [CODES.LAW_RISK]),
        ("06:35", []),
        ("20:20", []),
        ("20:30", [CODES.LAW_RISK]),
    ]:
        assert found(lawful(light, starts=(clock,)), law) == expected, clock


def test_after_three_visits_in_vain_in_a_row_no_fourth_is_made() -> None:
    law = with_rules()
    assert found(lawful(history=MISSED[:2]), law) == []
    assert found(lawful(history=MISSED), law) == [CODES.LAW_FRUITLESS]
    met = visited(at("15:00", 4))
    assert found(lawful(history=(*MISSED, met)), law) == []
    not_done = replace(met, code="NOTDONE")
    assert found(lawful(history=(*MISSED, not_done)), law) == [CODES.LAW_FRUITLESS]


def test_one_visit_in_vain_about_three_debts_is_one() -> None:
    rows = tuple(replace(MISSED[0], case_id=f"c{n}") for n in range(3))
    assert found(lawful(history=rows), with_rules()) == []


def test_the_next_attempt_goes_to_another_part_of_the_week() -> None:
    law = with_rules(hours("hours", f"{WEEK} sat", "09:00-20:00"))
    missed = visited(at("11:59", 10), "NAH")  # a Tuesday
    assert found(lawful(history=(missed,)), law) == [CODES.LAW_BAND]
    for other in (at("12:00", 10), at("10:00", 7)):  # an afternoon, a Saturday
        assert found(lawful(history=(replace(missed, when=other),)), law) == []
    assert found(lawful(history=(replace(missed, code="ACC"),)), law) == []
    confirmed = with_facts(lawful(history=(missed,)), confirmed=True)
    assert found(confirmed, law) == []
    only_mornings = with_rules(hours("hours", WEEK, "09:00-11:59"), hours("no", "sat sun"))
    alone = lawful(facts(1), starts=("10:00",), history=(missed,))
    assert found(alone, only_mornings) == []
    # Who is at home from 9 to 11 only can still be visited on a Saturday.
    bad = with_facts(alone, not_at=(DailyWindow(start=time(11), end=time(9)),))
    assert found(bad, law) == [CODES.LAW_BAND]


def test_a_time_that_the_borrower_named_as_bad_is_not_touched() -> None:
    siesta = DailyWindow(start=time(12), end=time(14))
    for clock, expected in [
        ("11:50", []),
        ("11:51", [CODES.LAW_NOT_AT]),
        ("13:59", [CODES.LAW_NOT_AT]),
        ("14:00", []),
    ]:
        plan = lawful(facts(1, not_at=(siesta,)), starts=(clock,))
        assert found(plan) == expected, clock


def test_a_hold_for_the_person_holds_every_case_of_the_person() -> None:
    represented = Hold(reason="represented", whole_borrower=True)
    both = (facts(1), facts(2, borrower_ids=("b1",), holds=(represented,)))
    plan = lawful(*both, starts=("10:00",))  # c2 is not on the route
    assert found(plan) == [CODES.HOLD]
    only_this = replace(represented, whole_borrower=False)
    assert found(lawful(both[0], replace(both[1], holds=(only_this,)), starts=("10:00",))) == []


def test_a_visit_lies_between_the_first_and_the_last_day_of_its_case() -> None:
    before, after = DAY - timedelta(days=1), DAY + timedelta(days=1)
    for first, last, expected in [
        (DAY, DAY, []),
        (before, after, []),
        (after, None, [CODES.LAW_DATES]),
        (None, before, [CODES.LAW_DATES]),
    ]:
        dated = facts(1, not_before=first, return_by=last)
        assert found(lawful(dated, starts=("10:00",))) == expected, (first, last)


def test_a_night_visit_that_runs_into_the_day_after_the_last_is_too_late() -> None:
    """From 23:50 to 24:00 it touches one day, a minute later two."""
    law = with_rules()
    for minutes, expected in [(10, []), (11, [CODES.LAW_DATES])]:
        dated = facts(1, return_by=DAY)
        assert found(lawful(dated, starts=("23:50",), minutes=minutes), law) == expected


def test_two_who_meet_accept_each_other_and_both_stay() -> None:
    risky = frozenset({"risk"})
    second = facts(2, case_ids=("c1",), borrower_ids=("b1",), flags=risky)

    def meeting(one: AgentFacts, other: AgentFacts) -> PlanData:
        pair = lawful(
            replace(RISKY, case_ids=("c1",)), second, starts=("10:00", "10:00"),
            agents=(one, other),
        )  # fmt: skip
        problem = replace(pair.problem, meetings=(Meeting(first="v1", second="v2"),))
        return replace(pair, cards=pair.cards[:1], problem=problem)

    free, choosy = AgentFacts(agent_id="a2"), AgentFacts(agent_id="a1", pairs_with=frozenset("b"))
    assert found(meeting(replace(choosy, pairs_with=frozenset({"a2"})), free)) == []
    # It is found at both visits.
    assert found(meeting(choosy, free)) == [CODES.LAW_CREW] * 2
    # Who leaves a minute before the other leaves him alone with a risk; not the other way round.
    together = meeting(AgentFacts(agent_id="a1"), free)
    last = together.routes[-1]
    (stop,) = last.stops
    early = replace(stop.visits[0], end_s=stop.visits[0].end_s - 60)
    route = replace(last, stops=(replace(stop, visits=(early,)),))
    left = replace(together, routes=(*together.routes[:-1], route))
    assert found(left) == [CODES.LAW_RISK]
