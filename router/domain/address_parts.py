"""What an address says, part by part: from the province down to the room, nothing thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["PART_NAMES", "AddressParts", "Piece", "WrittenAddress"]

PART_NAMES = (
    "province",
    "city",
    "district",
    "town",
    "village",
    "road",
    "lane",
    "number",
    "compound",
    "building",
    "unit",
    "floor",
    "room",
    "postcode",
    "rest",
)
"""Names of the parts, the widest first; ``rest`` is what was not understood."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the address as written.

    Parameters
    ----------
    part
        One of ``PART_NAMES``; ``rest`` for separators and for what was not understood.
    written
        The characters as they came.
    """

    part: str
    written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressParts:
    """An address, read.

    Parameters
    ----------
    written
        The address as it came.
    province, city, district
        Official full names where a short form was written (``广东`` is ``广东省``); empty if the
        address does not say them. A municipality is the province, and its city is empty.
    town, village
        Subdistrict (街道), town or township; village or residents' community.
    road
        With its segment: ``人民南路四段``.
    lane
        Digits, sublanes behind a stroke: ``88`` or ``88/12``.
    number
        House number without 号, half-width, suffix as written: ``12之1``, ``甲8``, ``12-14``.
    compound
        Compound, estate or named building (小区, 花园, 大厦, …).
    building, unit, floor, room
        Without their words: ``3`` of ``3号楼``, ``A`` of ``A座``, ``2`` of ``2单元``, ``1201``.
    postcode
        As written.
    rest
        What is none of these, in order: landmarks, crossings, names, telephone numbers, remarks.
    pieces
        The address cut up; the pieces' texts in a row are ``written``.

    Raises
    ------
    ValueError
        If the pieces in a row are not the address.
    """

    written: str
    province: str = ""
    city: str = ""
    district: str = ""
    town: str = ""
    village: str = ""
    road: str = ""
    lane: str = ""
    number: str = ""
    compound: str = ""
    building: str = ""
    unit: str = ""
    floor: str = ""
    room: str = ""
    postcode: str = ""
    rest: str = ""
    pieces: tuple[Piece, ...] = ()

    def __post_init__(self) -> None:
        if self.pieces and "".join(piece.written for piece in self.pieces) != self.written:
            raise ValueError("the pieces of an address are not the address")

    def to_dict(self) -> Mapping[str, str]:
        """Return the parts by name.

        Returns
        -------
        dict of str to str
            All of ``PART_NAMES``, empty ones included.
        """
        return {name: getattr(self, name) for name in PART_NAMES}


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenAddress:
    """An address of a table, as it was written there.

    Parameters
    ----------
    row
        1-based row as the user sees it (the header of a table is row 1).
    case_id
        Whose address it is; empty if the table does not say.
    text
        The address; may be empty.
    """

    row: int
    case_id: str
    text: str
