"""Decides whether a name with a slip is the street meant, and whether street and compound agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from router.domain.places import Grade, great_circle_m
from router.geocoding.chinese.heads import Said
from router.geocoding.chinese.likeness import MOST_TRUSTED, Kind, Likeness, likeness
from router.geocoding.chinese.names import ChineseNames
from router.geocoding.chinese.whereabouts import Whereabouts
from router.geocoding.grade import Match
from router.geocoding.matching import Matcher
from router.geocoding.numbers import HouseNumber

__all__ = ["both", "slips"]

CONFIRMED = 1.08  # times this if the district or town that is said holds the door
NUMBER_KNOWN = 0.9  # a number must fit this well to speak for a name
BETWEEN = 0.85  # times this if the number is not known there
RIVAL = 0.13  # names whose factor is nearer than this are equally near
ONE_OF_SEVERAL = 0.97  # times this if only this one of equally near names has the number
ONE_MORE = 0.7
UNNATURAL = 0.76  # factor of a slip that makes no name
AGREE_M = 300.0  # from the number on the street to the edge of the compound
AGREEING, CONTRADICTING = 1.06, 0.62
AGREED_SLIP = 0.93  # a name with a slip, if street and compound confirm each other


def slips(
    asked: str,
    numbers: Sequence[HouseNumber],
    said: Said,
    names: ChineseNames,
    matcher: Matcher[Said],
    whereabouts: Whereabouts,
) -> list[Match]:
    """Match a name that nothing bears exactly with those that are a slip away.

    Parameters
    ----------
    asked
        From ``han_key``.
    numbers
        Ways to read the number, the fullest first.
    said
        What the address says about the town.
    names
        Those of the region.
    matcher
        Finds the numbers.
    whereabouts
        Of the region.

    Returns
    -------
    list of Match
        With reasons. If several names are equally near and nothing decides, none is above the
        threshold.
    """
    near = _near_names(asked, names)
    if not near:
        return []
    narrowed = whereabouts.narrows(said)
    if any(like.is_sibling and like.kind is not Kind.MISSING for like in near.values()):
        # 朝九路 beside 朝一路 is one more of them, and no slip for 朝康路.
        near = {
            name: like
            if like.is_sibling or like.tier == 0
            else replace(like, factor=like.factor * ONE_MORE)
            for name, like in near.items()
        }
    judged: list[tuple[float, bool, list[Match]]] = []
    tiers: list[int] = []
    for name, like in near.items():
        found = matcher.on_street(name, 1.0, numbers, said)
        here = any(m.number >= NUMBER_KNOWN and m.said.factor > 0.5 for m in found)
        judged.append((like.factor, here, [_with(m, like, narrowed) for m in found]))
        tiers.append(like.tier)
    # A name that a likelier slip explains, and that has the number, has no rivals of another kind.
    likeliest = min((tier for tier, one in zip(tiers, judged, strict=True) if one[1]), default=2)
    judged = [
        one if tier <= likeliest else (one[0] - RIVAL, *one[1:])
        for tier, one in zip(tiers, judged, strict=True)
    ]
    top = max(factor for factor, _, found in judged if found)
    rivals = [one for one in judged if one[2] and one[0] > top - RIVAL]
    fitting = [one for one in rivals if one[1]]
    if len(rivals) == 1:
        return [match for _, _, found in judged for match in found]
    matches: list[Match] = []
    for factor, here, found in judged:
        if factor <= top - RIVAL:
            trust = 0.7
        elif here and len(fitting) == 1:
            trust = ONE_OF_SEVERAL if factor >= UNNATURAL else 0.9
        else:
            trust = 0.6
        why = f"{len(rivals)} names are equally near to {asked}: check the spelling"
        matches += [replace(match, name=match.name * trust, why=why) for match in found]
    return matches


def _near_names(asked: str, names: ChineseNames) -> dict[int, Likeness]:
    """Return the names a slip away, each with its best likeness."""
    near: dict[int, Likeness] = {}
    for known, owners in (*names.within_a_slip(asked).items(), *names.sounding_like(asked).items()):
        like = likeness(asked, known)
        if like is None:
            continue
        for name in owners:
            if name not in near or near[name].factor < like.factor:
                near[name] = like
    return near


def _with(match: Match, like: Likeness, narrowed: bool) -> Match:
    """Weigh a match of a name with a slip by what else agrees."""
    factor = like.factor
    if narrowed and match.said.agrees:
        factor *= CONFIRMED
    if match.grade is Grade.INTERPOLATED and not like.is_likely:
        factor *= BETWEEN
    return replace(match, name=min(factor, MOST_TRUSTED), why=match.why or like.why)


def both(roads: Sequence[Match], areas: Sequence[Match]) -> list[Match]:
    """Bring together what the street says and what the compound says.

    Parameters
    ----------
    roads
        Matches of street and number.
    areas
        Matches of compound and building.

    Returns
    -------
    list of Match
        If a street and a compound lie together, the more exact of the two, trusted more; if none
        do, all of them, none above the threshold.
    """
    agreeing: list[Match] = []
    for road in roads:
        for area in areas:
            apart = great_circle_m(road.where.coordinate, area.where.coordinate)
            reach = AGREE_M + (area.error_m if area.grade is Grade.PLACE else 0.0)
            reach += road.error_m if road.grade is Grade.STREET else 0.0
            if apart > reach:
                continue
            exact, other = (area, road) if area.grade is Grade.DOOR else (road, area)
            if exact.grade is Grade.STREET:
                exact, other = other, exact
            name = exact.name * AGREEING
            if exact.name < 1 and other.name >= exact.name:
                name = max(name, AGREED_SLIP * min(1.0, other.name + 0.05))
            agreeing.append(replace(exact, name=min(1.0, name)))
    if agreeing:
        return agreeing
    nearest = min(
        great_circle_m(road.where.coordinate, area.where.coordinate)
        for road in roads
        for area in areas
    )
    why = f"street and compound lie {nearest / 1000:.1f} km apart: say which is meant"
    return [replace(match, name=match.name * CONTRADICTING, why=why) for match in (*roads, *areas)]
