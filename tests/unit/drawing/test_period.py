"""The page of several days: who goes when, what is expected, and what is firm."""

from __future__ import annotations

import re
from dataclasses import replace

from router.domain.plan import PlanData
from router.drawing import draw_period
from tests.unit.drawing import plans
from tests.unit.drawing.structure import Structure
from tests.unit.drawing.weighed import meeting, tomorrow, weighed

DAYS = (weighed(), tomorrow())
PAGES = {DAYS[0].day: "index.html", DAYS[1].day: "proposal/2026-11-25/index.html"}


def page(days: tuple[PlanData, ...] = DAYS) -> str:
    return draw_period(days, index_pages=PAGES)


def rows(drawn: str, look: str) -> list[str]:
    """The text of each row of a table of this look, its head left out."""
    (table,) = re.findall(rf'<table class="cards {look}".*?</table>', drawn, re.S)
    return [Structure(row).text for row in re.findall(r"<tr.*?</tr>", table, re.S)[1:]]


def test_the_first_day_is_firm_and_the_others_are_a_proposal() -> None:
    text = Structure(page()).text
    assert "Firm: Tue 24 Nov 2026. The other days are a proposal" in text
    assert rows(page(), "period")[0] == "Status firm proposal"
    assert Structure(page()).links.count("./index.html") == 1
    assert Structure(page()).links.count("./proposal/2026-11-25/index.html") == 1


def test_agents_and_days_add_up() -> None:
    """A2 has the same six doors on both days, one visit each.

    Each is met with 0.8 x 0.25 = 0.2 before 14:00.
    """
    visits = len(DAYS[1].routes[0].visit_ids)
    route = DAYS[1].routes[0]
    hours = (route.end_s - route.start_s + 30) // 60
    cost = hours_cost(DAYS[1])
    found = rows(page(), "period")
    (own,) = [row for row in found if row.startswith("Jukka Nyström")]
    cell = (
        f"{visits} visits {0.2 * visits:.1f} met {hours // 60}:{hours % 60:02d} h "
        f"{route.distance_m / 1000:.1f} km cost {cost:,.2f}"
    )
    assert own.startswith(f"Jukka Nyström {cell} {cell} {2 * visits} visits")
    whole = sum(len(one.visit_ids) for plan in DAYS for one in plan.routes)
    assert f"{whole} visits" in found[-1]
    assert found[-1].startswith("All agents")
    (other,) = [row for row in found if row.startswith("Maija Virtanen")]
    assert " – " in other  # off on the second day


def test_two_agents_who_meet_make_one_visit_in_the_sums_and_one_each_in_their_own() -> None:
    """32 visits on both routes and all others, one of them made by two: 31; six tomorrow."""
    made = sum(len(route.visit_ids) for route in DAYS[0].routes)
    drawn = page((meeting(), DAYS[1]))
    found = rows(drawn, "period")
    tomorrow_made = len(DAYS[1].routes[0].visit_ids)
    assert found[-1].startswith(f"All agents {made - 1} visits")
    assert f"{made - 1 + tomorrow_made} visits" in found[-1]
    for name, route in zip(("Maija Virtanen", "Jukka Nyström"), DAYS[0].routes, strict=False):
        (own,) = [row for row in found if row.startswith(name)]
        assert own.startswith(f"{name} {len(route.visit_ids)} visits")
    # The chance of the meeting is the one of the first visit, for both: 0.2 before 14:00.
    (second,) = [row for row in found if row.startswith("Jukka Nyström")]
    assert f"{0.2 * tomorrow_made:.1f} met" in second.partition("km")[0]
    note = "A visit at which two agents meet counts for both, and once in the sums of all agents."
    assert note in Structure(drawn).text
    assert note not in Structure(page()).text
    assert len(rows(drawn, "who-when")) == made - 1 + tomorrow_made


def hours_cost(plan: PlanData) -> float:
    """30 an hour and 0.3 a kilometre; nobody works overtime."""
    (route,) = plan.routes
    return (route.end_s - route.start_s) / 120 + route.distance_m * 0.0003


def test_every_visit_says_when_and_by_whom_and_whether_that_is_firm() -> None:
    found = rows(page(), "who-when")
    assert len(found) == sum(len(one.visit_ids) for plan in DAYS for one in plan.routes)
    assert found == sorted(found, key=lambda row: row.split(" ")[0])
    (firm, proposal) = [row for row in found if row.startswith("C-005 ")]
    assert re.fullmatch(r"C-005 Tue 24 Nov 2026 \d\d:\d\d Jukka Nyström 20 % firm", firm)
    assert proposal.replace("Wed 25", "Tue 24").replace("proposal", "firm") == firm
    assert "appointment" in next(row for row in found if row.startswith("C-002 "))


def test_what_no_day_takes_says_which_channel_is_due() -> None:
    text = Structure(page()).text
    assert "On none of these days (1)" in text
    assert "letter Called five times. A letter is due." in text
    assert "Tomorrow is better." not in text


def test_all_timelines_span_the_same_hours() -> None:
    # A2 alone works 09:00 to 17:00, all of them 08:00 to 19:00.
    axes = re.findall(r'<div class="track axis">(.*?)</div>', page(), re.S)
    assert len(axes) == 2
    assert axes[0] == axes[1]


def test_an_agent_has_one_colour_on_all_days() -> None:
    colours = re.findall(r'aria-label="Jukka Nyström: [^"]*" style="--route:(#\w+)', page())
    assert len(colours) == 2
    assert len(set(colours)) == 1


def test_a_day_on_which_nobody_goes_is_shown_as_such() -> None:
    free = replace(DAYS[1], routes=(), cards=())
    text = Structure(page((DAYS[0], free))).text
    assert "Nobody goes on this day." in text


def test_no_borrower_is_named_and_nothing_is_loaded() -> None:
    drawn = page()
    assert not [card.name for card in DAYS[0].cards if card.name and card.name in drawn]
    assert Structure(drawn).scripts == []
    assert "Content-Security-Policy" in drawn


def test_a_period_without_worths_has_no_meetings_to_expect() -> None:
    text = Structure(page((plans.helsinki(),))).text
    assert "meetings expected" not in text.partition("Per agent and day")[0]
    assert "There is no other day." in text


def test_a_chinese_portfolio_has_a_chinese_page() -> None:
    days = tuple(
        replace(
            plan, cards=tuple(replace(card, address="临江市南浦一路1号") for card in plan.cards)
        )
        for plan in DAYS
    )
    drawn = page(days)
    assert '<html lang="zh-Hans">' in drawn
    text = Structure(drawn).text
    assert "已确定：2026年11月24日 周二。" in text
    assert "预计见面" in text
    for word in ("visits", "proposal", "firm", "travel", "Timelines", "chance"):
        assert word not in text, word
