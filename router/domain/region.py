"""What a region folder says about itself: its manifest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from router.domain.extract import Extent
from router.domain.places import Coordinate

__all__ = ["REGION_SCHEMA", "RegionManifest", "RegionPart"]

REGION_SCHEMA = "router.region/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionPart:
    """One thing that was built into a region folder, such as its address index.

    Parameters
    ----------
    digest
        Of everything it was built from; another digest means that it must be built again.
    builder
        Name and version of what built it; another version means the same.
    files
        Paths inside the region folder, with ``/`` between folders.
    seconds
        How long the building took.
    """

    digest: str
    builder: str
    files: tuple[str, ...]
    seconds: float = 0.0

    def __post_init__(self) -> None:
        for name in self.files:
            if not name or name.startswith("/") or ".." in name.split("/"):
                raise ValueError("the files of a part lie inside the region folder")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionManifest:
    """What a region folder holds, where it came from, and what it can and cannot answer.

    Parameters
    ----------
    schema
        Of the manifest itself.
    name
        Of the region, for people.
    extent
        Box of its roads and doors.
    centre
        Its middle.
    timezone
        IANA name of the zone at the middle.
    counts
        Such as ``doors``, ``streets``, ``places``, ``roads``, ``road_km``.
    cities, postcodes
        Names of settlements and postcodes that the region knows, sorted.
    parts
        What was built, by name.
    modes
        Travel modes that were prepared.
    engines
        Street routers that were prepared.
    extract_file
        File name of the extract in the folder.
    extract_sha256
        Of the extract as it was given.
    extract_date
        Of the data; zone-aware, or None if unknown.
    licence, attribution
        Of the data; the attribution is shown on every map.
    synthetic
        True if the city was generated.
    answers, cannot
        Sentences for people: what may be expected of the region, and what not.
    """

    schema: str = REGION_SCHEMA
    name: str
    extent: Extent
    centre: Coordinate
    timezone: str
    counts: Mapping[str, int] = field(default_factory=dict)
    cities: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    parts: Mapping[str, RegionPart] = field(default_factory=dict)
    modes: tuple[str, ...] = ()
    engines: tuple[str, ...] = ()
    extract_file: str
    extract_sha256: str
    extract_date: datetime | None = None
    licence: str
    attribution: str
    synthetic: bool = False
    answers: tuple[str, ...] = ()
    cannot: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "counts", MappingProxyType(dict(self.counts)))
        object.__setattr__(self, "parts", MappingProxyType(dict(self.parts)))
        if not self.name or not self.timezone:
            raise ValueError("a region has a name and a time zone")
        if self.extract_date is not None and self.extract_date.utcoffset() is None:
            raise ValueError("the date of an extract needs a zone")
