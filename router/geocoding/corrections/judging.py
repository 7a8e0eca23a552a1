"""What becomes of an address about which a person said something: taken, or asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from router.domain.places import (
    Address,
    LocatedAddress,
    LocationStatus,
    Place,
    great_circle_m,
)
from router.geocoding.corrections.entries import Correction, Verdict, place_of

__all__ = ["FAR_M", "judge_correction"]

FAR_M = 20_000.0  # from every candidate: a slip of the hand, or another town of the same name
_SAID = {
    Verdict.NOT_FOUND: "cannot be found",
    Verdict.ASK: "the borrower has to be asked",
}


def judge_correction(
    owner_id: str,
    address: Address,
    entry: Correction,
    *,
    inside: bool,
    candidates: Sequence[Place] = (),
) -> LocatedAddress:
    """Take what a person said, unless it is nothing that may be routed.

    Parameters
    ----------
    owner_id, address
        Whose address, and what it says.
    entry
        What was said about it.
    inside
        Whether the point lies in the region; of no matter if there is none.
    candidates
        What the region's own index knows under the address, best first.

    Returns
    -------
    LocatedAddress
        Accepted at the point. In review, with the reason, if the point lies outside the region or
        more than 20 km from every candidate without a ``sure``, and if the verdict is that there
        is no point; nobody has to be asked about such an address again.
    """
    place = place_of(entry, address)
    signed = f" {entry.signed}" if entry.signed else ""
    if place is None:
        why = f"checked{signed}: {_SAID[entry.verdict]}"
        return replace(_review(owner_id, address, None, candidates, why), checked=True)
    if not inside:
        why = f"outside the region, where the correction{signed} has it"
        return _review(owner_id, address, place, (place, *candidates), why)
    nearest = min(
        (great_circle_m(place.coordinate, one.coordinate) for one in candidates), default=0.0
    )
    if nearest > FAR_M and entry.verdict is not Verdict.SURE:
        why = (
            f"the correction{signed} lies {nearest / 1000:.0f} km from every candidate; "
            "write sure into its column verdict if it is meant"
        )
        return _review(owner_id, address, place, (place, *candidates), why)
    return LocatedAddress(
        owner_id=owner_id, address=address, status=LocationStatus.ACCEPTED, place=place
    )


def _review(
    owner_id: str, address: Address, place: Place | None, candidates: Sequence[Place], why: str
) -> LocatedAddress:
    return LocatedAddress(
        owner_id=owner_id,
        address=address,
        status=LocationStatus.REVIEW,
        place=place,
        candidates=tuple(candidates[:5]),
        why=why,
    )
