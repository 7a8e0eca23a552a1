"""What the rules leave open of a day for each case, and why the others are held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from functools import partial

from router.domain.agents import Agent
from router.domain.cases import VISIT_STAGE, Case
from router.domain.channels import Channel
from router.domain.places import Coordinate, LocatedAddress, LocationStatus
from router.domain.plan import HeldCase, ReviewCase
from router.domain.standing import Standing
from router.domain.times import TimeWindow
from router.domain.verdicts import AgentFacts, Law, Refusal
from router.forming import LocatedCase
from router.pipeline.cards import held_by_address
from router.pipeline.region import Region
from router.pipeline.settings import Settings
from router.rules import (
    Opening,
    channel_due,
    country_of_zone,
    make_law,
    opening,
    pair_openings,
    profile_of_country,
)

__all__ = ["Ruling", "agent_facts", "law_of_region", "rule_cases", "years_around"]

PROTECTED_PERSON = "review"  # a minor, somebody in hospital: a person decides, nobody just calls
WITHOUT_VISIT = "call"  # what is due where no day would make a visit lawful
BACK, AHEAD = timedelta(days=60), timedelta(days=15)  # how far rules ask whether a day is free


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What became of the cases that no hold kept.

    Parameters
    ----------
    ready
        Those that may be visited, with their times and agents.
    openings
        By case id, of every case that was judged by its rules.
    held, review
        The others.
    """

    ready: tuple[LocatedCase, ...]
    openings: Mapping[str, Opening]
    held: tuple[HeldCase, ...]
    review: tuple[ReviewCase, ...]


def law_of_region(settings: Settings, home: Region, day: date) -> Law:
    """Put together the rules under which a day is planned.

    Parameters
    ----------
    settings
        Profiles that the user named, or None for the one of the region's country.
    home
        The region.
    day
        That is planned.

    Returns
    -------
    Law
        The humane layer first.

    Raises
    ------
    InputError
        If a profile or a file cannot be used.
    """
    country = country_of_zone(home.manifest.timezone)
    national = profile_of_country(country)
    names = settings.profiles
    if names is None:
        names = [national] if national else []
    law = make_law(
        names,
        loosenings=settings.loosenings,
        country=country,
        years=years_around(day),
        holiday_files=settings.holiday_files,
        day=day,
    )
    if settings.profiles is None and not national:
        return replace(law, warnings=(*law.warnings, _no_profile(country)))
    return law


def _no_profile(country: str) -> str:
    return (
        f"no visiting rules of {country or 'the country'} are packaged: the humane rules bind "
        "alone; name those of the place (--profile FILE), or say --profile none"
    )


def years_around(day: date) -> frozenset[int]:
    """Return the years whose holidays the rules of a day ask for.

    Parameters
    ----------
    day
        That is planned.

    Returns
    -------
    frozenset of int
        That of the day, of earlier attempts, and of the fortnight after it.
    """
    return frozenset((day + offset).year for offset in (-BACK, timedelta(0), AHEAD))


def agent_facts(agents: Iterable[Agent]) -> tuple[AgentFacts, ...]:
    """Return what the rules need to know of agents.

    Parameters
    ----------
    agents
        Those on duty.

    Returns
    -------
    tuple of AgentFacts
        In the same order.
    """
    return tuple(
        AgentFacts(
            agent_id=agent.agent_id,
            people=agent.people,
            certificates=agent.certificates,
            languages=agent.languages,
            areas=agent.areas,
            pairs_with=agent.pairs_with,
        )
        for agent in agents
    )


def rule_cases(
    cases: Sequence[Case],
    located: Mapping[str, LocatedAddress],
    standings: Mapping[str, Standing],
    *,
    law: Law,
    zone_at: Callable[[Coordinate], tzinfo],
    length: timedelta,
    period: TimeWindow,
    day: date,
    agents: Sequence[AgentFacts],
    now: datetime | None,
) -> Ruling:
    """Ask the rules about every case that no hold keeps.

    Parameters
    ----------
    cases
        Those.
    located
        Case id to what geocoding said.
    standings
        Case id to where it stands.
    law
        All rules.
    zone_at
        The zone of a door.
    length
        Of a visit on which somebody is met, where the table is silent.
    period
        In which visits must start and end: the day, and the night after it if a shift runs on.
    day
        That is planned.
    agents
        Those on duty.
    now
        The moment of planning; None if it does not matter.

    Returns
    -------
    Ruling
        Every case is in exactly one of its parts.
    """
    ready: list[LocatedCase] = []
    openings: dict[str, Opening] = {}
    held: list[HeldCase] = []
    review: list[ReviewCase] = []
    for case in cases:
        found, standing = located[case.case_id], standings[case.case_id]
        if found.status is not LocationStatus.ACCEPTED or found.place is None:
            if found.rule:
                held.append(held_by_address(found, channel=_other(channel_due(standing, day))))
            else:
                review.append(
                    ReviewCase(case_id=case.case_id, why=found.why, candidates=found.candidates)
                )
            continue
        zone = zone_at(found.place.coordinate)
        duration = length if case.service is None else case.service
        confirmed = None if case.appointment is None else case.appointment.on(day, zone)
        wished = [window.on(day, zone) for window in case.windows if window.holds_on(day)]
        ask = partial(
            opening,
            standing,
            place_type=found.address.place_type,
            zone=zone,
            law=law,
            period=period,
            duration=duration,
            now=now,
            confirmed=confirmed,
            windows=wished if wished and confirmed is None else None,
            coordinate=found.place.coordinate,
        )
        going = pair_openings(ask, agents)
        answer = going.opening
        openings[case.case_id] = answer
        if answer.refusals:
            held.append(_held(case.case_id, answer.refusals, day, channel_due(standing, day)))
            continue
        ready.append(
            LocatedCase(
                case=case,
                place=found.place,
                zone=zone,
                legal=answer.legal,
                length=duration,
                days=(day,),
                starts=answer.starts,
                barred_agents=frozenset(answer.barred),
                place_type=found.address.place_type,
                last_agent=_last_agent(standing),
                pairs=going.pairs,
            )
        )
    return Ruling(ready=tuple(ready), openings=openings, held=tuple(held), review=tuple(review))


def _last_agent(standing: Standing) -> str:
    """Return who visited the borrower last; empty if nobody did, or nobody knows."""
    made = (
        one.agent_id
        for one in reversed(standing.history)
        if one.channel is Channel.VISIT and one.code and one.counts_attempt
    )
    return next(made, "")


def _held(case_id: str, refusals: Sequence[Refusal], day: date, channel: str) -> HeldCase:
    again = [refusal.again.date() for refusal in refusals if refusal.again is not None]
    curable = len(again) == len(refusals)  # by time alone
    return HeldCase(
        case_id=case_id,
        rule=refusals[0].code,
        detail=" ".join(
            refusal.detail if refusal is refusals[0] else f"{refusal.detail} ({refusal.code})"
            for refusal in refusals
        ),
        until=max(max(again) - timedelta(days=1), day) if curable else None,
        source="; ".join(
            dict.fromkeys(
                f"{refusal.citation.title} ({refusal.citation.grade})"
                for refusal in refusals
                if refusal.citation is not None
            )
        ),
        channel=channel if curable else _other(channel, refusals),
    )


def _other(channel: str, refusals: Sequence[Refusal] = ()) -> str:
    """Return the channel, or another one if that is a visit, which cannot be made."""
    if any(refusal.field == "protected" for refusal in refusals):
        return PROTECTED_PERSON
    return WITHOUT_VISIT if channel == VISIT_STAGE else channel
