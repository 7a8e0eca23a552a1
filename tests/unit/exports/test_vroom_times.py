"""Times of given steps are the best there are: compared with trying all of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from router.exports.vroom_times import Timed, choose_times, split_travel, violation

small = st.integers(0, 4)


@st.composite
def spans(draw: st.DrawFn) -> list[tuple[int, int]]:
    start = draw(st.integers(0, 9))
    first = (start, start + draw(small))
    again = draw(st.booleans())
    return [first, (first[1] + 1 + draw(small), first[1] + 6)] if again else [first]


@st.composite
def ways(draw: st.DrawFn) -> list[Timed]:
    """A start, two or three jobs and breaks, and an end, on a clock of 14 ticks."""
    windows = st.one_of(st.just(()), spans())
    tasks = [Timed(windows=draw(st.one_of(st.just(()), st.just([(draw(small), 99)]))))]
    for _ in range(draw(st.integers(1, 3))):
        is_break = draw(st.booleans())
        tasks.append(
            Timed(
                travel=0 if is_break else draw(st.integers(0, 3)),
                work=draw(st.integers(0, 2)),
                windows=draw(windows),
                first=draw(st.one_of(st.none(), small)),
                is_break=is_break,
            )
        )
    tasks.append(Timed(travel=draw(st.integers(0, 3)), windows=[(0, draw(st.integers(0, 14)))]))
    return tasks


def possible(tasks: Sequence[Timed], times: Sequence[int]) -> bool:
    """Whether work and travel fit between the times, the travel around breaks where it likes."""
    place, needed = 0, 0
    for index, (before, task) in enumerate(pairwise(tasks), start=1):
        needed += before.work
        if times[index] < times[index - 1] + before.work:
            return False
        if not task.is_break:
            if times[index] < times[place] + needed + task.travel:
                return False
            place, needed = index, 0
    return all(
        task.first is None or task.first <= at for task, at in zip(tasks, times, strict=True)
    )


def price(tasks: Sequence[Timed], times: Sequence[int]) -> tuple[int, int]:
    weight = sum(task.work + task.travel for task in tasks)
    missed = sum(abs(violation(task, at)) for task, at in zip(tasks, times, strict=True))
    return missed * weight + times[-1] - times[0], sum(times[1:-1])


@settings(max_examples=120, deadline=None)
@given(ways())
def test_no_other_times_are_better(tasks: list[Timed]) -> None:
    chosen = choose_times(tasks)
    assert chosen is not None
    assert possible(tasks, chosen)
    if not any(task.work + task.travel for task in tasks):
        return  # then any weight is right
    clock = range(15 if len(tasks) < 5 else 11)
    others = [times for times in product(clock, repeat=len(tasks)) if possible(tasks, times)]
    if others:
        assert price(tasks, chosen) <= min(price(tasks, times) for times in others)


def test_travel_is_done_before_the_breaks_as_far_as_they_allow() -> None:
    # Of a leg of 10, 4 fit before the break at 6 (service until 2), the rest comes after it.
    tasks = [
        Timed(),
        Timed(work=2),
        Timed(work=1, is_break=True),
        Timed(travel=10),
        Timed(),
    ]
    assert split_travel(tasks, [0, 0, 6, 13, 13]) == [0, 0, 4, 6, 0]


def test_bounds_that_must_be_kept_may_leave_no_times() -> None:
    tasks = [Timed(), Timed(travel=10, last=5), Timed()]
    assert choose_times(tasks) is None
    assert choose_times([Timed(), Timed(travel=10, first=30, last=30), Timed()]) == [20, 30, 30]
