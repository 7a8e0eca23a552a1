"""What is said of a visit that does not pay is said in the unit in which its value is stated."""

from __future__ import annotations

from dataclasses import replace

import pytest

from router.domain.visits import ValueBand, Visit
from router.value.raising import advisor, meeting_needed, revalued
from tests.unit.value.helpers import case, worth


def visit_of(told: object = None) -> Visit:
    known = worth(case()) if told is None else told
    return Visit(
        visit_id="V1", case_ids=("C1",), location=0, building="b", service_s=0,
        value_bands=tuple(
            ValueBand(start_s=band.start_s, end_s=band.end_s, value=band.value)
            for band in known.bands  # type: ignore[attr-defined]
        ),
    )  # fmt: skip


def test_what_is_needed_is_what_a_meeting_must_be_worth_and_not_the_visit() -> None:
    # After 19:00 0.8 x 0.55 = 0.44 are met: a visit that costs 50 pays with a meeting of
    # (50 + 0.56 x 4) / 0.44 = 118.73 and more; it is worth 0.44 x 60 - 2.24 = 24.16 now.
    told, visit = worth(case()), visit_of()
    assert visit.worth == pytest.approx(24.16)
    needed = meeting_needed(visit, told, lambda other: 50 - other.worth)
    assert needed == pytest.approx(52.24 / 0.44)
    said = advisor([told])(visit, lambda other: 50 - other.worth)
    assert said == (
        "State more than 118.73 in the column value of C1 (what meeting the borrower is worth, "
        "60.00 now), or leave it for a day with visits nearby."
    )


def test_with_that_value_it_is_worth_what_was_said() -> None:
    told, visit = worth(case()), visit_of()
    needed = meeting_needed(visit, told, lambda other: 50 - other.worth)
    assert needed is not None
    restated = worth(case(value=needed))
    assert restated.best is not None
    assert restated.best.value == pytest.approx(50)
    assert [band.value for band in revalued(visit, told, needed).value_bands] == pytest.approx(
        [band.value for band in restated.bands]
    )


def test_where_only_a_poor_hour_is_left_the_value_is_that_of_this_hour() -> None:
    # From 10:00 to 12:00 0.8 x 0.25 = 0.2 are met: (50 + 0.8 x 4) / 0.2 = 266, though better
    # hours, in which nobody is free, would do with less.
    told, visit = worth(case()), visit_of()
    needed = meeting_needed(visit, told, lambda other: 50 - other.value_at(11 * 3600))
    assert needed is not None
    assert 266 <= needed <= 290
    assert worth(case(value=needed)).band_at(11 * 3600).value >= 50  # type: ignore[union-attr]


def test_who_is_never_met_gets_no_advice() -> None:
    told = worth(case())
    never = replace(told, bands=tuple(replace(band, met=0.0) for band in told.bands))
    assert meeting_needed(visit_of(never), never, lambda other: 50 - other.worth) is None
    assert advisor([never])(visit_of(never), lambda other: 50 - other.worth) == ""
