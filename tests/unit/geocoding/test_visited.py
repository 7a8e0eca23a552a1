"""Check-ins at a door: which count, what they come to, and what an outcome makes invalid.

0.001° of latitude is 111 m; 0.001° of longitude at 60° N is 56 m.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from router.domain.cases import Case
from router.domain.outcomes import Outcome
from router.domain.places import Address, Coordinate, Grade, Place, PlaceType
from router.geocoding.visited import (
    AddressRecord,
    CheckIn,
    counted,
    judge_check_ins,
    read_records,
)

FIRST = datetime(2026, 11, 2, 10, tzinfo=UTC)
HOME = "Annankatu 6, Helsinki"


def checked(lat: float = 60.16, *, day: int = 0, **fields: object) -> CheckIn:
    when = FIRST + timedelta(days=day)
    return CheckIn(coordinate=Coordinate(lat, 24.94), when=when, **fields)  # type: ignore[arg-type]


def match(lat: float) -> Place:
    return Place(
        coordinate=Coordinate(lat, 24.94),
        grade=Grade.DOOR,
        score=0.9,
        error_m=20,
        matched="Annankatu 6",
        source="index",
        building="annankatu 6|helsinki",
    )


def outcome(code: str = "PTP", *, day: int = 0, lat: float | None = 60.16, **more: str) -> Outcome:
    return Outcome(
        case_id=more.pop("case_id", "C1"),
        when=FIRST + timedelta(days=day),
        code=code,
        coordinate=None if lat is None else Coordinate(lat, 24.94),
        **more,  # type: ignore[arg-type]
    )


def case(*texts: str, case_id: str = "C1", borrower_id: str = "B1") -> Case:
    addresses = tuple(Address(text=text) for text in texts or (HOME,))
    return Case(case_id=case_id, borrower_id=borrower_id, addresses=addresses)


# ---- which check-ins count ----------------------------------------------------------------------


def test_an_exact_check_in_counts_and_one_worse_than_100_m_does_not() -> None:
    good, edge, bad = checked(accuracy_m=5), checked(accuracy_m=100), checked(accuracy_m=101)
    assert counted([good, edge, bad]) == (good, edge)


def test_a_check_in_at_the_agents_own_base_does_not_count() -> None:
    here = checked(agent_id="A1")
    # 0.0008° is 89 m, 0.001° is 111 m
    assert counted([here], {"A1": [Coordinate(60.1608, 24.94)]}) == ()
    assert counted([here], {"A1": [Coordinate(60.161, 24.94)]}) == (here,)
    assert counted([here], {"A2": [Coordinate(60.16, 24.94)]}) == (here,)


def test_three_doors_from_one_spot_are_an_agent_at_a_desk() -> None:
    # 0.0001° is 11 m: one spot
    desk = [checked(60.16 + 0.0001 * (i % 2), agent_id="A1", door=f"d{i}") for i in range(3)]
    assert counted(desk) == ()
    assert counted(desk[:2]) == tuple(desk[:2])


def test_three_flats_of_one_door_are_no_desk_and_nor_are_three_agents() -> None:
    flats = [checked(agent_id="A1", door="annankatu 6") for _ in range(5)]
    assert counted(flats) == tuple(flats)
    agents = [checked(60.16 + 0.00001 * i, agent_id=f"A{i}", door=f"d{i}") for i in range(3)]
    assert counted(agents) == tuple(agents)


def test_the_very_same_numbers_for_three_doors_come_from_no_receiver() -> None:
    agents = [checked(agent_id=f"A{i}", door=f"d{i}") for i in range(3)]
    assert counted(agents) == ()


# ---- what they come to --------------------------------------------------------------------------


def test_a_single_check_in_near_the_match_is_the_door_and_keeps_its_building() -> None:
    verdict = judge_check_ins(HOME, [checked(60.1605)], match(60.16))  # 56 m
    assert verdict.place is not None
    assert verdict.place.source == "check-in"
    assert verdict.place.matched == f"{HOME} (check-in of 2026-11-02)"
    assert (verdict.place.grade, verdict.place.error_m) == (Grade.DOOR, 20)
    assert verdict.place.building == "annankatu 6|helsinki"


def test_a_check_in_more_than_100_m_from_the_match_is_not_in_its_building() -> None:
    verdict = judge_check_ins(HOME, [checked(60.162)], match(60.16))  # 222 m
    assert verdict.place is not None
    assert verdict.place.building == ""


def test_a_single_check_in_far_from_the_match_is_reviewed_with_both() -> None:
    here = checked(60.1711)  # 0.0111° is 1,234 m
    verdict = judge_check_ins(HOME, [here], match(60.16))
    assert verdict.place is None
    assert verdict.why == "the check-in of 2026-11-02 lies 1.2 km from the door found"
    assert [place.source for place in verdict.candidates] == ["index", "check-in"]


def test_just_inside_and_just_outside_300_m() -> None:
    # 0.0026° is 289 m, 0.0028° is 311 m
    assert judge_check_ins(HOME, [checked(60.1626)], match(60.16)).place is not None
    assert judge_check_ins(HOME, [checked(60.1628)], match(60.16)).place is None


def test_two_days_that_agree_win_over_a_far_match() -> None:
    visits = [checked(60.18), checked(60.1805, day=7)]  # 56 m apart, 2.2 km from the match
    verdict = judge_check_ins(HOME, visits, match(60.16))
    assert verdict.place is not None
    assert verdict.place.matched == f"{HOME} (2 check-ins, the last of 2026-11-09)"
    assert verdict.place.coordinate.lat == 60.18  # of two equally central ones the first
    assert verdict.place.error_m == pytest.approx(55.6, abs=0.1)


def test_two_check_ins_of_one_day_are_one_word() -> None:
    visits = [checked(60.18), checked(60.18)]
    verdict = judge_check_ins(HOME, visits, match(60.16))
    assert verdict.place is None
    assert verdict.why == ("the check-ins of 2026-11-02 lie 2.2 km or more from the door found")


def test_two_days_that_do_not_agree_do_not_win() -> None:
    visits = [checked(60.18), checked(60.19, day=7)]
    verdict = judge_check_ins(HOME, visits, match(60.16))
    assert verdict.place is None
    # the nearer of the two is 0.02° away: 2,224 m
    assert verdict.why == (
        "the check-ins of 2026-11-02 and 2026-11-09 lie 2.2 km or more from the door found"
    )
    assert len(verdict.candidates) == 3


def test_without_a_match_a_single_check_in_is_the_door() -> None:
    verdict = judge_check_ins(HOME, [checked(accuracy_m=60)], None)
    assert verdict.place is not None
    assert verdict.place.error_m == 60


def test_without_a_match_check_ins_that_disagree_are_reviewed() -> None:
    visits = [checked(60.18), checked(60.19, day=7)]
    verdict = judge_check_ins(HOME, visits, None)
    assert verdict.why == "the check-ins of 2026-11-02 and 2026-11-09 lie 1.1 km apart"
    assert [place.coordinate.lat for place in verdict.candidates] == [60.19, 60.18]


def test_of_check_ins_that_disagree_the_one_near_the_match_is_believed() -> None:
    visits = [checked(60.16), checked(60.19, day=7)]
    verdict = judge_check_ins(HOME, visits, match(60.16))
    assert verdict.place is not None
    assert verdict.place.coordinate.lat == 60.16


# ---- what the outcomes say of an address --------------------------------------------------------


def record(outcomes: list[Outcome], *cases: Case, text: str = HOME) -> AddressRecord:
    known = cases or (case(),)
    return read_records(outcomes, known).of(known[0].case_id, Address(text=text))


def test_who_was_met_confirms_the_address_and_nobody_home_does_not() -> None:
    assert len(record([outcome("PTP")]).check_ins) == 1
    assert record([outcome("PTP")]).confirmed == FIRST
    assert record([outcome("NAH")]) == AddressRecord(fruitless=1)


@pytest.mark.parametrize("code", ["MOVED", "WRONG"])
def test_moved_and_wrong_make_an_address_invalid_and_forget_its_check_ins(code: str) -> None:
    found = record([outcome("PTP"), outcome(code, day=7)])
    assert found.invalid is not None
    assert (found.invalid.code, found.check_ins, found.confirmed) == (code, (), None)


def test_a_later_meeting_makes_it_valid_again_whatever_the_order_of_the_rows() -> None:
    found = record([outcome("PTP", day=7), outcome("MOVED")])
    assert found.invalid is None
    assert len(found.check_ins) == 1


def test_who_left_the_employer_may_still_be_at_home() -> None:
    work = Address(text="Bulevardi 12", place_type=PlaceType.WORK)
    both = Case(case_id="C1", addresses=(Address(text=HOME), work))
    records = read_records([outcome("WORKX")], [both])
    assert records.of("C1", both.addresses[0]) == AddressRecord()
    left = records.of("C1", work).invalid
    assert left is not None
    assert left.code == "WORKX"


def test_an_outcome_holds_for_the_borrowers_other_cases_at_that_address() -> None:
    cases = [case(), case(case_id="C2"), case(case_id="C3", borrower_id="B2")]
    records = read_records([outcome("MOVED", address="ANNANKATU 6  Helsinki")], cases)
    address = Address(text=HOME)
    assert [records.of(c.case_id, address).invalid is not None for c in cases] == [
        True,
        True,
        False,
    ]


def test_an_outcome_of_a_case_that_is_gone_holds_by_its_borrower() -> None:
    gone = outcome("MOVED", case_id="OLD", borrower_id="B1", address=HOME)
    assert record([gone]).invalid is gone
    records = read_records([outcome("MOVED", case_id="OLD")], [case()])
    assert len(records.strangers) == 1


def test_an_address_that_was_replaced_since_is_not_made_invalid() -> None:
    told = outcome("MOVED", address="Bulevardi 1, Helsinki")
    records = read_records([told], [case()])
    assert records.of("C1", Address(text=HOME)).invalid is None
    assert records.unused == (told,)


def test_an_outcome_that_does_not_say_which_of_two_addresses_is_unclear_for_both() -> None:
    two = case(HOME, "Bulevardi 1")
    moved = record([outcome("MOVED")], two)
    assert (moved.invalid, moved.unclear is not None) == (None, True)
    met = record([outcome("PTP")], two)
    assert met == AddressRecord()


def test_fruitless_attempts_count_until_the_borrower_is_met() -> None:
    codes = ["NAH", "ACC", "NOTDONE", "NOTE"]
    visits = [outcome(code, day=day) for day, code in enumerate(codes)]
    assert record(visits).fruitless == 3  # what was not done is no attempt
    assert record([*visits, outcome("PTP", day=9)]).fruitless == 0


def test_an_agent_who_checks_in_everything_from_one_spot_teaches_nothing() -> None:
    cases = [case(f"Annankatu {n}", case_id=f"C{n}", borrower_id=f"B{n}") for n in (2, 4, 6)]
    visits = [outcome(case_id=c.case_id, agent_id="A1") for c in cases]
    records = read_records(visits, cases)
    assert [records.of(c.case_id, c.addresses[0]).check_ins for c in cases] == [(), (), ()]


def test_the_flats_of_one_house_are_no_desk() -> None:
    cases = [case(f"Annankatu 6 A {n}", case_id=f"C{n}", borrower_id=f"B{n}") for n in (2, 4, 6)]
    visits = [outcome(case_id=c.case_id, agent_id="A1") for c in cases]
    records = read_records(visits, cases)
    assert [len(records.of(c.case_id, c.addresses[0]).check_ins) for c in cases] == [1, 1, 1]
