"""What the tags of a road say about passing it by car, by bicycle and on foot."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["CROSSING_S", "PASSAGES", "Passage", "maxspeed_kmh"]


@dataclass(frozen=True, slots=True)
class Passage:
    """How a road may be passed.

    Parameters
    ----------
    forward_kmh, backward_kmh
        Mean speed along the road as drawn and against it; 0 where it is not allowed.
    restricted
        True if only those may enter who have business there (private, customers, deliveries):
        such a road is used to reach or leave a place on it, never to drive through.
    snappable
        True if a place may be put on it.
    """

    forward_kmh: float
    backward_kmh: float
    restricted: bool = False
    snappable: bool = True


_CLOSED = Passage(0.0, 0.0)

# Mean speeds in km/h where no limit is signed; of a signed limit four fifths are driven.
_CAR_KMH = {
    "motorway": 90, "motorway_link": 45, "trunk": 85, "trunk_link": 40, "primary": 65,
    "primary_link": 30, "secondary": 55, "secondary_link": 25, "tertiary": 40,
    "tertiary_link": 20, "unclassified": 25, "residential": 25, "living_street": 10, "service": 15,
}  # fmt: skip
_SIGNED_SHARE = 0.8
_DEFAULT_CAR_KMH = 10.0  # a track or footpath that a tag opens to cars
_CAR_SURFACE_KMH = {
    "cement": 80, "compacted": 80, "fine_gravel": 80, "paving_stones": 60, "metal": 60,
    "bricks": 60, "grass": 40, "wood": 40, "sett": 40, "grass_paver": 40, "gravel": 40,
    "unpaved": 40, "ground": 40, "dirt": 40, "pebblestone": 40, "cobblestone": 30, "clay": 30,
    "earth": 20, "stone": 20, "rocky": 20, "sand": 20, "mud": 10,
}  # fmt: skip
_CAR_TRACK_KMH = {"grade1": 60, "grade2": 40, "grade3": 30, "grade4": 25, "grade5": 20}

_BIKE_KMH = 15.0
_PUSH_KMH = 4.0
_BIKE_ROADS = frozenset({
    "cycleway", "primary", "primary_link", "secondary", "secondary_link", "tertiary",
    "tertiary_link", "residential", "unclassified", "living_street", "service", "track", "path",
})  # fmt: skip
_BIKE_SLOW_KMH = {"track": 12, "path": 13}
_BIKE_PUSH_KMH = {"footway": _PUSH_KMH, "pedestrian": _PUSH_KMH, "steps": 2}
_BIKE_SURFACE_KMH = {
    "wood": 10, "metal": 10, "cobblestone:flattened": 10, "paving_stones": 10, "compacted": 10,
    "cobblestone": 7, "unpaved": 6, "fine_gravel": 10, "gravel": 6, "pebblestone": 6,
    "grass_paver": 6, "ground": 10, "dirt": 8, "earth": 6, "grass": 6, "mud": 3, "sand": 3,
    "sett": 9,
}  # fmt: skip

_FOOT_KMH = 5.0
_FOOT_ROADS = _BIKE_ROADS - {"cycleway"} | {"footway", "pedestrian", "steps", "platform", "pier"}
_FOOT_SURFACE_KMH = {
    "fine_gravel": 3.75, "gravel": 3.75, "pebblestone": 3.75, "mud": 2.5, "sand": 2.5,
}  # fmt: skip

_FERRY_KMH = 5.0  # the wait included

_OPEN = frozenset({
    "yes", "permissive", "designated", "motorcar", "motor_vehicle", "vehicle", "hov", "foot",
})  # fmt: skip
_RESTRICTED = frozenset({
    "private", "delivery", "destination", "customers", "permit", "residents", "unknown",
})  # fmt: skip
_NO = frozenset({
    "no", "agricultural", "forestry", "emergency", "psv", "taxi", "bus", "minibus", "restricted",
    "military", "official", "use_sidepath",
})  # fmt: skip
_NO_CAR = _NO | {"foot"}
_NO_OTHER = _NO | {"private", "delivery"}

# Seconds that a crossing of three roads or more takes on average, straight or turning: for those
# who come on a through road, where equal roads meet, and for those who come on the slower road.
# Fitted so that the median of our times meets the reference engine's (see benchmarks/travel.py).
CROSSING_S: Mapping[str, tuple[float, float, float]] = MappingProxyType(
    {"car": (0.0, 2.5, 3.5), "bike": (0.0, 2.5, 3.5), "foot": (0.0, 0.0, 0.0)}
)


def _car(tags: Mapping[str, str]) -> Passage:
    if tags.get("route") == "ferry":
        return _ferry(tags, "motorcar", "motor_vehicle", "vehicle")
    highway = tags.get("highway", "")
    if highway == "steps" or tags.get("area") == "yes" or tags.get("oneway") == "reversible":
        return _CLOSED
    if tags.get("service") == "emergency_access":
        return _CLOSED
    access = _access(tags, "motorcar", "motor_vehicle", "vehicle", "access")
    if access in _NO_CAR:
        return _CLOSED
    restricted = access in _RESTRICTED
    speed: float | None = _CAR_KMH.get(highway)
    if speed is None:
        if restricted or access not in _OPEN:
            return _CLOSED
        speed = _DEFAULT_CAR_KMH
    limit = maxspeed_kmh(tags.get("maxspeed", ""))
    if limit:
        speed = limit * _SIGNED_SHARE
    speed = min(
        speed,
        _CAR_SURFACE_KMH.get(tags.get("surface", ""), speed),
        _CAR_TRACK_KMH.get(tags.get("tracktype", ""), speed),
    )
    # A gated driveway is no place to stop at: whoever visits there stops in the street.
    snappable = not (access == "private" and highway == "service")
    forward, backward = _directions(tags, tags.get("oneway", ""))
    return Passage(speed * forward, speed * backward, restricted, snappable)


def _bike(tags: Mapping[str, str]) -> Passage:
    if tags.get("route") == "ferry":
        return _ferry(tags, "bicycle", "vehicle")
    highway = tags.get("highway", "")
    access = _access(tags, "bicycle", "vehicle", "access")
    if access in _NO_OTHER:
        return _CLOSED
    ridden: float = 0.0
    if highway in _BIKE_ROADS or access in _OPEN:
        ridden = _BIKE_SLOW_KMH.get(highway, _BIKE_KMH)
    pushed: float = _BIKE_PUSH_KMH.get(highway, _PUSH_KMH if ridden else 0.0)
    if tags.get("foot") == "no":
        pushed = 0.0
    if tags.get("bicycle") == "dismount":
        return Passage(_PUSH_KMH, _PUSH_KMH)
    forward, backward = _directions(tags, tags.get("oneway:bicycle") or tags.get("oneway", ""))
    lanes = {tags.get(f"cycleway{side}", "") for side in ("", ":both", ":left", ":right")}
    if any(lane.startswith("opposite") for lane in lanes):
        forward = backward = True
    limit = maxspeed_kmh(tags.get("maxspeed", "")) or _BIKE_KMH
    slow = min(_BIKE_SURFACE_KMH.get(tags.get("surface", ""), _BIKE_KMH), limit)
    # Against a one-way street a bicycle is pushed, but not around a roundabout.
    against = 0.0 if _implied(tags) else pushed
    ways = [(ridden or pushed) if allowed else against for allowed in (forward, backward)]
    return Passage(min(ways[0], slow), min(ways[1], slow))


def _foot(tags: Mapping[str, str]) -> Passage:
    if tags.get("route") == "ferry":
        return _ferry(tags, "foot")
    highway = tags.get("highway", "")
    access = _access(tags, "foot", "access")
    if access in _NO_OTHER:
        return _CLOSED
    if highway not in _FOOT_ROADS and access not in _OPEN:
        return _CLOSED
    speed = min(_FOOT_KMH, _FOOT_SURFACE_KMH.get(tags.get("surface", ""), _FOOT_KMH))
    forward, backward = _directions({}, tags.get("oneway:foot", ""))
    return Passage(speed * forward, speed * backward)


PASSAGES: Mapping[str, Callable[[Mapping[str, str]], Passage]] = MappingProxyType(
    {"car": _car, "bike": _bike, "foot": _foot}
)


def _ferry(tags: Mapping[str, str], *keys: str) -> Passage:
    """Return the passage of a ferry: slow, both ways, and nobody lives on it."""
    access = _access(tags, *keys, "access")
    if access in _NO | {"private"}:
        return _CLOSED
    forward, backward = _directions({}, tags.get("oneway", ""))
    return Passage(_FERRY_KMH * forward, _FERRY_KMH * backward, snappable=False)


def _access(tags: Mapping[str, str], *keys: str) -> str:
    """Return the value of the first key that is tagged; of a list the most open part."""
    value = next((tags[key] for key in keys if key in tags), "")
    parts = [part.strip() for part in value.split(";")]
    return min(parts, key=lambda part: (part not in _OPEN, part not in _RESTRICTED, part in _NO))


def _implied(tags: Mapping[str, str]) -> bool:
    return tags.get("junction") in {"roundabout", "circular"} or tags.get("highway") == "motorway"


def _directions(tags: Mapping[str, str], oneway: str) -> tuple[bool, bool]:
    """Return whether the road may be passed as drawn, and against it."""
    if oneway in {"-1", "reverse"}:
        return False, True
    if oneway in {"yes", "1", "true"}:
        return True, False
    return True, not (_implied(tags) and oneway not in {"no", "0", "false"})


_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(mph|km/h|kmh|kph|knots)?")
_UNIT_KMH = {"mph": 1.609344, "knots": 1.852}
_NAMED_KMH = {"urban": 50.0, "rural": 90.0, "trunk": 110.0, "motorway": 130.0, "none": 140.0}


def maxspeed_kmh(text: str) -> float:
    """Return a signed speed limit.

    Parameters
    ----------
    text
        Such as ``50``, ``30 mph``, ``FR:urban``, ``none``, ``50; 30``.

    Returns
    -------
    float
        Kilometres per hour; of several limits the first; 0 if none can be read.

    Examples
    --------
    >>> maxspeed_kmh("50"), round(maxspeed_kmh("30 mph"), 1), maxspeed_kmh("RO:urban")
    (50.0, 48.3, 50.0)
    >>> maxspeed_kmh("signals")
    0.0
    """
    match = _NUMBER.match(text)
    if match:
        return float(match[1]) * _UNIT_KMH.get(match[2] or "", 1.0)
    return _NAMED_KMH.get(text.lower().rpartition(":")[2], 0.0)
