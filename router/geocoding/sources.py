"""The geocoders that are asked about an address, one small object each, in the order of trust."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from router.domain.places import Address
from router.geocoding.cache import GeocodeCache
from router.geocoding.geocoder import RegionGeocoder
from router.geocoding.grade import Finding

__all__ = ["Cached", "Indexed", "Source"]


class Source(Protocol):
    """Whoever can be asked where an address is."""

    def find(self, address: Address) -> Finding | None:
        """Return what the address may mean; None if this source was not asked."""
        ...


@dataclass(frozen=True, slots=True)
class Cached:
    """What online services answered in earlier runs.

    Parameters
    ----------
    cache
        Their answers.
    service
        Whose; an empty text means any, the latest first.
    """

    cache: GeocodeCache
    service: str = ""

    def find(self, address: Address) -> Finding | None:
        """Return the answer that was kept; None if nobody was asked."""
        kept = self.cache.get(self.service, address)
        return None if kept is None else Finding(places=kept)


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
