"""What a plan says of each case, and the marks of a degraded result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from router.domain.cases import Case
from router.domain.places import LocatedAddress
from router.domain.plan import CaseCard, HeldCase, OtherAddress
from router.domain.problem import Problem
from router.domain.route import Solution
from router.forming import Day
from router.pipeline.masking import masked_notes

__all__ = ["case_cards", "marks_of"]


def case_cards(
    cases: Sequence[Case], located: Mapping[str, LocatedAddress], day: Day
) -> tuple[CaseCard, ...]:
    """Make the card of every case; amounts and days overdue stay behind.

    Parameters
    ----------
    cases
        All that came in.
    located
        Case id to what geocoding said.
    day
        The day that is planned.

    Returns
    -------
    tuple of CaseCard
        In input order.
    """
    return tuple(
        CaseCard(
            case_id=case.case_id,
            borrower_id=case.borrower_id,
            name=case.name,
            address=located[case.case_id].address.text,
            place_type=located[case.case_id].address.place_type,
            place=located[case.case_id].place,
            notes=masked_notes(case),
            appointment=case.appointment is not None and case.appointment.day == day.date,
            other_addresses=tuple(map(_other, located[case.case_id].others)),
        )
        for case in cases
    )


def _other(found: LocatedAddress) -> OtherAddress:
    return OtherAddress(
        address=found.address.text,
        place_type=found.address.place_type,
        status=found.status,
        why=found.why,
        place=found.place,
    )


def held_by_address(found: LocatedAddress, *, channel: str) -> HeldCase:
    """Hold a case none of whose addresses may be visited.

    Parameters
    ----------
    found
        The address that would be offered, with the others beside it.
    channel
        What is due instead of a visit.

    Returns
    -------
    HeldCase
        With the rule of the first, and the reasons of all.
    """
    reasons = [one.why for one in (found, *found.others)]
    if not found.others:
        detail = f"Its only address may not be visited: {reasons[0]}."
    else:
        numbered = "; ".join(f"{n}. {why}" for n, why in enumerate(reasons, start=1))
        detail = f"None of its {len(reasons)} addresses may be visited: {numbered}."
    return HeldCase(case_id=found.owner_id, rule=found.rule, detail=detail, channel=channel)


def marks_of(problem: Problem, solution: Solution) -> tuple[str, ...]:
    """Say what makes a plan less exact than usual, or different from what was asked for.

    Parameters
    ----------
    problem, solution
        What was solved, and how.

    Returns
    -------
    tuple of str
        Sentences for the top of every page; empty if there is nothing to say.
    """
    marks: list[str] = []
    for key, matrix in problem.matrices.items():
        if matrix.approximate:
            marks.append(
                f"Travel times ({key}) are straight lines times a factor, not streets: "
                "expect them to be wrong by a factor of up to two."
            )
    if not problem.shifts:
        marks.append("No agent works on this day.")
    if solution.search.stopped_by == "interrupt":
        marks.append("The search was interrupted; this is the best plan it had found.")
    if solution.search.stopped_by == "failure":
        marks.append("The search process died; this is the best plan it had found.")
    return tuple(marks)
