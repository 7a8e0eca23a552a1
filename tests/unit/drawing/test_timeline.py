"""The timeline places every bar by its time."""

from __future__ import annotations

import re
from dataclasses import replace

from router.drawing.facts import Facts
from router.drawing.timeline import draw_timeline
from tests.unit.drawing import plans

PLAN = plans.helsinki()


def bars(drawn: str, look: str) -> list[tuple[float, float]]:
    """Left and width in percent of all bars of one look, the key's left out."""
    pattern = rf'class="{look}" style="left:([\d.]+)%;width:([\d.]+)%"'
    return [(float(left), float(width)) for left, width in re.findall(pattern, drawn)]


def test_a_bar_starts_and_ends_where_its_time_stands_on_the_axis() -> None:
    # The axis runs from 08:00 (first shift) to 19:00 (last): 11 h. A2 works 09:00 to 17:00.
    drawn = draw_timeline(Facts(PLAN))
    assert bars(drawn, "shift")[1] == (round(100 / 11, 3), round(800 / 11, 3))


def test_every_visit_has_its_bar_and_every_break() -> None:
    drawn = draw_timeline(Facts(PLAN))
    assert len(bars(drawn, "visit")) + len(bars(drawn, "visit confirmed")) == 32
    assert len(bars(drawn, "visit confirmed")) == 1
    assert len(bars(drawn, "rest")) == 3


def test_overtime_is_drawn_from_the_end_of_the_shift() -> None:
    late = replace(PLAN.routes[0], end_s=17 * 3600)
    drawn = draw_timeline(Facts(replace(PLAN, routes=(late, *PLAN.routes[1:]))))
    assert bars(drawn, "late") == [(round(800 / 11, 3), round(100 / 11, 3))]  # 16:00 to 17:00


def test_no_bar_leaves_the_track() -> None:
    drawn = draw_timeline(Facts(PLAN))
    for left, width in (pair for look in ("at", "drive", "visit") for pair in bars(drawn, look)):
        assert left >= 0
        assert left + width <= 100.01


def test_it_needs_no_script_and_no_picture() -> None:
    drawn = draw_timeline(Facts(PLAN))
    assert "<script" not in drawn
    assert "<img" not in drawn


def test_without_routes_there_is_no_timeline() -> None:
    assert draw_timeline(Facts(plans.nothing_planned())) == ""
