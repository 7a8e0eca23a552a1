"""The pages say why a visit is made, what is due instead, and by when the agent is back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from router.domain.finish import finish_quantile
from router.domain.plan import PlanData
from router.drawing import draw_agent, draw_compliance, draw_index
from router.drawing.chances import best_hours
from router.drawing.facts import Facts
from router.drawing.words import Clock
from tests.unit.drawing import plans, ruled
from tests.unit.drawing.structure import Structure
from tests.unit.drawing.weighed import HOUR, weighed

PLAN = weighed()
FIRST = PLAN.problem.shifts[0].shift_id


def index(plan: PlanData = PLAN, **more: object) -> str:
    return draw_index(plan, plans.streets(), {}, map_files={}, **more)  # type: ignore[arg-type]


def sheet(plan: PlanData = PLAN, **more: object) -> str:
    return draw_agent(plan, FIRST, plans.streets(), {}, **more)  # type: ignore[arg-type]


def test_the_office_sees_chance_best_hours_and_worth_against_cost() -> None:
    # 0.8 x 0.25 by day, 0.8 x 0.5 from 14:00 on, or a part of it with windows.
    text = Structure(index()).text
    assert "chance 20 %; best 14:00–24:00: 40 % worth 16.00, adds" in text
    assert "chance 20 %; best 14:00–18:00: 40 %" in text  # windows 08:00 to 18:00
    assert "chance 20 %, confirmed" in text
    assert "chance 40 %, its best hours worth 37.00" in text  # A4, after two


def test_the_agents_sheet_has_the_chance_and_the_best_hours_and_no_money() -> None:
    text = Structure(sheet()).text
    assert "chance to meet 20 %, best 14:00–24:00" in text
    for money in ("worth", "adds", "16.00", "37.00", "100.0"):
        assert money not in text, money


def test_the_sheet_says_by_when_the_agent_is_back_on_four_of_five_days() -> None:
    route = PLAN.routes[0]
    by_s = -(-finish_quantile(PLAN.problem, route, PLAN.worths) // 60) * 60
    assert by_s > route.end_s  # ten visits of 60 or 10 minutes are planned with 20
    words = f"by {Clock(PLAN.problem, PLAN.day).time(by_s)} in 4 of 5 days"
    text = Structure(sheet()).text
    assert f"back about; {words}" in text
    assert f"Reach the end, {words}" in text
    assert words in Structure(index()).text


def test_a_plan_that_is_more_careful_than_four_of_five_days_promises_its_own_end() -> None:
    worths = tuple(replace(one, met_service_s=600, missed_service_s=60) for one in PLAN.worths)
    careful, route = replace(PLAN, worths=worths), PLAN.routes[0]
    assert finish_quantile(careful.problem, route, careful.worths) < route.end_s
    clock = Clock(PLAN.problem, PLAN.day)
    assert Facts(careful).back_by(route) == clock.time(route.end_s)


def test_a_plan_of_which_no_worth_is_known_says_nothing_of_it() -> None:
    bare = plans.helsinki()
    assert "4 of 5 days" not in Structure(index(bare)).text + Structure(sheet(bare)).text
    assert "chance" not in Structure(index(bare)).text
    assert "Instead Case" not in Structure(index(bare)).text


def test_what_is_not_made_says_which_channel_is_due_and_why() -> None:
    text = Structure(index()).text
    assert "letter Called five times. A letter is due." in text


def test_what_is_proposed_for_later_says_when_and_by_whom_and_leads_to_the_days() -> None:
    drawn = index(period_page="period.html")
    text = Structure(drawn).text
    assert "Unassigned (2)" in text
    assert "Proposed for later days (1)" in text
    assert "Wed 25 Nov 2026 17:30 Jukka Nyström Tomorrow is better." in text
    assert Structure(drawn).links.count("./period.html") == 2
    assert "period.html" not in index()


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (17 * HOUR, 19 * HOUR, "17:00–19:00"),
        (19 * HOUR, 24 * HOUR, "19:00–24:00"),
        (0, 24 * HOUR, "00:00–Wed 00:00"),
        (41 * HOUR, 43 * HOUR, "Wed 17:00–19:00"),
        (43 * HOUR, 48 * HOUR, "Wed 19:00–24:00"),
        (23 * HOUR, 25 * HOUR, "23:00–Wed 01:00"),
    ],
)
def test_hours_name_another_day_once_and_end_at_24(start: int, end: int, said: str) -> None:
    assert best_hours(Clock(PLAN.problem, PLAN.day), start, end) == said


def test_every_page_of_a_proposal_says_so_and_names_the_firm_day() -> None:
    firm = date(2026, 11, 23)
    plan = weighed(ruled.ruled())
    pages = [
        index(plan, firm_day=firm), sheet(plan, firm_day=firm), draw_compliance(plan, firm_day=firm)
    ]  # fmt: skip
    for drawn in pages:
        text = Structure(drawn).text
        assert "Only Mon 23 Nov 2026 is firm." in text
        assert re.search(r"<title>Proposal ·", drawn)
        assert text.index("Only Mon") < 400  # at the top
    for drawn in (index(plan), sheet(plan), draw_compliance(plan)):
        assert "is firm" not in Structure(drawn).text


def test_a_sheet_without_visits_is_marked_as_well() -> None:
    idle = replace(PLAN, routes=PLAN.routes[1:])
    assert "Only Mon 23 Nov" in Structure(sheet(idle, firm_day=date(2026, 11, 23))).text
