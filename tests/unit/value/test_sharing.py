"""Bands of one part of the day start at what the others foretell; without others, at the table."""

from __future__ import annotations

from datetime import time

import numpy as np
import pytest

from router.domain.bands import DayGroup
from router.domain.places import PlaceType
from router.domain.presence import HourBand, PresenceCell
from router.value.sharing import foretold

MORNING = HourBand(time(0), time(10))
EARLY, LATE = HourBand(time(17), time(19)), HourBand(time(19), time(0))
CELLS = [
    PresenceCell(place_type=PlaceType.HOME, group=group, hours=hours)
    for group in (DayGroup.WEEKDAY, DayGroup.SATURDAY)
    for hours in (MORNING, EARLY, LATE)
]
TABLE = np.full(6, 0.5)


def seen(met: list[float], tried: list[float]) -> tuple[np.ndarray, np.ndarray]:
    return foretold(CELLS, TABLE, 10.0, met=np.array(met), tried=np.array(tried))


def test_where_nothing_was_tried_the_table_stands_for_its_strength() -> None:
    chance, worth = seen([0] * 6, [0] * 6)
    assert list(chance) == [0.5] * 6
    assert list(worth) == [10.0] * 6


def test_a_band_does_not_foretell_itself() -> None:
    chance, worth = seen([0, 90, 0, 0, 0, 0], [0, 100, 0, 0, 0, 0])
    assert chance == pytest.approx(TABLE)
    assert worth == pytest.approx([10.0] * 6)


def test_evenings_that_all_are_better_make_one_more_evening_start_better() -> None:
    """Three evenings of 400 visits at 0.8; the fourth was visited once, and that tells nothing."""
    chance, worth = seen([200, 320, 320, 200, 320, 1], [400, 400, 400, 400, 400, 1])
    assert chance[5] == pytest.approx(0.8, abs=0.03)
    assert worth[5] > 20
    # The mornings agree with the table, and with each other.
    assert chance[3] == pytest.approx(0.5, abs=0.02)
    assert worth[3] > 20


def test_evenings_that_contradict_each_other_foretell_little() -> None:
    """At 0.8, 0.2 and 0.5: between them lies the table, and it is worth less than it was."""
    chance, worth = seen([0, 320, 80, 0, 200, 1], [0, 400, 400, 0, 400, 1])
    assert chance[5] == pytest.approx(0.5, abs=0.05)
    assert worth[5] < 10


def test_parts_of_the_day_do_not_foretell_each_other() -> None:
    chance, _ = seen([1, 360, 360, 0, 360, 360], [1, 400, 400, 0, 400, 400])
    assert chance[0] == pytest.approx(0.5)
    assert chance[3] == 0.5  # never tried


def test_a_chance_of_the_table_that_is_meant_as_none_stays() -> None:
    table = np.array([0.0, 0.5, 0.5, 1.0, 0.5, 0.5])
    chance, worth = foretold(CELLS, table, 10.0, met=np.full(6, 40.0), tried=np.full(6, 50.0))
    assert (chance[0], chance[3]) == (0.0, 1.0)
    assert (worth[0], worth[3]) == (10.0, 10.0)
