"""Who was told of a visit that is not made: somebody has to tell them that nobody comes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, tzinfo

from router.domain.cases import Case
from router.domain.problem import Problem
from router.domain.route import Route
from router.domain.standing import Standing

__all__ = ["call_off_words", "called_off"]


def called_off(
    cases: Iterable[Case],
    standings: Mapping[str, Standing],
    problem: Problem,
    routes: Sequence[Route],
    *,
    day: date,
    zone: tzinfo,
) -> tuple[str, ...]:
    """Return the cases that were told a time of a day on which nobody visits their borrower.

    Parameters
    ----------
    cases
        Of the day.
    standings
        Of these cases, with what was told; what was declined or moved counts as not told.
    problem, routes
        What is visited. Appointments on no route are reported on their own.
    day, zone
        That is planned, and of its doors.

    Returns
    -------
    tuple of str
        Their ids, in the order of the cases; of a borrower with several cases the first.
    """
    several = tuple(cases)
    made = {visit_id for route in routes for visit_id in route.visit_ids}
    known = {
        case_id
        for visit in problem.visits
        if visit.visit_id in made or visit.mandatory
        for case_id in visit.case_ids
    }
    done = {case.borrower_id for case in several if case.case_id in known}
    found = []
    for case in several:
        notice = standings[case.case_id].notice
        start = None if notice is None else notice.start
        told = start is not None and start.astimezone(zone).date() == day
        if told and case.borrower_id not in done:
            done.add(case.borrower_id)
            found.append(case.case_id)
    return tuple(found)


def call_off_words(case_ids: Collection[str]) -> tuple[str, ...]:
    """Say in a warning whom to tell that nobody comes.

    Parameters
    ----------
    case_ids
        See `called_off`.

    Returns
    -------
    tuple of str
        One sentence, or none if there is nobody.
    """
    if not case_ids:
        return ()
    return (f"told of a visit on this day, and nobody comes: {', '.join(case_ids)}. Tell them so.",)
