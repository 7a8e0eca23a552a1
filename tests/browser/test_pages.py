"""In a real browser without a network every page draws its map and keeps quiet."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from router.domain.basemap import BaseMap, StreetLine
from router.domain.extract import Extent
from router.domain.places import Coordinate
from router.drawing import (
    draw_agent,
    draw_compliance,
    draw_figures,
    draw_index,
    draw_overview,
    draw_period,
)
from router.errors import Fault
from router.regions import read_basemap, read_extract, write_basemap
from tests.browser.chromium import Tab
from tests.unit.drawing import plans, ruled, weighed
from tests.unit.drawing.payloads import PAYLOADS
from tests.unit.drawing.structure import pages_with
from tests.unit.drawing.test_figures import FIGURES

pytestmark = pytest.mark.browser

PLAN = plans.helsinki()
STOP = ".spot .mark.stop"  # on the map, not in its key
FIRST = PLAN.problem.shifts[0].shift_id
FAULT = Fault(file="cases.csv", row=2, column="lat", problem="no number", fix="Write one")

# Of the pixels of the streets' canvas, how many are painted.
PAINTED = """(() => {
  const canvas = document.querySelector('.leaflet-streets-pane canvas');
  const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  let painted = 0;
  for (let at = 3; at < data.length; at += 4) if (data[at]) painted++;
  return painted;
})()"""
WIDER_THAN_THE_WINDOW = """[...document.querySelectorAll('body *')]
  .filter(e => !e.closest('.leaflet-container, .track') && e.getBoundingClientRect().width > 0 &&
    e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 &&
    getComputedStyle(e).clipPath === 'none' && !e.closest('thead'))
  .map(e => e.tagName + '.' + e.className)"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The three pages of the Helsinki day, as files."""
    folder = tmp_path_factory.mktemp("pages")
    basemap, lines = plans.streets(), plans.straight_lines(PLAN)
    drawn = {
        "overview": draw_overview(PLAN, basemap, lines),
        "agent": draw_agent(PLAN, FIRST, basemap, lines),
        "index": draw_index(
            PLAN, basemap, lines, map_files={FIRST: "agent.html"}, faults=[FAULT],
            data_files=["plan.json"],
        ),
        "compliance": draw_compliance(ruled.ruled(PLAN), index_page="index.html"),
        "figures": draw_figures(FIGURES),
        "period": draw_period([weighed.weighed(), weighed.tomorrow()]),
        "weighed": draw_index(weighed.weighed(), basemap, lines, map_files={}),
        "index-zh": draw_index(
            weighed.weighed(), basemap, lines, map_files={FIRST: "agent.html"}, faults=[FAULT],
            data_files=["plan.json"], lang="zh",
        ),
        "agent-zh": draw_agent(ruled.ruled(PLAN), FIRST, basemap, lines, lang="zh"),
    }  # fmt: skip
    return {name: saved(folder / f"{name}.html", page) for name, page in drawn.items()}


def saved(target: Path, page: str) -> Path:
    target.write_text(page, encoding="utf-8")
    return target


def count(tab: Tab, selector: str) -> int:
    return cast(int, tab.script(f"document.querySelectorAll({selector!r}).length"))


every_width = pytest.mark.parametrize("width", [1280, 390])


@every_width
@pytest.mark.parametrize(
    ("name", "stops", "others", "ends"),
    [
        ("overview", 30, 2, 3),  # 8 + 6 + 9 + 7 stops, 2 left out; three agents have a home
        ("index", 30, 2, 3),
        ("agent", 8, 0, 1),
    ],
)
def test_a_page_loads_nothing_says_nothing_and_draws_its_map(
    tab: Tab, pages: dict[str, Path], name: str, stops: int, others: int, ends: int, width: int
) -> None:
    seen = tab.open(pages[name], width=width)
    assert seen.outside == []
    assert seen.complaints == []
    assert len(seen.requests) == 1  # the page itself; Leaflet asks for no picture either
    assert tab.script("L.version") == "1.9.4"
    assert count(tab, ".leaflet-container") == 1
    assert count(tab, ".leaflet-marker-icon .mark.stop") == stops
    assert count(tab, ".leaflet-marker-icon .mark.left-out") == others
    assert count(tab, ".leaflet-marker-icon .mark.end") == ends
    assert count(tab, ".leaflet-overlay-pane svg path.way") > 0
    assert cast(int, tab.script(PAINTED)) > 2000


@every_width
@pytest.mark.parametrize("name", ["compliance", "figures", "period"])
def test_a_page_to_read_loads_nothing_and_runs_nothing(
    tab: Tab, pages: dict[str, Path], name: str, width: int
) -> None:
    seen = tab.open(pages[name], width=width)
    assert seen.outside == []
    assert seen.complaints == []
    assert len(seen.requests) == 1
    assert count(tab, "script") == 0


@every_width
@pytest.mark.parametrize(
    "name",
    [
        "overview",
        "agent",
        "index",
        "compliance",
        "figures",
        "period",
        "weighed",
        "index-zh",
        "agent-zh",
    ],
)
def test_nothing_is_wider_than_the_window(
    tab: Tab, pages: dict[str, Path], name: str, width: int
) -> None:
    tab.open(pages[name], width=width)
    tab.script("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert tab.script("document.documentElement.scrollWidth") == tab.script(
        "document.documentElement.clientWidth"
    )
    assert tab.script(WIDER_THAN_THE_WINDOW) == []


@pytest.mark.parametrize("text", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_hostile_texts_do_nothing_but_stand_there(tab: Tab, tmp_path: Path, text: str) -> None:
    for name, page in pages_with(text).items():
        seen = tab.open(saved(tmp_path / f"{name}.html", page), width=390)
        assert seen.outside == []
        assert seen.complaints == []
        # Every tip is opened, since its text becomes markup only then.
        tab.script("document.querySelectorAll('.spot').forEach(spot => spot.dispatchEvent("
                   "new MouseEvent('mouseover', {bubbles: true})))")  # fmt: skip
        tab.settle()
        assert "50337" not in cast(str, tab.script("document.title"))
        assert tab.visit.outside == []
        assert tab.visit.complaints == []
        foreign = "svg[onload], img[onerror], .sheet script, .leaflet-container script, iframe"
        assert count(tab, foreign) == 0
        assert count(tab, STOP) == {"agent": 8, "compliance": 0, "period": 0}.get(name, 30)
        for width in (390, 1280):
            tab.resize(width)
            assert tab.script("document.documentElement.scrollWidth") == tab.script(
                "document.documentElement.clientWidth"
            )


def test_the_buttons_and_the_scale_of_a_chinese_map_are_chinese(
    tab: Tab, pages: dict[str, Path]
) -> None:
    for name, words in (("agent-zh", "放大缩小"), ("agent", "Zoom inZoom out")):
        assert tab.open(pages[name]).complaints == []
        assert words == tab.script(
            "['in', 'out'].map(way => document.querySelector(`.leaflet-control-zoom-${way}`).title)"
            ".join('')"
        )
        assert count(tab, ".leaflet-control-scale-line") == (1 if name == "agent-zh" else 2)


def test_a_tip_says_what_stands_at_the_mark(tab: Tab, pages: dict[str, Path]) -> None:
    tab.open(pages["overview"])
    tab.script("document.querySelector('.spot:has(.confirmed)').dispatchEvent("
               "new MouseEvent('mouseover', {bubbles: true}))")  # fmt: skip
    tip = cast(str, tab.script("document.querySelector('.leaflet-tooltip').innerText"))
    assert "3 · Maija Virtanen" in tip
    assert "Aleksanterinkatu 9" in tip
    assert "appointment" in tip


def test_two_marks_at_one_place_are_both_visible(tab: Tab, tmp_path: Path) -> None:
    # Two agents visit the same door.
    people = (plans.PEOPLE[0], replace(plans.PEOPLE[1], doors=(0, 7)))
    page = draw_overview(plans.helsinki(people), plans.streets(), {})
    tab.open(saved(tmp_path / "page.html", page))
    boxes = cast(
        list[list[float]],
        tab.script(
            "[...document.querySelectorAll('.spot .mark.stop')]"
            ".filter(mark => mark.innerText === '1')"
            ".map(mark => mark.getBoundingClientRect()).map(box => [box.x, box.y])"
        ),
    )
    [first, second] = boxes
    assert np.hypot(first[0] - second[0], first[1] - second[1]) >= 16


@pytest.mark.parametrize("zoom", [0, -1, 1])
def test_marks_that_would_cover_each_other_are_pushed_apart_at_every_zoom(
    tab: Tab, pages: dict[str, Path], zoom: int
) -> None:
    tab.open(pages["overview"])
    button = {0: "", -1: "out", 1: "in"}[zoom]
    if button:
        tab.script(f"document.querySelector('.leaflet-control-zoom-{button}').click()")
        tab.script("new Promise(done => setTimeout(done, 600))")  # Leaflet's own animation
    nearest = """(() => {
      const boxes = [...document.querySelectorAll('.spot .mark.stop')]
        .map(mark => mark.getBoundingClientRect());
      let least = Infinity;
      boxes.forEach((a, at) => boxes.slice(at + 1).forEach(
        b => { least = Math.min(least, Math.hypot(a.x - b.x, a.y - b.y)); }));
      return least;
    })()"""
    # Marks are 24 px wide; 85 % of that is 20, and margins are whole pixels.
    assert cast(float, tab.script(nearest)) >= 18


def test_a_click_in_the_legend_shows_one_route_and_a_second_all(
    tab: Tab, pages: dict[str, Path]
) -> None:
    tab.open(pages["overview"])
    press = "document.querySelector('button[data-route=\"1\"]').click()"
    tab.script(press)
    assert count(tab, STOP) == 6
    tab.script(press)
    assert count(tab, STOP) == 30


def test_without_javascript_the_tables_are_there_and_the_map_says_why_not(
    tab: Tab, pages: dict[str, Path]
) -> None:
    tab.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        seen = tab.open(pages["agent"], still=False)
        assert count(tab, "tr.visit") == 10
        assert count(tab, ".leaflet-container") == 0
        shown = cast(str, tab.script("document.body.innerText"))
    finally:
        tab.call("Emulation.setScriptExecutionDisabled", value=False)
    assert "The map needs JavaScript; the tables do not." in shown
    assert seen.outside == []


def test_on_paper_the_map_is_whole_and_every_route_is_unfolded(
    tab: Tab, pages: dict[str, Path], tmp_path: Path
) -> None:
    tab.open(pages["index"])
    tab.script(
        "window.addEventListener('beforeprint', () => { window.paper = {"
        " width: document.querySelector('.folium-map').clientWidth,"
        " open: document.querySelectorAll('details.route[open]').length,"
        " cut: [...document.querySelectorAll('.spot .mark.stop')].filter(mark => {"
        "   const map = document.querySelector('.folium-map').getBoundingClientRect();"
        "   const box = mark.getBoundingClientRect();"
        "   return box.left < map.left || box.right > map.right ||"
        "     box.top < map.top || box.bottom > map.bottom; }).length }; })"
    )
    tab.paper(tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    # 690 px are 183 mm, what A4 leaves between margins of 12 mm (186 mm).
    assert tab.script("window.paper") == {"width": 690, "open": 4, "cut": 0}
    tab.settle()
    assert count(tab, "details.route[open]") == 0
    assert cast(int, tab.script("document.querySelector('.folium-map').clientWidth")) > 1000


def test_a_large_city_stays_a_page_that_opens(tab: Tab, tmp_path: Path) -> None:
    # 51,000 ways of five points in the box of the plan: as many as a metro area has.
    rng = np.random.default_rng(7)
    starts = np.column_stack([rng.uniform(60.1, 60.25, 51_000), rng.uniform(24.8, 25.1, 51_000)])
    steps = rng.normal(0, 0.0004, (51_000, 5, 2)).cumsum(axis=1)
    lines = tuple(
        StreetLine(
            kind=("major", "street", "path")[at % 3], name=f"Street {at % 9000}",
            points=(starts[at] + steps[at]).astype(np.float32),
        )
        for at in range(51_000)
    )  # fmt: skip
    basemap = BaseMap(lines=lines, extent=Extent(60.1, 24.8, 60.25, 25.1), attribution="made up")
    far = tuple(
        replace(person, home=home)
        for person, home in zip(
            plans.PEOPLE,
            [Coordinate(60.11, 24.82), Coordinate(60.24, 25.08), None, None],
            strict=True,
        )
    )
    plan = plans.helsinki(far)
    page = draw_index(plan, basemap, plans.straight_lines(plan), map_files={})
    assert len(page.encode()) < 3_000_000
    seen = tab.open(saved(tmp_path / "page.html", page))
    assert seen.complaints == []
    assert cast(int, tab.script(PAINTED)) > 50_000


@pytest.mark.shared
def test_the_day_is_drawn_over_the_real_streets_of_helsinki(tab: Tab, tmp_path: Path) -> None:
    folder = Path(__file__).parents[2].parent / "shared"
    extract = Path(os.environ.get("ROUTER_SHARED", folder)) / "data/osm/helsinki-centre.osm.pbf"
    if not extract.exists():
        pytest.skip(f"no shared data at {extract}")
    write_basemap(read_extract(extract), tmp_path)
    basemap = read_basemap(tmp_path)
    page = draw_overview(PLAN, basemap, plans.straight_lines(PLAN))
    seen = tab.open(saved(tmp_path / "page.html", page))
    assert seen.complaints == []
    assert cast(int, tab.script(PAINTED)) > 10_000
    names = "[...document.querySelectorAll('.street-name')].map(name => name.innerText)"
    assert set(cast(list[str], tab.script(names))) & {line.name for line in basemap.lines}
