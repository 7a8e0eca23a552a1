"""What a plan states about its rules: `Compliance`, put together from what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo

from router.domain.channels import Channel
from router.domain.compliance import BorrowerCount, LayerStamp, Override, VisitFacts
from router.domain.memory import Release
from router.domain.places import PlaceType
from router.domain.problem import Visit
from router.domain.profiles import Evidence, Profile
from router.domain.standing import Standing
from router.domain.verdicts import Law

__all__ = [
    "borrower_counts",
    "holidays_around",
    "layer_stamp",
    "overrides_of",
    "visit_facts",
]

COUNTED = timedelta(days=30)
AROUND = timedelta(days=14)


def layer_stamp(profile: Profile) -> LayerStamp:
    """Say which profile was used.

    Parameters
    ----------
    profile
        One layer of the law.

    Returns
    -------
    LayerStamp
        With the grades of its rules, the best known first.
    """
    grades = Counter(rule.citation.grade for rule in profile.rules)
    return LayerStamp(
        profile_id=profile.profile_id,
        version=profile.version,
        title=profile.title,
        digest=profile.digest,
        grades=tuple((grade, grades[grade]) for grade in Evidence if grades[grade]),
    )


def holidays_around(law: Law, day: date) -> tuple[tuple[date, str], ...]:
    """Return the holidays of the planned day and of the fortnights around it.

    Parameters
    ----------
    law
        With its calendar.
    day
        That is planned.

    Returns
    -------
    tuple
        Date and name, in order.
    """
    return tuple(
        (when, name)
        for when, name in sorted(law.calendar.holidays.items())
        if abs(when - day) <= AROUND
    )


def overrides_of(law: Law, releases: Iterable[Release], day: date) -> tuple[Override, ...]:
    """Return what named people decided against the default.

    Parameters
    ----------
    law
        With what was opened in it.
    releases
        Holds that people ended.
    day
        That is planned.

    Returns
    -------
    tuple of Override
        The loosenings, then the releases, in order.
    """
    return (
        *(
            Override(
                kind="loosening",
                what=f"{one.rule_id}: {one.changes}",
                by=one.by,
                reason=one.reason,
                until=one.until,
            )
            for one in law.loosened
        ),
        *(
            Override(
                kind="release",
                what=f"hold {one.reason!r} of "
                + (f"case {one.case_id}" if one.case_id else f"borrower {one.borrower_id}")
                + f" on {one.when:%Y-%m-%d}",
                by=one.by,
                reason=one.why,
            )
            for one in releases
            if one.when.date() <= day
        ),
    )


def borrower_counts(
    standings: Iterable[Standing], planned: Mapping[str, int], day: date, zone: tzinfo
) -> tuple[BorrowerCount, ...]:
    """Count the visits to each borrower.

    Parameters
    ----------
    standings
        Of the cases of the day.
    planned
        Borrower to visits in this plan.
    day, zone
        That is planned, and where.

    Returns
    -------
    tuple of BorrowerCount
        Of borrowers who were visited in the thirty days before, or are planned; the most visited
        first.
    """
    counts: dict[str, BorrowerCount] = {}
    for standing in standings:
        visits = [
            attempt
            for attempt in standing.history
            if attempt.channel is Channel.VISIT
            and attempt.counts_attempt
            and abs(attempt.when.astimezone(zone).date() - day) <= COUNTED
        ]
        made = len({a.when for a in visits if not a.planned and a.when.date() <= day})
        open_ones = len({a.when for a in visits if a.planned})
        here = planned.get(standing.borrower_id, 0)
        if made or open_ones or here:
            counts[standing.borrower_id] = BorrowerCount(
                borrower_id=standing.borrower_id, made=made, planned=open_ones + here
            )
    return tuple(sorted(counts.values(), key=lambda c: (-c.made - c.planned, c.borrower_id)))


def visit_facts(
    visit: Visit,
    standings: Sequence[Standing],
    *,
    zone: str,
    place_type: PlaceType,
    notice_by: datetime | None,
    confirmed: bool,
    papers: tuple[tuple[str, ...], tuple[str, ...], str],
) -> VisitFacts:
    """State what must be known of a visit to judge whether it is lawful.

    Parameters
    ----------
    visit
        Of the problem.
    standings
        Of its cases.
    zone
        IANA name of the zone of its door.
    place_type
        What the place is to the borrower.
    notice_by
        Until when the borrower must be told; None if no rule asks for it.
    confirmed
        Whether it is a confirmed appointment.
    papers
        What the agent carries, how to behave, and about a recording.

    Returns
    -------
    VisitFacts
        Of several cases together: every flag and hold of any, what all agreed to, the fewest
        attempts by other channels, the latest notice.
    """
    notices = [one.notice.sent if one.notice else None for one in standings]
    told = [sent for sent in notices if sent is not None]
    languages = [one.languages for one in standings if one.languages]
    return VisitFacts(
        visit_id=visit.visit_id,
        case_ids=visit.case_ids,
        borrower_ids=tuple(dict.fromkeys(one.borrower_id for one in standings)),
        zone=zone,
        place_type=place_type,
        stage=standings[0].stage,
        flags=frozenset().union(*(one.flags for one in standings)),
        consents=frozenset.intersection(*(one.consents for one in standings)),
        working_hours=standings[0].working_hours,
        not_at=tuple(dict.fromkeys(bad for one in standings for bad in one.not_at)),
        prior=_fewest(standings),
        holds=tuple(dict.fromkeys(hold for one in standings for hold in one.holds)),
        notified=max(told) if len(told) == len(notices) and told else None,
        notice_by=notice_by,
        confirmed=confirmed,
        carry=papers[0],
        conduct=papers[1],
        recording=papers[2],
        area=standings[0].area,
        languages=frozenset.intersection(*languages) if languages else frozenset(),
    )


def _fewest(standings: Sequence[Standing]) -> tuple[tuple[Channel, int], ...]:
    stated = [dict(one.prior) for one in standings]
    channels = [channel for channel in Channel if all(channel in prior for prior in stated)]
    return tuple((channel, min(prior[channel] for prior in stated)) for channel in channels)
