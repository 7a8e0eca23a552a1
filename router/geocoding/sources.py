"""The geocoders that are asked about an address, one small object each, in the order of trust."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from router.domain.places import Address
from router.geocoding.geocoder import RegionGeocoder
from router.geocoding.grade import Finding
from router.geocoding.services.cache import GeocodeCache
from router.geocoding.services.session import Asking

__all__ = ["Answered", "FromCache", "Indexed", "Source"]


class Source(Protocol):
    """Whoever can be asked where an address is."""

    def find(self, address: Address) -> Finding | None:
        """Return what the address may mean; None if this source was not asked."""
        ...


@dataclass(frozen=True, slots=True)
class FromCache:
    """What any online service answered in earlier runs, the latest first.

    Parameters
    ----------
    cache
        Their answers; None if none are used.
    """

    cache: GeocodeCache | None

    def find(self, address: Address) -> Finding | None:
        """Return the answer that was kept; None if nobody was asked."""
        kept = self.cache.get("", address) if self.cache is not None else None
        return None if kept is None else Finding(places=kept)


@dataclass(frozen=True, slots=True)
class Answered:
    """What the services of this run answered earlier.

    Parameters
    ----------
    asking
        Their session.
    """

    asking: Asking

    def find(self, address: Address) -> Finding | None:
        """Return their answers that were kept; None if some are still to be asked."""
        return self.asking.cached(address)


@dataclass(frozen=True, slots=True)
class Indexed:
    """The region's own index.

    Parameters
    ----------
    index
        The index; None if there is no region.
    """

    index: RegionGeocoder | None

    def find(self, address: Address) -> Finding | None:
        """Return what the region knows."""
        if self.index is None:
            return Finding(why="there is no region to look in")
        return self.index.find(
            address.text,
            city=address.city,
            district=address.district,
            postcode=address.postcode,
        )
