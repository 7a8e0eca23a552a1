"""Why an empty route of a shift does not take a visit: one rule is relaxed at a time until it does.

The rule that had to give is the reason.
"""

from __future__ import annotations

from dataclasses import replace

from router.checking import words
from router.checking.insertion import Standing
from router.checking.itinerary import allowed_starts
from router.checking.schedule import best_times
from router.checking.trial import WEEK_S, Tested, Trial
from router.domain.plan import ReasonCode

__all__ = ["refuse_alone"]


def refuse_alone(trial: Trial) -> Tested | None:
    """Test why an empty route of a shift does not take a visit.

    Parameters
    ----------
    trial
        The visit and the shift; its route does not count.

    Returns
    -------
    Tested or None
        The rule that has to give, the nearest to giving first; None if the visit fits.
    """
    shift, visit = trial.shift, trial.visit
    clear = trial.maps.itinerary(shift, [visit])
    if clear is None:
        return _unreachable(trial)
    if shift.capacity is not None and visit.load > shift.capacity:
        detail = f"carries {shift.capacity}, the visit takes {visit.load}"
        over = visit.load - shift.capacity
        remedy = "Send an agent who carries more, or split the load."
        return trial.answer(ReasonCode.CAPACITY, detail, remedy, over)
    if shift.max_visits is not None and shift.max_visits < 1:
        detail = "may make no visits"
        return trial.answer(ReasonCode.MAX_STOPS, detail, f"Allow {trial.name} a visit.", 1)
    in_time = best_times(shift, clear) is not None
    too_far = shift.max_distance_m is not None and clear.distance_m > shift.max_distance_m
    if in_time and not too_far:
        return None
    if in_time and shift.max_distance_m is not None:
        return _too_far(trial, shift.max_distance_m, clear.distance_m)
    # Nearest first: hours, break, window; what remains is the shift itself.
    if shift.max_duration_s is not None:
        times = best_times(replace(shift, max_duration_s=None), clear)
        if times is not None:
            return _too_long(trial, shift.max_duration_s, times.end_s - times.start_s)
    if shift.breaks and best_times(replace(shift, breaks=()), clear) is not None:
        rests = words.spans(trial.problem, [(b.earliest_s, b.latest_s) for b in shift.breaks])
        detail = f"could do it but for the break, which starts in {rests}"
        remedy = f"Move {trial.name}'s break, or widen the visit's window."
        return trial.answer(ReasonCode.BREAK, detail, remedy)
    return _window_or_shift(trial)


def _unreachable(trial: Trial) -> Tested:
    detail = "has no way there and back"
    remedy = "Check the visit's coordinates, or send someone who travels another way."
    return trial.answer(ReasonCode.UNREACHABLE, detail, remedy)


def _too_far(trial: Trial, allowed_m: int, distance_m: int) -> Tested:
    over = distance_m - allowed_m
    detail = (
        f"would drive {words.kilometres(distance_m)} there and back, "
        f"{words.kilometres(allowed_m)} are allowed"
    )
    remedy = f"Allow {trial.name} {words.kilometres(over)} more, or send someone who starts nearer."
    return trial.answer(ReasonCode.MAX_DISTANCE, detail, remedy, over)


def _too_long(trial: Trial, allowed_s: int, paid_s: int) -> Tested:
    over = paid_s - allowed_s
    detail = (
        f"would work {words.minutes(paid_s)} for it alone, {words.minutes(allowed_s)} are allowed"
    )
    remedy = f"Allow {trial.name} {words.minutes(over)} more, or send someone who starts nearer."
    return trial.answer(ReasonCode.MAX_HOURS, detail, remedy, over)


def _window_or_shift(trial: Trial) -> Tested:
    """The visit's times or the shift's length keep it off an empty route."""
    shift, visit = trial.shift, trial.visit
    anytime = replace(visit, windows=(), legal=(), release_s=None, due_s=None, locked_start_s=None)
    freer = replace(shift, max_duration_s=None)
    unbound = Standing(trial.maps, freer, [anytime])
    if not unbound.works:  # the break is in the way as well, but the window was without it too
        unbound = Standing(trial.maps, replace(freer, breaks=()), [anytime])
    starts = allowed_starts(visit)
    if unbound.works:
        ends = [moment for moment in unbound.earliest[1] if moment is not None]
        lasts = [last for last in unbound.latest[0] if last is not None]
        first, last = min(ends) - visit.service_s, max(lasts)
        could = f"could start service between {trial.clock(first)} and {trial.clock(last)}"
        if not starts:
            detail = f"{could}, but the windows leave no lawful time for the visit"
            remedy = "Widen the visit's windows inside the legal hours."
            return trial.answer(ReasonCode.TIME_WINDOW, detail, remedy, WEEK_S)
        shown = words.spans(trial.problem, starts)
        gaps = [max(opens - last, first - closes, 0) for opens, closes in starts]
        late = min(gaps)
        remedy = f"A wider window, or another shift for {trial.name}"
        if late:
            remedy += f" (by {words.minutes(late)})"
        detail = f"{could}, it may start in {shown}"
        return trial.answer(ReasonCode.TIME_WINDOW, detail, f"{remedy}.", late)
    needed = unbound.itinerary.work_s
    has = shift.latest_s + shift.overtime_max_s - shift.earliest_s
    detail = (
        f"would need {words.minutes(needed)} for the way there, the visit and the way back, "
        f"the shift has {words.minutes(has)}"
    )
    over = max(needed - has, 0)
    remedy = "A longer shift, or an agent who starts nearer."
    return trial.answer(ReasonCode.SHIFT_TIME, detail, remedy, over)
