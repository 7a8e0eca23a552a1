"""The page of learned presence shows what is known, and from how many visits."""

from __future__ import annotations

from datetime import date, time
from xml.etree import ElementTree

import pytest

from router.domain.bands import DayGroup
from router.domain.learned import LearnedPresence
from router.domain.places import PlaceType
from router.domain.presence import CellRate, HourBand, Presence, PresenceCell
from router.drawing import draw_presence
from router.drawing.presence_chart import presence_chart

DAY, NIGHT = HourBand(time(0), time(17)), HourBand(time(17), time(0))


def rate(mean: float, tried: int = 0) -> CellRate:
    met = round(mean * tried)
    return CellRate(mean=mean, low=mean - 0.05, high=mean + 0.05, prior=0.4, tried=tried, met=met)


def learned(night: int = 120, *, area: str = "<b>north</b>") -> LearnedPresence:
    def cell(hours: HourBand, kind: PlaceType = PlaceType.HOME, area: str = "") -> PresenceCell:
        return PresenceCell(place_type=kind, group=DayGroup.WEEKDAY, hours=hours, area=area)

    rates = {
        cell(DAY): rate(0.3),
        cell(NIGHT): rate(0.7, night),
        cell(DAY, PlaceType.WORK): rate(0.5),
        cell(NIGHT, PlaceType.WORK): rate(0.1),
        cell(NIGHT, area=area): rate(0.5, night // 2),
        cell(NIGHT, area="south"): rate(0.72, night // 2),
    }
    return LearnedPresence(
        presence=Presence(bands=(DAY, NIGHT), rates=rates),
        first=date(2026, 11, 2), last=date(2026, 11, 20), appointment=rate(0.8),
    )  # fmt: skip


def test_a_chart_marks_every_assumed_chance_and_dots_only_what_was_tried() -> None:
    svg = presence_chart([("day", rate(0.3)), ("from 17:00", rate(0.7, 120))], "what it shows")
    drawn = ElementTree.fromstring(svg)
    assert drawn.get("aria-label") == "what it shows"
    looks = [part.get("class") for part in drawn]
    assert (looks.count("was"), looks.count("is"), looks.count("range")) == (2, 1, 1)
    assert [part.text for part in drawn if part.get("class") == "count"] == ["0", "120"]


def test_the_page_shows_the_best_hours_what_was_not_tried_and_areas_that_differ() -> None:
    page = draw_presence(learned())
    assert "Best hours: from 17:00, 70 % met, from 120 visits." in page
    assert "Nothing was tried, the assumed chances hold: At work weekdays." in page
    assert "−20 points" in page  # 50 % in the north, 70 % over all
    assert "south" not in page  # 72 %: its bounds hold the 70 % of all
    assert "Too little" not in page


def test_few_visits_are_called_few() -> None:
    assert "Too little to go by." in draw_presence(learned(40))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_names_of_areas_are_text(lang: str) -> None:
    page = draw_presence(learned(area="<script>x</script>"), lang=lang)
    assert "<script>x" not in page
    assert "&lt;script&gt;" in page
