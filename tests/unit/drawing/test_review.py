"""The page of the addresses in review: whole, small, harmless, in the readers' language."""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import pytest

from router.domain.address_parts import AddressParts
from router.domain.basemap import BaseMap, StreetLine
from router.domain.extract import Extent
from router.domain.places import Coordinate, Grade, Place
from router.domain.review import ReviewItem
from router.drawing import draw_review
from router.drawing.nearby import streets_near
from router.drawing.safe import safe_json
from tests.unit.drawing import plans
from tests.unit.drawing.payloads import EVALUATED, PAYLOADS
from tests.unit.drawing.structure import Structure

SHOWN = {name: text for name, text in PAYLOADS.items() if text.strip()}
every_payload = pytest.mark.parametrize("text", SHOWN.values(), ids=SHOWN.keys())


def place(lat: float, text: str = "Annankatu 6") -> Place:
    return Place(
        coordinate=Coordinate(lat, 24.94), grade=Grade.STREET, score=0.5, error_m=80.0,
        matched=text, source="index",
    )  # fmt: skip


def item(case: str = "C1", text: str = "Annankatu 6", **changes: Any) -> ReviewItem:
    given = {"why": "doubt", "candidates": (place(60.168), place(60.169))} | changes
    return ReviewItem(case_id=case, address=text, **given)


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="review-data">(.*?)</script>', page)
    assert found is not None
    loaded: dict[str, Any] = json.loads(found[1])
    return loaded


def hostile(text: str) -> str:
    odd = item(
        text, text, why=text, candidates=(place(60.168, text),),
        parts=AddressParts(written=text, rest=text),
    )  # fmt: skip
    return draw_review([odd, item()], plans.hostile_streets(text), region=text)


@every_payload
def test_a_page_has_the_same_tags_whatever_the_texts_say(text: str) -> None:
    page = hostile(text)
    assert Structure(page).tags == Structure(hostile("plain")).tags
    assert EVALUATED not in page
    body = page[page.index("<body>") :]
    for sign in ("{{", "{%", "${", "`", "<img"):
        assert sign not in body


@every_payload
def test_the_script_gets_every_text_back(text: str) -> None:
    whole = text.encode("utf-8", "replace").decode()
    entry, _ = data_of(hostile(text))["items"]
    assert (entry["address"], entry["cases"], entry["why"]) == (whole, [whole], whole)
    assert entry["candidates"][0]["text"] == whole


def test_json_for_a_script_holds_no_sign_that_means_anything_in_a_page() -> None:
    text = "".join(map(chr, range(0x250))) + "\u2028\u2029</script>{{x}}`${y}`"
    made = safe_json({"a": [text, 1.5, None]})
    assert made.isascii()
    assert not set(made) & set("<>&'`$/")
    assert made.count("{") == made.count("}") == 1
    assert json.loads(made) == {"a": [text, 1.5, None]}


def test_cases_with_one_address_and_one_question_are_one_entry() -> None:
    page = draw_review(
        [item("C1"), item("C2", "Other 1"), item("C3"), item("C4", why="else")], plans.streets()
    )
    assert [entry["cases"] for entry in data_of(page)["items"]] == [["C1", "C3"], ["C2"], ["C4"]]


def test_rows_that_could_not_be_read_are_counted_only() -> None:
    # A correction of C3 would change nothing: its row is refused before anybody looks at it.
    unread = [item("C2", "", candidates=()), item("C3", candidates=(), refused=True)]
    page = draw_review([item(), *unread], plans.streets())
    assert [entry["cases"] for entry in data_of(page)["items"]] == [["C1"]]
    assert "2 rows of the table could not be read" in Structure(page).text


def test_what_a_person_has_checked_is_not_asked_again() -> None:
    why = "checked by Anna: cannot be found"
    page = draw_review([item(), item("C2", why=why, checked=True)], plans.streets())
    assert f"C2 · Annankatu 6 · {why}" in Structure(page).text
    assert [entry["cases"] for entry in data_of(page)["items"]] == [["C1"]]
    assert "1 were checked before and have no point" in Structure(page).text
    done = draw_review([item("C2", checked=True)], plans.streets())
    assert "1 were checked before" in Structure(done).text


def test_the_page_says_how_far_candidates_are_from_the_first() -> None:
    # 0.001° of latitude is 111 m.
    page = draw_review([item()], plans.streets())
    [entry] = data_of(page)["items"]
    assert [one["apart"] for one in entry["candidates"]] == [0, 111]
    assert "111 m from A" in Structure(page).text


@pytest.mark.parametrize(
    ("texts", "lang"),
    [(["文三路12号", "Main 1", "长江路3号"], "zh-Hans"), (["文三路12号", "Main 1"], "en")],
)
def test_the_words_are_chinese_where_most_addresses_are(texts: list[str], lang: str) -> None:
    items = [item(f"C{at}", text) for at, text in enumerate(texts)]
    page = draw_review(items, plans.streets())
    assert f'<html lang="{lang}">' in page
    assert ("下载更正文件" in data_of(page)["words"].values()) == (lang == "zh-Hans")


def test_a_chinese_page_says_why_in_chinese_and_leaves_what_it_does_not_know() -> None:
    why = "the table's point lies 2.4 km from the door that the region knows; a new reason"
    one = item("C1", "文三路12号", why=why, candidates=(place(60.168),))
    page = draw_review([one], plans.streets())
    said = "表中坐标与已知门牌相距 2.4 km；a new reason"
    [entry] = data_of(page)["items"]
    assert (entry["why"], entry["candidates"][0]["source"]) == (said, "本地地图")
    assert said in Structure(page).text
    assert data_of(draw_review([item(why=why)], plans.streets()))["items"][0]["why"] == why


def test_nobody_in_review_is_a_page_that_says_so() -> None:
    page = draw_review([], plans.empty_streets())
    assert "There is nothing to do here." in Structure(page).text
    assert "routerReview();" not in page


def test_the_same_list_is_the_same_page_and_another_list_has_its_own_choices() -> None:
    first, again = (draw_review([item()], plans.streets()) for _ in range(2))
    assert first == again
    assert data_of(first)["id"] != data_of(draw_review([item("C2")], plans.streets()))["id"]


def city(lines: int) -> BaseMap:
    rng = np.random.default_rng(7)
    starts = np.column_stack([rng.uniform(60.0, 60.4, lines), rng.uniform(24.5, 25.3, lines)])
    steps = rng.normal(0, 0.0004, (lines, 12, 2)).cumsum(axis=1)
    return BaseMap(
        lines=tuple(
            StreetLine(
                kind=("major", "street", "path", "street")[at % 4], name=f"Street {at % 9000}",
                points=(starts[at] + steps[at]).astype(np.float32),
            )
            for at in range(lines)
        ),
        extent=Extent(60.0, 24.5, 60.4, 25.3), attribution="made up",
    )  # fmt: skip


def test_five_hundred_addresses_in_a_metropolis_stay_below_ten_megabytes() -> None:
    rng = np.random.default_rng(8)
    items = [
        item(
            f"CASE-{at}", f"Some long street name {at}, 00100 Somewhere",
            candidates=tuple(place(60.0 + 0.4 * rng.random(), "Some street 12") for _ in range(5)),
        )
        for at in range(500)
    ]  # fmt: skip
    assert len(draw_review(items, city(60_000)).encode()) < 10_000_000


def test_streets_near_keeps_what_is_near_a_point_and_the_major_ones() -> None:
    def street(kind: str, lat: float) -> StreetLine:
        points = np.array([[lat, 24.94], [lat, 24.95]], dtype=np.float32)
        return StreetLine(kind=kind, name=f"{kind} {lat}", points=points)

    lines = tuple(street(kind, lat) for kind in ("major", "path") for lat in (60.168, 60.3))
    basemap = BaseMap(lines=lines, extent=Extent(60, 24, 61, 25), attribution="")
    kept = streets_near(basemap, [Coordinate(60.17, 24.945)])
    assert [line.name for line in kept.lines] == ["major 60.168", "major 60.3", "path 60.168"]
    assert [line.kind for line in streets_near(basemap, []).lines] == ["major", "major"]
