"""Trips to remote doors: which doors lie the same way, in what order, and what the trip takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from router.domain.channels import Channel
from router.domain.places import Coordinate

__all__ = ["Leg", "RemoteDoor", "Trip", "TripCosts", "measured", "trips_of"]

Leg = Callable[[str, str], tuple[float, float]]
"""Minutes and kilometres from one visit to another, by their ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteDoor:
    """A door, as far as a trip to it goes.

    Parameters
    ----------
    visit_id
        The visit of the problem.
    minutes, km
        One way from the nearest start.
    coordinate
        Where it lies.
    value
        Money that the visit is worth at its best time.
    service_min
        Expected minutes at the door.
    waits_days
        For how many days its oldest case waits for somebody to come: since it came, or since the
        last visit to the borrower; None if that is not known.
    confirmed
        Whether a time is agreed: it is visited in any case, and others may come along.
    channel
        What is due if it is not visited.
    """

    visit_id: str
    minutes: float
    km: float
    coordinate: Coordinate
    value: float
    service_min: float = 0.0
    waits_days: int | None = None
    confirmed: bool = False
    channel: str = Channel.CALL.value


@dataclass(frozen=True, slots=True, kw_only=True)
class TripCosts:
    """What bounds and prices a trip.

    Parameters
    ----------
    per_hour, per_km
        Money.
    hours
        The longest that a trip may take, service included.
    """

    per_hour: float
    per_km: float
    hours: float


@dataclass(frozen=True, slots=True)
class Trip:
    """Doors in the order in which a trip makes them, and what it takes.

    Parameters
    ----------
    doors
        In order.
    minutes, km
        Out, between the doors, at them, and back.
    """

    doors: tuple[RemoteDoor, ...] = ()
    minutes: float = 0.0
    km: float = 0.0

    def cost(self, costs: TripCosts) -> float:
        """Return what it costs, in money.

        Parameters
        ----------
        costs
            Of time and way.

        Returns
        -------
        float
            0 without doors.
        """
        return self.minutes / 60 * costs.per_hour + self.km * costs.per_km


def trips_of(doors: Sequence[RemoteDoor], leg: Leg, costs: TripCosts) -> list[Trip]:
    """Share remote doors out among trips.

    Parameters
    ----------
    doors
        Those that are remote.
    leg
        The way between two of them.
    costs
        How long a trip may take.

    Returns
    -------
    list of Trip
        The farthest first; every door is on one.

    Notes
    -----
    The farthest door opens a trip; the door that is nearest to one of its doors joins, as long as
    the way to it is no longer than the way home and the trip fits a day.
    """
    left = sorted(doors, key=lambda door: (-door.minutes, door.visit_id))
    trips = []
    while left:
        trip = _with(Trip(), left.pop(0), leg)
        while (best := _next(trip, left, leg, costs)) is not None:
            door, trip = best
            left.remove(door)
        trips.append(trip)
    return trips


def _next(
    trip: Trip, left: Sequence[RemoteDoor], leg: Leg, costs: TripCosts
) -> tuple[RemoteDoor, Trip] | None:
    """Return the door that joins next, and the trip with it; None if none does."""
    near = sorted(
        (min(_minutes(leg, one, door) for one in trip.doors), door.visit_id, door) for door in left
    )
    for minutes, _, door in near:
        home = min(door.minutes, *(one.minutes for one in trip.doors))
        if minutes <= home:
            longer = _with(trip, door, leg)
            if longer.minutes <= costs.hours * 60:
                return door, longer
    return None


def _with(trip: Trip, door: RemoteDoor, leg: Leg) -> Trip:
    """Return a trip with one more door, where it costs the least time."""
    places = range(len(trip.doors) + 1)
    orders = ((*trip.doors[:place], door, *trip.doors[place:]) for place in places)
    return min((measured(order, leg) for order in orders), key=lambda one: one.minutes)


def measured(doors: tuple[RemoteDoor, ...], leg: Leg) -> Trip:
    """Reckon a trip.

    Parameters
    ----------
    doors
        In order.
    leg
        The way between two of them.

    Returns
    -------
    Trip
        From the start that is nearest to the first one, and back to that nearest to the last.
    """
    if not doors:
        return Trip()
    legs = [leg(one.visit_id, other.visit_id) for one, other in pairwise(doors)]
    ends = (doors[0], doors[-1])
    return Trip(
        doors=doors,
        minutes=sum(door.minutes for door in ends)
        + sum(minutes for minutes, _ in legs)
        + sum(door.service_min for door in doors),
        km=sum(door.km for door in ends) + sum(km for _, km in legs),
    )


def _minutes(leg: Leg, one: RemoteDoor, other: RemoteDoor) -> float:
    return min(leg(one.visit_id, other.visit_id)[0], leg(other.visit_id, one.visit_id)[0])
