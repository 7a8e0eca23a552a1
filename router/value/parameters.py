"""The parameters of worth: data with defaults, ranges and grades, in ``parameters.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from router.domain.places import PlaceType

__all__ = [
    "AddressChances",
    "Ageing",
    "Burden",
    "ChannelOrder",
    "Continuity",
    "Learning",
    "PresencePrior",
    "Recovery",
    "Remote",
    "Service",
    "ValueParameters",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PresencePrior:
    """Chances to meet the borrower, before anything was learned.

    Parameters
    ----------
    grade
        How well the values are known, as in every table of parameters.
    hours
        Where bands of hours start; the first at midnight.
    home_weekday, home_saturday, home_sunday, work_weekday, work_saturday, work_sunday
        One chance per band; holidays count as Sundays.
    appointment
        Of a confirmed appointment.
    """

    grade: str
    hours: tuple[time, ...]
    home_weekday: tuple[float, ...]
    home_saturday: tuple[float, ...]
    home_sunday: tuple[float, ...]
    work_weekday: tuple[float, ...]
    work_saturday: tuple[float, ...]
    work_sunday: tuple[float, ...]
    appointment: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """How own outcomes change the chances.

    Parameters
    ----------
    strength, finer_strength
        Visits that the prior, and the mean of a coarser cell, is worth.
    failed_odds, neighbour_odds, met_odds
        Factors of the odds of one case after its own attempts.
    wrong_told
        Of visits at wrong addresses, how many find that out.
    address_strength, told_strength
        Doors that the chance of right addresses is worth; visits at wrong ones that ``wrong_told``
        is worth.
    """

    grade: str
    strength: float
    finer_strength: float
    failed_odds: float
    neighbour_odds: float
    met_odds: float
    wrong_told: float
    address_strength: float
    told_strength: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressChances:
    """Chance that a borrower is to be found at an address.

    Parameters
    ----------
    home, registered, mailing, work, other
        By type of place, if nobody confirmed it.
    confirmed
        Once the borrower was met there.
    failed_odds
        Factor of the odds for every fruitless attempt.
    """

    grade: str
    home: float
    registered: float
    mailing: float
    work: float
    other: float
    confirmed: float
    failed_odds: float

    def of(self, place_type: PlaceType) -> float:
        """Return the chance at an address that nobody confirmed.

        Parameters
        ----------
        place_type
            What the place is to the borrower.

        Returns
        -------
        float
            By its type.
        """
        return {
            PlaceType.HOME: self.home,
            PlaceType.REGISTERED: self.registered,
            PlaceType.MAILING: self.mailing,
            PlaceType.WORK: self.work,
        }.get(place_type, self.other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """What meeting a borrower brings.

    Parameters
    ----------
    agreement, kept
        Chance of an agreement at a meeting, and that it is kept.
    without
        Chance that the same sum comes after a call or a message, without a visit: who pays anyway
        need not be visited.
    unreached_odds
        Factor of the odds of that for every call or message that reached nobody.
    likely_share
        Share of what is owed that an agreement is about.
    commission
        Share of what comes in that is earned by it: an agency's fee, or 1.
    dampening
        ``sqrt``, ``log`` or ``none``.
    reference
        Amount that is not dampened; 0 for the median of the table.
    meeting
        Money that a meeting is worth beside what is paid.
    default
        Money, where the table says nothing.
    priority
        Money for the priorities 1 to 5.
    """

    grade: str
    agreement: float
    kept: float
    without: float
    unreached_odds: float
    likely_share: float
    commission: float
    dampening: str
    reference: float
    meeting: float
    default: float
    priority: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Burden:
    """The price of visits on which nobody is met.

    Parameters
    ----------
    fruitless
        Money per visit.
    """

    grade: str
    fruitless: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ageing:
    """How waiting raises the worth of a visit.

    Parameters
    ----------
    limit_days
        By then every case is visited or given back.
    boost
        Share by which a case is worth more at the limit than when it came.
    unknown_days
        Age of a case of which nothing is known.
    put_off
        Share of its worth that a visit loses with every day on which it is put off.
    """

    grade: str
    limit_days: int
    boost: float
    unknown_days: int
    put_off: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Time at the door.

    Parameters
    ----------
    met_min, missed_min
        Minutes if the borrower is met, and if not.
    """

    grade: str
    met_min: float
    missed_min: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """Which doors are remote, and when a trip to them goes.

    Parameters
    ----------
    grade
        How well the values are known.
    minutes
        A door farther from the nearest agent's start is remote,
    neighbours, within_km
        unless so many other doors lie so near.
    oldest_days
        A trip goes when the oldest case waits so long, since it came or since the last visit, even
        if it does not pay.
    confirm
        Whether a remote visit must be confirmed by phone first.
    """

    grade: str
    minutes: float
    neighbours: int
    within_km: float
    oldest_days: int
    confirm: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuity:
    """Prices of wishes that are no rules.

    Parameters
    ----------
    other_agent
        Money, if another agent comes than the last time.
    other_day
        Money, for a visit on a day that is not preferred.
    told
        Money, if a borrower who was told of a visit is not visited, or not when it was announced.
    balance
        Money per squared paid hour of every agent's day.
    """

    grade: str
    other_agent: float
    other_day: float
    told: float
    balance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelOrder:
    """What is due when no visit is.

    Parameters
    ----------
    call_below, message_below
        A call, then a message, as long as there were fewer of them.
    last
        What is due after those.
    """

    grade: str
    call_below: int
    message_below: int
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueParameters:
    """Everything that decides what a visit is worth.

    Parameters
    ----------
    presence, learning, address, recovery, burden, ageing, service, remote, continuity, channel
        The tables of ``parameters.toml``.
    """

    presence: PresencePrior
    learning: Learning
    address: AddressChances
    recovery: Recovery
    burden: Burden
    ageing: Ageing
    service: Service
    remote: Remote
    continuity: Continuity
    channel: ChannelOrder
