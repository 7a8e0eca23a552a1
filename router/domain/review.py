"""What a person looks at when an address is not trusted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from router.domain.address_parts import AddressParts
from router.domain.places import LocatedAddress, LocationStatus, Place
from router.domain.refused import RefusedRow

__all__ = ["ReviewItem", "review_items"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """One address in review.

    Parameters
    ----------
    case_id
        Whose address it is.
    address
        As written; with the city of the table's own column behind it, if it has one. Empty if only
        a point was given.
    why
        Why it is not trusted.
    candidates
        Up to five places, best first.
    parts
        What the address was understood to say; None if it was not read.
    refused
        Whether the row of the table could not be read: no point helps it, the table has to be
        mended first.
    checked
        Whether a person said already that there is no point for it.
    """

    case_id: str
    address: str
    why: str
    candidates: tuple[Place, ...] = ()
    parts: AddressParts | None = None
    refused: bool = False
    checked: bool = False

    @property
    def decidable(self) -> bool:
        """Whether a person is to be asked: nobody was, and a correction would be used."""
        open_question = not self.refused and not self.checked
        return open_question and bool(self.address.strip() or self.candidates)


def review_items(
    found: Sequence[LocatedAddress | RefusedRow],
    read: Callable[[str], AddressParts] | None = None,
) -> tuple[ReviewItem, ...]:
    """Return what a person has to look at.

    Parameters
    ----------
    found
        What geocoding said, in input order.
    read
        Understands an address, so that the person sees what was understood; None leaves that out.

    Returns
    -------
    tuple of ReviewItem
        One per address that is not accepted and per row that could not be read, in input order.
        Addresses at which a rule forbids to visit are left out: knowing the door would not help.
    """
    return tuple(_item(one, read) for one in found if not _settled(one))


def _settled(one: LocatedAddress | RefusedRow) -> bool:
    if isinstance(one, RefusedRow):
        return False
    return one.status is LocationStatus.ACCEPTED or bool(one.rule)


def _item(
    one: LocatedAddress | RefusedRow, read: Callable[[str], AddressParts] | None
) -> ReviewItem:
    if isinstance(one, RefusedRow):
        return ReviewItem(case_id=one.row_id, address=one.address, why=one.why, refused=True)
    text, city = one.address.text, one.address.city
    return ReviewItem(
        case_id=one.owner_id,
        address=", ".join(part for part in (text, city) if part) if text else "",
        why=one.why,
        candidates=one.candidates,
        parts=read(text) if read is not None and text else None,
        checked=one.checked,
    )
