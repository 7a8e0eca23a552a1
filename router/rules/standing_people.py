"""Whose a case is: today's table first, and what earlier records say beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from router.domain.cases import Case
from router.domain.channels import Attempt
from router.domain.memory import Memory, Payment, Release
from router.domain.outcomes import Outcome

__all__ = ["People", "people_of"]


@dataclass(frozen=True, slots=True)
class People:
    """The borrowers of today's cases.

    Parameters
    ----------
    case
        Case id to case.
    cases
        Borrower id to that borrower's cases, in the order of the table.
    remembered
        Case id to the borrowers that earlier records name for it.
    """

    case: Mapping[str, Case]
    cases: Mapping[str, tuple[Case, ...]]
    remembered: Mapping[str, frozenset[str]]

    def owners(self, case_id: str, borrower_id: str) -> frozenset[str]:
        """Return the borrowers for whom a record counts.

        Parameters
        ----------
        case_id, borrower_id
            Of the record; either may be empty.

        Returns
        -------
        frozenset of str
            Whom today's table names for the case, and whom this and other records name: where they
            differ it counts for all of them, as a rule that is kept once more harms nobody.
        """
        known = self.case.get(case_id)
        named = {borrower_id} if borrower_id else set()
        today = {known.borrower_id} if known else set()
        return frozenset(named | today | self.remembered.get(case_id, frozenset()))

    def siblings(self, case: Case) -> Iterator[Case]:
        """Yield the other cases of a case's borrower.

        Parameters
        ----------
        case
            One of today's.

        Yields
        ------
        Case
            In the order of the table.
        """
        return (one for one in self.cases[case.borrower_id] if one.case_id != case.case_id)


def people_of(cases: Sequence[Case], memory: Memory) -> People:
    """Sort today's cases by borrower.

    Parameters
    ----------
    cases
        As read.
    memory
        Records of earlier days, which may know cases that the table no longer has.

    Returns
    -------
    People
        The borrowers.
    """
    by_borrower: dict[str, list[Case]] = {}
    for case in cases:
        by_borrower.setdefault(case.borrower_id, []).append(case)
    remembered: dict[str, set[str]] = {}
    records: tuple[Outcome | Attempt | Payment | Release, ...] = (
        *memory.outcomes, *memory.approaches, *memory.scheduled, *memory.planned,
        *memory.payments, *memory.releases,
    )  # fmt: skip
    for record in records:
        if record.case_id and record.borrower_id:
            remembered.setdefault(record.case_id, set()).add(record.borrower_id)
    return People(
        case={case.case_id: case for case in cases},
        cases={borrower: tuple(owned) for borrower, owned in by_borrower.items()},
        remembered={case_id: frozenset(named) for case_id, named in remembered.items()},
    )
