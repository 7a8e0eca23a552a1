"""Why one shift does not take one visit: tested on its route, then with one rule relaxed at a time.

First the visit is tried at every position of the shift's route. If it fits, money decides. If it
does not, it is tried on an empty route of the same shift: if it fits there, the route is full, and
what it lacks is measured; if not, the rules are relaxed one at a time until it fits, and the rule
that had to give is the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from router.checking import words
from router.checking.insertion import Detour, Insertion, Standing, best_insertion, detours
from router.checking.itinerary import FOREVER, Maps, allowed_starts
from router.checking.schedule import best_times
from router.domain.plan import ReasonCode, ShiftRefusal
from router.domain.problem import Problem, Shift, Visit

__all__ = ["CENT", "Tested", "refuse"]

CENT = 0.005
"""Amounts of money that differ by less are equal."""

_MEASURED_POSITIONS = 3  # of a full route, those where the least is lacking
_WEEK_S = 7 * 24 * 3600  # how much longer a shift is made to see whether its length is the reason


@dataclass(frozen=True, slots=True)
class Tested:
    """The answer of one shift.

    Parameters
    ----------
    refusal
        As the plan shows it.
    lacking
        How far the visit was from fitting, comparable among equal codes (seconds, metres, money).
    remedy
        What would help, in words.
    """

    refusal: ShiftRefusal
    lacking: float
    remedy: str


@dataclass(frozen=True, slots=True)
class _Case:
    """One visit and one shift under test."""

    problem: Problem
    maps: Maps
    standing: Standing
    visit: Visit
    searched_out: bool

    @property
    def shift(self) -> Shift:
        return self.standing.shift

    @property
    def name(self) -> str:
        return words.agent(self.standing.shift)

    def clock(self, seconds: int) -> str:
        return words.clock(self.problem, seconds)

    def answer(
        self,
        code: ReasonCode,
        detail: str,
        remedy: str,
        lacking: float = 0.0,
        extra_cost: float | None = None,
    ) -> Tested:
        refusal = ShiftRefusal(
            shift_id=self.shift.shift_id,
            code=code,
            detail=f"{self.name} {detail}",
            extra_cost=extra_cost,
        )
        return Tested(refusal, lacking, remedy)


def refuse(
    problem: Problem, maps: Maps, standing: Standing, visit: Visit, *, searched_out: bool
) -> Tested:
    """Test why a shift does not take a visit.

    Parameters
    ----------
    problem, maps
        The problem and its travel.
    standing
        The shift with its route as it stands, perhaps empty.
    visit
        On no route.
    searched_out
        True if the search is said to have tried everything; only the words change.

    Returns
    -------
    Tested
        The reason, how near the visit came, and what would help.
    """
    case = _Case(problem, maps, standing, visit, searched_out)
    barred = _agent(case)
    if barred is not None:
        return barred
    tried = list(detours(standing, visit))
    insertion = best_insertion(standing, visit, tried)
    if insertion is not None:
        return _money(case, insertion)
    alone = _relaxed(case, case.shift, visit)
    if alone is None:
        return _full(case, tried)
    return alone


def _agent(case: _Case) -> Tested | None:
    """Skills and agents: whether this agent may go at all."""
    visit, agent_id = case.visit, case.shift.agent_id
    if not visit.skills <= case.shift.skills:
        lacking = sorted(visit.skills - case.shift.skills)
        return case.answer(
            ReasonCode.SKILL,
            f"lacks {words.listed(lacking)}",
            f"Put an agent with {words.listed(sorted(visit.skills))} on duty.",
            len(lacking),
        )
    if visit.allowed_agents and agent_id not in visit.allowed_agents:
        required = words.listed(sorted(visit.allowed_agents))
        return case.answer(
            ReasonCode.AGENT_NOT_ALLOWED,
            f"is not the required agent ({required})",
            f"Put {required} on duty, or allow another agent.",
        )
    if agent_id in visit.excluded_agents:
        return case.answer(
            ReasonCode.AGENT_NOT_ALLOWED,
            "must not go to this visit",
            "Put another agent on duty, or lift the exclusion.",
        )
    return None


def _money(case: _Case, insertion: Insertion) -> Tested:
    """The visit fits the route: compare what it costs with what it is worth."""
    visit, extra, times = case.visit, insertion.extra_cost, insertion.times
    route = f"{case.clock(times.start_s)}-{case.clock(times.end_s)}"
    where = _where(case, insertion.position)
    fits = f"has room for it {where} (route {route}) for {extra:.2f} more"
    if not visit.mandatory and extra > visit.value - CENT:
        short = extra - visit.value
        remedy = f"Raise its value above {extra:.2f}, or leave it for a day with visits nearby."
        detail = f"{fits}, it is worth {visit.value:.2f}"
        return case.answer(ReasonCode.NOT_WORTH_IT, detail, remedy, short, extra)
    worth = "it has to be made" if visit.mandatory else f"it is worth {visit.value:.2f}"
    remedy = f"Give the search more time, or insert it by hand {where} of {case.name}'s route."
    if case.searched_out:
        remedy = f"Insert it by hand {where} of {case.name}'s route; the search overlooked it."
    return case.answer(ReasonCode.SEARCH_LIMIT, f"{fits}, {worth}", remedy, extra, extra)


def _where(case: _Case, position: int) -> str:
    visits = case.standing.visits
    if not visits:
        return "on an empty route"
    if position == 0:
        return f"before visit {visits[0].visit_id}"
    return f"after visit {visits[position - 1].visit_id}"


def _full(case: _Case, tried: Sequence[Detour]) -> Tested:
    """It would fit an empty route: measure all that the route as it stands lacks."""
    shift, standing, visit = case.shift, case.standing, case.visit
    if not standing.works:
        detail = "has a route that already breaks its times, so nothing can be added"
        remedy = "Put the route right first."
        return case.answer(ReasonCode.NO_CAPACITY_LEFT, detail, remedy, _WEEK_S)
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
        lack, need, lacking = _time_lacking(case, tried)
        lacks.append(lack)
        needs += need
        only_count = False
    elif shift.max_distance_m is not None:
        over = min(d.itinerary.distance_m for d in in_time) - shift.max_distance_m
        if over > 0:
            allowed = words.kilometres(shift.max_distance_m)
            lacks.append(f"would drive {words.kilometres(over)} more than the {allowed} allowed")
            needs.append(words.kilometres(over))
            only_count = False
    code = ReasonCode.MAX_STOPS if only_count else ReasonCode.NO_CAPACITY_LEFT
    remedy = f"An agent more, or {words.listed(needs)} for {case.name}."
    return case.answer(code, words.listed(lacks), remedy, lacking)


def _time_lacking(case: _Case, tried: Sequence[Detour]) -> tuple[str, list[str], int]:
    """What a route lacks in time: in words, what would be needed, and seconds."""
    shift = case.shift
    longer = replace(shift, overtime_max_s=shift.overtime_max_s + _WEEK_S, max_duration_s=None)
    limit = shift.latest_s + shift.overtime_max_s
    nearest = sorted((d.late_s, d.position, d) for d in tried if d.late_s is not None)
    measured = []
    for _, _, detour in nearest[:_MEASURED_POSITIONS]:
        times = best_times(longer, detour.itinerary)
        if times is not None:
            hours = FOREVER if shift.max_duration_s is None else shift.max_duration_s
            over = max(0, times.end_s - limit)
            too_long = max(0, times.end_s - times.start_s - hours)
            measured.append((over + too_long, over, too_long))
    if measured:
        total, over, too_long = min(measured)
        lacks, needs = [], []
        if over:
            end = f"its latest end at {case.clock(limit)}"
            lacks.append(f"would be {words.minutes(over)} over the shift ({end})")
            needs.append(f"{words.minutes(over)} of overtime more")
        if too_long:
            hours_shown = words.minutes(shift.max_duration_s or 0)
            lacks.append(f"would work {words.minutes(too_long)} more than {hours_shown} allowed")
            needs.append(f"{words.minutes(too_long)} of working time more")
        return words.listed(lacks), needs, total
    if not nearest:
        return "is elsewhere during all of its time", ["a wider window"], _WEEK_S
    late_s, position, _ = nearest[0]
    visits = case.standing.visits
    after = f"visit {visits[position].visit_id}" if position < len(visits) else "the return"
    late = max(late_s, 1)
    lack = f"would be {words.minutes(late)} late for {after} or what follows it"
    return lack, ["wider windows on the route"], late


def _relaxed(case: _Case, shift: Shift, visit: Visit) -> Tested | None:
    """Which rule keeps the visit off an empty route of the shift; None if none does."""
    clear = case.maps.itinerary(shift, [visit])
    if clear is None:
        return _unreachable(case)
    if shift.capacity is not None and visit.load > shift.capacity:
        detail = f"carries {shift.capacity}, the visit takes {visit.load}"
        over = visit.load - shift.capacity
        remedy = "Send an agent who carries more, or split the load."
        return case.answer(ReasonCode.CAPACITY, detail, remedy, over)
    if shift.max_visits is not None and shift.max_visits < 1:
        detail = "may make no visits"
        return case.answer(ReasonCode.MAX_STOPS, detail, f"Allow {case.name} a visit.", 1)
    in_time = best_times(shift, clear) is not None
    too_far = shift.max_distance_m is not None and clear.distance_m > shift.max_distance_m
    if in_time and not too_far:
        return None
    if in_time and shift.max_distance_m is not None:
        return _too_far(case, shift.max_distance_m, clear.distance_m)
    # Nearest first: hours, break, window; what remains is the shift itself.
    if shift.max_duration_s is not None:
        times = best_times(replace(shift, max_duration_s=None), clear)
        if times is not None:
            return _too_long(case, shift.max_duration_s, times.end_s - times.start_s)
    if shift.breaks and best_times(replace(shift, breaks=()), clear) is not None:
        rests = words.spans(case.problem, [(b.earliest_s, b.latest_s) for b in shift.breaks])
        detail = f"could do it but for the break, which starts in {rests}"
        remedy = f"Move {case.name}'s break, or widen the visit's window."
        return case.answer(ReasonCode.BREAK, detail, remedy)
    return _window_or_shift(case, shift, visit)


def _unreachable(case: _Case) -> Tested:
    detail = "has no way there and back"
    remedy = "Check the visit's coordinates, or send someone who travels another way."
    return case.answer(ReasonCode.UNREACHABLE, detail, remedy)


def _too_far(case: _Case, allowed_m: int, distance_m: int) -> Tested:
    over = distance_m - allowed_m
    detail = (
        f"would drive {words.kilometres(distance_m)} there and back, "
        f"{words.kilometres(allowed_m)} are allowed"
    )
    remedy = f"Allow {case.name} {words.kilometres(over)} more, or send someone who starts nearer."
    return case.answer(ReasonCode.MAX_DISTANCE, detail, remedy, over)


def _too_long(case: _Case, allowed_s: int, paid_s: int) -> Tested:
    over = paid_s - allowed_s
    detail = (
        f"would work {words.minutes(paid_s)} for it alone, {words.minutes(allowed_s)} are allowed"
    )
    remedy = f"Allow {case.name} {words.minutes(over)} more, or send someone who starts nearer."
    return case.answer(ReasonCode.MAX_HOURS, detail, remedy, over)


def _window_or_shift(case: _Case, shift: Shift, visit: Visit) -> Tested:
    """The visit's times or the shift's length keep it off an empty route."""
    anytime = replace(visit, windows=(), legal=())
    freer = replace(shift, max_duration_s=None)
    unbound = Standing(case.maps, freer, [anytime])
    if not unbound.works:  # the break is in the way as well, but the window was without it too
        unbound = Standing(case.maps, replace(freer, breaks=()), [anytime])
    starts = allowed_starts(visit)
    if unbound.works:
        ends = [moment[0] for moment in unbound.earliest[1] if moment is not None]
        lasts = [last for last in unbound.latest[0] if last is not None]
        first, last = min(ends) - visit.service_s, max(lasts)
        could = f"could start service between {case.clock(first)} and {case.clock(last)}"
        if not starts:
            detail = f"{could}, but the windows leave no lawful time for the visit"
            remedy = "Widen the visit's windows inside the legal hours."
            return case.answer(ReasonCode.TIME_WINDOW, detail, remedy, _WEEK_S)
        shown = words.spans(case.problem, starts)
        gaps = [max(opens - last, first - closes, 0) for opens, closes in starts]
        late = min(gaps)
        remedy = f"A wider window, or another shift for {case.name}"
        if late:
            remedy += f" (by {words.minutes(late)})"
        detail = f"{could}, it may start in {shown}"
        return case.answer(ReasonCode.TIME_WINDOW, detail, f"{remedy}.", late)
    needed = unbound.itinerary.work_s
    has = shift.latest_s + shift.overtime_max_s - shift.earliest_s
    detail = (
        f"would need {words.minutes(needed)} for the way there, the visit and the way back, "
        f"the shift has {words.minutes(has)}"
    )
    over = max(needed - has, 0)
    remedy = "A longer shift, or an agent who starts nearer."
    return case.answer(ReasonCode.SHIFT_TIME, detail, remedy, over)
