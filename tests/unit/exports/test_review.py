"""review.csv: one row per address, its candidates side by side, safe in Excel."""

from __future__ import annotations

import csv
import io

from router.domain.address_parts import AddressParts
from router.domain.places import Address, Coordinate, Grade, LocatedAddress, LocationStatus, Place
from router.domain.refused import RefusedRow
from router.domain.review import ReviewItem, review_items
from router.exports import review_csv


def place(lat: float, text: str = "Annankatu 6") -> Place:
    return Place(
        coordinate=Coordinate(lat, 25.0), grade=Grade.DOOR, score=0.6, error_m=20.0,
        matched=text, source="index",
    )  # fmt: skip


def rows(*items: ReviewItem) -> list[dict[str, str]]:
    content = review_csv(items)
    assert content.startswith(b"\xef\xbb\xbf")  # Excel takes it for UTF-8
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_row_says_what_was_understood_why_and_how_far_apart_the_candidates_are() -> None:
    item = ReviewItem(
        case_id="C1", address="文三路12号", why="two streets",
        candidates=(place(60.0), place(60.001, "=1+1")),
        parts=AddressParts(written="文三路12号", road="文三路", number="12"),
    )  # fmt: skip
    [row] = rows(item)
    assert row["understood"] == "road: 文三路; number: 12"
    assert (row["why"], row["candidates"]) == ("two streets", "2")
    # 0.001° of latitude is 111 m.
    assert [row[f"candidate_{n}_distance_m"] for n in (1, 2, 3)] == ["0", "111", ""]
    assert row["candidate_2"] == "'=1+1"
    assert (row["candidate_1_grade"], row["candidate_1_source"]) == ("door", "index")


def test_the_list_has_what_is_not_accepted_and_what_could_not_be_read() -> None:
    def located(owner: str, status: LocationStatus, city: str = "") -> LocatedAddress:
        return LocatedAddress(
            owner_id=owner, address=Address(text="Annankatu 6", city=city), status=status,
            place=place(60.0), why="doubt", candidates=(place(60.0),),
        )  # fmt: skip

    refused = RefusedRow(table="cases", row=4, row_id="C3", address="x", why="no windows")
    items = review_items(
        [
            located("C1", LocationStatus.ACCEPTED),
            located("C2", LocationStatus.REVIEW, city="Espoo"),
            refused,
        ],
        read=lambda text: AddressParts(written=text, road=text[:9]),
    )
    assert [(one.case_id, one.address, one.why) for one in items] == [
        ("C2", "Annankatu 6, Espoo", "doubt"), ("C3", "x", "no windows"),
    ]  # fmt: skip
    assert items[0].parts is not None
    assert items[0].parts.road == "Annankatu"
