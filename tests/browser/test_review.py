"""In a real browser: a person decides about addresses, and the file corrects them."""

from __future__ import annotations

import base64
import csv
from pathlib import Path
from typing import cast

import pytest

from router.demo import example
from router.domain.address_parts import AddressParts
from router.domain.places import Coordinate, Grade, Place
from router.domain.review import ReviewItem
from router.drawing import draw_review
from router.geocoding import Verdict, read_corrections
from tests.browser.chromium import Tab
from tests.contracts.test_command import run
from tests.unit.drawing import plans
from tests.unit.drawing.payloads import PAYLOADS

pytestmark = pytest.mark.browser

SHOWN = {name: text for name, text in PAYLOADS.items() if text.strip()}

# Catches what would be saved: reading the blob is the same as opening the file.
CATCH = """
window.caught = null;
URL.createObjectURL = (blob) => { window.caught = blob; return 'data:,'; };
HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; };
"""
BYTES = """window.caught.arrayBuffer().then((bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))))"""


def place(lat: float, lon: float = 24.943, text: str = "Aleksanterinkatu 17") -> Place:
    return Place(
        coordinate=Coordinate(lat, lon), grade=Grade.STREET, score=0.5, error_m=80.0,
        matched=text, source="index",
    )  # fmt: skip


def items(text: str = "Aleksanterinkatu 199") -> list[ReviewItem]:
    parts = AddressParts(written=text, road=text)
    two = (place(60.169, text=text), place(60.170, text="Aleksanterinkatu 9"))
    return [
        ReviewItem(case_id="C1", address=text, why=text, candidates=two, parts=parts),
        ReviewItem(case_id="C2", address="Nowhere 1", why="no street"),
        ReviewItem(case_id="C3", address="Third 3", why="two", candidates=two),
        ReviewItem(case_id="C4", address="Fourth 4", why="two", candidates=two),
    ]


def saved(folder: Path, page: str) -> Path:
    target = folder / "review.html"
    target.write_text(page, encoding="utf-8")
    return target


def opened(tab: Tab, page: Path, *, width: int = 1280) -> None:
    """Open a page as if for the first time."""
    tab.open(page, width=width)
    tab.script("localStorage.clear()")
    tab.open(page, width=width)


def press(tab: Tab, *keys: str) -> None:
    for key in keys:
        tab.script(
            "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', "
            f"{{key: {key!r}, bubbles: true, cancelable: true}}))"
        )
    tab.settle()


def click(tab: Tab, selector: str) -> None:
    tab.script(f"document.querySelector({selector!r}).click()")
    tab.settle()


def tap_map(tab: Tab, across: float, down: float) -> None:
    """Click the map where a share of its width and height says."""
    x, y = cast(
        list[float],
        tab.script(
            "(() => { const box = document.querySelector('.big-map').getBoundingClientRect();"
            f"return [box.x + box.width * {across}, box.y + box.height * {down}]; }})()"
        ),
    )
    for kind in ("mousePressed", "mouseReleased"):
        tab.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
    tab.settle()


def downloaded(tab: Tab, folder: Path, who: str = "Li Wei") -> Path:
    tab.script(CATCH)
    tab.script(
        f"(() => {{ const who = document.getElementById('who'); who.value = {who!r};"
        "who.dispatchEvent(new Event('input')); })()"
    )
    click(tab, "#download")
    assert tab.script("window.savedAs") == "corrections.csv"
    target = folder / "corrections.csv"
    target.write_bytes(base64.b64decode(cast(str, tab.script(BYTES))))
    return target


def shown(tab: Tab, selector: str) -> str:
    return cast(str, tab.script(f"document.querySelector({selector!r}).innerText"))


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return saved(tmp_path, draw_review(items(), plans.streets(), region="Helsinki"))


@pytest.mark.parametrize("width", [1280, 390])
def test_it_opens_quietly_and_fits_the_window(tab: Tab, page: Path, width: int) -> None:
    opened(tab, page, width=width)
    press(tab, "ArrowDown", "ArrowUp")  # on a phone the desk comes up
    assert tab.visit.outside == []
    assert tab.visit.complaints == []
    assert len(tab.visit.requests) == 1
    assert shown(tab, "#progress-text") == "0 of 4 done"
    assert tab.script("document.querySelectorAll('.big-map .mark.letter').length") == 2
    assert tab.script("document.querySelectorAll('.thumb').length") == 2
    assert cast(int, tab.script("document.querySelectorAll('.thumb path').length")) > 4
    assert tab.script("document.documentElement.scrollWidth") == tab.script(
        "document.documentElement.clientWidth"
    )


def test_candidates_pins_and_dead_ends_leave_the_page_as_corrections(
    tab: Tab, page: Path, tmp_path: Path
) -> None:
    opened(tab, page)
    press(tab, "2", "Enter", "x", "Enter", "q", "Enter")
    tap_map(tab, 0.5, 0.6)
    assert shown(tab, "#progress-text") == "4 of 4 done"
    tab.script(
        "(() => { const note = document.getElementById('note'); note.value = '=a, \"b\"';"
        "note.dispatchEvent(new Event('input')); })()"
    )
    entries = read_corrections(downloaded(tab, tmp_path)).entries
    assert [(one.case_id, one.address, one.verdict, one.who) for one in entries] == [
        ("C1", "Aleksanterinkatu 199", Verdict.FOUND, "Li Wei"),
        ("C2", "Nowhere 1", Verdict.NOT_FOUND, "Li Wei"),
        ("C3", "Third 3", Verdict.ASK, "Li Wei"),
        ("C4", "Fourth 4", Verdict.FOUND, "Li Wei"),
    ]
    assert entries[0].coordinate == Coordinate(60.170, 24.943)
    pin = entries[3].coordinate
    assert pin is not None
    assert abs(pin.lat - 60.1695) < 0.002
    assert entries[3].note == '=a, "b"'
    assert len(entries[3].when) == len("2026-11-24T10:00:00+02:00")
    assert tab.visit.complaints == []


def test_a_pin_can_be_set_by_key_dragged_and_taken_back(tab: Tab, page: Path) -> None:
    opened(tab, page)
    press(tab, "p")
    assert "Own pin" in shown(tab, ".pin-card")
    before = shown(tab, ".pin-card")
    x, y = cast(
        list[float],
        tab.script(
            "(() => { const b = document.querySelector('svg.pin').getBoundingClientRect();"
            "return [b.x + 15, b.y + 12]; })()"
        ),
    )
    for kind, dx in (("mousePressed", 0), ("mouseMoved", 30), ("mouseMoved", 60)):
        tab.call("Input.dispatchMouseEvent", type=kind, x=x + dx, y=y, button="left", clickCount=1)
        tab.settle()
    tab.call(
        "Input.dispatchMouseEvent", type="mouseReleased", x=x + 60, y=y, button="left",
        clickCount=1,
    )  # fmt: skip
    tab.settle()
    assert shown(tab, ".pin-card") != before
    press(tab, "u")
    assert shown(tab, "#progress-text") == "0 of 4 done"
    assert tab.script("document.querySelectorAll('svg.pin').length") == 0


def test_choices_survive_a_reload_until_they_are_cleared(tab: Tab, page: Path) -> None:
    opened(tab, page)
    press(tab, "1")
    tab.script("localStorage.setItem('router-review-who', 'Anna')")
    tab.script("window.onbeforeunload = null")
    tab.open(page)
    assert shown(tab, "#progress-text") == "1 of 4 done"
    assert tab.script("document.getElementById('who').value") == "Anna"
    click(tab, "#clear")
    assert "Really clear 1 choices?" in shown(tab, "#clear")
    assert shown(tab, "#progress-text") == "1 of 4 done"
    click(tab, "#clear")
    assert shown(tab, "#progress-text") == "0 of 4 done"


def test_leaving_with_choices_that_were_not_downloaded_is_asked_about(
    tab: Tab, page: Path, tmp_path: Path
) -> None:
    leave = "(() => { const e = new Event('beforeunload', {cancelable: true});" \
            "window.dispatchEvent(e); return e.defaultPrevented; })()"  # fmt: skip
    opened(tab, page)
    assert tab.script(leave) is False
    press(tab, "1")
    assert tab.script(leave) is True
    downloaded(tab, tmp_path)
    assert tab.script(leave) is False


def test_without_a_name_nothing_is_downloaded(tab: Tab, page: Path) -> None:
    opened(tab, page)
    press(tab, "1")
    tab.script(CATCH)
    click(tab, "#download")
    assert tab.script("window.caught") is None
    assert shown(tab, "#message").startswith("Write your name first")
    assert tab.script("document.activeElement.id") == "who"


def test_points_outside_and_far_away_are_asked_about(tab: Tab, tmp_path: Path) -> None:
    far = place(60.169 + 0.3)  # 33 km north of the region
    one = ReviewItem(case_id="C1", address="Far 1", why="far", candidates=(far,))
    opened(tab, saved(tmp_path, draw_review([one], plans.streets())))
    press(tab, "1")
    assert "outside the region" in shown(tab, "#trouble")
    assert shown(tab, "#progress-text") == "0 of 1 done"
    # A pin in the region is more than 20 km from the only candidate.
    tab.script("document.querySelector('.leaflet-control-zoom-out').click()")
    box = plans.streets().extent
    middle = ((box.south + box.north) / 2, (box.west + box.east) / 2)
    tab.script(
        "(() => { const key = Object.keys(localStorage).find((k) => /-[0-9a-f]{16}$/.test(k));"
        "const kept = JSON.parse(localStorage[key]);"
        f"Object.assign(kept.choices[0], {{kind: 'pin', lat: {middle[0]}, lon: {middle[1]}}});"
        "localStorage[key] = JSON.stringify(kept); })()"
    )
    tab.open(tmp_path / "review.html")
    assert "more than 20 km" in shown(tab, "#trouble")
    click(tab, "#sure")
    assert shown(tab, "#progress-text") == "1 of 1 done"
    [entry] = read_corrections(downloaded(tab, tmp_path)).entries
    assert entry.verdict is Verdict.SURE


def test_the_list_can_be_searched_and_cut_to_what_is_open(tab: Tab, page: Path) -> None:
    opened(tab, page)
    count = "[...document.querySelectorAll('#queue > li')].filter((row) => !row.hidden).length"
    tab.script(
        "(() => { const box = document.getElementById('search'); box.value = 'third';"
        "box.dispatchEvent(new Event('input')); })()"
    )
    assert tab.script(count) == 1
    tab.script(
        "(() => { const box = document.getElementById('search'); box.value = '';"
        "box.dispatchEvent(new Event('input')); })()"
    )
    press(tab, "1", "ArrowDown")
    click(tab, ".tabs [data-open='true']")
    assert tab.script(count) == 3


@pytest.mark.parametrize("text", SHOWN.values(), ids=SHOWN.keys())
def test_hostile_texts_do_nothing_and_come_back_whole(tab: Tab, tmp_path: Path, text: str) -> None:
    opened(tab, saved(tmp_path, draw_review(items(text), plans.hostile_streets(text))), width=390)
    press(tab, "ArrowDown", "ArrowUp", "1")
    tab.script("document.querySelectorAll('.spot').forEach(spot => spot.dispatchEvent("
               "new MouseEvent('mouseover', {bubbles: true})))")  # fmt: skip
    tab.settle()
    assert "50337" not in cast(str, tab.script("document.title"))
    foreign = "svg[onload], img, .desk script, .side script, iframe, b b"
    assert tab.script(f"document.querySelectorAll({foreign!r}).length") == 0
    assert tab.script("document.documentElement.scrollWidth") == tab.script(
        "document.documentElement.clientWidth"
    )
    [entry] = read_corrections(downloaded(tab, tmp_path)).entries
    assert entry.address == text.encode("utf-8", "replace").decode().strip()
    assert tab.visit.outside == []
    assert tab.visit.complaints == []


def test_five_hundred_addresses_stay_usable(tab: Tab, tmp_path: Path) -> None:
    many = [
        ReviewItem(
            case_id=f"C{at}", address=f"Street {at}", why="doubt",
            candidates=tuple(place(60.165 + 0.001 * n) for n in range(5)),
        )
        for at in range(500)
    ]  # fmt: skip
    opened(tab, saved(tmp_path, draw_review(many, plans.streets())))
    press(tab, "1", *["Enter", "2"] * 5)
    assert shown(tab, "#progress-text") == "6 of 500 done"
    assert tab.script("document.querySelectorAll('.thumb').length") == 5  # of the open one only
    assert tab.visit.complaints == []


def test_what_a_person_decides_in_the_page_is_where_the_next_run_sends_the_agent(
    tab: Tab, tmp_path: Path
) -> None:
    region, cases = tmp_path / "region", tmp_path / "cases.csv"
    assert run("region", "build", example("helsinki").extract, "--out", region).returncode == 0
    cases.write_text(
        "case_id,address,city\nA,Bulevardi 199,Helsinki\nB,Nowhere 1,\n", encoding="utf-8"
    )
    command = ("geocode", cases, "--region", region, "--out", tmp_path / "places.csv")
    assert run(*command).returncode == 0
    opened(tab, tmp_path / "review.html")
    press(tab, "1", "Enter", "p")
    assert shown(tab, "#progress-text") == "2 of 2 done"
    pin = cast(
        dict[str, float],
        tab.script(
            "JSON.parse(localStorage[Object.keys(localStorage)"
            ".find((k) => /-[0-9a-f]{16}$/.test(k))]).choices[1]"
        ),
    )
    done = run(*command, "--corrections", downloaded(tab, tmp_path))
    assert done.returncode == 0, done.stderr
    assert "2 accepted, 0 to review" in done.stdout
    with (tmp_path / "places.csv").open(encoding="utf-8", newline="") as file:
        found = {row["case_id"]: row for row in csv.DictReader(file)}
    assert {row["source"] for row in found.values()} == {"correction"}
    with (tmp_path / "addresses.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["by"] for row in csv.DictReader(file)} == {"Li Wei"}
    assert (float(found["B"]["lat"]), float(found["B"]["lon"])) == (pin["lat"], pin["lon"])
