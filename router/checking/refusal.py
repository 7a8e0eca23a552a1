"""Why one shift does not take one visit, tested on its route as it stands.

First the visit is tried at every position of the route. If it fits, money decides. If it does not,
it is tried on an empty route of the same shift (see `alone`): if it fits there, the route is full,
and everything that it lacks is measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from router.checking import words
from router.checking.alone import refuse_alone
from router.checking.earliest import earliest_release
from router.checking.insertion import Detour, Insertion, best_insertion, detours
from router.checking.itinerary import FOREVER
from router.checking.schedule import best_times
from router.checking.trial import WEEK_S, Tested, Trial
from router.domain.plan import ReasonCode

__all__ = ["CENT", "refuse"]

CENT = 0.005
"""Amounts of money that differ by less are equal."""

_MEASURED_POSITIONS = 3  # those that would be over the shift the least


def refuse(trial: Trial) -> Tested:
    """Test why a shift does not take a visit.

    Parameters
    ----------
    trial
        The visit and the shift.

    Returns
    -------
    Tested
        The reason, how near the visit came, and what would help.
    """
    barred = _agent(trial)
    if barred is not None:
        return barred
    tried = list(detours(trial.standing, trial.visit))
    insertion = best_insertion(trial.standing, trial.visit, tried)
    if insertion is not None:
        return _money(trial, insertion)
    alone = refuse_alone(trial)
    if alone is None:
        return _full(trial, tried)
    return alone


def _agent(trial: Trial) -> Tested | None:
    """Skills and agents: whether this agent may go at all."""
    visit, agent_id = trial.visit, trial.shift.agent_id
    if not visit.skills <= trial.shift.skills:
        lacking = sorted(visit.skills - trial.shift.skills)
        return trial.answer(
            ReasonCode.SKILL,
            f"lacks {words.listed(lacking)}",
            f"Put an agent with {words.listed(sorted(visit.skills))} on duty.",
            len(lacking),
        )
    if visit.allowed_agents and agent_id not in visit.allowed_agents:
        required = words.listed(sorted(visit.allowed_agents))
        return trial.answer(
            ReasonCode.AGENT_NOT_ALLOWED,
            f"is not the required agent ({required})",
            f"Put {required} on duty, or allow another agent.",
        )
    if agent_id in visit.excluded_agents:
        return trial.answer(
            ReasonCode.AGENT_NOT_ALLOWED,
            "must not go to this visit",
            "Put another agent on duty, or lift the exclusion.",
        )
    return None


def _money(trial: Trial, insertion: Insertion) -> Tested:
    """The visit fits the route: compare what it costs with what it is worth."""
    visit, extra, times = trial.visit, insertion.extra_cost, insertion.times
    route = f"{trial.clock(times.start_s)}-{trial.clock(times.end_s)}"
    where = _where(trial, insertion.position)
    fits = f"has room for it {where} (route {route}) for {extra:.2f} more"
    if not visit.mandatory and extra > visit.value - CENT:
        short = extra - visit.value
        remedy = f"Raise its value above {extra:.2f}, or leave it for a day with visits nearby."
        detail = f"{fits}, it is worth {visit.value:.2f}"
        return trial.answer(ReasonCode.NOT_WORTH_IT, detail, remedy, short, extra)
    worth = "it has to be made" if visit.mandatory else f"it is worth {visit.value:.2f}"
    remedy = f"Give the search more time, or insert it by hand {where} of {trial.name}'s route."
    if trial.searched_out:
        remedy = f"Insert it by hand {where} of {trial.name}'s route; the search overlooked it."
    return trial.answer(ReasonCode.SEARCH_LIMIT, f"{fits}, {worth}", remedy, extra, extra)


def _where(trial: Trial, position: int) -> str:
    visits = trial.standing.visits
    if not visits:
        return "on an empty route"
    if position == 0:
        return f"before visit {visits[0].visit_id}"
    return f"after visit {visits[position - 1].visit_id}"


def _full(trial: Trial, tried: Sequence[Detour]) -> Tested:
    """It would fit an empty route: measure all that the route as it stands lacks."""
    shift, standing, visit = trial.shift, trial.standing, trial.visit
    if not standing.works:
        detail = "has a route that already breaks its times, so nothing can be added"
        remedy = "Put the route right first."
        return trial.answer(ReasonCode.NO_CAPACITY_LEFT, detail, remedy, WEEK_S)
    lacks: list[str] = []
    needs: list[str] = []
    lacking = 0
    only_count = False
    if shift.max_visits is not None and len(standing.visits) >= shift.max_visits:
        lacks.append(f"is at the maximum of {shift.max_visits} visits")
        needs.append("one visit more")
        only_count = True
    load = standing.load + visit.load
    if shift.capacity is not None and load > shift.capacity:
        lacks.append(f"would carry {load} of at most {shift.capacity}")
        needs.append(f"room for {load - shift.capacity} more")
        only_count = False
    in_time = [d for d in tried if d.in_time and best_times(shift, d.itinerary) is not None]
    if not in_time:
        lack, need, lacking = _time_lacking(trial, tried)
        lacks.append(lack)
        needs.append(need)
        only_count = False
    elif shift.max_distance_m is not None:
        over = min(d.itinerary.distance_m for d in in_time) - shift.max_distance_m
        if over > 0:
            allowed = words.kilometres(shift.max_distance_m)
            lacks.append(f"would drive {words.kilometres(over)} more than the {allowed} allowed")
            needs.append(words.kilometres(over))
            only_count = False
    code = ReasonCode.MAX_STOPS if only_count else ReasonCode.NO_CAPACITY_LEFT
    remedy = f"An agent more, or for {trial.name}: {words.listed(needs)}."
    return trial.answer(code, words.listed(lacks), remedy, lacking)


def _time_lacking(trial: Trial, tried: Sequence[Detour]) -> tuple[str, str, int]:
    """What a route lacks in time, what would help, and seconds."""
    shift = trial.shift
    limit = shift.latest_s + shift.overtime_max_s
    overs = []
    for detour in tried:
        departures = trial.standing.earliest[detour.position]
        rest = detour.itinerary.tasks[detour.position :]
        release = earliest_release(shift, departures, rest, detour.itinerary.return_s)
        if release is not None:
            overs.append((max(0, release - limit), detour.position, detour))
    measured = []
    for over, _, detour in sorted(overs)[:_MEASURED_POSITIONS]:
        longer = replace(shift, overtime_max_s=shift.overtime_max_s + over, max_duration_s=None)
        times = best_times(longer, detour.itinerary)
        assert times is not None
        hours = FOREVER if shift.max_duration_s is None else shift.max_duration_s
        too_long = max(0, times.end_s - times.start_s - hours)
        measured.append((over + too_long, over, too_long))
    if measured:
        total, over, too_long = min(measured)
        lacks, needs = [], []
        if over:
            end = f"its latest end at {trial.clock(limit)}"
            lacks.append(f"would be {words.minutes(over)} over the shift ({end})")
            needs.append(f"{words.minutes(over)} of overtime more")
        if too_long:
            allowed = words.minutes(shift.max_duration_s or 0)
            lacks.append(f"would work {words.minutes(too_long)} more than {allowed} allowed")
            needs.append(f"{words.minutes(too_long)} of working time more")
        return words.listed(lacks), words.listed(needs), total
    late = [(detour.late_s, detour.position) for detour in tried if detour.late_s is not None]
    if not late:
        return "is elsewhere during all of its time", "a wider window", WEEK_S
    late_s, position = min(late)
    visits = trial.standing.visits
    after = f"visit {visits[position].visit_id}" if position < len(visits) else "the return"
    lack = f"would be {words.minutes(late_s)} late for {after} or what follows it"
    return lack, "wider windows on the route", late_s
