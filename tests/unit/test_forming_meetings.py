"""Cases that nobody may visit alone become two visits at one door, which meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from router.domain.problem import Meeting, Shift, Visit
from router.forming import LocatedCase, joined_pairs, with_meetings
from tests.unit.test_forming import located, visits_of


def pairs(*names: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in names)


def shift(agent: str, *skills: str) -> Shift:
    return Shift(
        shift_id=agent, agent_id=agent, start_location=None, end_location=None, earliest_s=0,
        latest_s=24 * 3600, matrix="car", skills=frozenset(skills),
    )  # fmt: skip


TEAM = tuple(map(shift, "ABC"))


def met(
    *cases: LocatedCase, shifts: tuple[Shift, ...] = TEAM
) -> tuple[tuple[Visit, ...], tuple[Meeting, ...]]:
    return with_meetings(visits_of(*cases, shifts=shifts), cases, shifts)


def two(case_id: str, *names: str, **columns: object) -> LocatedCase:
    return replace(located(case_id, **columns), pairs=pairs(*names))  # type: ignore[arg-type]


def test_one_agent_needs_no_second() -> None:
    visits, meetings = met(located("X"), located("Y"))
    assert [visit.visit_id for visit in visits] == ["X", "Y"]
    assert meetings == ()


def test_the_second_visit_is_the_first_without_its_worth_and_wishes() -> None:
    case = two("X", "AB", "BC", skills=frozenset({"law"}), required_agents=frozenset({"B"}), load=3,
               service=timedelta(minutes=20))  # fmt: skip
    law = (shift("A"), shift("B", "law"), shift("C"))
    (first, other, second), (meeting,) = met(
        replace(case, last_agent="B"), located("Y"), shifts=law
    )
    assert [first.visit_id, other.visit_id, second.visit_id] == ["X", "Y", "X+2"]
    assert meeting == Meeting(first="X", second="X+2", pairs=pairs("AB", "BC"))
    assert (first.worth, second.worth, second.value_bands) == (40.0, 0.0, ())
    assert (first.skills, second.skills) == (frozenset({"law"}), frozenset())
    assert (first.allowed_agents, second.allowed_agents) == (frozenset("B"), frozenset())
    assert (first.preferred_agents, second.preferred_agents) == (frozenset("B"), frozenset())
    assert (first.load, second.load) == (3, 0)
    same = ("case_ids", "location", "building", "service_s", "setup_s", "windows", "legal")
    assert [getattr(first, name) for name in same] == [getattr(second, name) for name in same]


def test_pairs_that_are_any_two_of_some_agents_are_not_listed() -> None:
    # A and B are all two of A and B; nobody else may come.
    (first, second), (meeting,) = met(two("X", "AB"))
    assert meeting.pairs == frozenset()
    assert first.excluded_agents == second.excluded_agents == frozenset("C")
    (first, _), (meeting,) = met(two("X", "AB", "AC", "BC"))
    assert (meeting.pairs, first.excluded_agents) == (frozenset(), frozenset())


def test_two_cases_of_one_borrower_are_settled_by_two_who_may_go_to_both() -> None:
    one, other = two("X", "AB", "AC", borrower="b"), two("Y", "AB", "BC", borrower="b")
    (first, second), (meeting,) = met(one, other)
    assert first.case_ids == second.case_ids == ("X", "Y")
    assert (meeting.pairs, first.excluded_agents) == (frozenset(), frozenset("C"))
    apart = met(one, two("Y", "BC", borrower="b"))[0]
    assert [visit.visit_id for visit in apart] == ["X", "Y", "X+2", "Y+2"]


def test_a_case_for_one_and_a_case_for_two_are_alternatives() -> None:
    # One borrower: at most one of both visits is made, and the second agent follows the first.
    visits, _ = met(two("X", "AB", borrower="b"), located("Y", borrower="b"))
    groups = {visit.visit_id: visit.group for visit in visits}
    assert groups == {"X": "borrower:b", "Y": "borrower:b", "X+2": ""}


def test_the_name_of_a_second_visit_is_not_that_of_a_case() -> None:
    visits, (meeting,) = met(two("X", "AB"), located("X+2"))
    assert [visit.visit_id for visit in visits] == ["X", "X+2", "X+2+2"]
    assert meeting.second == "X+2+2"


def test_over_several_days_a_pair_may_go_if_it_may_whenever_both_are_on_duty() -> None:
    # On the second day A and B may not go; A and C never work on one day.
    days = [(pairs("AB", "BD"), "ABD"), (pairs("BC"), "ABC"), (pairs("CD"), "CD")]
    assert joined_pairs(days) == pairs("BD", "BC", "CD")
    assert joined_pairs([(pairs("AB"), "AB"), (pairs("BC"), "ABC")]) == pairs("BC")
