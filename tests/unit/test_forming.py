"""Cases become visits (one conversation per borrower and building) and agents become shifts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from router.domain.agents import Agent, Break
from router.domain.cases import Case
from router.domain.places import Address, Coordinate, Grade, Place, PlaceType
from router.domain.problem import Span
from router.domain.times import DailyWindow, TimeWindow
from router.domain.worth import BandWorth, VisitWorth
from router.forming import Day, LocatedCase, Locations, ServiceTimes, form_shifts, form_visits

DAY = Day(date=date(2026, 11, 24), zone=ZoneInfo("Europe/Helsinki"))  # a Tuesday
LEGAL = (DailyWindow(start=time(9), end=time(20)).on(DAY.date, DAY.zone),)
H = 3600


def located(
    case_id: str, *, borrower: str = "", at: tuple[float, float] = (60.17, 24.94), **changes: object
) -> LocatedCase:
    building = str(changes.pop("place_building", ""))
    place = Place(
        coordinate=Coordinate(*at), grade=Grade.DOOR, score=1, error_m=10, matched="x",
        source="index", building=building,
    )  # fmt: skip
    case = Case(case_id=case_id, borrower_id=borrower, addresses=(Address(text="x"),), **changes)  # type: ignore[arg-type]
    return LocatedCase(
        case=case, place=place, zone=DAY.zone, legal=LEGAL, days=(DAY.date,),
        length=case.service or timedelta(minutes=15),
    )  # fmt: skip


def weighed(visit_id: str, mates: Sequence[LocatedCase], confirmed: tuple[Span, ...]) -> VisitWorth:
    """Every case is worth 40 in the evening and half of it before; it is met every second time."""
    worth = 40.0 * len(mates)
    return VisitWorth(
        visit_id=visit_id, address=1.0, meeting=80.0, basis="default", appointment=bool(confirmed),
        bands=(
            BandWorth(start_s=0, end_s=17 * H - 1, met=0.4, value=worth / 2),
            BandWorth(start_s=17 * H, end_s=24 * H, met=0.6, value=worth),
        ),
        met_service_s=20 * 60, missed_service_s=10 * 60,
    )  # fmt: skip


def visits_of(*cases: LocatedCase, shifts=()):  # type: ignore[no-untyped-def]
    visits, worths = form_visits(
        cases, day=DAY, times=ServiceTimes(), locations=Locations(), weigh=weighed, shifts=shifts
    )
    assert [worth.visit_id for worth in worths] == [visit.visit_id for visit in visits]
    return visits


def test_two_cases_of_one_borrower_in_one_building_are_one_visit() -> None:
    (visit,) = visits_of(
        located("A", borrower="B", service=timedelta(minutes=20)), located("C", borrower="B")
    )
    assert visit.case_ids == ("A", "C")
    assert visit.service_s == 20 * 60  # one conversation, as long as the longest
    assert visit.worth == visit.value_at(18 * H) == 80.0
    assert visit.value_at(10 * H) == 40.0
    assert visit.group == ""


def test_service_is_what_is_expected_and_a_meeting_still_ends_in_time() -> None:
    (visit,) = visits_of(replace(located("A"), length=timedelta(minutes=20)))
    assert visit.service_s == 15 * 60  # met every second time: the mean of 20 and 10 minutes
    assert visit.legal == ((9 * H, 20 * H - 5 * 60),)  # who is met stays 5 minutes longer than that


def test_cases_that_are_open_on_different_days_are_not_settled_together() -> None:
    one, other = located("A", borrower="B"), located("C", borrower="B")
    tomorrow = DAY.date + timedelta(days=1)
    assert len(visits_of(one, replace(other, days=(DAY.date, tomorrow)))) == 2


def test_cases_that_share_a_time_on_a_later_day_only_are_not_settled_together() -> None:
    tomorrow = DAY.date + timedelta(days=1)
    legal = tuple(
        DailyWindow(start=time(9), end=time(20)).on(on, DAY.zone) for on in (DAY.date, tomorrow)
    )

    def waiting(case_id: str, *windows: DailyWindow) -> LocatedCase:
        case = located(case_id, borrower="B", windows=windows)
        return replace(case, days=(DAY.date, tomorrow), legal=legal)

    def hours(start: int, end: int, weekday: int) -> DailyWindow:
        return DailyWindow(start=time(start), end=time(end), weekdays=frozenset({weekday}))

    tuesday, wednesday = 1, 2
    one, two = visits_of(
        waiting("A", hours(9, 12, tuesday), hours(9, 12, wednesday)),
        waiting("C", hours(14, 17, tuesday), hours(9, 12, wednesday)),
    )
    assert one.group == two.group == "borrower:B"
    (both,) = visits_of(
        waiting("A", hours(9, 12, tuesday), hours(9, 12, wednesday)),
        waiting("C", hours(10, 17, tuesday), hours(9, 12, wednesday)),
    )
    assert both.windows == ((10 * H, 12 * H), (33 * H, 36 * H))


def test_who_came_last_is_preferred_at_a_price() -> None:
    known = replace(located("A"), last_agent="A2")
    (visit,), _ = form_visits(
        [known], day=DAY, times=ServiceTimes(), locations=Locations(), weigh=weighed,
        other_agent_price=3.0,
    )  # fmt: skip
    assert visit.preferred_agents == frozenset({"A2"})
    assert visit.other_agent_price == 3.0


def test_one_borrower_at_two_places_is_visited_at_most_once() -> None:
    one, two = visits_of(located("A", borrower="B"), located("C", borrower="B", at=(60.18, 24.95)))
    assert one.group == two.group == "borrower:B"


def test_home_and_workplace_in_one_building_are_two_visits_of_which_one_is_made() -> None:
    at_home, at_work = located("A", borrower="B"), located("C", borrower="B")
    one, two = visits_of(at_home, replace(at_work, place_type=PlaceType.WORK))
    assert one.group == two.group == "borrower:B"
    (both,) = visits_of(at_home, replace(at_work, place_type=PlaceType.REGISTERED))
    assert both.case_ids == ("A", "C")


def test_two_borrowers_in_one_building_stay_two_visits_with_one_setup_key() -> None:
    one, two = visits_of(located("A"), located("C"))
    assert one.building == two.building
    assert one.group == two.group == ""


def test_cases_whose_windows_exclude_each_other_are_not_merged() -> None:
    morning = DailyWindow(start=time(9), end=time(10))
    evening = DailyWindow(start=time(18), end=time(19))
    one, two = visits_of(
        located("A", borrower="B", windows=(morning,)),
        located("C", borrower="B", windows=(evening,)),
    )
    assert one.windows == ((9 * H, 10 * H),)
    assert two.windows == ((18 * H, 19 * H),)
    assert one.group == two.group == "borrower:B"


def test_windows_of_merged_cases_are_those_common_to_all() -> None:
    (visit,) = visits_of(
        located("A", borrower="B", windows=(DailyWindow(start=time(9), end=time(12)),)),
        located("C", borrower="B", windows=(DailyWindow(start=time(11), end=time(14)),)),
    )
    assert visit.windows == ((11 * H, 12 * H),)


def test_cases_to_whom_nobody_may_go_together_are_not_merged() -> None:
    shifts = (*shifts_of(agent()), *shifts_of(agent(agent_id="b"), "b"))
    not_a = located("A", borrower="B", excluded_agents=frozenset({"a"}))
    not_b = located("C", borrower="B", excluded_agents=frozenset({"b"}))
    assert [visit.case_ids for visit in visits_of(not_a, not_b, shifts=shifts)] == [("A",), ("C",)]
    (both,) = visits_of(not_a, located("C", borrower="B"), shifts=shifts)
    assert both.excluded_agents == {"a"}


def test_a_long_conversation_does_not_join_a_short_opening() -> None:
    # A may be visited from 09:00 to 09:15 only: C's hour does not fit there, its quarter would.
    quarter = DailyWindow(start=time(9), end=time(9, 15)).on(DAY.date, DAY.zone)
    short = replace(located("A", borrower="B"), legal=(quarter,))
    hour, fitting = timedelta(hours=1), timedelta(minutes=15)
    assert len(visits_of(short, located("C", borrower="B", service=hour))) == 2
    assert len(visits_of(short, located("C", borrower="B", service=fitting))) == 1


def test_an_appointment_is_mandatory_and_the_only_window() -> None:
    appointment = DailyWindow(start=time(14), end=time(14, 30), day=DAY.date)
    (visit,) = visits_of(located("A", appointment=appointment))
    assert visit.mandatory
    assert visit.windows == ((14 * H, 14 * H + 1800),)
    assert visit.legal == ((9 * H, 20 * H),)


def test_given_points_within_15_metres_are_one_building() -> None:
    # 0.0001 degrees of latitude are 11 m.
    one, two, three = visits_of(
        located("A", at=(60.1700, 24.94)),
        located("B", at=(60.1701, 24.94)),
        located("C", at=(60.1710, 24.94)),
    )
    assert one.building == two.building != three.building


def test_a_given_point_beside_a_located_door_is_in_its_building() -> None:
    point, door = visits_of(
        located("A", at=(60.1700, 24.94)),
        located("B", at=(60.1701, 24.94), place_building="street 1|town"),
    )
    assert point.building == door.building == "street 1|town"


def test_letters_of_one_number_are_one_building_only_if_they_lie_together() -> None:
    # 0.0001 degrees of latitude are 11 m, so B lies 22 m and C 111 m from A.
    a, b, c = visits_of(
        located("A", at=(60.1700, 24.94), place_building="street 12|town"),
        located("B", at=(60.1702, 24.94), place_building="street 12|town"),
        located("C", at=(60.1710, 24.94), place_building="street 12|town"),
    )
    assert a.building == b.building != c.building


def agent(**changes: object) -> Agent:
    shifts = (DailyWindow(start=time(9), end=time(17), weekdays=frozenset(range(5))),)
    values = {"agent_id": "a", "start": None, "end": None, "shifts": shifts, **changes}
    return Agent(**values)  # type: ignore[arg-type]


def shifts_of(one: Agent, agent_id: str = "a"):  # type: ignore[no-untyped-def]
    return form_shifts(
        [one], day=DAY, places={agent_id: (None, None)}, matrix_key=lambda *_: "car",
        locations=Locations(),
    )  # fmt: skip


def test_a_dated_shift_replaces_those_by_weekday() -> None:
    weekly = DailyWindow(start=time(9), end=time(17))
    dated = DailyWindow(start=time(12), end=time(20), day=DAY.date)
    (shift,) = shifts_of(agent(shifts=(weekly, dated)))
    assert (shift.earliest_s, shift.latest_s) == (12 * H, 20 * H)


def test_two_shifts_on_one_day_are_two_shifts_of_one_agent() -> None:
    pair = shifts_of(
        agent(
            shifts=(
                DailyWindow(start=time(9), end=time(12)),
                DailyWindow(start=time(15), end=time(20)),
            )
        )
    )
    assert [shift.shift_id for shift in pair] == ["a", "a#2"]
    assert {shift.agent_id for shift in pair} == {"a"}


def test_an_agent_has_no_shift_on_a_day_off() -> None:
    assert len(shifts_of(agent())) == 1
    assert shifts_of(agent(days_off=frozenset({DAY.date}))) == ()


def test_a_break_belongs_to_a_shift_only_if_the_shift_contains_it() -> None:
    lunch = Break(time(12), time(13), timedelta(minutes=45))
    assert len(shifts_of(agent(breaks=(lunch,)))[0].breaks) == 1
    short = (DailyWindow(start=time(9), end=time(13, 30)),)  # 13:00 + 45 min is after 13:30
    assert shifts_of(agent(breaks=(lunch,), shifts=short))[0].breaks == ()


def test_a_night_shift_takes_its_break_after_midnight() -> None:
    night = (DailyWindow(start=time(22), end=time(6)),)
    rest = Break(time(2), time(3), timedelta(minutes=30))
    (shift,) = shifts_of(agent(breaks=(rest,), shifts=night))
    assert [(b.earliest_s, b.latest_s) for b in shift.breaks] == [(26 * H, 27 * H)]
    assert shift.latest_s == 30 * H


def test_what_the_rules_say_of_the_start_narrows_the_windows_of_the_case() -> None:
    noon = TimeWindow(
        datetime(2026, 11, 24, 12, tzinfo=DAY.zone), datetime(2026, 11, 24, 23, tzinfo=DAY.zone)
    )
    one = located("A", windows=(DailyWindow(start=time(9), end=time(14)),))
    (visit,) = visits_of(replace(one, starts=(noon,), barred_agents=frozenset({"a1"})))
    assert visit.windows == ((12 * H, 14 * H),)
    assert visit.legal == ((9 * H, 20 * H),)
    assert visit.excluded_agents == {"a1"}


def test_cases_whose_rules_share_no_time_are_not_merged() -> None:
    def span(start: int, end: int) -> TimeWindow:
        return DailyWindow(start=time(start), end=time(end)).on(DAY.date, DAY.zone)

    morning = replace(located("A", borrower="B"), legal=(span(9, 12),))
    evening = replace(located("C", borrower="B"), legal=(span(17, 20),))
    assert [visit.legal for visit in visits_of(morning, evening)] == [
        ((9 * H, 12 * H),),
        ((17 * H, 20 * H),),
    ]


def test_a_case_without_any_lawful_time_never_becomes_a_visit() -> None:
    with pytest.raises(ValueError, match="no visit is allowed"):
        replace(located("A"), legal=())
