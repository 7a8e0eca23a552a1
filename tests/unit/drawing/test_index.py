"""The dispatcher's page: everything adds up, and what needs a person comes first."""

from __future__ import annotations

from dataclasses import replace

from router.domain.plan import CaseCard, CostBreakdown, PlanData, ReasonCode, UnassignedVisit
from router.drawing import draw_index
from router.drawing.facts import Facts
from router.errors import Fault
from tests.unit.drawing import plans
from tests.unit.drawing.structure import Structure

PLAN = plans.helsinki()
FILES = {shift.shift_id: f"map-{shift.agent_id}.html" for shift in PLAN.problem.shifts}
FAULTS = (
    Fault(file="cases.csv", row=14, column="windows", value="25:00", problem="no time of day",
          fix="Write HH:MM"),
    Fault(file="agents.csv", row=3, problem="no end place", fix="Give one", fatal=False),
)  # fmt: skip


def page(plan: PlanData = PLAN, faults: tuple[Fault, ...] = ()) -> str:
    return draw_index(
        plan, plans.streets(), plans.straight_lines(plan), map_files=FILES, faults=faults,
        data_files=("plan.json", "routes.csv"),
    )  # fmt: skip


def test_the_cases_add_up() -> None:
    # 32 doors with 34 cases (door 9 has three), 2 of them unassigned; 2 held, 1 in review.
    text = Structure(page()).text
    assert "37 cases came in" in text
    assert "37 = 32 planned + 2 unassigned + 2 held + 1 in review" in text


def test_a_case_planned_at_one_address_is_not_counted_at_its_other() -> None:
    visit = PLAN.problem.visits[0]
    twin = UnassignedVisit(
        visit_id=visit.visit_id, case_ids=visit.case_ids, code=ReasonCode.SAME_BORROWER,
        detail="", remedy="",
    )  # fmt: skip
    counts = Facts(replace(PLAN, unassigned=(*PLAN.unassigned, twin))).counts()
    assert (counts.cases, counts.planned, counts.unassigned, counts.missing) == (37, 32, 2, 0)


def test_two_cases_at_one_door_are_two_unassigned_cases_wherever_they_are_counted() -> None:
    one, other = PLAN.unassigned
    both = replace(one, case_ids=(*one.case_ids, *other.case_ids))
    told = page(replace(PLAN, unassigned=(both,)))
    assert ">Unassigned (2)</h2>" in told
    assert ">Unassigned 2</a>" in told


def test_a_lost_case_is_the_first_alarm() -> None:
    lost = replace(PLAN, cards=(*PLAN.cards, CaseCard(case_id="C-999", borrower_id="B")))
    text = Structure(page(lost)).text
    assert "+ 1 lost" in text
    attention = text[text.index("Needs attention") :]
    assert attention.index("Lost cases") < attention.index("Appointment not kept")


def test_every_term_of_the_cost_is_shown_and_the_total_is_their_sum() -> None:
    # 1 + 2 + 4 + 8 + 16 + 32 + 64 = 127 for the day; with the value of 1,000: 1,127.
    costs = CostBreakdown(
        travel_time=1, on_site=2, waiting=4, breaks=8, distance=16, overtime=32, fixed=64,
        value_not_collected=1000,
    )  # fmt: skip
    text = Structure(page(replace(PLAN, costs=costs))).text
    for line in (
        "Travel time 1.00", "On site (set-up and service) 2.00", "Waiting 4.00", "Breaks 8.00",
        "Kilometres 16.00", "Overtime premium 32.00", "Fixed cost of shifts used 64.00",
        "Cost of the day 127.00", "Value not collected 1,000.00",
        "What the search minimises 1,127.00",
    ):  # fmt: skip
        assert line in text


def test_what_needs_a_person_comes_before_the_map() -> None:
    text = Structure(page(faults=FAULTS)).text
    text = text[text.index("cases came in") :]  # behind the links at the top
    order = [
        "Appointment not kept C-027", "Addresses to review (1)",
        "Kaivokatu 1, Helsinki door, score 0.71, ± 10 m", "cases.csv, row 14, windows",
        "no time of day row left out", "no end place went on with a default",
        "Click a route", "Timeline", "Unassigned (2)", "Held (2)", "What the search",
    ]  # fmt: skip
    places = [text.index(piece) for piece in order]
    assert places == sorted(places)


def test_what_is_not_planned_says_why_and_what_would_help() -> None:
    text = Structure(page()).text
    assert "the largest gap is 11 min" in text
    assert "One more hour of A2" in text
    assert "Jukka Nyström NO_CAPACITY_LEFT: no gap of 24 min" in text
    assert "HOLD:dispute The debt is disputed until released" in text
    assert "HOLD:promise Payment promised Mon 30 Nov 2026" in text


def test_the_map_is_in_the_page_itself() -> None:
    structure = Structure(page())
    assert "iframe" not in {tag for tag, _ in structure.tags}
    assert structure.scripts[-1].count("mark stop") == 30


def test_links_lead_to_the_agents_pages_and_the_files() -> None:
    links = Structure(page()).links
    assert [f"./{name}" in links for name in (*FILES.values(), "plan.json", "routes.csv")] == [
        True
    ] * 6


def test_every_section_that_is_linked_is_there() -> None:
    drawn = page(faults=FAULTS)
    anchors = [link[1:] for link in Structure(drawn).links if link.startswith("#")]
    assert anchors
    assert [f'id="{anchor}"' in drawn for anchor in anchors] == [True] * len(anchors)


def test_an_agent_without_visits_is_named() -> None:
    idle = replace(PLAN, routes=PLAN.routes[:3])
    assert "Without visits: Yusuf Demir" in Structure(page(idle)).text


def test_no_borrower_is_named() -> None:
    drawn = page()
    for card in PLAN.cards:
        assert not card.name or card.name not in drawn
        assert not card.notes or card.notes not in drawn
        assert card.borrower_id not in drawn
