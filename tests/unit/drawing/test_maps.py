"""Maps are folium's, load nothing, and show every mark."""

from __future__ import annotations

import re
from dataclasses import replace

import folium
import pytest
from folium import plugins

from router.domain.places import Coordinate
from router.drawing.facts import Facts
from router.drawing.inlining import LOCAL_ASSETS, inline_asset
from router.drawing.maps import draw_map, map_parts
from router.drawing.marks import Mark, left_out_mark, route_marks, spread
from router.drawing.safe import Html
from router.errors import RouterError
from tests.unit.drawing import plans


def bare() -> folium.Map:
    return folium.Map([60, 25], tiles=None)


def test_a_plain_map_renders_without_a_link() -> None:
    parts = map_parts(bare())
    assert 'class="folium-map"' in parts.html
    assert "L.map(" in parts.script
    assert "http" not in parts.script


def test_an_element_whose_script_has_no_local_copy_is_refused() -> None:
    canvas = bare()
    cluster = plugins.MarkerCluster()  # type: ignore[no-untyped-call]  # bare in folium
    cluster.add_to(canvas)
    with pytest.raises(RouterError, match=r"MarkerCluster needs the asset .*no local copy"):
        map_parts(canvas)


def test_popups_and_icon_markers_are_refused_since_they_need_jquery_and_fonts() -> None:
    for element in (
        folium.Marker([60, 25], popup="x"),
        folium.Marker([60, 25], icon=folium.Icon()),
    ):
        canvas = bare()
        element.add_to(canvas)
        with pytest.raises(RouterError, match="needs assets that pages do not carry"):
            map_parts(canvas)


def test_a_link_in_the_head_is_refused() -> None:
    canvas = bare()
    figure = canvas.get_root()
    assert isinstance(figure, folium.Figure)
    figure.header.add_child(folium.Element('<link rel="stylesheet" href="x.css">'))
    with pytest.raises(RouterError, match="a link into the page's head"):
        map_parts(canvas)


def test_an_unknown_asset_is_refused() -> None:
    with pytest.raises(RouterError, match="'jquery', of which there is no local copy"):
        inline_asset("jquery")


@pytest.mark.parametrize("name", LOCAL_ASSETS)
def test_an_inlined_asset_asks_for_no_file(name: str) -> None:
    text = inline_asset(name)
    assert len(text) > 100
    assert not re.search(r"url\(\s*['\"]?(?!data:)[\w/.]", text) or name == "leaflet"
    assert "sourceMappingURL" not in text
    assert "@import" not in text


def test_leaflet_is_the_version_and_has_its_licence() -> None:
    assert "1.9.4" in inline_asset("leaflet")
    from importlib.resources import files

    licence = (files("router.drawing") / "assets" / "leaflet.LICENSE").read_text(encoding="utf-8")
    assert licence.startswith("BSD 2-Clause License")


def test_the_same_plan_is_drawn_in_the_same_bytes() -> None:
    plan = plans.helsinki()
    one, other = (
        draw_map(Facts(plan), plans.streets(), plans.straight_lines(plan), plan.routes)
        for _ in range(2)
    )
    assert one == other


def test_a_route_has_a_mark_per_stop_numbered_in_order_and_one_for_its_home() -> None:
    plan = plans.helsinki()
    marks = route_marks(Facts(plan), plan.routes[0], personal=False)
    assert [mark.kind for mark in marks] == ["end"] + ["stop"] * 8
    numbers = [re.search(r"<b>(\d+)</b>", mark.html) for mark in marks[1:]]
    assert [found[1] for found in numbers if found] == [str(n) for n in range(1, 9)]


def test_an_open_route_has_no_end_marks() -> None:
    plan = plans.helsinki()
    assert {mark.kind for mark in route_marks(Facts(plan), plan.routes[3], personal=False)} == {
        "stop"
    }


def test_start_and_end_at_two_places_have_two_marks() -> None:
    plan = plans.helsinki()
    shifts = list(plan.problem.shifts)
    shifts[0] = replace(shifts[0], end_location=5)
    moved = replace(plan, problem=replace(plan.problem, shifts=tuple(shifts)))
    marks = route_marks(Facts(moved), moved.routes[0], personal=False)
    assert [re.findall(r"<b>([SE])</b>", mark.html) for mark in marks[:2]] == [["S"], ["E"]]


def test_visits_of_one_stop_share_a_mark_that_counts_and_lists_them() -> None:
    plan = plans.helsinki()
    marks = route_marks(Facts(plan), plan.routes[0], personal=False)
    [shared] = [mark for mark in marks if "×3" in mark.html]
    assert all(f"C-009{end}" in shared.tip for end in ("", "-2", "-3"))


def test_tips_name_cases_to_the_office_and_borrowers_to_their_agent() -> None:
    plan = plans.helsinki()
    office, agent = (
        route_marks(Facts(plan), plan.routes[0], personal=personal)[1].tip
        for personal in (False, True)
    )
    assert "C-000" in office
    assert "Aino Korhonen" not in office
    assert "Aino Korhonen" in agent


def test_an_appointment_stands_out_and_so_does_one_that_is_left_out() -> None:
    plan = plans.helsinki()
    marks = route_marks(Facts(plan), plan.routes[0], personal=False)
    assert [at for at, mark in enumerate(marks) if "confirmed" in mark.html] == [3]
    urgent = {one.case_ids[0]: left_out_mark(Facts(plan), one) for one in plan.unassigned}
    assert {case: "urgent" in mark.html for case, mark in urgent.items() if mark} == {
        "C-027": True,
        "C-029": False,
    }


def at(lat: float, lon: float, kind: str = "stop") -> Mark:
    return Mark(point=Coordinate(lat, lon), kind=kind, html=Html(""), tip=Html(""))


def test_marks_that_stand_alone_stay_where_they_are() -> None:
    assert spread([at(60, 25), at(60.001, 25), at(60, 25.001)]) == [(0, 0)] * 3


@pytest.mark.parametrize("count", [2, 3, 5, 9, 20])
def test_marks_at_one_point_move_far_enough_apart_to_be_seen(count: int) -> None:
    moves = spread([at(60, 25)] * count)
    for one in range(count):
        for other in range(one):
            apart = [a - b for a, b in zip(moves[one], moves[other], strict=True)]
            # Marks are 24 px wide; at three quarters of that their numbers are free.
            assert (apart[0] ** 2 + apart[1] ** 2) ** 0.5 >= 16


def test_a_hollow_mark_at_a_stop_is_moved_out_from_under_it() -> None:
    first, second = spread([at(60, 25), at(60, 25, "left-out")])
    assert first != second
