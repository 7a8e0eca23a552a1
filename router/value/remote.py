"""Remote doors wait in a pool until a trip to them pays, or the oldest waits too long.

A trip leaves from the nearest start, makes doors that lie the same way, and comes back on the same
day. What it costs is reckoned from minutes and kilometres; what a route really costs is found when
it is planned.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from router.domain.channels import Channel
from router.domain.places import great_circle_m
from router.domain.plurals import plural
from router.value.parameters import Remote
from router.value.trips import Leg, RemoteDoor, Trip, TripCosts, measured, trips_of

__all__ = ["RemoteDecision", "RemoteFate", "not_yet", "remote_decisions", "remote_doors"]

_PER_KM = 1000.0
_DUE = {
    Channel.VISIT.value: "a visit on another day",
    Channel.CALL.value: "a call",
    Channel.MESSAGE.value: "a message",
    Channel.LETTER.value: "a letter",
}


class RemoteFate(StrEnum):
    """What becomes of a remote door."""

    AGREED = "agreed"
    """Its time is confirmed: it is visited in any case."""
    PAYS = "pays"
    """Its trip goes, as it brings more than it costs."""
    DUE = "due"
    """Its trip goes, as its oldest case waits too long."""
    CONFIRM = "confirm"
    """Its trip would go; the borrower must confirm by phone first."""
    WAITS = "waits"
    """It stays in the pool."""

    @property
    def goes(self) -> bool:
        """Whether it is to be visited now."""
        return self in (RemoteFate.AGREED, RemoteFate.PAYS, RemoteFate.DUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteDecision:
    """What becomes of one remote door, and why.

    Parameters
    ----------
    visit_id
        The visit.
    fate
        What becomes of it.
    trip
        Number of its trip, from 0; those of one trip are in the order in which it makes them.
    doors
        How many doors the trip has.
    minutes
        One way from the nearest start.
    overdue
        Whether this door itself waits too long: it must be visited now.
    oldest_days
        How long the oldest case of the trip waits; None if nobody knows.
    channel
        What is due: ``visit`` if it goes.
    instead
        What is due if it does not.
    words
        All that in plain English, with figures; no amounts.
    """

    visit_id: str
    fate: RemoteFate
    trip: int
    doors: int
    minutes: float
    overdue: bool
    oldest_days: int | None
    channel: str
    instead: str
    words: str


def remote_doors(doors: Sequence[RemoteDoor], parameters: Remote) -> tuple[RemoteDoor, ...]:
    """Return the doors that are remote.

    Parameters
    ----------
    doors
        All of a plan.
    parameters
        How far is far, and how many doors together are a district of their own.

    Returns
    -------
    tuple of RemoteDoor
        Those farther than ``minutes`` with fewer than ``neighbours`` others ``within_km``, in
        input order.
    """
    return tuple(
        door
        for door in doors
        if door.minutes > parameters.minutes
        and _neighbours(door, doors, parameters.within_km) < parameters.neighbours
    )


def remote_decisions(
    doors: Sequence[RemoteDoor], leg: Leg, costs: TripCosts, parameters: Remote
) -> tuple[RemoteDecision, ...]:
    """Decide which trips to remote doors go, and what is due for the doors that wait.

    Parameters
    ----------
    doors
        Those that are remote, see `remote_doors`.
    leg
        The way between two of them.
    costs
        What a trip costs, and how long it may take.
    parameters
        When a trip goes, and whether borrowers must confirm first.

    Returns
    -------
    tuple of RemoteDecision
        One per door, trip by trip, each in its order.

    Notes
    -----
    See `router.value.trips` for which doors make a trip. It goes if its doors are together worth
    more than what it costs beyond the doors that are visited in any case, or if one of them waits
    ``oldest_days``. Where borrowers must confirm, it then goes to those who have;
    the others are called first.
    """
    found: list[RemoteDecision] = []
    for number, trip in enumerate(trips_of(doors, leg, costs)):
        found += _decided(number, trip, leg, costs, parameters)
    return tuple(found)


def not_yet(one: RemoteDecision, parameters: Remote) -> RemoteDecision:
    """Send a door back to the pool whose trip was to pay, and does not at the hours that are left.

    Parameters
    ----------
    one
        As decided by the best hours.
    parameters
        As for that decision.

    Returns
    -------
    RemoteDecision
        It waits.
    """
    words = (
        f"{_how_far(one.minutes)} A trip there has {plural(one.doors, 'door')} and would pay at "
        "the best hours, but no shift can make all of it then"
    )
    return replace(
        one,
        fate=RemoteFate.WAITS,
        channel=one.instead,
        words=words + _until_then(one.oldest_days, one.instead, parameters),
    )


def _neighbours(door: RemoteDoor, doors: Sequence[RemoteDoor], within_km: float) -> int:
    return sum(
        other.visit_id != door.visit_id
        and great_circle_m(door.coordinate, other.coordinate) <= within_km * _PER_KM
        for other in doors
    )


def _decided(
    number: int, trip: Trip, leg: Leg, costs: TripCosts, parameters: Remote
) -> list[RemoteDecision]:
    fate = _fate(trip, leg, costs, parameters)
    asked = RemoteFate.CONFIRM if fate.goes and parameters.confirm else fate
    return [
        _decision(
            number, trip, door, RemoteFate.AGREED if door.confirmed else asked, costs, parameters
        )
        for door in trip.doors
    ]


def _fate(trip: Trip, leg: Leg, costs: TripCosts, parameters: Remote) -> RemoteFate:
    agreed = measured(tuple(door for door in trip.doors if door.confirmed), leg)
    brings = sum(door.value for door in trip.doors if not door.confirmed)
    if brings > trip.cost(costs) - agreed.cost(costs):
        return RemoteFate.PAYS
    if any(_overdue(door, parameters) for door in trip.doors):
        return RemoteFate.DUE
    return RemoteFate.WAITS


def _overdue(door: RemoteDoor, parameters: Remote) -> bool:
    return door.waits_days is not None and door.waits_days >= parameters.oldest_days


def _decision(
    number: int,
    trip: Trip,
    door: RemoteDoor,
    fate: RemoteFate,
    costs: TripCosts,
    parameters: Remote,
) -> RemoteDecision:
    channel = Channel.VISIT.value if fate.goes else door.channel
    if fate is RemoteFate.CONFIRM:
        channel = Channel.CALL.value
    return RemoteDecision(
        visit_id=door.visit_id,
        fate=fate,
        trip=number,
        doors=len(trip.doors),
        minutes=door.minutes,
        overdue=_overdue(door, parameters),
        oldest_days=_oldest(trip),
        channel=channel,
        instead=door.channel,
        words=f"{_how_far(door.minutes)} {_words(fate, trip, channel, costs, parameters)}",
    )


def _how_far(minutes: float) -> str:
    return f"Remote: {minutes:.0f} min from the nearest start."


def _oldest(trip: Trip) -> int | None:
    known = [door.waits_days for door in trip.doors if door.waits_days is not None]
    return max(known, default=None)


def _words(fate: RemoteFate, trip: Trip, channel: str, costs: TripCosts, parameters: Remote) -> str:
    doors = plural(len(trip.doors), "door")
    if fate is RemoteFate.AGREED:
        return "Its time is confirmed."
    if fate is RemoteFate.PAYS:
        return f"A trip there has {doors} and pays: all on one day."
    if fate is RemoteFate.DUE:
        return (
            f"A trip there has {doors} and goes, all on one day, although it does not pay yet: the "
            f"oldest waits {_oldest(trip)} days, and {parameters.oldest_days} are the limit."
        )
    if fate is RemoteFate.CONFIRM:
        return f"A trip there has {doors} and would go: call first, so that the visit is confirmed."
    return f"A trip there has {doors} and {_lacking(trip, costs)}" + _until_then(
        _oldest(trip), channel, parameters
    )


def _until_then(oldest: int | None, channel: str, parameters: Remote) -> str:
    known = oldest is not None
    waits = f"the oldest waits {oldest} days" if known else "how long they wait is not known"
    return (
        f"; {waits}, and after {parameters.oldest_days} it goes in any case. Until then it stays "
        f"in the pool. Due: {_DUE[channel]}."
    )


def _lacking(trip: Trip, costs: TripCosts) -> str:
    """Say how many more doors like those of a trip would make it pay."""
    count = len(trip.doors)
    at_doors = sum(door.service_min for door in trip.doors) / 60 * costs.per_hour
    gain = (sum(door.value for door in trip.doors) - at_doors) / count
    way = trip.cost(costs) - at_doors
    if gain <= 0:
        return "does not pay, however many doors like that it had"
    return f"needs about {max(1, math.floor(way / gain) + 1 - count)} more like that to pay"
