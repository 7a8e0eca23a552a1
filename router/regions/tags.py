"""What OpenStreetMap tags mean here: which ways are roads, which objects are doors or places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from router.regions.compounds import compound_of, has_han

__all__ = [
    "NODE_KEYS",
    "PLACE_RADIUS_M",
    "door_city",
    "door_district",
    "door_name",
    "door_numbers",
    "door_street",
    "door_whole",
    "has_outline",
    "is_door",
    "is_road",
    "other_names",
    "place_kind",
    "road_tags",
]

# Ways on which somebody may drive, ride or walk. Proposed, razed, under construction, platforms,
# race tracks and rest areas are not among them.
_HIGHWAYS = frozenset(
    f"{kind}{suffix}"
    for kind in ("motorway", "trunk", "primary", "secondary", "tertiary")
    for suffix in ("", "_link")
) | {
    "unclassified", "residential", "living_street", "service", "track", "pedestrian", "road",
    "footway", "path", "steps", "cycleway", "bridleway", "busway", "corridor",
}  # fmt: skip

_ROAD_KEYS = frozenset({
    "highway", "name", "alt_name", "old_name", "loc_name", "short_name", "official_name",
    "int_name", "oneway", "oneway:bicycle", "oneway:foot", "junction", "access", "motor_vehicle",
    "motorcar", "motorcycle", "vehicle", "bicycle", "foot", "cycleway", "cycleway:both",
    "cycleway:left", "cycleway:right", "maxspeed", "service", "route", "duration", "bridge",
    "tunnel", "layer", "surface", "tracktype", "area",
})  # fmt: skip

NODE_KEYS = ("addr:housenumber", "addr:housename", "addr:full", "place", "building")
"""A node without any of these says nothing about a door or a named place."""

# Rough sizes of settlements that are mapped as a single node.
PLACE_RADIUS_M: Mapping[str, float] = {
    "country": 300_000, "state": 100_000, "region": 50_000, "province": 50_000,
    "county": 20_000, "municipality": 8_000, "city": 8_000, "town": 3_000, "district": 3_000,
    "borough": 3_000, "suburb": 1_500, "quarter": 1_000, "village": 1_000,
    "neighbourhood": 500, "hamlet": 400, "city_block": 150, "square": 100,
    "compound": 150, "building": 30,
}  # fmt: skip

_PLACES = frozenset(PLACE_RADIUS_M) - {"compound", "building"} | {
    "isolated_dwelling", "farm", "allotments", "locality", "island", "islet", "subdistrict",
}  # fmt: skip

# Places that are a compound in China, if they have an outline.
_COMPOUNDS = frozenset({"compound", "neighbourhood", "quarter", "city_block"})

# https://wiki.openstreetmap.org/wiki/Tag:boundary=administrative; what a level means differs from
# country to country, so this is the common reading.
_LEVELS = {
    "2": "country", "3": "region", "4": "state", "5": "region", "6": "county",
    "7": "municipality", "8": "city", "9": "district", "10": "suburb", "11": "quarter",
}  # fmt: skip

# Chinese administrative names say themselves what they are.
_CHINESE_ENDINGS = {
    "市": "city", "区": "district", "區": "district", "县": "county", "縣": "county",
    "镇": "town", "鎮": "town", "乡": "town", "鄉": "town", "村": "village",
    "省": "province", "州": "city", "盟": "city", "旗": "county", "道": "suburb",
}  # fmt: skip

_NAME_KEYS = (
    "alt_name", "old_name", "loc_name", "short_name", "official_name", "int_name", "nat_name",
    "reg_name", "name:left", "name:right",
)  # fmt: skip
_LANGUAGE_KEY = re.compile(r"(?:alt_name|old_name|official_name|name):[a-z]{2,3}(?:[-_]\w+)*")
_BETWEEN_NUMBERS = re.compile(r"\s*[;,；，、]\s*")


def is_road(tags: Mapping[str, str]) -> bool:
    """Tell whether a way may be driven, ridden or walked, or is a ferry.

    Parameters
    ----------
    tags
        Of the way.

    Returns
    -------
    bool
        True if it belongs into the road network.
    """
    return tags.get("highway") in _HIGHWAYS or tags.get("route") == "ferry"


def road_tags(tags: Mapping[str, str]) -> dict[str, str]:
    """Return the tags of a road that matter for travel, names and drawing.

    Parameters
    ----------
    tags
        Of the way.

    Returns
    -------
    dict
        In the order of their keys.
    """
    return {
        key: tags[key] for key in sorted(tags) if key in _ROAD_KEYS or _LANGUAGE_KEY.fullmatch(key)
    }


def door_numbers(tags: Mapping[str, str]) -> tuple[str, ...]:
    """Return the house numbers of an object, several if it lists them.

    Parameters
    ----------
    tags
        Of the node, way or relation.

    Returns
    -------
    tuple of str
        ``1;3`` and ``1, 3`` are two; a range such as ``1-5`` is one and stays as tagged.
    """
    parts = _BETWEEN_NUMBERS.split(tags.get("addr:housenumber", "").strip())
    return tuple(dict.fromkeys(part for part in parts if part))


def door_street(tags: Mapping[str, str], of_relation: str = "") -> str:
    """Return the street of an address, or the place that stands for it.

    Parameters
    ----------
    tags
        Of the node, way or relation.
    of_relation
        Name of the ``associatedStreet`` relation that the object is a house of.

    Returns
    -------
    str
        Empty if there is none.
    """
    return (
        tags.get("addr:street", "").strip()
        or of_relation
        or tags.get("addr:place", "").strip()
        or _first(tags, "addr:street:")
        or _first(tags, "addr:place:")
    )


def is_door(tags: Mapping[str, str]) -> bool:
    """Tell whether an object says its address.

    Parameters
    ----------
    tags
        Of the node, way or relation.

    Returns
    -------
    bool
        True if it has a house number, a house name, or a Chinese address in one piece.
    """
    return "addr:housenumber" in tags or "addr:housename" in tags or bool(door_whole(tags))


def door_whole(tags: Mapping[str, str]) -> str:
    """Return a Chinese address that is tagged in one piece.

    Parameters
    ----------
    tags
        Of the node, way or relation.

    Returns
    -------
    str
        Empty if there is none, or it is not Chinese.
    """
    whole = tags.get("addr:full", "").strip()
    return whole if has_han(whole) else ""


def has_outline(tags: Mapping[str, str], kind: str) -> bool:
    """Tell whether the outline of a place is kept: that of Chinese compounds and districts.

    Parameters
    ----------
    tags
        Of the place.
    kind
        Of the place, as :func:`place_kind` says.

    Returns
    -------
    bool
        True if what lies inside belongs to it.
    """
    if not has_han(tags["name"]):
        return False
    return tags.get("boundary") == "administrative" or kind in _COMPOUNDS


def door_city(tags: Mapping[str, str]) -> str:
    """Return the settlement of an address, as tagged.

    Parameters
    ----------
    tags
        Of the node, way or relation.

    Returns
    -------
    str
        Empty if there is none.
    """
    return _of(tags, ("addr:city", "addr:town", "addr:village", "addr:municipality"))


def door_district(tags: Mapping[str, str]) -> str:
    """Return the part of the settlement of an address, as tagged.

    Parameters
    ----------
    tags
        Of the node, way or relation.

    Returns
    -------
    str
        Empty if there is none.
    """
    named = _of(
        tags,
        ("addr:district", "addr:suburb", "addr:borough", "addr:quarter", "addr:neighbourhood"),
    )
    return "" if named and named == compound_of(tags) else named


def door_name(tags: Mapping[str, str]) -> str:
    """Return the name of the building or compound that an address belongs to.

    Parameters
    ----------
    tags
        Of the node, way or relation.

    Returns
    -------
    str
        Empty if there is none. The name of a shop in the building is not the building's.
    """
    named = tags.get("addr:housename", "").strip()
    if not named and (_is_building(tags) or tags.get("landuse") == "residential"):
        named = tags.get("name", "").strip()
    return named


def place_kind(tags: Mapping[str, str]) -> str:
    """Return what kind of named place an object is.

    Parameters
    ----------
    tags
        Of the node, way or relation.

    Returns
    -------
    str
        Such as ``suburb``, ``compound`` or ``building``; empty if it is no place with a name.
    """
    if not tags.get("name", "").strip():
        return ""
    kind = tags.get("place", "")
    if kind in _PLACES:
        return kind
    if tags.get("boundary") == "administrative":
        ending = tags["name"].strip()[-1]
        return _CHINESE_ENDINGS.get(ending) or _LEVELS.get(tags.get("admin_level", ""), "")
    if tags.get("landuse") == "residential":
        return "compound"
    return "building" if _is_building(tags) else ""


def other_names(tags: Mapping[str, str]) -> tuple[str, ...]:
    """Return every name but ``name``: in other languages, old, short, official.

    Parameters
    ----------
    tags
        Of the place.

    Returns
    -------
    tuple of str
        Sorted, without repetition.
    """
    values = [
        part.strip()
        for key in tags
        if key in _NAME_KEYS or _LANGUAGE_KEY.fullmatch(key)
        for part in tags[key].split(";")
    ]
    return tuple(sorted({value for value in values if value} - {tags.get("name", "").strip()}))


def _is_building(tags: Mapping[str, str]) -> bool:
    return tags.get("building", "no") != "no"


def _of(tags: Mapping[str, str], keys: Iterable[str]) -> str:
    """Return the first value that is there."""
    return next((tags[key].strip() for key in keys if tags.get(key, "").strip()), "")


def _first(tags: Mapping[str, str], prefix: str) -> str:
    """Return the value of the first key (in order) with this prefix."""
    return _of(tags, sorted(key for key in tags if key.startswith(prefix)))
