"""One day of a simulation: what is known, what each policy plans, and what the checker finds.

A portfolio that is invented has no region folder: its doors are known exactly, ways are straight
lines lengthened by a factor, and borrowers are told of their visits in time. Everything else is the
same as in `plan_day`: standings, holds, rules, worths, the search and the check.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from router.domain.cases import Case
from router.domain.extract import Extent
from router.domain.memory import Memory
from router.domain.outcomes import AddressEffect, Outcome
from router.domain.places import (
    Address,
    Coordinate,
    Grade,
    LocatedAddress,
    LocationStatus,
    Place,
)
from router.domain.problem import Problem, ValueBand, Visit
from router.domain.region import RegionManifest
from router.domain.route import Route, SearchInfo, Solution
from router.pipeline.known import DayPart, Period
from router.pipeline.period_days import day_problem, day_routes
from router.pipeline.region import Region
from router.rules import KnownAddress, offered
from router.simulation import Orders
from router.solving.prepared import Prepared
from router.solving.timetable import route_of
from router.travel import TravelProvider

__all__ = [
    "INVENTED",
    "PlannedDay",
    "flat",
    "level",
    "located_cases",
    "planned_from",
    "stand_in",
    "timed",
]

INVENTED = SearchInfo(engine="simulation", seed=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDay:
    """What a policy planned for one day.

    Parameters
    ----------
    part
        The day, with what the rules left open of it.
    problem, routes
        In seconds after its midnight.
    """

    part: DayPart
    problem: Problem
    routes: tuple[Route, ...]


def stand_in(zone: str, centre: Coordinate, travel: TravelProvider) -> Region:
    """Return what takes the place of a region folder; nothing is read from it.

    Parameters
    ----------
    zone, centre
        Of the invented city.
    travel
        Who knows the ways.

    Returns
    -------
    Region
        With a zone and a way to travel, and no files.
    """
    manifest = RegionManifest(
        name="invented",
        extent=Extent(centre.lat, centre.lon, centre.lat, centre.lon),
        centre=centre,
        timezone=zone,
        extract_file="",
        extract_sha256="",
        licence="",
        attribution="",
        synthetic=True,
    )
    return Region(directory=Path(), manifest=manifest, travel=travel)


def located_cases(cases: Sequence[Case], memory: Memory) -> dict[str, LocatedAddress]:
    """Choose the address of each case that is offered.

    Parameters
    ----------
    cases
        Whose addresses bring their points.
    memory
        Outcomes tell which addresses are wrong, and where the borrower was met.

    Returns
    -------
    dict
        By case id. An address that an outcome calls wrong is not visited again.
    """
    told: dict[str, list[Outcome]] = {}
    for outcome in memory.outcomes:
        told.setdefault(outcome.case_id, []).append(outcome)
    return {
        case.case_id: offered(
            [_known(case, address, told.get(case.case_id, ())) for address in case.addresses]
        )
        for case in cases
    }


def _known(case: Case, address: Address, told: Sequence[Outcome]) -> KnownAddress:
    assert address.coordinate is not None
    status, why, rule, met, fruitless = LocationStatus.ACCEPTED, "", "", None, 0
    for one in told:
        if one.place_type is not address.place_type:
            continue
        effect = one.kind.address_effect
        if effect is AddressEffect.INVALID and one.kind.concerns(address.place_type):
            status, why, rule = LocationStatus.REVIEW, one.kind.english, f"ADDRESS:{one.code}"
        elif effect is AddressEffect.CONFIRMED:
            met, fruitless = one.when, 0
            status, why, rule = LocationStatus.ACCEPTED, "", ""
        elif one.kind.fruitless:
            fruitless += 1
    place = Place(
        coordinate=address.coordinate,
        grade=Grade.DOOR,
        score=1.0,
        error_m=0.0,
        matched=address.text,
        source="table",
        building=case.building,
    )
    located = LocatedAddress(
        owner_id=case.case_id, address=address, status=status, place=place, why=why, rule=rule
    )
    return KnownAddress(located=located, confirmed=met, fruitless=fruitless)


def level(problem: Problem) -> Problem:
    """Let each visit be worth the same at all hours at which it is worth something.

    Parameters
    ----------
    problem
        With values by the hour.

    Returns
    -------
    Problem
        With their mean over time in all of them.
    """
    return replace(problem, visits=tuple(_levelled(visit) for visit in problem.visits))


def _levelled(visit: Visit) -> Visit:
    mean = _mean_value(visit)
    bands = tuple(
        ValueBand(start_s=band.start_s, end_s=band.end_s, value=mean) for band in visit.value_bands
    )
    return replace(visit, value_bands=bands)


def _mean_value(visit: Visit) -> float:
    lengths = [band.end_s - band.start_s + 1 for band in visit.value_bands]
    worth = (band.value * length for band, length in zip(visit.value_bands, lengths, strict=True))
    return sum(worth) / sum(lengths) if lengths else visit.value


def flat(problem: Problem) -> Problem:
    """Let every visit be worth the same as any other, whenever it is made.

    Parameters
    ----------
    problem
        With values by the hour.

    Returns
    -------
    Problem
        With the mean over all visits: who plans without our values knows none of them.
    """
    means = [_mean_value(visit) for visit in problem.visits]
    mean = sum(means) / len(means) if means else 0.0
    return replace(
        problem,
        visits=tuple(replace(visit, value=mean, value_bands=()) for visit in problem.visits),
    )


def timed(problem: Problem, orders: Orders) -> tuple[Route, ...]:
    """Give an order its times.

    Parameters
    ----------
    problem
        Without values by the hour.
    orders
        Visit ids by shift.

    Returns
    -------
    tuple of Route
        In the order of the shifts. A visit that does not fit behind those before it is left out,
        as on the day itself.
    """
    day = Prepared(problem)
    routes = []
    for number, shift in enumerate(problem.shifts):
        wanted = [
            day.options_of[day.index[visit_id]][0]
            for visit_id in orders.get(shift.shift_id, ())
            if day.options_of[day.index[visit_id]]
        ]
        route = route_of(day, number, wanted) if wanted else None
        if wanted and route is None:
            kept: list[int] = []
            for option in wanted:
                longer = route_of(day, number, [*kept, option])
                if longer is not None:
                    kept, route = [*kept, option], longer
        if route is not None:
            routes.append(route)
    return tuple(routes)


def planned_from(period: Period, solution: Solution) -> PlannedDay:
    """Return the first day of a period that was solved.

    Parameters
    ----------
    period, solution
        What was solved, and how.

    Returns
    -------
    PlannedDay
        The days after it were a proposal only.
    """
    return PlannedDay(
        part=period.parts[0],
        problem=day_problem(period, 0),
        routes=day_routes(period, solution.routes, 0),
    )
