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
from router.checking.barred import barred
from router.checking.earliest import earliest_release
from router.checking.insertion import Detour, Insertion, detours
from router.checking.itinerary import FOREVER
from router.checking.placing import fitting, left_over, pays, where
from router.checking.schedule import best_times
from router.checking.tied import held_back, together
from router.checking.trial import CENT, WEEK_S, Tested, Trial
from router.domain.plan import ReasonCode
from router.domain.problem import Visit

__all__ = ["refuse"]

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
    refused = barred(trial)
    if refused is not None:
        return refused
    tried = left_over(trial)
    insertion = fitting(trial, tried)
    if insertion is None:
        refused = held_back(trial) or refuse_alone(trial)
        if refused is None and trial.ties.concern(trial.visit, trial.shift):
            tried = list(detours(trial.standing, trial.visit))  # no tie is what it lacks
        return refused or _full(trial, tried)
    partner = trial.ties.partner(trial.visit)
    if partner is not None and trial.ties.lacks_partner(trial.visit):
        return _both(trial, insertion, partner)
    return _money(trial, insertion)


def _money(trial: Trial, insertion: Insertion) -> Tested:
    """The visit fits the route: compare what it costs with what it is worth."""
    extra, times = insertion.extra_cost, insertion.times
    route = f"{trial.clock(times.start_s)}-{trial.clock(times.end_s)}"
    place = where(trial, insertion.position)
    fits = f"has room for it {place} (route {route}) for {extra:.2f} more"
    if not pays(trial, insertion):
        return _too_dear(trial, f"{fits}, it is worth {_worth(trial)}", extra, trial.worth)
    worth = "it has to be made" if trial.visit.mandatory else f"it is worth {_worth(trial)}"
    by_hand = f"it by hand {place} of {trial.name}'s route"
    return _unreached(trial, f"{fits}, {worth}", by_hand, extra)


def _both(trial: Trial, insertion: Insertion, partner: Visit) -> Tested:
    """The visit fits, but is a meeting: compare what both visits cost with what they are worth."""
    name = words.visit(trial.problem, partner.visit_id)
    room = f"has room for it {where(trial, insertion.position)}, but"
    never = trial.ties.never_together(trial.visit, partner)
    if never:
        detail = f"{room} {name}, with which it is a meeting, {never}"
        return trial.answer(ReasonCode.MEETING, detail, "Lift the meeting, or the other rule.")
    found = together(trial, partner)
    if found is None:
        anybody = trial.ties.company(trial.visit, trial.shift.agent_id) is None
        who = "nobody else" if anybody else "nobody whom this agent may meet"
        detail = f"{room} {who} at the same time for {name}, with which it is a meeting"
        remedy = f"A second agent, or wider windows for {name}."
        return trial.answer(ReasonCode.MEETING, detail, remedy)
    extra, other = found.extra_cost, found.other
    worth = trial.worth + other.worth
    place = where(trial, found.insertion.position)
    other_place = where(other, found.other_insertion.position)
    fits = (
        f"has room for it {place} at {trial.clock(found.start_s)}, and {other.name} {other_place} "
        f"for {name}, with which it is a meeting, for {extra:.2f} more"
    )
    must = trial.visit.mandatory or partner.mandatory
    if not must and extra > worth - CENT:
        return _too_dear(trial, f"{fits}, both are worth {worth:.2f}", extra, worth)
    why = "they have to be made" if must else f"both are worth {worth:.2f}"
    by_hand = f"both by hand, {place} of {trial.name}'s and {other_place} of {other.name}'s route"
    return _unreached(trial, f"{fits}, {why}", by_hand, extra)


def _too_dear(trial: Trial, detail: str, extra: float, worth: float) -> Tested:
    # What leaving it out costs beside its value counts as well.
    needed = extra - (trial.worth - trial.visit.worth)
    remedy = f"Raise its value above {needed:.2f}, or leave it for a day with visits nearby."
    return trial.answer(ReasonCode.NOT_WORTH_IT, detail, remedy, extra - worth, extra)


def _unreached(trial: Trial, detail: str, by_hand: str, extra: float) -> Tested:
    remedy = f"Give the search more time, or insert {by_hand}."
    if trial.searched_out:
        remedy = f"Insert {by_hand}; the search overlooked it."
    return trial.answer(ReasonCode.SEARCH_LIMIT, detail, remedy, extra, extra)


def _worth(trial: Trial) -> str:
    """What making it is worth, in words."""
    dropped = trial.worth - trial.visit.worth
    worth = f"{trial.visit.worth:.2f}"
    return f"{worth}, and {dropped:.2f} as it was planned before" if dropped else worth


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
    after = "the return"
    if position < len(visits):
        after = words.visit(trial.problem, visits[position].visit_id)
    lack = f"would be {words.minutes(late_s)} late for {after} or what follows it"
    return lack, "wider windows on the route", late_s
