"""How much a match is trusted: factors of the score, the error radius, and the order of matches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from router.domain.places import Grade, Place, great_circle_m
from router.geocoding.chinese.worth import CHINESE_CURVES
from router.geocoding.localities import Surroundings
from router.geocoding.statements import Judgement

__all__ = [
    "DEFAULT_MAX_ERROR_M",
    "DEFAULT_THRESHOLD",
    "ENOUGH",
    "Finding",
    "Match",
    "name_factor",
    "probability",
    "rank",
]

# At least as many of the least sure accepted places are right. Nearly all are surer: see CURVES.
DEFAULT_THRESHOLD = 0.7
ENOUGH = 0.7  # a product of factors from which on a match is worth accepting
DEFAULT_MAX_ERROR_M = 150.0
DOOR_ERROR_M = 20.0
SAME_PLACE_M = 150.0  # doors of one number nearer than this are one building or block
MOST_MATCHES = 60  # of one address; a name that a hundred towns bear is a tie anyway
NINE_IN_TEN = 0.9  # of the doors of one number must be near the point that stands for them
UNDECIDED = 0.65  # the most that a point is worth that fewer of them are near
# Product of factors, and how often such a match was right: within its error radius, or 50 m if that
# is smaller. Fitted by `python benchmarks/calibration.py EXTRACT...` to two extracts (Helsinki and
# New York, a part of whose doors was left out), and shown on the other two. Straight between the
# knots; the step to what is accepted lies at 0.7, though some grades are surer below it than said.
CURVES: Mapping[Grade, tuple[tuple[float, float], ...]] = {
    Grade.DOOR: (
        *((0.0, 0.0), (0.35, 0.03), (0.6, 0.06), (0.65, 0.3), (0.69, 0.6), (0.7, 0.93)),
        *((0.76, 0.97), (0.9, 0.99), (1.0, 0.997)),
    ),
    Grade.INTERPOLATED: (
        *((0.0, 0.0), (0.5, 0.04), (0.6, 0.3), (0.69, 0.65), (0.7, 0.93), (0.8, 0.95), (1.0, 0.97)),
    ),
    Grade.PLACE: (
        *((0.0, 0.0), (0.45, 0.05), (0.6, 0.2), (0.69, 0.6), (0.7, 0.9), (0.8, 0.97), (1.0, 0.98)),
    ),
    Grade.STREET: (
        *((0.0, 0.0), (0.25, 0.04), (0.35, 0.12), (0.5, 0.4), (0.69, 0.65), (0.7, 0.9)),
        *((0.76, 0.95), (1.0, 0.95)),
    ),
    Grade.LOCALITY: ((0.0, 0.0), (0.3, 0.3), (1.0, 0.65)),
}
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
    share
        The part of the doors of this address that are near the point: 1 if there is one door.
    chinese
        Whether it is the match of a Chinese address, whose factors are worth something else.
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
    share: float = 1.0
    chinese: bool = False

    @property
    def score(self) -> float:
        """The product of the factors."""
        return self.name * self.number * self.said.factor


def probability(match: Match) -> float:
    """Return how probable it is that a match is right.

    Parameters
    ----------
    match
        The match.

    Returns
    -------
    float
        0 to 1: of the matches that get 0.9, nine in ten lie within their error radius, or 50 m.

    Notes
    -----
    The product of the factors goes through the curve of the grade (:data:`CURVES`, or those of
    Chinese matches), times the share of the address's doors that the point is near. Where fewer
    than nine in ten are, the address does not say which door is meant: a person is to decide,
    whatever the name is worth.
    """
    curves = CHINESE_CURVES if match.chinese else CURVES
    curve, product = curves[match.grade], min(1.0, match.score)
    upper = next(place for place, (knot, _) in enumerate(curve) if place and product <= knot)
    (low, below), (high, above) = curve[upper - 1], curve[upper]
    right = below + (product - low) / (high - low) * (above - below)
    right *= match.share
    return right if match.share >= NINE_IN_TEN else min(right, UNDECIDED)


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
        if best.said.factor < ENOUGH:
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
