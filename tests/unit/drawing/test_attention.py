"""What a dispatcher is told to look at."""

from __future__ import annotations

from dataclasses import replace

from router.domain.plan import PlanData
from router.domain.route import PlannedVisit, Stop
from router.drawing.attention import alarms
from router.drawing.facts import Facts
from tests.unit.drawing import plans

PLAN = plans.helsinki()


def heads(plan: PlanData) -> list[str]:
    return [alarm.head for alarm in alarms(Facts(plan))]


def with_appointment(*, travel_s: int, start_s: int, wait_s: int = 0) -> PlanData:
    """One stop, reached after a leg, whose appointment at door 2 is 09:30 to 10:00."""
    visit = PlannedVisit(visit_id="V-C-002", start_s=start_s, end_s=start_s + 1200, wait_s=wait_s)
    stop = Stop(
        building="b2", arrival_s=start_s - 240 - wait_s, setup_s=240, travel_s=travel_s,
        distance_m=5000, visits=(visit,),
    )  # fmt: skip
    route = replace(PLAN.routes[0], stops=(stop,), end_s=12 * 3600)
    return replace(PLAN, routes=(route,), unassigned=(), review=(), held=(), cards=PLAN.cards[2:3])


TEN = 10 * 3600


def test_an_appointment_that_slower_travel_would_break_is_at_risk() -> None:
    # 20 % of 30 min is 6 min; planned 09:55, the window closes at 10:00: 1 min late.
    [alarm] = [
        one
        for one in alarms(Facts(with_appointment(travel_s=1800, start_s=TEN - 300)))
        if one.head == "Appointment at risk"
    ]
    assert "1 min late if travel takes 20 % longer" in alarm.text
    assert "planned 09:55, window 09:30–10:00" in alarm.text
    assert not alarm.grave


def test_an_appointment_with_room_is_not() -> None:
    # 6 min of delay, 6 min of room: exactly on time.
    assert "Appointment at risk" not in heads(with_appointment(travel_s=1800, start_s=TEN - 360))


def test_a_wait_at_the_door_absorbs_the_delay() -> None:
    # 1 min late without it, see above; 5 min of wait leave 1 of the 6 min of delay.
    assert "Appointment at risk" not in heads(
        with_appointment(travel_s=1800, start_s=TEN - 300, wait_s=300)
    )


def test_an_appointment_left_out_is_grave_and_comes_first() -> None:
    found = alarms(Facts(replace(PLAN, warnings=("approximate",))))
    assert [alarm.head for alarm in found][:1] == ["Appointment not kept"]
    assert [alarm.grave for alarm in found] == sorted((a.grave for a in found), reverse=True)


def test_a_mandatory_visit_left_out_is_named_as_such() -> None:
    cards = tuple(replace(card, appointment=False) for card in PLAN.cards)
    assert "Mandatory visit left out" in heads(replace(PLAN, cards=cards))


def test_overtime_says_how_long() -> None:
    late = replace(PLAN.routes[0], end_s=16 * 3600 + 25 * 60)  # the shift ends at 16:00
    assert "Overtime 25 min" in heads(replace(PLAN, routes=(late, *PLAN.routes[1:])))


def test_warnings_of_the_plan_and_a_broken_search_are_repeated() -> None:
    search = replace(PLAN.search, stopped_by="failure")
    found = heads(replace(PLAN, warnings=("straight lines",), search=search))
    assert "Search failed" in found
    assert "Warning" in found
    stopped = replace(PLAN.search, stopped_by="interrupt")
    assert "Search interrupted" in heads(replace(PLAN, search=stopped))


def test_a_good_plan_needs_nothing() -> None:
    assert heads(with_appointment(travel_s=600, start_s=TEN - 1200)) == []
