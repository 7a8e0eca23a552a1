"""What a dispatcher is told to look at."""

from __future__ import annotations

from dataclasses import replace

from router.domain.plan import PlanData
from router.drawing.attention import alarms
from router.drawing.facts import Facts
from tests.unit.drawing import plans, ruled

PLAN = plans.helsinki()


def heads(plan: PlanData) -> list[str]:
    return [alarm.head for alarm in alarms(Facts(plan))]


def test_an_appointment_at_risk_is_told_apart_from_other_warnings() -> None:
    risk = "Appointment at risk: case C2, agent A1, planned 09:55, due by 10:00: 1 min late."
    found = alarms(Facts(replace(PLAN, warnings=("Travel is approximate: no streets.", risk))))
    told = {alarm.head: alarm for alarm in found if not alarm.grave}
    assert told["Appointment at risk"].text.startswith("case C2, agent A1, planned 09:55")
    assert told["Warning"].text == "Travel is approximate: no streets."


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
    assert heads(replace(PLAN, unassigned=(), review=(), held=(), cards=PLAN.cards[:0])) == []


def test_notices_that_are_due_are_named_with_the_first_deadline_and_the_file() -> None:
    # Two are not told: C-008 by 15:00 in Helsinki, C-010 by 18:00.
    (told,) = (alarm for alarm in alarms(Facts(ruled.ruled())) if alarm.head == "Notices to give")
    assert told.text.startswith("2 visits; the first by Mon 23 Nov 2026 15:00.")
    assert "notices.csv" in told.text
