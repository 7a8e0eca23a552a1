"""Policies to compare with: which visits each shift makes, in which order.

Each takes the visits that are offered, all of them lawful, and returns visit ids per shift in
order. Who times them is not their business: a plan of the order as it stands, each visit as early
as it may be. They leave out what they cannot reach in time. A visit that two agents must make
together is left to those who plan such meetings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from router.domain.cases import Case
from router.domain.problem import Problem, Shift
from router.domain.visits import Visit
from router.simulation.grouping import k_means
from router.simulation.nearest import keeps, nearest_first
from router.simulation.reach import may_go

__all__ = ["Facts", "Orders", "clusters", "facts_of", "longest_overdue", "shifts_of"]

Orders = Mapping[str, tuple[str, ...]]
"""Visit ids in order, by shift; shifts without visits are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a dispatcher who plans by hand looks at.

    Parameters
    ----------
    area
        District of the door, as the table calls it.
    days_overdue
        Of the longest overdue case of the visit.
    """

    area: str
    days_overdue: int


def facts_of(problem: Problem, cases: Sequence[Case]) -> Mapping[str, Facts]:
    """Read from the table what a dispatcher looks at.

    Parameters
    ----------
    problem
        What is offered.
    cases
        The table of the day.

    Returns
    -------
    Mapping of str to Facts
        By visit id.
    """
    known = {case.case_id: case for case in cases}
    found: dict[str, Facts] = {}
    for visit in problem.visits:
        mates = [known[case_id] for case_id in visit.case_ids if case_id in known]
        found[visit.visit_id] = Facts(
            area=next((case.area for case in mates), ""),
            days_overdue=max((case.days_overdue or 0 for case in mates), default=0),
        )
    return found


def longest_overdue(
    problem: Problem,
    facts: Mapping[str, Facts],
    day: date | None = None,
    *,
    usual: int = 12,
    spare: int = 3,
) -> Orders:
    """Plan a day as it is done by hand: one district per agent, longest overdue first.

    Parameters
    ----------
    problem
        What is offered, and who goes.
    facts
        See `facts_of`.
    day
        Whose shifts are planned; None for all of the problem.
    usual, spare
        Cases on a list, and further ones in case that somebody is quickly done.

    Returns
    -------
    Orders
        The order by shift.

    Notes
    -----
    The districts whose longest overdue cases wait longest are visited today, one by each agent,
    who lives as near as may be. A list that is too short is filled from the district next to it.
    Appointments go to whoever is in their district, or can keep them. From the list an agent
    always goes to the next door.
    """
    shifts = shifts_of(problem, day)
    visits, appointments = _offered(problem)
    ranked = sorted(visits, key=lambda one: (-facts[one.visit_id].days_overdue, one.visit_id))
    areas: defaultdict[str, list[Visit]] = defaultdict(list)
    for visit in ranked:
        areas[facts[visit.visit_id].area].append(visit)
    centres = {area: _centre(problem, several) for area, several in areas.items()}
    pressing = sorted(areas, key=lambda area: (-_pressure(areas[area], facts, usual), area))
    districts = _shared_out(problem, shifts, {area: centres[area] for area in pressing})
    wanted: dict[str, list[Visit]] = {}
    taken: set[str] = set()
    for shift in shifts:
        if shift.shift_id not in districts:
            continue
        home = centres[districts[shift.shift_id]]
        near = sorted(areas, key=lambda area: (_apart(home, centres[area]), area))
        pool = (v for area in near for v in areas[area] if v.visit_id not in taken)
        mine = _first(pool, shift, usual + spare)
        taken |= {visit.visit_id for visit in mine}
        wanted[shift.shift_id] = mine
    own = _appointments_of(
        problem, shifts, appointments, {s: centres[a] for s, a in districts.items()}
    )
    return _walked(problem, shifts, wanted, own, most=usual + spare)


def clusters(problem: Problem, day: date | None = None, *, seed: int = 1) -> Orders:
    """Plan a day as many clusters as there are shifts, each walked to the nearest next door.

    Parameters
    ----------
    problem
        What is offered, and who goes; needs coordinates.
    day
        Whose shifts are planned; None for all of the problem.
    seed
        Of where the clusters start.

    Returns
    -------
    Orders
        The order by shift: clusters by k-means, each to the agent who starts nearest, walked from
        the start to the next door until the shift is full. Appointments go to whoever is nearest
        and can keep them.
    """
    visits, appointments = _offered(problem)
    shifts = shifts_of(problem, day)
    if not shifts or not (visits or appointments):
        return {}
    points = np.array([_point(problem, one.location) for one in visits or appointments])
    labels, middles = k_means(points, min(len(shifts), len(points)), seed)
    centres = {str(number): middle for number, middle in enumerate(middles)}
    owners = _shared_out(problem, shifts, centres)
    first_of = {cluster: shift_id for shift_id, cluster in reversed(owners.items())}
    wanted: dict[str, list[Visit]] = {shift_id: [] for shift_id in owners}
    for visit, label in zip(visits, labels, strict=False):
        # With fewer doors than shifts, several share a cluster: its nearest makes the visits.
        wanted[first_of[str(label)]].append(visit)
    own = _appointments_of(
        problem, shifts, appointments, {s: centres[c] for s, c in owners.items()}
    )
    return _walked(problem, shifts, wanted, own, most=None)


def shifts_of(problem: Problem, day: date | None) -> tuple[Shift, ...]:
    """Return the shifts that begin on a day.

    Parameters
    ----------
    problem
        Of one day or several.
    day
        The date; None for all.

    Returns
    -------
    tuple of Shift
        In the order of the problem.
    """
    return tuple(
        shift
        for shift in problem.shifts
        if day is None or problem.instant(shift.earliest_s).date() == day
    )


def _offered(problem: Problem) -> tuple[list[Visit], list[Visit]]:
    """The visits that one agent can make, and among them, apart, the appointments."""
    met = {one for meeting in problem.meetings for one in (meeting.first, meeting.second)}
    alone = [visit for visit in problem.visits if visit.visit_id not in met]
    return [v for v in alone if not v.mandatory], [v for v in alone if v.mandatory]


def _pressure(several: Sequence[Visit], facts: Mapping[str, Facts], usual: int) -> float:
    """How long the longest overdue of a district are overdue, on average over a usual list."""
    return sum(facts[visit.visit_id].days_overdue for visit in several[:usual]) / usual


def _first(pool: Iterable[Visit], shift: Shift, count: int) -> list[Visit]:
    """The first so many of a pool whom an agent may visit, one of each group."""
    mine: list[Visit] = []
    groups: set[str] = set()
    for visit in pool:
        if len(mine) == count:
            break
        if may_go(shift, visit) and (not visit.group or visit.group not in groups):
            mine.append(visit)
            groups.add(visit.group)
    return mine


def _shared_out(
    problem: Problem, shifts: Sequence[Shift], centres: Mapping[str, NDArray[np.float64]]
) -> dict[str, str]:
    """Give each shift one of the first districts or clusters, the nearest pairs first.

    If there are more shifts than districts, several go to the same.
    """
    owners: dict[str, str] = {}
    left = list(shifts)
    while left and centres:
        today = list(centres)[: len(left)]
        pairs = sorted(
            (_apart(_start(problem, shift, centres[name]), centres[name]), shift.shift_id, name)
            for shift in left
            for name in today
        )
        used: set[str] = set()
        for _, shift_id, name in pairs:
            if shift_id not in owners and name not in used:
                owners[shift_id] = name
                used.add(name)
        left = [shift for shift in left if shift.shift_id not in owners]
    return owners


def _appointments_of(
    problem: Problem,
    shifts: Sequence[Shift],
    appointments: Sequence[Visit],
    centres: Mapping[str, NDArray[np.float64]],
) -> Mapping[str, Sequence[Visit]]:
    """Give each appointment to the agent nearest by today who can keep it beside the others."""
    own: dict[str, list[Visit]] = {shift.shift_id: [] for shift in shifts}
    groups: set[str] = set()
    for visit in appointments:
        at = _point(problem, visit.location)
        if visit.group and visit.group in groups:
            continue
        for shift in sorted(
            shifts,
            key=lambda one: (_apart(centres.get(one.shift_id, at), at), one.shift_id),
        ):
            mine = [*own[shift.shift_id], visit]
            if len(keeps(problem, shift, mine)) == len(mine):
                own[shift.shift_id] = mine
                groups.add(visit.group)
                break
    return own


def _walked(
    problem: Problem,
    shifts: Sequence[Shift],
    wanted: Mapping[str, Sequence[Visit]],
    own: Mapping[str, Sequence[Visit]],
    *,
    most: int | None,
) -> Orders:
    """Walk each shift's list; who has an appointment is visited then and not twice."""
    groups = {visit.group for mine in own.values() for visit in mine if visit.group}
    orders: dict[str, tuple[str, ...]] = {}
    for shift in shifts:
        mine = [
            visit
            for visit in wanted.get(shift.shift_id, ())
            if visit.group not in groups and may_go(shift, visit)
        ]
        order = nearest_first(problem, shift, mine, own.get(shift.shift_id, ()), most=most)
        if order:
            orders[shift.shift_id] = order
            made = set(order)
            groups |= {one.group for one in mine if one.group and one.visit_id in made}
    return orders


def _point(problem: Problem, location: int) -> NDArray[np.float64]:
    """A location on a plane on which distances near each other are right, in degrees north."""
    at = problem.coordinates[location]
    return np.array([at.lat, at.lon * np.cos(np.radians(problem.coordinates[0].lat))])


def _centre(problem: Problem, several: Sequence[Visit]) -> NDArray[np.float64]:
    points = [_point(problem, visit.location) for visit in several]
    middle: NDArray[np.float64] = np.median(np.array(points), axis=0)
    return middle


def _start(problem: Problem, shift: Shift, otherwise: NDArray[np.float64]) -> NDArray[np.float64]:
    return otherwise if shift.start_location is None else _point(problem, shift.start_location)


def _apart(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    return float(np.hypot(*(one - other)))
