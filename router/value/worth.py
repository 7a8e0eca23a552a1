"""What a visit is worth in every hour of a period, term by term."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import pairwise

from router.domain.bands import DayGroup, band_of
from router.domain.cases import Case
from router.domain.channels import Attempt, Channel
from router.domain.places import Place, PlaceType
from router.domain.presence import HourBand, Presence
from router.domain.times import local_instant
from router.domain.visits import Span
from router.domain.worth import BandWorth, VisitWorth
from router.value.chances import OwnVisits, address_chance, own_chance, own_visits
from router.value.deciding import due_channel
from router.value.parameters import Ageing, ValueParameters
from router.value.recovery import recovery_of, unreached_in

__all__ = ["weekday_group", "worth_of"]


def weekday_group(day: date) -> DayGroup:
    """Return what kind of day a date is where holidays are not known.

    Parameters
    ----------
    day
        A local date.

    Returns
    -------
    DayGroup
        By its weekday alone.
    """
    return band_of(datetime.combine(day, time(0), tzinfo=UTC)).group


def worth_of(
    visit_id: str,
    cases: Sequence[Case],
    *,
    place: Place,
    place_type: PlaceType,
    zone: tzinfo,
    origin: datetime,
    days: Sequence[tuple[date, DayGroup]],
    presence: Presence,
    history: Sequence[Attempt],
    reference: float,
    parameters: ValueParameters,
    appointments: Sequence[Span] = (),
    group_of: Callable[[date], DayGroup] = weekday_group,
) -> VisitWorth:
    """Say what one visit is worth, whenever it may be made.

    Parameters
    ----------
    visit_id
        The visit.
    cases
        That it settles, at least one.
    place, place_type
        The door, and what it is to the borrower.
    zone
        Of the door.
    origin
        From which seconds count; zone-aware.
    days
        Local dates of the period, with the kind of each; the first is the day that ages count to.
    presence
        Chances to meet borrowers, assumed or learned.
    history
        Approaches to the borrower by all channels, oldest first.
    reference
        The amount that is not dampened, such as `median_amount` of the table; the one of the
        parameters wins if it is not 0.
    parameters
        All of them.
    appointments
        Spans of start in which the borrower confirmed the visit: it has no worth at other times.
    group_of
        Says what kind of day the date of an earlier visit was.

    Returns
    -------
    VisitWorth
        With bands of equal chance and value, in order. ``ageing`` is that of the first day, on all
        days: nothing gains by being put off.

    Notes
    -----
    value = address x met x meeting x ageing - (1 - address x met) x burden, less the price of a
    day that is not preferred (``continuity.other_day``), and at least 0; every day on which the
    visit is put off takes a share of it (``ageing.put_off``). ``meeting`` is the sum of
    what it brings about each case (`recovery_of`) and, once, what a meeting is worth beside money;
    the burden is one, as the visit is.
    """
    table = parameters.recovery
    tried = unreached_in(history)
    money = [
        recovery_of(case, table.reference or reference, table, unreached=tried) for case in cases
    ]
    meeting, basis = sum(worth for worth, _ in money), max(money)[1]
    if any(kind == "amount" for _, kind in money):
        meeting += table.meeting
    own = own_visits(
        history, place_type=place_type, zone=zone, presence=presence, group_of=group_of
    )
    received = min((case.received for case in cases if case.received is not None), default=None)
    terms = _Terms(
        place_type=place_type,
        area=next((case.area for case in cases if case.area), ""),
        address=address_chance(
            own, place_type=place_type, score=place.score, appointed=bool(appointments),
            chances=parameters.address,
        ),
        meeting=meeting,
        ageing=_ageing(received, days[0][0], parameters.ageing),
        first=days[0][0],
        preferred=_preferred(cases),
        own=own,
        presence=presence,
        parameters=parameters,
    )  # fmt: skip
    bands = (
        _appointed(terms, appointments, origin, zone)
        if appointments
        else [band for day, group in days for band in _of_day(terms, day, group, origin, zone)]
    )
    met_s, missed_s = _service(cases, parameters)
    return VisitWorth(
        visit_id=visit_id,
        address=terms.address,
        meeting=meeting,
        basis=basis,
        ageing=terms.ageing,
        age_days=None if received is None else max(0, (days[0][0] - received).days),
        burden=parameters.burden.fruitless,
        appointment=bool(appointments),
        bands=tuple(bands),
        met_service_s=met_s,
        missed_service_s=missed_s,
        channel=due_channel(
            _tried(Channel.CALL, [case.phone_attempts for case in cases], history),
            _tried(Channel.MESSAGE, [case.message_attempts for case in cases], history),
            parameters.channel,
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Terms:
    """What is the same in all bands of a visit."""

    place_type: PlaceType
    area: str
    address: float
    meeting: float
    ageing: float
    first: date
    preferred: frozenset[int]
    own: OwnVisits
    presence: Presence
    parameters: ValueParameters

    def met(self, day: date, group: DayGroup, hours: HourBand) -> float:
        known = self.presence.rate(
            self.place_type, group, hours, weekday=day.weekday(), area=self.area
        )
        return own_chance(
            known.mean, self.own, group, hours, self.presence.bands, self.parameters.learning
        )

    def value(self, met: float, day: date, *, price: float = 0.0) -> float:
        chance = self.address * met
        burden = self.parameters.burden.fruitless
        kept = (1 - self.parameters.ageing.put_off) ** max(0, (day - self.first).days)
        gain = chance * self.meeting * self.ageing - (1 - chance) * burden - price
        return max(0.0, gain * kept)


def _of_day(
    terms: _Terms, day: date, group: DayGroup, origin: datetime, zone: tzinfo
) -> Iterator[BandWorth]:
    """Yield the bands of one day; neighbours of one chance are one band."""
    suits = not terms.preferred or day.weekday() in terms.preferred
    price = 0.0 if suits else terms.parameters.continuity.other_day
    last: BandWorth | None = None
    for hours, (start_s, end_s) in zip(
        terms.presence.bands, _spans(terms.presence.bands, day, origin, zone), strict=True
    ):
        if end_s < start_s:  # hours that a change of the clocks skips
            continue
        met = terms.met(day, group, hours)
        if last is not None and last.met == met:
            last = replace(last, end_s=end_s)
            continue
        if last is not None:
            yield last
        last = BandWorth(
            start_s=start_s, end_s=end_s, met=met, value=terms.value(met, day, price=price)
        )
    if last is not None:
        yield last


@lru_cache(maxsize=1024)
def _spans(
    bands: tuple[HourBand, ...], day: date, origin: datetime, zone: tzinfo
) -> tuple[Span, ...]:
    """Return the seconds of the hours of a day, both ends included."""
    midnight = local_instant(day + timedelta(days=1), bands[0].start, zone)
    starts = [local_instant(day, hours.start, zone) for hours in bands]
    seconds = [_seconds(origin, moment) for moment in (*starts, midnight)]
    return tuple((start, end - 1) for start, end in pairwise(seconds))


def _appointed(
    terms: _Terms, appointments: Sequence[Span], origin: datetime, zone: tzinfo
) -> Iterator[BandWorth]:
    met = terms.parameters.presence.appointment
    for start_s, end_s in sorted(appointments):
        start = origin.astimezone(UTC) + timedelta(seconds=start_s)
        value = terms.value(met, start.astimezone(zone).date())
        yield BandWorth(start_s=start_s, end_s=end_s, met=met, value=value)


def _seconds(origin: datetime, moment: datetime) -> int:
    return round((moment.astimezone(UTC) - origin.astimezone(UTC)).total_seconds())


def _ageing(received: date | None, day: date, ageing: Ageing) -> float:
    age = ageing.unknown_days if received is None else (day - received).days
    return 1 + ageing.boost * min(1.0, max(0, age) / ageing.limit_days)


def _preferred(cases: Sequence[Case]) -> frozenset[int]:
    """Return the weekdays that suit all cases that have preferred ones; of none, any of theirs."""
    stated = [case.preferred_days for case in cases if case.preferred_days]
    if not stated:
        return frozenset()
    return frozenset.intersection(*stated) or frozenset.union(*stated)


def _service(cases: Sequence[Case], parameters: ValueParameters) -> tuple[int, int]:
    """Return the seconds at the door if the borrower is met, and if not."""
    table = parameters.service
    met = max(
        table.met_min * 60 if case.service is None else case.service.total_seconds()
        for case in cases
    )
    return round(met), round(min(met, table.missed_min * 60))


def _tried(channel: Channel, stated: Sequence[int | None], history: Sequence[Attempt]) -> int:
    """Return how often a channel was tried: as the table says, or the history if that has more."""
    logged = sum(one.channel is channel for one in history)
    return max(logged, *(count or 0 for count in stated))
