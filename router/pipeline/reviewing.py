"""What geocoding does not trust becomes the list that a person works through."""

from __future__ import annotations

from collections.abc import Sequence

from router.domain.places import LocatedAddress, LocationStatus
from router.domain.refused import RefusedRow
from router.domain.review import ReviewItem

__all__ = ["review_items"]


def review_items(found: Sequence[LocatedAddress | RefusedRow]) -> tuple[ReviewItem, ...]:
    """Return what a person has to look at.

    Parameters
    ----------
    found
        What geocoding said, in input order.

    Returns
    -------
    tuple of ReviewItem
        One per address that is not accepted and per row that could not be read, in input order.
    """
    return tuple(_item(one) for one in found if not _accepted(one))


def _accepted(one: LocatedAddress | RefusedRow) -> bool:
    return isinstance(one, LocatedAddress) and one.status is LocationStatus.ACCEPTED


def _item(one: LocatedAddress | RefusedRow) -> ReviewItem:
    if isinstance(one, RefusedRow):
        return ReviewItem(case_id=one.row_id, address=one.address, why=one.why)
    text, city = one.address.text, one.address.city
    return ReviewItem(
        case_id=one.owner_id,
        address=", ".join(part for part in (text, city) if part) if text else "",
        why=one.why,
        candidates=one.candidates,
    )
