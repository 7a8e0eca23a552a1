"""What happens at one door: who opens, what is said, what is paid later."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal

from router.domain.cases import Case
from router.domain.memory import Payment
from router.domain.outcomes import Outcome
from router.domain.places import Coordinate, PlaceType
from router.domain.times import days_later, local_instant
from router.simulation.dice import chance, pick
from router.simulation.played import VisitPlayed
from router.simulation.presence import band_of_hours, day_group, door_presence
from router.simulation.world import Household, TrueDoor, World

__all__ = ["Knock", "knock"]

_AWAY_DAYS = 10
_CALLED_AT = (time(10, 30), time(13), time(15, 30), time(17, 30), time(18, 30))
_USUAL_OVERDUE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Knock:
    """What came of a knock at a door.

    Parameters
    ----------
    code
        One of `router.domain.outcomes.outcome_codes`.
    met
        Whether the borrower in person was met.
    place_type
        Of the door.
    until
        Date of a promise, or last day away; None if nothing of the kind was said.
    appointment
        Start of a visit that was agreed; None if none was.
    kept
        Whether the promise will be kept; None if none was made.
    share
        Of what is owed, that is paid or promised.
    paid
        When it will really be paid; None if it will not, or if nothing was said of it.
    """

    code: str
    met: bool
    place_type: PlaceType
    until: date | None = None
    appointment: datetime | None = None
    kept: bool | None = None
    share: float = 0.0
    paid: datetime | None = None

    def outcomes(
        self, cases: Sequence[Case], when: datetime, left: datetime, agent_id: str
    ) -> tuple[Outcome, ...]:
        """Write it down, as the agent does.

        Parameters
        ----------
        cases
            Of the visit.
        when, left
            When the service began and ended; zone-aware.
        agent_id
            Who was there.

        Returns
        -------
        tuple of Outcome
            One for every case.
        """
        return tuple(
            Outcome(
                case_id=case.case_id,
                borrower_id=case.borrower_id,
                when=when,
                left=left,
                code=self.code,
                agent_id=agent_id,
                place_type=self.place_type,
                address=next(
                    (one.text for one in case.addresses if one.place_type is self.place_type), ""
                ),
                until=self.until,
                appointment=self.appointment,
                amount=_part(case, self.share) if self.share else None,
            )
            for case in cases
        )

    def payments(self, cases: Sequence[Case]) -> tuple[Payment, ...]:
        """Return what is paid because of it.

        Parameters
        ----------
        cases
            Of the visit.

        Returns
        -------
        tuple of Payment
            Dated; whether anything is left to pay is not said.
        """
        if self.paid is None:
            return ()
        return tuple(
            Payment(
                case_id=case.case_id,
                borrower_id=case.borrower_id,
                when=self.paid,
                amount=_part(case, self.share),
                settled=False,
            )
            for case in cases
        )


def knock(
    world: World,
    cases: Sequence[Case],
    *,
    at: Coordinate | None,
    when: datetime,
    confirmed: bool,
    earlier: Sequence[VisitPlayed],
) -> Knock:
    """Knock at a door.

    Parameters
    ----------
    world
        The city.
    cases
        Of the visit, all of one borrower.
    at
        Where the door is; None means the first address.
    when
        By the clock at the door; zone-aware.
    confirmed
        Whether the borrower agreed to that time.
    earlier
        Visits to the borrower that were made before.

    Returns
    -------
    Knock
        Depends on the seed, the borrower, the date and the hours, and on what was said before.
    """
    household = world.households[cases[0].borrower_id]
    door = household.door_at(at)
    seed, who, day = world.seed, household.borrower_id, when.date()
    band = band_of_hours(when.time())
    if not confirmed and chance(seed, "access", who, day, band) < door.no_access:
        return Knock(code="ACC", met=False, place_type=door.place_type)
    if not door.right:
        return _at_wrong(world, who, day, door)
    if confirmed:
        there = chance(seed, "shows", who, day) < world.options.shows
    else:
        there = chance(seed, "there", who, day, band, door.place_type) < door_presence(
            world.ways,
            household.life,
            door.place_type,
            day_group(day, world.options),
            band,
            door.own,
        )
    if not there:
        return _nobody(world, who, day, band, door)
    return _spoken(world, household, cases, when, door, earlier)


def _at_wrong(world: World, who: str, day: date, door: TrueDoor) -> Knock:
    code = pick(world.options.at_wrong, world.seed, "wrong", who, day)
    if door.place_type is PlaceType.WORK and code == "MOVED":
        code = "WORKX"
    return Knock(code=code, met=False, place_type=door.place_type)


def _nobody(world: World, who: str, day: date, band: int, door: TrueDoor) -> Knock:
    options = world.options
    if chance(world.seed, "other", who, day, band) < options.third:
        return Knock(code="THIRD", met=False, place_type=door.place_type)
    said = chance(world.seed, "nobody", who, day, band)
    if said < options.away:
        until = days_later(day, _AWAY_DAYS)
        return Knock(code="AWAY", met=False, place_type=door.place_type, until=until)
    code = "NOTE" if said < options.away + options.card else "NAH"
    return Knock(code=code, met=False, place_type=door.place_type)


def _spoken(
    world: World,
    household: Household,
    cases: Sequence[Case],
    when: datetime,
    door: TrueDoor,
    earlier: Sequence[VisitPlayed],
) -> Knock:
    """Talk to the borrower: whether anything is agreed, and whether it will be kept."""
    options, seed, day = world.options, world.seed, when.date()
    who = household.borrower_id
    broken = sum(one.kept is False and one.until is not None and one.until < day for one in earlier)
    in_vain = sum(one.met and one.kept is None for one in earlier)
    overdue = max(case.days_overdue or _USUAL_OVERDUE for case in cases)
    willing = household.willing + in_vain * math.log(options.again_odds)
    willing += (overdue - _USUAL_OVERDUE) / 100 * math.log(options.overdue_odds)
    willing += broken * math.log(options.broken_odds)
    met = Knock(code="REF", met=True, place_type=door.place_type)
    if chance(seed, "agrees", who, day) >= _odds(options.agreement, willing):
        code = pick(options.not_agreed, seed, "not agreed", who, day)
        if code != "APPT":
            return replace(met, code=code)
        return replace(met, code=code, appointment=_another_time(world, who, day))
    code = pick(options.agreed, seed, "agreed", who, day)
    share = options.share + (1 - options.share) * chance(seed, "share", who, day)
    if code == "PAID":
        return replace(met, code=code, share=1.0, paid=when)
    if code == "PART":
        return replace(met, code=code, share=share, paid=when)
    keeps = household.willing / 2 + broken * math.log(options.broken_odds)
    kept = chance(seed, "kept", who, day) < _odds(options.kept, keeps)
    until = days_later(day, 5 + int(10 * chance(seed, "until", who, day)))
    paid = local_instant(until, time(12), world.zone) if kept else None
    return replace(met, code=code, until=until, kept=kept, share=share, paid=paid)


def _another_time(world: World, who: str, day: date) -> datetime:
    """A time on one of the next weekdays at which the borrower will be there."""
    then = days_later(day, 7 + int(3 * chance(world.seed, "another day", who, day)))
    while then.weekday() >= 5 or then in world.options.holidays:
        then = days_later(then, 1)
    clock = _CALLED_AT[int(len(_CALLED_AT) * chance(world.seed, "another time", who, day))]
    return local_instant(then, clock, world.zone)


def _part(case: Case, share: float) -> Decimal:
    return ((case.amount or Decimal(0)) * Decimal(str(share))).quantize(Decimal("0.01"))


def _odds(mean: float, moved: float) -> float:
    """Move a chance on the scale of log-odds."""
    if not 0 < mean < 1:
        return mean
    return 1 / (1 + (1 - mean) / mean * math.exp(-moved))
