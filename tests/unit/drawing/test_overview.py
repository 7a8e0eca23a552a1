"""The overview: every route, every visit left out, and whose map it is."""

from __future__ import annotations

from router.drawing import draw_overview
from tests.unit.drawing import plans
from tests.unit.drawing.structure import Structure

PLAN = plans.helsinki()
PAGE = draw_overview(PLAN, plans.streets(), plans.straight_lines(PLAN))


def test_every_stop_and_every_visit_left_out_has_its_mark() -> None:
    script = Structure(PAGE).scripts[-1]
    assert script.count("mark stop") == sum(len(route.stops) for route in PLAN.routes)
    assert script.count("mark left-out") == len(PLAN.unassigned) == 2
    assert "NO_CAPACITY_LEFT" in script


def test_the_legend_names_every_agent_with_stops_and_finish() -> None:
    text = Structure(PAGE).text
    for person, stops in zip(plans.PEOPLE, (8, 6, 9, 7), strict=True):
        assert f"{person.name} {stops} stops · until" in text


def test_the_map_says_whose_data_it_shows() -> None:
    assert "© OpenStreetMap contributors" in Structure(PAGE).text
    assert "OpenStreetMap contributors" in Structure(PAGE).scripts[-1]  # in the map's corner


def test_a_generated_city_is_labelled_on_the_page_and_on_the_map() -> None:
    page = draw_overview(PLAN, plans.streets(synthetic=True), {})
    assert "Synthetic map." in Structure(page).text
    assert "synthetic streets" in Structure(page).scripts[-1]
    assert "Synthetic" not in Structure(PAGE).text


def test_straight_line_travel_is_said_on_the_page() -> None:
    plan = plans.helsinki(approximate=True)
    assert "Estimated travel." in Structure(draw_overview(plan, plans.streets(), {})).text
    assert "Estimated travel." not in Structure(PAGE).text


def test_no_borrower_is_named() -> None:
    for card in PLAN.cards:
        assert not card.name or card.name not in PAGE
        assert not card.notes or card.notes not in PAGE
        assert card.borrower_id not in PAGE


def test_the_policy_comes_first_and_forbids_every_load() -> None:
    head = PAGE.split("<head>")[1].lstrip()
    assert head.startswith('<meta http-equiv="Content-Security-Policy" content="default-src')
    assert (
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
        "img-src data:" in head[:260]
    )


def test_nothing_in_the_file_is_linked_from_outside() -> None:
    tags = Structure(PAGE).tags
    assert [attributes for tag, attributes in tags if tag == "link"] == [("rel", "href")]  # data:,
    assert not [tag for tag, attributes in tags if "src" in attributes]
