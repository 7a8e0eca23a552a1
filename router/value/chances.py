"""What one borrower's own visits say of the address and of the hours at which to come again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from router.domain.bands import DayGroup
from router.domain.channels import Attempt, Channel
from router.domain.outcomes import AddressEffect
from router.domain.places import PlaceType
from router.domain.presence import HourBand, Presence
from router.value.parameters import AddressChances, Learning

__all__ = ["OwnVisits", "address_chance", "own_chance", "own_visits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnVisits:
    """The visits made to one borrower at one door, as far as they tell of presence.

    Parameters
    ----------
    failed
        How often the borrower was not met there, by kind of day and hours. Somebody else at the
        door is not the borrower.
    met
        How often the borrower was met.
    confirmed
        Whether an outcome confirmed the address.
    fruitless
        Visits that met nobody since then.
    """

    failed: dict[tuple[DayGroup, HourBand], int]
    met: dict[tuple[DayGroup, HourBand], int]
    confirmed: bool
    fruitless: int


def own_visits(
    history: Iterable[Attempt],
    *,
    place_type: PlaceType,
    zone: tzinfo,
    presence: Presence,
    group_of: Callable[[date], DayGroup],
) -> OwnVisits:
    """Count the visits of a history that were made at one door.

    Parameters
    ----------
    history
        All approaches to the borrower, oldest first. Calls and messages, visits without an outcome,
        and visits that did not reach the door tell nothing.
    place_type
        Of the door; a visit at a place of unknown type counts.
    zone
        Of the door.
    presence
        For its hours.
    group_of
        Says what kind of day a local date is.

    Returns
    -------
    OwnVisits
        Counted.
    """
    failed: dict[tuple[DayGroup, HourBand], int] = {}
    met: dict[tuple[DayGroup, HourBand], int] = {}
    confirmed, fruitless = False, 0
    for one in history:
        kind = one.kind
        there = one.place_type in (None, place_type)
        if one.channel is not Channel.VISIT or not there or kind is None or not kind.tells_presence:
            continue
        local = one.when.astimezone(zone)
        cell = (group_of(local.date()), presence.hours_of(local.time()))
        if one.met:
            met[cell] = met.get(cell, 0) + 1
        elif one.fruitless:
            failed[cell] = failed.get(cell, 0) + 1
            fruitless += 1
        if kind.address_effect is AddressEffect.CONFIRMED and kind.concerns(place_type):
            confirmed, fruitless = True, 0
    return OwnVisits(failed=failed, met=met, confirmed=confirmed, fruitless=fruitless)


def address_chance(
    own: OwnVisits,
    *,
    place_type: PlaceType,
    score: float,
    appointed: bool,
    chances: AddressChances,
) -> float:
    """Return the chance that a borrower is to be found at an address.

    Parameters
    ----------
    own
        What was seen there.
    place_type
        What the place is to the borrower.
    score
        How sure the match of the address is, 0 to 1; once the borrower was met, it says no more.
    appointed
        Whether the borrower confirmed a visit there.
    chances
        The table ``address``.

    Returns
    -------
    float
        Lower with every fruitless visit since the address was last confirmed.
    """
    if appointed:
        return chances.confirmed
    before = chances.confirmed if own.confirmed else chances.of(place_type) * score
    return _with_odds(before, chances.failed_odds**own.fruitless)


def own_chance(
    known: float, own: OwnVisits, group: DayGroup, hours: HourBand, bands: Sequence[HourBand],
    learning: Learning,
) -> float:  # fmt: skip
    """Return the chance to meet one borrower, after the visits that were made there.

    Parameters
    ----------
    known
        The chance of all such doors.
    own
        What was seen at this one.
    group, hours
        Kind of day, and hours, one of ``bands``.
    bands
        All hours of the day, in order.
    learning
        The table ``learning``.

    Returns
    -------
    float
        Lower with every visit that failed in the same hours on the same kind of day, higher with
        every one that met the borrower then. Hours that were never tried rise once for each of the
        two beside them that failed.
    """
    failed, met = own.failed.get((group, hours), 0), own.met.get((group, hours), 0)
    factor = learning.failed_odds**failed * learning.met_odds**met
    if not failed and not met:
        at = bands.index(hours)
        beside = (*bands[max(0, at - 1) : at], *bands[at + 1 : at + 2])
        factor *= learning.neighbour_odds ** sum((group, one) in own.failed for one in beside)
    return _with_odds(known, factor)


def _with_odds(chance: float, factor: float) -> float:
    """Return the chance whose odds are so many times those of another; 0 and 1 stay."""
    if factor == 1:
        return chance
    return chance * factor / (chance * factor + 1 - chance)
