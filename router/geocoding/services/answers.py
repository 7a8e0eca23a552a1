"""One answer of any service in one shape: where, what it says it is, and what it repeats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from geopy.location import Location

from router.domain.places import Coordinate
from router.geocoding.services.dialect import shown
from router.geocoding.services.levels import (
    AMAP,
    BAIDU,
    BAIDU_CONFIDENCE_M,
    SERVICE_SAYS_NOTHING,
    TENCENT,
    TIANDITU,
    Level,
    lower_step,
)

__all__ = ["Answer", "read_answer"]

DOUBTED = 0.6
UNPROVEN = 0.75  # an answer that repeats nothing is taken at its word, and not above this


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer, whatever service it is of.

    Parameters
    ----------
    coordinate
        WGS-84.
    matched
        The address or name that was found; empty if the service does not say it.
    said
        The level in the service's own word, and its own figures of trust.
    level
        What that is worth; None if the service has no levels that we know.
    areas
        Province, city, district and town of the answer, the widest first.
    district
        Of these, the district; empty if the answer says none.
    street, number
        Of the answer.
    name
        Of the compound, building or place.
    proves
        Whether the answer says in its own words what was found.
    """

    coordinate: Coordinate
    matched: str
    said: str = ""
    level: Level | None = None
    areas: tuple[str, ...] = ()
    district: str = ""
    street: str = ""
    number: str = ""
    name: str = ""
    proves: bool = True


def read_answer(service: str, location: Location) -> Answer:
    """Read what geopy returned.

    Parameters
    ----------
    service
        The service's proper name.
    location
        Its point must be in WGS-84.

    Returns
    -------
    Answer
        Without a level for services that are not in the tables.
    """
    answer = Answer(
        coordinate=Coordinate(location.latitude, location.longitude),
        matched=str(location.address or ""),
    )
    raw = location.raw if isinstance(location.raw, Mapping) else {}
    read = _READERS.get(service)
    return read(answer, raw) if read else answer


def _amap(answer: Answer, raw: Mapping[str, object]) -> Answer:
    said = shown(raw.get("level"))
    areas = _areas(raw, ("province", "city", "district", "township"))
    street, number = shown(raw.get("street")), shown(raw.get("number"))
    names = [_name_in(raw.get("building")), _name_in(raw.get("neighborhood"))]
    left = _without(answer.matched, (*areas, street, number))
    return replace(
        answer,
        said=said,
        level=AMAP.get(said, SERVICE_SAYS_NOTHING),
        areas=areas,
        district=shown(raw.get("district")),
        street=street,
        number=number,
        name=next(filter(None, names), left),
    )


def _tencent(answer: Answer, raw: Mapping[str, object]) -> Answer:
    said, reliability = shown(raw.get("level")), _number(raw.get("reliability"))
    parts = raw.get("address_components")
    parts = parts if isinstance(parts, Mapping) else {}
    areas = _areas(parts, ("province", "city", "district"))
    street, number = shown(parts.get("street")), shown(parts.get("street_number"))
    level = TENCENT.get(said, SERVICE_SAYS_NOTHING)
    if reliability < 7:  # "from 7 on, the result is fairly exact"
        level = replace(level, score=min(level.score, DOUBTED))
    return replace(
        answer,
        said=f"{said}, reliability {reliability:g}",
        level=level,
        areas=areas,
        district=shown(parts.get("district")),
        street=street,
        # A street number may repeat the street before it.
        number=number.removeprefix(street),
        name=_without(answer.matched, (*areas, number, street)),
    )


def _tianditu(answer: Answer, raw: Mapping[str, object]) -> Answer:
    said, score = shown(raw.get("level")), _number(raw.get("score"))
    level = TIANDITU.get(said, SERVICE_SAYS_NOTHING)
    most = UNPROVEN if score >= 90 else DOUBTED if score >= 70 else lower_step(DOUBTED)
    return replace(
        answer,
        said=f"{said}, score {score:g}",
        level=replace(level, score=min(level.score, most)),
        proves=False,  # its text is the question
    )


def _baidu(answer: Answer, raw: Mapping[str, object]) -> Answer:
    said = shown(raw.get("level"))
    precise, comprehension = shown(raw.get("precise")), _number(raw.get("comprehension"))
    confidence = _number(raw.get("confidence"))
    level = BAIDU.get(said, SERVICE_SAYS_NOTHING)
    error_m = next((m for least, m in BAIDU_CONFIDENCE_M if confidence >= least), 50_000.0)
    # "comprehension" from 90 on: within 100 m in 89 of 100; from 70 on in 84, and none at all
    # for an answer that says it is not precise.
    most = UNPROVEN if comprehension >= 90 else DOUBTED if comprehension >= 70 else 0.45
    if precise != "1":
        most = min(most, DOUBTED)
    return replace(
        answer,
        said=f"{said}, precise {precise}, confidence {confidence:g}, "
        f"comprehension {comprehension:g}",
        level=replace(level, score=min(level.score, most), error_m=max(level.error_m, error_m)),
        proves=False,  # it holds no address
    )


_READERS: dict[str, Callable[[Answer, Mapping[str, object]], Answer]] = {
    "amap": _amap,
    "tencent": _tencent,
    "tianditu": _tianditu,
    "baiduv3": _baidu,
}


def _areas(raw: Mapping[str, object], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (shown(raw.get(name)) for name in names))))


def _name_in(value: object) -> str:
    return shown(value.get("name")) if isinstance(value, Mapping) else ""


def _without(text: str, parts: tuple[str, ...]) -> str:
    """Return a text without the parts at its front, in order."""
    for part in parts:
        text = text.removeprefix(part)
    return text


def _number(value: object) -> float:
    try:
        return float(shown(value))
    except ValueError:
        return 0.0
