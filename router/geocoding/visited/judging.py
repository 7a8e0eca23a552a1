"""Check-ins against what else is known of a door: which of the two is believed, or neither.

::

    two days or more within 100 m of each other ────────▶ they are the door, against any match
    within 300 m of a trusted match, or no match at all ▶ the latest is the door
    farther than that, and single ──────────────────────▶ review, both as candidates
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from router.domain.places import Grade, Place, great_circle_m
from router.geocoding.together import medoid
from router.geocoding.visited.check_ins import CheckIn

__all__ = ["AGREE_M", "FAR_M", "Verdict", "judge_check_ins", "spoken_m"]

AGREE_M = 100.0
FAR_M = 300.0
_LEAST_ERROR_M = 20.0  # the yard, the stairs, the receiver
_CANDIDATES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What check-ins come to.

    Parameters
    ----------
    place
        The door, if they are believed.
    candidates
        For the review, if they are not: the match first, then the check-ins.
    why
        Why a person must look; empty if they are believed.
    """

    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    why: str = ""


def judge_check_ins(text: str, check_ins: Sequence[CheckIn], match: Place | None) -> Verdict:
    """Weigh the check-ins at an address against a trusted match.

    Parameters
    ----------
    text
        The address as written.
    check_ins
        Those that count, at least one, the oldest first.
    match
        What the other sources trust; None if they trust nothing.

    Returns
    -------
    Verdict
        The door, or a question.

    Notes
    -----
    Of several groups of check-ins that agree the one of most days is taken, then the latest.
    """
    group = _agreeing(check_ins)
    if len({one.when.date() for one in group}) >= 2:
        return Verdict(place=_place(text, group, match))
    if match is not None:
        near = [one for one in check_ins if _apart(one, match) <= FAR_M]
        if near:
            return Verdict(place=_place(text, near[-1:], match))
    elif len(group) == len(check_ins):
        return Verdict(place=_place(text, group, None))
    points = [_place(text, [one], None) for one in reversed(check_ins)]
    known = (match, *points) if match is not None else tuple(points)
    return Verdict(candidates=known[:_CANDIDATES], why=_why(check_ins, match))


def _agreeing(check_ins: Sequence[CheckIn]) -> list[CheckIn]:
    """Return the largest group whose members are all within 100 m of each other."""
    best: list[CheckIn] = []
    for first in check_ins:
        group = [first]
        others = [one for one in check_ins if one is not first]
        others.sort(key=lambda one: great_circle_m(one.coordinate, first.coordinate))
        for one in others:
            if all(great_circle_m(one.coordinate, o.coordinate) <= AGREE_M for o in group):
                group.append(one)
        if not best or _weight(group) > _weight(best):
            best = group
    return sorted(best, key=lambda one: one.when)


def _weight(group: Sequence[CheckIn]) -> tuple[int, float]:
    return len({one.when.date() for one in group}), max(one.when.timestamp() for one in group)


def _place(text: str, group: Sequence[CheckIn], match: Place | None) -> Place:
    middle, spread = medoid([one.coordinate for one in group])
    point = group[middle].coordinate
    error = max(_LEAST_ERROR_M, spread, group[middle].accuracy_m or 0.0)
    last = group[-1].when.date().isoformat()
    told = f"check-in of {last}"
    if len(group) > 1:
        told = f"{len(group)} check-ins, the last of {last}"
    same_house = match is not None and great_circle_m(point, match.coordinate) <= AGREE_M
    return Place(
        coordinate=point,
        grade=Grade.DOOR,
        score=1.0,
        error_m=round(error, 1),
        matched=f"{text} ({told})".strip(),
        source="check-in",
        building=match.building if match is not None and same_house else "",
    )


def _why(check_ins: Sequence[CheckIn], match: Place | None) -> str:
    days = list(dict.fromkeys(one.when.date() for one in check_ins))
    if match is None:
        apart = max(
            great_circle_m(a.coordinate, b.coordinate) for a in check_ins for b in check_ins
        )
        return f"the check-ins of {_dates(days)} lie {spoken_m(apart)} apart"
    nearest = min(_apart(one, match) for one in check_ins)
    if len(check_ins) == 1:
        return f"the check-in of {_dates(days)} lies {spoken_m(nearest)} from the door found"
    return f"the check-ins of {_dates(days)} lie {spoken_m(nearest)} or more from the door found"


def _apart(one: CheckIn, match: Place) -> float:
    return great_circle_m(one.coordinate, match.coordinate)


def _dates(days: Sequence[date]) -> str:
    texts = [day.isoformat() for day in days]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"


def spoken_m(metres: float) -> str:
    """Return a distance in words.

    Parameters
    ----------
    metres
        The distance.

    Returns
    -------
    str
        ``480 m``, ``1.2 km`` or ``6,520 km``.
    """
    if metres >= 100_000:
        return f"{metres / 1000:,.0f} km"
    return f"{metres / 1000:.1f} km" if metres >= 1000 else f"{metres:.0f} m"
