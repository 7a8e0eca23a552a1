"""How much a match is trusted: factors of the score, the error radius, and the order of matches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from router.domain.places import Grade, Place, great_circle_m
from router.geocoding.localities import Surroundings
from router.geocoding.statements import Judgement

__all__ = [
    "DEFAULT_MAX_ERROR_M",
    "DEFAULT_THRESHOLD",
    "Finding",
    "Match",
    "name_factor",
    "rank",
]

DEFAULT_THRESHOLD = 0.7
DEFAULT_MAX_ERROR_M = 150.0
DOOR_ERROR_M = 20.0
SAME_PLACE_M = 150.0  # doors of one number nearer than this are one building or block
MOST_MATCHES = 60  # of one address; a name that a hundred towns bear is a tie anyway
TIE = 0.035  # scores nearer than this do not decide between two far places


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One place that an address may mean.

    Parameters
    ----------
    where
        Its point and towns.
    grade
        How exactly it was matched.
    error_m
        Radius in which the true door is expected.
    name, number
        Factors from 0 to 1 for the street's name and the house number.
    said
        How far it agrees with the stated town.
    street, label
        What was matched: the name as tagged, and the number.
    why
        What is doubtful about name or number; empty if nothing.
    building
        Key of the building.
    """

    where: Surroundings
    grade: Grade
    error_m: float
    name: float
    number: float
    said: Judgement
    street: str
    label: str = ""
    why: str = ""
    building: str = ""

    @property
    def score(self) -> float:
        """The product of the factors."""
        return self.name * self.number * self.said.factor


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The answer to one address.

    Parameters
    ----------
    places
        Best first.
    why
        What is doubtful about the first, or why there is none.
    """

    places: tuple[Place, ...] = ()
    why: str = ""


def name_factor(mistakes: int, core: str) -> float:
    """Return how far a name with typing mistakes is trusted.

    Parameters
    ----------
    mistakes
        Edits between the name asked for and the known one.
    core
        The known name without its type, or the whole of it if it is nothing but type words:
        mistakes weigh more in a short one.

    Returns
    -------
    float
        0 to 1; 0 if that many mistakes make another name.
    """
    size = len(core)
    if mistakes == 0:
        return 1.0
    if core.isdigit():  # 12th Street: the digits agree, the mistake is in the words around them
        return 0.86 if mistakes == 1 else 0.0
    if mistakes == 1:
        return 0.9 if size >= 6 else 0.86 if size >= 4 else 0.75 if size == 3 else 0.0
    return 0.74 if size >= 9 else 0.0


def rank(matches: Sequence[Match]) -> tuple[tuple[Match, ...], str]:
    """Order matches, best first; matches of one place become one, and a tie is marked.

    Parameters
    ----------
    matches
        In any order.

    Returns
    -------
    tuple of Match, str
        The matches, and in words why the first is doubtful, or an empty text.

    Notes
    -----
    If the second best lies elsewhere and is as good, the factor of the stated town of both is
    halved: the address does not say which is meant. Equal scores are ordered by error, name,
    number and coordinate.
    """
    ordered = sorted(
        matches,
        key=lambda m: (
            -round(m.score, 6),
            m.error_m,
            m.street,
            m.label,
            m.where.coordinate.lat,
            m.where.coordinate.lon,
        ),
    )
    kept: list[Match] = []
    for match in ordered[:MOST_MATCHES]:
        if not any(_same(match, other) for other in kept):
            kept.append(match)
    if not kept:
        return (), ""
    best = kept[0]
    rivals = [
        other
        for other in kept[1:]
        if best.score - other.score < TIE
        and other.grade == best.grade is not Grade.LOCALITY
        and great_circle_m(other.where.coordinate, best.where.coordinate) > SAME_PLACE_M
    ]
    if not rivals:
        # A town that does not agree weighs more than a number that is not known.
        reasons = [best.why, best.said.why]
        if best.said.factor < DEFAULT_THRESHOLD:
            reasons.reverse()
        return tuple(kept), next(filter(None, reasons), "")
    apart = max(great_circle_m(r.where.coordinate, best.where.coordinate) for r in rivals)
    far = f"{apart / 1000:.1f} km" if apart >= 1000 else f"{apart:.0f} m"
    tied = [best, *rivals]
    same = all(match.street == best.street for match in rivals)
    if same:
        why = f"{len(tied)} places of this name up to {far} apart: say which town or district"
    else:
        why = f"{len(tied)} streets may be meant, up to {far} apart: check the spelling"
    halved = [replace(m, said=replace(m.said, factor=m.said.factor / 2)) for m in tied]
    return (*halved, *(match for match in kept if match not in tied)), why


def _same(match: Match, other: Match) -> bool:
    """Tell whether two matches stand for one place."""
    apart = great_circle_m(match.where.coordinate, other.where.coordinate)
    # A town may be known from its doors and as a place: two points far apart, one town.
    town = match.grade is other.grade is Grade.LOCALITY
    within = max(match.error_m, other.error_m) if town else SAME_PLACE_M
    return apart < 1 or (match.street == other.street and apart <= within)
