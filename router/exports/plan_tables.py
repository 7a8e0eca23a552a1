"""What the tables of a plan ask of it: its nouns by id, and their cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from router.domain.matrix import UNREACHABLE
from router.domain.plan import CaseCard, PlanData
from router.domain.problem import Shift, Span, Visit
from router.domain.why import Why

__all__ = ["Cell", "PlanTables", "joined"]

Cell = str | int | float | bool | date | datetime | None


class PlanTables:
    """The plan's nouns by id; an edited plan may name some that are not there.

    Parameters
    ----------
    plan
        The plan.
    """

    def __init__(self, plan: PlanData) -> None:
        self.plan = plan
        self.visits: dict[str, Visit] = {visit.visit_id: visit for visit in plan.problem.visits}
        self.shifts: dict[str, Shift] = {shift.shift_id: shift for shift in plan.problem.shifts}
        self.cards: dict[str, CaseCard] = {card.case_id: card for card in plan.cards}
        self.meets = {
            visit_id: shift.agent_name or shift.agent_id for visit_id, shift in plan.meets.items()
        }

    def later_cells(self, *case_ids: str) -> dict[str, Cell]:
        """Return when and by whom a visit about some cases is proposed for a later day.

        Parameters
        ----------
        *case_ids
            Of the cases; of several proposals the first counts.

        Returns
        -------
        dict
            Values by column.
        """
        wanted = set(case_ids)
        visit = next((one for one in self.plan.later if wanted & set(one.case_ids)), None)
        zone = self.plan.problem.origin.tzinfo
        return {
            "later_start": visit.start.astimezone(zone) if visit else None,
            "later_agent": visit.agent_id if visit else "",
        }

    def cards_of(self, case_ids: Sequence[str]) -> list[CaseCard]:
        """Return the cards of some cases.

        Parameters
        ----------
        case_ids
            Of the cases.

        Returns
        -------
        list
            The known ones, in order.
        """
        return [self.cards[case_id] for case_id in case_ids if case_id in self.cards]

    def address(self, case_id: str) -> str:
        """Return the address of a case as it was written.

        Parameters
        ----------
        case_id
            Of the case.

        Returns
        -------
        str
            Empty if there is no card.
        """
        return self.cards[case_id].address if case_id in self.cards else ""

    def place_cells(self, case_ids: Sequence[str]) -> dict[str, Cell]:
        """Return address and place of the cases of one visit.

        Parameters
        ----------
        case_ids
            Of the cases.

        Returns
        -------
        dict
            Values by column.
        """
        cards = self.cards_of(case_ids)
        place = next((card.place for card in cards if card.place), None)
        return {
            "address": joined(card.address for card in cards),
            "matched": place.matched if place else "",
            "lat": place.coordinate.lat if place else None,
            "lon": place.coordinate.lon if place else None,
            "appointment": any(card.appointment for card in cards),
        }

    def instant(self, seconds: int) -> datetime:
        """Return a time of the day.

        Parameters
        ----------
        seconds
            After the origin.

        Returns
        -------
        datetime
            Zone-aware.
        """
        return self.plan.problem.instant(seconds)

    def window_text(self, windows: Sequence[Span]) -> str:
        """Return windows in words.

        Parameters
        ----------
        windows
            In seconds after the origin.

        Returns
        -------
        str
            Local clock times, such as ``09:00-12:00; 14:00-18:00``.
        """
        return "; ".join(f"{self._clock(start)}-{self._clock(end)}" for start, end in windows)

    def why_cells(self, why: Why | None) -> dict[str, Cell]:
        """Return why a visit is worth it, at the time for which it is planned.

        Parameters
        ----------
        why
            What speaks for the visit; None if nothing is known.

        Returns
        -------
        dict
            Values by column.
        """
        if why is None:
            return {}
        best, added = why.best, why.added
        return {
            "chance": None if why.chance is None else round(why.chance, 2),
            "worth": None if why.value is None else round(why.value, 2),
            "adds": None if added is None else round(added.cost, 2),
            "best_hours": "" if best is None else self.window_text([(best.start_s, best.end_s)]),
        }

    def _clock(self, seconds: int) -> str:
        moment = self.instant(seconds)
        form = "%H:%M" if moment.date() == self.plan.day else "%Y-%m-%d %H:%M"
        return moment.strftime(form + (":%S" if moment.second else ""))

    def leg(self, shift: Shift | None, start: int | None, end: int | None) -> tuple[int, int]:
        """Return seconds and metres of a leg.

        Parameters
        ----------
        shift
            Whose matrix counts.
        start, end
            Rows of the matrix.

        Returns
        -------
        tuple of int
            Zeros if there is no such leg.
        """
        if shift is None or start is None or end is None or start == end:
            return 0, 0
        matrix = self.plan.problem.matrices[shift.matrix]
        duration, distance = int(matrix.duration_s[start, end]), int(matrix.distance_m[start, end])
        return (0, 0) if duration == UNREACHABLE else (duration, distance)


def joined(texts: Iterator[str]) -> str:
    """Return different texts in one cell.

    Parameters
    ----------
    texts
        Empty ones are left out.

    Returns
    -------
    str
        Each once, in order.
    """
    return "; ".join(dict.fromkeys(text for text in texts if text))
