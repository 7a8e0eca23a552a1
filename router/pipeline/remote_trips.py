"""Trips to remote doors find their day and their shift, from which the search begins.

No value is changed. A trip is put on the shift and day where it costs least, beside the
appointments, and its visits are left open on that day only. Whoever waits too long has to be
visited, as an appointment has. That is only demanded where the beginning keeps every appointment,
too: the search is never worse than its beginning.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from router.checking import Filled, Filling
from router.domain.channels import Channel
from router.domain.problem import Span, Visit
from router.domain.route import Route
from router.pipeline.known import Period
from router.pipeline.told_visits import told_price
from router.value import Remote, RemoteDecision, RemoteFate, not_yet

__all__ = ["Trips", "in_turn"]

AS_GOOD = 0.1  # of what a trip is worth: days that differ by less are alike


def in_turn(going: Sequence[RemoteDecision]) -> list[list[RemoteDecision]]:
    """Return the trips that go, those that must go first.

    Parameters
    ----------
    going
        The doors of all of them.

    Returns
    -------
    list of list of RemoteDecision
        Trip by trip, each in its order.
    """
    trips: dict[int, list[RemoteDecision]] = {}
    for one in going:
        trips.setdefault(one.trip, []).append(one)
    return sorted(
        trips.values(), key=lambda trip: (not any(one.overdue for one in trip), trip[0].trip)
    )


class Trips:
    """The trips of a period, put on shifts one after the other.

    Parameters
    ----------
    period
        With all visits that may be made.
    """

    def __init__(self, period: Period) -> None:
        self._period = period
        problem = period.problem
        self._tied = {v for m in problem.meetings for v in (m.first, m.second)}
        self._tied |= {v for order in problem.orders for v in order}
        self._tied |= {v for spacing in problem.spacings for v in spacing.visit_ids}
        self._worth = {visit.visit_id: visit.worth + told_price(visit) for visit in problem.visits}
        self._filling = Filling(problem)
        agreed = [
            v.visit_id for v in problem.visits if v.mandatory and v.visit_id not in self._tied
        ]
        begun = self._filling.filled({}, agreed)
        self._agenda = begun.agenda
        # What has to be made is not put at risk for the sake of something else that has to.
        self._keeps_all = not begun.left_out and not any(
            visit.mandatory and visit.visit_id in self._tied for visit in problem.visits
        )
        self._day_of: dict[str, int] = {}
        self._must: set[str] = set()

    def add(self, trip: Sequence[RemoteDecision]) -> None:
        """Put a trip on the shift where most of it, the oldest first, fits at the least cost.

        Parameters
        ----------
        trip
            Its doors in order.
        """
        doors = [one for one in trip if one.visit_id not in self._tied]
        order = [one.visit_id for one in sorted(doors, key=lambda one: not one.overdue)]
        overdue = {one.visit_id for one in doors if one.overdue}
        choices = []
        for number, shift_ids in enumerate(self._shifts()):
            for shift_id in shift_ids:
                found = self._filling.filled(self._agenda, order, {shift_id})
                lost = len(overdue & set(found.left_out)), len(found.left_out)
                choices.append((lost, found.extra_cost, number, shift_id, found))
        if not choices or not order:
            return
        number, best = self._chosen(choices, order, at_once=bool(overdue))
        made = [visit_id for visit_id in order if visit_id not in best.left_out]
        if not overdue and sum(self._worth[one] for one in made) <= best.extra_cost:
            return
        self._agenda = best.agenda
        self._day_of |= dict.fromkeys(made, number)
        if self._keeps_all:
            self._must |= overdue & set(made)

    def _chosen(
        self,
        choices: Sequence[tuple[tuple[int, int], float, int, str, Filled]],
        order: Sequence[str],
        *,
        at_once: bool,
    ) -> tuple[int, Filled]:
        """Return the day of a trip, and what its shift then does.

        A case is worth more every day that it waits: by that alone each trip would go on the last
        day. It goes on the first one that is about as good as the best.
        """
        least_lost = min(choice[0] for choice in choices)
        fitting = [choice for choice in choices if choice[0] == least_lost]
        most = min(choice[1] for choice in fitting) + AS_GOOD * sum(
            self._worth[visit_id] for visit_id in order
        )
        first = min(choice[2] for choice in fitting if at_once or choice[1] <= most)
        _, _, number, _, filled = min(
            (choice for choice in fitting if choice[2] == first), key=lambda choice: choice[1:4]
        )
        return number, filled

    def period(self) -> Period:
        """Return the period with the visits of each trip left open on its day only.

        Returns
        -------
        Period
            Those that wait too long have to be made.
        """
        problem = self._period.problem
        visits = tuple(self._decided(visit) for visit in problem.visits)
        return replace(self._period, problem=replace(problem, visits=visits))

    def start(self) -> tuple[Route, ...] | None:
        """Return the trips and the appointments, to begin the search from.

        Returns
        -------
        tuple of Route or None
            None if no trip has a place.
        """
        return self._filling.routes(self._agenda) if self._day_of else None

    def told(self, one: RemoteDecision, parameters: Remote) -> RemoteDecision:
        """Say what became of a door whose trip was to go, if it is on no route in the end.

        Parameters
        ----------
        one
            What the pool decided.
        parameters
            By which it decided.

        Returns
        -------
        RemoteDecision
            As it is for a door that waits.
        """
        if not one.fate.goes:
            return one
        number = self._day_of.get(one.visit_id)
        if number is None and one.fate is not RemoteFate.DUE:
            return not_yet(one, parameters)
        if number is None:
            words = f"{one.words} But it fits on no shift beside what is agreed."
        else:
            day = self._period.parts[number].day.date
            words = (
                f"{one.words} It was meant for {day:%a %d %b}, when other visits are worth more."
            )
        due = " Due: a visit on another day."
        return replace(one, channel=Channel.VISIT.value, words=words + due)

    def _shifts(self) -> list[Collection[str]]:
        """The shifts of each day, by their names in the period."""
        parts = enumerate(self._period.parts)
        return [
            [self._period.shift_id(number, shift) for shift in part.shifts]
            for number, part in parts
        ]

    def _decided(self, visit: Visit) -> Visit:
        number = self._day_of.get(visit.visit_id)
        if number is None:
            return visit
        if len(self._period.parts) > 1:
            first, last = self._bounds(number)
            visit = replace(
                visit,
                release_s=first if visit.release_s is None else max(first, visit.release_s),
                due_s=last if visit.due_s is None else min(last, visit.due_s),
            )
        return replace(visit, mandatory=visit.mandatory or visit.visit_id in self._must)

    def _bounds(self, number: int) -> Span:
        """From when to when the shifts of a day run."""
        offset, shifts = self._period.offset_s(number), self._period.parts[number].shifts
        return (
            offset + min(shift.earliest_s for shift in shifts),
            offset + max(shift.latest_s + shift.overtime_max_s for shift in shifts),
        )
