"""What is trusted: the bounds of score, error and region, and the answers that they give."""

from __future__ import annotations

from dataclasses import dataclass

from router.domain.extract import Extent
from router.domain.places import Address, LocatedAddress, LocationStatus, Place
from router.geocoding.grade import Finding

__all__ = ["EXTENT_MARGIN", "Bounds"]

MAX_CANDIDATES = 5
EXTENT_MARGIN = 0.01  # degrees, about a kilometre: a door just outside the box is not foreign


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The bounds of what is accepted.

    Parameters
    ----------
    threshold
        Lowest score, 0 to 1.
    max_error_m
        Largest error radius in metres.
    extent
        Box of the region; None accepts every point of the Earth.
    """

    threshold: float
    max_error_m: float
    extent: Extent | None = None

    def inside(self, place: Place) -> bool:
        """Tell whether a place lies in the region, or hardly outside."""
        return self.extent is None or self.extent.contains(place.coordinate, margin=EXTENT_MARGIN)

    def trusts(self, place: Place) -> bool:
        """Tell whether a geocoder's answer is good enough."""
        return (
            place.score >= self.threshold
            and place.error_m <= self.max_error_m
            and self.inside(place)
        )

    def given(self, owner_id: str, address: Address, place: Place) -> LocatedAddress:
        """Accept a point that a person gave, unless it lies outside the region."""
        if self.inside(place):
            return LocatedAddress(
                owner_id=owner_id, address=address, status=LocationStatus.ACCEPTED, place=place
            )
        return self.doubted(owner_id, address, "outside the region", (place,))

    def doubted(
        self, owner_id: str, address: Address, why: str, candidates: tuple[Place, ...]
    ) -> LocatedAddress:
        """Send an address to review with what it may be, the best first."""
        return LocatedAddress(
            owner_id=owner_id,
            address=address,
            status=LocationStatus.REVIEW,
            place=candidates[0] if candidates else None,
            candidates=candidates[:MAX_CANDIDATES],
            why=why,
        )

    def judged(self, owner_id: str, address: Address, found: Finding) -> LocatedAddress:
        """Accept a geocoder's best place, or send the address to review with the reason."""
        best = found.places[0] if found.places else None
        if best is not None and self.trusts(best):
            return LocatedAddress(
                owner_id=owner_id, address=address, status=LocationStatus.ACCEPTED, place=best
            )
        return self.doubted(owner_id, address, self._why(best, found.why), found.places)

    def _why(self, best: Place | None, why: str) -> str:
        """Say why the best place is not accepted."""
        if best is None:
            return why or "no street of this name is known here"
        if not self.inside(best):
            return "outside the region" + (f"; {why}" if why else "")
        if best.score >= self.threshold:
            far = f"the place is known to {best.error_m:.0f} m only"
            return f"{why}; {far}" if why else far
        if why:
            return why
        return f"the nearest name is {best.matched}, which is not near enough"
