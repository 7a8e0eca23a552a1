"""What a person looks at when an address is not trusted."""

from __future__ import annotations

from dataclasses import dataclass

from router.domain.address_parts import AddressParts
from router.domain.places import Place

__all__ = ["ReviewItem"]


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
    """

    case_id: str
    address: str
    why: str
    candidates: tuple[Place, ...] = ()
    parts: AddressParts | None = None
