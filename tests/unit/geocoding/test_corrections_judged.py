"""What a person said about an address is taken, unless it is nothing that may be routed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from router.domain.extract import Extent
from router.domain.places import Address, Coordinate, Grade, LocatedAddress, LocationStatus, Place
from router.geocoding import Correction, Corrections, Verdict, locate
from router.geocoding.corrections.judging import judge_correction

ADDRESS = Address(text="Annankatu 6")
POINT = Correction(
    coordinate=Coordinate(60.0, 25.0), address="Annankatu 6", who="Li Wei", when=
    "2026-11-24T10:00:00+02:00",
)  # fmt: skip


def known(lat: float) -> Place:
    return Place(
        coordinate=Coordinate(lat, 25.0), grade=Grade.STREET, score=0.5, error_m=99.0,
        matched="Annankatu", source="index",
    )  # fmt: skip


def judged(entry: Correction, *candidates: Place, inside: bool = True) -> LocatedAddress:
    return judge_correction("C1", ADDRESS, entry, inside=inside, candidates=candidates)


def test_a_point_is_taken_with_who_vouches_for_it() -> None:
    found = judged(POINT, known(60.001))
    assert found.status is LocationStatus.ACCEPTED
    assert found.place is not None
    assert (found.place.source, found.place.by, found.place.when) == (
        "correction", "Li Wei", "2026-11-24T10:00:00+02:00",
    )  # fmt: skip


# 0.1° of latitude is 11.1 km, 0.2° 22.2 km; the bound is 20 km from every candidate.
@pytest.mark.parametrize(
    ("candidates", "accepted"),
    [((60.1,), True), ((60.2,), False), ((60.2, 60.1), True), ((), True)],
)
def test_a_point_far_from_every_candidate_is_asked_about(
    candidates: tuple[float, ...], accepted: bool
) -> None:
    found = judged(POINT, *map(known, candidates))
    assert (found.status is LocationStatus.ACCEPTED) == accepted
    if not accepted:
        assert found.why == (
            "the correction by Li Wei on 2026-11-24 lies 22 km from every candidate; "
            "write sure into its column verdict if it is meant"
        )
        assert found.candidates[0].source == "correction"
    sure = judged(replace(POINT, verdict=Verdict.SURE), *map(known, candidates))
    assert sure.status is LocationStatus.ACCEPTED


def test_a_point_outside_the_region_is_never_taken() -> None:
    found = judged(replace(POINT, verdict=Verdict.SURE), inside=False)
    assert found.status is LocationStatus.REVIEW
    assert found.why.startswith("outside the region")


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (Verdict.NOT_FOUND, "checked by Li Wei on 2026-11-24: cannot be found"),
        (Verdict.ASK, "checked by Li Wei on 2026-11-24: the borrower has to be asked"),
    ],
)
def test_a_dead_end_stays_in_review_and_says_who_found_it(verdict: Verdict, said: str) -> None:
    entry = replace(POINT, coordinate=None, verdict=verdict)
    found = judged(entry, known(60.001), inside=False)
    assert (found.status, found.why) == (LocationStatus.REVIEW, said)
    assert found.candidates == (known(60.001),)
    assert judged(replace(entry, who="", when="")).why == f"checked: {said.split(': ')[1]}"


def test_a_correction_helps_where_the_table_has_a_point_outside_the_region() -> None:
    region = Extent(59.9, 24.9, 60.1, 25.1)
    said = Corrections((POINT,))
    outside = Address(text="Annankatu 6", coordinate=Coordinate(48.0, 11.0))
    inside = Address(text="Annankatu 6", coordinate=Coordinate(60.05, 25.0))
    one, two = locate([("C1", outside), ("C2", inside)], None, corrections=said, extent=region)
    assert one.place is not None
    assert two.place is not None
    assert (one.place.source, two.place.source) == ("correction", "table")
