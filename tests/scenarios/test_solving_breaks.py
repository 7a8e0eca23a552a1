"""Breaks are taken, never during a service, and cost nothing before or after the route."""

from __future__ import annotations

from router.domain.problem import ShiftBreak
from tests.scenarios.streets import HOUR, MINUTE, day, planned, shift, times, visit
from tests.solved import solved

LUNCH = ShiftBreak(earliest_s=11 * HOUR, latest_s=12 * HOUR, duration_s=HOUR)


def test_a_break_never_overlaps_a_service() -> None:
    # From 10:30 to 13:00 somebody is being served unless the break, begun by 12:00, lies between.
    visits = [visit(n, service_s=70 * MINUTE) for n in range(1, 5)]
    window = ((8 * HOUR, 12 * HOUR),)
    solution = solved(day([*visits, visit(6, windows=window)], [shift(breaks=(LUNCH,))]))
    (route,) = solution.routes
    (rest,) = route.breaks
    assert 11 * HOUR <= rest.start_s <= 12 * HOUR
    for start, end in times(solution).values():
        assert end <= rest.start_s or rest.end_s <= start


def test_a_short_route_is_laid_so_that_its_break_is_not_paid() -> None:
    solution = solved(day([visit(1)], [shift(breaks=(LUNCH,))]))
    assert solution.routes[0].break_s == 0
    assert len(solution.routes[0].breaks) == 1


def test_a_visit_that_fits_only_without_the_break_stays_out() -> None:
    window = ((11 * HOUR, 11 * HOUR),)  # served until 11:40, but rests leave half an hour
    rests = (
        ShiftBreak(earliest_s=10 * HOUR, latest_s=10 * HOUR, duration_s=HOUR),
        ShiftBreak(
            earliest_s=11 * HOUR + 30 * MINUTE, latest_s=11 * HOUR + 30 * MINUTE, duration_s=HOUR
        ),
    )
    dear = visit(1, windows=window, service_s=40 * MINUTE)
    assert not solved(day([dear], [shift(breaks=rests)])).routes


def test_a_break_may_pause_a_leg() -> None:
    # The only way to be at both doors: an hour of travel around the break at noon.
    noon = ShiftBreak(earliest_s=12 * HOUR, latest_s=12 * HOUR, duration_s=HOUR)
    first = visit(1, windows=((11 * HOUR + 30 * MINUTE,) * 2,))  # ends at 11:40
    second = visit(7, windows=((13 * HOUR + 40 * MINUTE,) * 2,))  # 60 minutes of travel + break
    solution = solved(day([first, second], [shift(breaks=(noon,))]))
    assert planned(solution) == {"ann": ("v1", "v7")}


def test_two_breaks_are_taken_in_order() -> None:
    tea = ShiftBreak(earliest_s=14 * HOUR, latest_s=15 * HOUR, duration_s=15 * MINUTE)
    visits = [visit(n, service_s=HOUR) for n in range(1, 6)]
    (route,) = solved(day(visits, [shift(breaks=(LUNCH, tea))])).routes
    assert len(route.breaks) == 2
    assert route.breaks[0].end_s <= route.breaks[1].start_s


def test_a_shift_whose_break_has_no_place_is_not_used() -> None:
    night = ShiftBreak(earliest_s=20 * HOUR, latest_s=21 * HOUR, duration_s=HOUR)
    assert not solved(day([visit(1)], [shift(breaks=(night,))])).routes
