"""From outcomes to visits that teach when borrowers are met."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from router.domain.bands import DayGroup, band_of
from router.domain.calendars import Calendar
from router.domain.memory import Appointment, AppointmentState
from router.domain.outcomes import AddressEffect, Met, Outcome
from router.domain.places import PlaceType
from router.domain.presence import Trial
from router.domain.times import whole_minute

__all__ = ["at_appointments", "day_group", "trials_of"]

SAME_VISIT = timedelta(hours=1)
"""Outcomes of one borrower that begin so near to each other are of one visit."""

AROUND = timedelta(hours=1)
"""A visit so near to the time of an appointment was made because of it."""

TEACHING = frozenset(
    {PlaceType.HOME, PlaceType.WORK, PlaceType.REGISTERED, PlaceType.MAILING}
)  # of a place that was agreed nothing follows for homes


@dataclass(frozen=True, slots=True)
class _Visit:
    """The outcomes of one visit at one door."""

    borrower: str
    place_type: PlaceType
    outcomes: tuple[Outcome, ...]

    @property
    def when(self) -> datetime:
        return self.outcomes[0].when

    @property
    def address(self) -> str:
        return next((text for one in self.outcomes if (text := _plain(one.address))), "")

    @property
    def agent_id(self) -> str:
        return next((one.agent_id for one in self.outcomes if one.agent_id), "")

    @property
    def met(self) -> bool:
        return any(
            one.kind.met is Met.YES or (one.kind.met is Met.EITHER and one.kind.counts_contact)
            for one in self.outcomes
        )

    @property
    def wrong(self) -> bool:
        return not self.met and any(
            one.kind.address_effect is AddressEffect.INVALID and one.kind.concerns(self.place_type)
            for one in self.outcomes
        )

    @property
    def teaches(self) -> bool:
        return any(one.kind.counts_attempt and one.kind.tells_presence for one in self.outcomes)


def trials_of(
    outcomes: Sequence[Outcome],
    *,
    zone: tzinfo,
    calendar: Calendar,
    areas: Mapping[str, str] | None = None,
    place_types: Mapping[str, PlaceType] | None = None,
    appointments: Sequence[Appointment] = (),
) -> tuple[Trial, ...]:
    """Return the visits that teach when borrowers are met.

    Parameters
    ----------
    outcomes
        Of own visits, in any order. Nothing else is ever used: no use of electricity, of phones, no
        movements.
    zone
        Of the doors.
    calendar
        Whose holidays count as Sundays; weekend days that are worked count as weekdays.
    areas, place_types
        By case id: the area of its door, and the type of the place of outcomes that do not say;
        without it they count as at home.
    appointments
        Visits at confirmed ones teach nothing of the hours, and are left out.

    Returns
    -------
    tuple of Trial
        In order of time. Outcomes of several cases at one door and one moment are one visit; of
        visits after the one that found the address wrong nothing is concluded, and a code teaches
        only if the table of codes says that it tells of presence.
    """
    types, known_areas = place_types or {}, areas or {}
    owners = _owners(outcomes)
    visits = _visits(outcomes, owners, types)
    group = day_group(calendar)
    agreed = _confirmed(appointments)
    doors = _doors(visits)
    names: dict[str, str] = {}
    for one in visits:
        names.setdefault(one.borrower, one.outcomes[0].case_id)
    wrong: set[tuple[str, str]] = set()
    found = []
    for visit in _apart(visits):
        door = (visit.borrower, doors[visit.borrower, visit.place_type, visit.address])
        if door in wrong or not (visit.teaches or visit.wrong):
            continue
        if visit.wrong:
            wrong.add(door)
        elif _at_appointment(visit.outcomes, agreed):
            continue
        local = visit.when.astimezone(zone)
        found.append(
            Trial(
                case_id=names[visit.borrower],
                day=local.date(),
                clock=local.time().replace(tzinfo=None),
                group=group(local),
                place_type=visit.place_type,
                area=next(
                    (area for one in visit.outcomes if (area := known_areas.get(one.case_id, ""))),
                    "",
                ),
                met=visit.met,
                door=door[1],
                wrong=visit.wrong,
            )
        )
    return tuple(found)


def at_appointments(
    outcomes: Sequence[Outcome], appointments: Sequence[Appointment]
) -> tuple[int, int]:
    """Count the visits that were made at confirmed appointments.

    Parameters
    ----------
    outcomes
        Of own visits.
    appointments
        In order of time; of a case's appointments the last before the visit counts.

    Returns
    -------
    tuple of int
        Visits, and on how many of them the borrower was met.
    """
    agreed = _confirmed(appointments)
    kept = [
        visit.met
        for visit in _visits(outcomes, _owners(outcomes), {})
        if (visit.teaches or visit.wrong) and _at_appointment(visit.outcomes, agreed)
    ]
    return len(kept), sum(kept)


def day_group(calendar: Calendar) -> Callable[[datetime], DayGroup]:
    """Return how kinds of days are told.

    Parameters
    ----------
    calendar
        Of the doors.

    Returns
    -------
    callable
        From a moment by the clock at the door to the kind of its day.
    """

    def group(local: datetime) -> DayGroup:
        day: date = local.date()
        holiday = calendar.day_kind(day) == "holiday"
        return band_of(local, holiday=holiday, worked=day in calendar.workdays).group

    return group


def _owners(outcomes: Iterable[Outcome]) -> dict[str, str]:
    return {one.case_id: one.borrower_id for one in outcomes if one.borrower_id}


def _plain(address: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", address).casefold().split())


def _place_type(outcome: Outcome, types: Mapping[str, PlaceType]) -> PlaceType:
    known = outcome.place_type or outcome.kind.only_at or types.get(outcome.case_id)
    return known or PlaceType.HOME


def _visits(
    outcomes: Iterable[Outcome], owners: Mapping[str, str], types: Mapping[str, PlaceType]
) -> list[_Visit]:
    """Put the outcomes of one borrower, one type of place and one hour together."""
    groups: dict[tuple[str, PlaceType], list[list[Outcome]]] = defaultdict(list)
    for one in sorted(outcomes, key=lambda one: one.when.timestamp()):
        place_type = _place_type(one, types)
        if not one.kind.counts_attempt or place_type not in TEACHING:
            continue
        made = groups[owners.get(one.case_id, one.case_id), place_type]
        if made and one.when - made[-1][0].when <= SAME_VISIT:
            made[-1].append(one)
        else:
            made.append([one])
    visits = [
        _Visit(borrower, place_type, tuple(together))
        for (borrower, place_type), made in groups.items()
        for together in made
    ]
    return sorted(visits, key=lambda visit: visit.when.timestamp())


def _apart(visits: Iterable[_Visit]) -> list[_Visit]:
    """Put visits of several borrowers at one door, at one moment and by one agent together."""
    found: dict[tuple[object, ...], _Visit] = {}
    for at, visit in enumerate(visits):
        door = (visit.agent_id, whole_minute(visit.when), visit.place_type, visit.address)
        key = door if visit.agent_id and visit.address else (at,)
        known = found.get(key)
        found[key] = (
            visit
            if known is None
            else _Visit(known.borrower, known.place_type, (*known.outcomes, *visit.outcomes))
        )
    return list(found.values())


def _doors(visits: Iterable[_Visit]) -> dict[tuple[str, PlaceType, str], str]:
    """Name the doors of every borrower; no text of an address is in the names."""
    texts: dict[tuple[str, PlaceType], list[str]] = defaultdict(list)
    for one in visits:
        known = texts[one.borrower, one.place_type]
        if one.address not in known:
            known.append(one.address)
    return {
        # Where one visit does not say which, all were at the same door.
        (borrower, place_type, text): (
            place_type.value if "" in known else f"{place_type.value} {at + 1}"
        )
        for (borrower, place_type), known in texts.items()
        for at, text in enumerate(known)
    }


def _confirmed(appointments: Iterable[Appointment]) -> dict[str, list[Appointment]]:
    found: dict[str, list[Appointment]] = defaultdict(list)
    for one in appointments:
        found[one.case_id].append(one)
    return found


def _at_appointment(
    outcomes: Iterable[Outcome], agreed: Mapping[str, Sequence[Appointment]]
) -> bool:
    for outcome in outcomes:
        known = [one for one in agreed.get(outcome.case_id, ()) if one.since <= outcome.when]
        last = known[-1] if known else None
        if last is None or last.state is not AppointmentState.CONFIRMED:
            continue
        if last.start - AROUND <= outcome.when <= last.end + AROUND:
            return True
    return False
