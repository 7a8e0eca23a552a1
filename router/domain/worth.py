"""What a visit is worth, term by term: why it is made, or what is due instead.

value in a band = address x met x meeting x ageing - (1 - address x met) x burden, at least 0; times
and ways are what the routes cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["BandWorth", "VisitWorth"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BandWorth:
    """What a visit is worth that starts in one part of the period.

    Parameters
    ----------
    start_s, end_s
        Of the service's start, in seconds after the problem's origin, both inclusive.
    met
        Chance that the borrower is met, if the address is right.
    value
        Money, before what the way and the time cost; not negative.
    """

    start_s: int
    end_s: int
    met: float
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitWorth:
    """What one visit is worth, and the terms of it.

    Parameters
    ----------
    visit_id
        The visit of the problem.
    address
        Chance that the borrower still lives, or works, there.
    meeting
        Money that meeting the borrower brings beyond what a call or a message would, dampened; of
        all cases of the visit.
    basis
        Where that comes from: ``value`` or ``priority`` (columns of the table), ``amount``, or
        ``default``.
    ageing
        Factor, 1 for a new case, more for one that waits.
    age_days
        How long the oldest of the cases waits for a decision; None if that is not known.
    burden
        Money: the price of a fruitless visit, to the borrower and to the house.
    appointment
        Whether the time is confirmed; ``met`` is then the rate of appointments.
    bands
        In order, apart; each within one day.
    met_service_s, missed_service_s
        Time at the door if the borrower is met, and if not.
    channel
        What is due if the visit is not made: ``call``, ``message``, ``letter``.
    """

    visit_id: str
    address: float
    meeting: float
    basis: str
    ageing: float = 1.0
    age_days: int | None = None
    burden: float = 0.0
    appointment: bool = False
    bands: tuple[BandWorth, ...] = ()
    met_service_s: int
    missed_service_s: int
    channel: str = "call"

    def band_at(self, start_s: int) -> BandWorth | None:
        """Return the band in which a service would start.

        Parameters
        ----------
        start_s
            Seconds after the problem's origin.

        Returns
        -------
        BandWorth or None
            None if it is in no band.
        """
        return next((band for band in self.bands if band.start_s <= start_s <= band.end_s), None)

    @property
    def best(self) -> BandWorth | None:
        """The band in which it is worth most, the first of equal ones; None without bands."""
        return max(self.bands, key=lambda band: (band.value, -band.start_s), default=None)

    def best_within(self, spans: Sequence[tuple[int, int]] = ()) -> BandWorth | None:
        """Return the hours in which it is worth most, of those in which it may start.

        Parameters
        ----------
        spans
            When its service may start, in seconds after the problem's origin; empty means any
            time.

        Returns
        -------
        BandWorth or None
            The first of equal ones, as long as it lasts without a gap; to the next whole minute,
            since bands end a second before the next one starts. None if there is no such time.
        """
        pieces = sorted(
            (max(band.start_s, first), min(band.end_s, last), band.value, band.met)
            for band in self.bands
            for first, last in spans or ((band.start_s, band.end_s),)
            if max(band.start_s, first) <= min(band.end_s, last)
        )
        best = max(pieces, key=lambda piece: (piece[2], piece[3], -piece[0]), default=None)
        if best is None:
            return None
        start_s, end_s, value, met = best
        for piece in pieces:
            if start_s < piece[0] <= end_s + 1 and piece[2:] == (value, met):
                end_s = max(end_s, piece[1])
        return BandWorth(start_s=start_s, end_s=-(-end_s // 60) * 60, met=met, value=value)

    def chance_at(self, start_s: int) -> float | None:
        """Return the chance that the borrower is met, the doubt about the address included.

        Parameters
        ----------
        start_s
            When the service starts, in seconds after the problem's origin.

        Returns
        -------
        float or None
            From 0 to 1; None if it is in no band.
        """
        band = self.band_at(start_s)
        return None if band is None else self.address * band.met

    @property
    def expected_service_s(self) -> int:
        """Mean time at the door, over its bands."""
        if not self.bands:
            return self.missed_service_s
        chance = self.address * sum(band.met for band in self.bands) / len(self.bands)
        return round(chance * self.met_service_s + (1 - chance) * self.missed_service_s)
