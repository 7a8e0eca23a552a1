"""The agent's page: what the field needs, and nothing of anybody else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from router.domain.plan import PlanData
from router.domain.route import PlannedBreak
from router.drawing import draw_agent
from router.drawing.facts import Facts
from router.drawing.rows import visit_number
from router.errors import RouterError
from tests.unit.drawing import plans, ruled
from tests.unit.drawing.structure import Structure

PLAN = plans.helsinki()
FIRST = PLAN.problem.shifts[0].shift_id


def page(plan: PlanData = PLAN, shift_id: str = FIRST) -> str:
    return draw_agent(plan, shift_id, plans.streets(), plans.straight_lines(plan))


def test_the_totals_are_those_of_the_route() -> None:
    # 8 stops and 2 more visits behind door 9; service 10 x 20 min + set-up 8 x 4 min = 3 h 52.
    text = Structure(page()).text
    assert "10 visits at 8 stops" in text
    assert "on site 3 h 52" in text
    assert "breaks 30 min" in text
    assert "1 appointment" in text
    end = plans.ORIGIN.timestamp() + PLAN.routes[0].end_s
    assert f"{datetime.fromtimestamp(end, plans.ORIGIN.tzinfo):%H:%M} finish" in text


def test_the_rows_come_in_the_order_of_the_day_with_the_break_in_its_place() -> None:
    text = Structure(page()).text
    order = ["Leave the start", "Onni Laine", "Break 30 min", "Pekka Salminen", "Reach the end"]
    places = [text.index(piece) for piece in order]
    assert places == sorted(places)


def test_a_break_before_or_after_the_route_says_so() -> None:
    route = PLAN.routes[0]
    early = PlannedBreak(start_s=route.start_s - 1800, end_s=route.start_s)
    late = PlannedBreak(start_s=route.end_s, end_s=route.end_s + 1800)
    for rest, where in ((early, "before the route"), (late, "after the route")):
        routes = (replace(route, breaks=(rest,)), *PLAN.routes[1:])
        assert f"Break 30 min, {where}" in Structure(page(replace(PLAN, routes=routes))).text


def test_the_sheet_shows_window_appointment_notes_and_wait() -> None:
    text = Structure(page()).text
    assert "09:30–10:00" in text
    assert text.count("appointment") >= 2  # the figure and the row
    assert "Gate code 4411, the door is in the yard" in text
    # Arrives 08:46 (rounded), set-up 4 min, the window opens at 09:00.
    waits = [stop.visits[0].wait_s for stop in PLAN.routes[0].stops]
    assert f"{(waits[1] + 30) // 60} min" in text


def test_visits_of_one_stop_have_letters_and_share_the_arrival() -> None:
    text = Structure(page()).text
    for number in ("7a", "7b", "7c"):
        assert number in text
    assert text.count("same building") == 2
    assert visit_number(3, 0, 1) == "3"
    assert visit_number(3, 26, 40) == "3.27"


def test_every_visit_has_a_link_that_holds_a_point_and_nothing_else() -> None:
    links = [link for link in Structure(page()).links if link.startswith("geo:")]
    assert len(links) == 10
    assert links[0] == "geo:60.169400,24.940440?q=60.169400,24.940440"  # Mannerheimintie 5
    assert all(re.fullmatch(r"geo:[\d.]+,[\d.]+\?q=[\d.]+,[\d.]+", link) for link in links)


def test_another_agents_cases_are_nowhere_in_the_file() -> None:
    own = {case for visit in PLAN.routes[0].visit_ids for case in (visit.removeprefix("V-"),)}
    drawn = page()
    for card in PLAN.cards:
        if card.case_id not in own:
            assert card.case_id not in drawn
            assert card.address not in drawn
    assert "Nyström" not in drawn


def test_no_borrower_id_stands_on_the_sheet() -> None:
    drawn = page()
    assert not [card.borrower_id for card in PLAN.cards if card.borrower_id in drawn]


def test_a_plan_cannot_even_carry_amounts_to_a_page() -> None:
    # The card, the only thing a page reads of a case, has no such field.
    shown = {name for card in PLAN.cards for name in card.__slots__}
    assert not {"amount", "days_overdue"} & shown
    assert not [card for card in PLAN.cards for n in shown if isinstance(getattr(card, n), Decimal)]


def test_an_unused_shift_has_a_page_that_says_so() -> None:
    idle = replace(PLAN, routes=PLAN.routes[1:])
    assert "No visits on this day." in Structure(page(idle)).text


def test_an_unknown_shift_is_refused() -> None:
    with pytest.raises(RouterError, match="no shift 'nobody'"):
        page(shift_id="nobody")


def test_the_window_of_a_visit_is_what_its_borrower_is_told() -> None:
    # C-008 is told 14:00 to 16:00; see `ruled`.
    facts = Facts(ruled.ruled())
    assert facts.windows("V-C-008") == "14:00–16:00"


def test_a_window_never_reaches_beyond_the_legal_hours() -> None:
    # Open all day, legal from 9:00 to 20:00, 20 min of service: it starts by 19:40.
    visit = replace(
        PLAN.problem.visits[0], windows=((0, 86_000),), legal=((9 * 3600, 20 * 3600),),
        service_s=20 * 60,
    )  # fmt: skip
    assert visit.starts == ((9 * 3600, 20 * 3600 - 20 * 60),)
    assert replace(visit, windows=()).starts == visit.starts
    assert replace(visit, legal=()).starts == visit.windows
