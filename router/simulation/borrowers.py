"""The borrowers of an invented city and what they owe: as they are, and as the table shows them."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from router.domain.cases import Case, Hold
from router.domain.places import Address, PlaceType
from router.domain.times import DailyWindow, days_later, local_instant
from router.simulation.city import Door, Fabric
from router.simulation.dice import chance, normal, pick
from router.simulation.options import PortfolioOptions
from router.simulation.presence import LIVES, Life
from router.simulation.world import Debt, Household, TrueDoor

__all__ = ["invent_addresses", "invent_case", "invent_debt", "invent_household"]

_WEEK = frozenset(range(5))
_SATURDAY, _SUNDAY = 5, 6
_EVENINGS = DailyWindow(start=time(18), end=time(20), weekdays=_WEEK)
_MORNINGS = DailyWindow(start=time(9), end=time(12), weekdays=_WEEK)
_EARLY = DailyWindow(start=time(0), end=time(10))
_FLAGS = {"elderly": 0.6, "daylight": 0.25, "risk": 0.15}
_CLOCKS = tuple(time(minutes // 60, minutes % 60) for minutes in range(9 * 60 + 30, 19 * 60, 30))
_SATURDAY_CLOCKS = tuple(clock for clock in _CLOCKS if time(10, 30) <= clock <= time(16))


def invent_addresses(
    seed: int, options: PortfolioOptions, borrower_id: str, home: Door, work: Door
) -> tuple[Address, ...]:
    """Invent what the table knows of where a borrower is to be found.

    Parameters
    ----------
    seed, options
        Of the city.
    borrower_id
        Whose addresses.
    home, work
        The doors.

    Returns
    -------
    tuple of Address
        The home, with the source it comes from as its type; of some, where they work.
    """
    source = PlaceType(pick(options.sources, seed, "source", borrower_id))
    known = [(home, source)]
    if chance(seed, "work known", borrower_id) < options.work_address:
        known.append((work, PlaceType.WORK))
    return tuple(
        Address(
            text=door.text,
            place_type=kind,
            city=options.city,
            district=door.district.name,
            coordinate=door.coordinate,
        )
        for door, kind in known
    )


def invent_household(
    seed: int, options: PortfolioOptions, borrower_id: str, addresses: tuple[Address, ...], at: Door
) -> Household:
    """Invent a borrower as he or she really is.

    Parameters
    ----------
    seed, options
        Of the city.
    borrower_id
        Who.
    addresses
        As the table knows them.
    at
        The door of the first of them.

    Returns
    -------
    Household
        Nothing of it is in the table.
    """
    life = Life(pick(LIVES, seed, "life", borrower_id))
    own = options.household_spread * normal(seed, "presence", borrower_id)
    own += options.area_spread * normal(seed, "presence", "area", at.district.name)
    doors = []
    for number, address in enumerate(addresses):
        assert address.coordinate is not None
        compound = number == 0 and at.district.fabric is Fabric.COMPOUNDS
        wrong = options.wrong.get(address.place_type, options.wrong[PlaceType.HOME])
        doors.append(
            TrueDoor(
                coordinate=address.coordinate,
                place_type=address.place_type,
                right=chance(seed, "address", borrower_id, number) >= wrong,
                no_access=options.no_access if compound else 0.0,
                own=own,
            )
        )
    return Household(
        borrower_id=borrower_id,
        life=life,
        doors=tuple(doors),
        willing=options.agreement_spread * normal(seed, "willing", borrower_id),
    )


def invent_case(
    seed: int,
    options: PortfolioOptions,
    case_id: str,
    borrower_id: str,
    addresses: tuple[Address, ...],
    at: Door,
    received: date,
) -> Case:
    """Invent a debt as the table shows it on the day when it comes in.

    Parameters
    ----------
    seed, options
        Of the city.
    case_id, borrower_id
        Which, and whose.
    addresses
        As the table knows them.
    at
        The door of the first of them.
    received
        When it comes in; the borrower is told that morning that somebody will come.

    Returns
    -------
    Case
        Without an appointment.
    """
    owed = options.amount * math.exp(options.amount_spread * normal(seed, "amount", case_id))
    late = options.overdue * math.exp(options.overdue_spread * normal(seed, "overdue", case_id))

    def some(what: str, share: float) -> bool:
        return chance(seed, what, case_id) < share

    evenings = chance(seed, "which windows", case_id) < 0.7
    first = max(received, options.first_day)
    back = days_later(first, 14 + int(40 * chance(seed, "returned when", case_id)))
    return Case(
        case_id=case_id,
        borrower_id=borrower_id,
        addresses=addresses,
        building=at.building,
        area=at.district.name,
        amount=Decimal(str(round(max(owed, 20.0), 2))),
        days_overdue=max(5, round(late)),
        received=received,
        return_by=back if some("returned", options.returned) else None,
        notified=local_instant(received, time(8), ZoneInfo(options.zone)),
        windows=(_EVENINGS if evenings else _MORNINGS,) if some("windows", options.windows) else (),
        preferred_days=frozenset({1, 3}) if some("preferred", options.preferred) else frozenset(),
        not_at=(_EARLY,) if some("not at", options.not_at) else (),
        flags=_flags(seed, options, borrower_id),
        holds=_holds(seed, options, case_id, received),
        phone_attempts=_count(3.0, seed, "calls", case_id),
        message_attempts=_count(2.0, seed, "messages", case_id),
    )


def invent_debt(seed: int, options: PortfolioOptions, case: Case, household: Household) -> Debt:
    """Invent what becomes of a debt without any visit.

    Parameters
    ----------
    seed, options
        Of the city.
    case
        As the table shows it.
    household
        Of the borrower.

    Returns
    -------
    Debt
        When it is paid, and which appointment the office agrees on.
    """
    assert case.received is not None
    zone = ZoneInfo(options.zone)
    first = max(case.received, options.first_day)
    left = (days_later(case.received, options.pays_within_days) - first).days
    pays: datetime | None = None
    if chance(seed, "pays", case.case_id) < options.pays_anyway * left / options.pays_within_days:
        day = days_later(first, 1 + int(left * chance(seed, "pays when", case.case_id)))
        pays = local_instant(day, time(12), zone)
    due = days_later(first, 1 + int(3 * chance(seed, "agreed when", case.case_id)))
    # A wrong address comes out on the phone, and then nothing is agreed.
    wanted = chance(seed, "agrees", case.borrower_id) < options.appointments
    if not wanted or not household.doors[0].right or case.holds:
        return Debt(case=case, pays=pays)
    return Debt(case=case, pays=pays, agreed=_agreed(seed, options, case, due), agreed_on=due)


def _agreed(seed: int, options: PortfolioOptions, case: Case, agreed_on: date) -> Case:
    """Agree on a time on one of the next working days; who has windows agrees within them."""
    day = days_later(agreed_on, 1 + int(5 * chance(seed, "appointment day", case.borrower_id)))
    closed = {_SUNDAY} | (set() if options.saturday else {_SATURDAY})
    closed |= {_SATURDAY} if case.windows else set()
    while day.weekday() in closed or day in options.holidays:
        day = days_later(day, 1)
    clocks = _SATURDAY_CLOCKS if day.weekday() == _SATURDAY else _CLOCKS
    clocks = tuple(
        clock
        for clock in clocks
        if all(one.start <= clock <= one.end for one in case.windows)
        and not any(bad.start <= clock <= bad.end for bad in case.not_at)
    )
    start = clocks[int(len(clocks) * chance(seed, "appointment", case.borrower_id))]
    end = (datetime.combine(day, start) + timedelta(minutes=30)).time()
    window = DailyWindow(start=start, end=end, day=day)
    return replace(case, appointment=window)


def _flags(seed: int, options: PortfolioOptions, borrower_id: str) -> frozenset[str]:
    if chance(seed, "flagged", borrower_id) >= options.flagged:
        return frozenset()
    return frozenset({pick(_FLAGS, seed, "flag", borrower_id)})


def _holds(seed: int, options: PortfolioOptions, case_id: str, received: date) -> tuple[Hold, ...]:
    if chance(seed, "held", case_id) >= options.held:
        return ()
    if chance(seed, "hold", case_id) < 0.5:
        return (Hold("dispute", since=received),)
    return (Hold("promise", until=days_later(received, 12), since=received),)


def _count(mean: float, *names: object) -> int:
    return int(-mean * math.log(chance(*names)))
