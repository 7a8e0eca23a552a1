"""Hypothesis strategies that are shared: small problems that mix every constraint.

`problems` draws what one route can be made of, on a grid of minutes and with a taste for the odd.
`mixed_problem` and `mixed_problems` make small days of realistic size with every constraint that
there is, those between routes included: the one from a seed, the other as a strategy.
"""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
from hypothesis import strategies as st

from router.domain.matrix import UNREACHABLE, TravelMatrix
from router.domain.problem import Problem, Shift, ShiftBreak, Span, Visit
from tests.property.mixing import mixed_problem, mixed_up

__all__ = [
    "ORIGIN",
    "matrices",
    "mixed_problem",
    "mixed_problems",
    "problems",
    "shifts",
    "spans",
    "visits",
]

ORIGIN = datetime(2026, 11, 23, tzinfo=UTC)  # a Monday
HOUR = 3600
SKILLS = ("key", "thai")
AGENTS = ("ann", "bo", "cy")


@st.composite
def spans(draw: st.DrawFn, *, most: int = 3) -> tuple[Span, ...]:
    """Up to ``most`` spans in order between 07:00 and 19:00, sometimes touching or nested."""
    pairs = draw(
        st.lists(
            st.tuples(st.integers(7 * 4, 18 * 4), st.integers(0, 16)), min_size=0, max_size=most
        )
    )
    return tuple(sorted((start * 900, (start + length) * 900) for start, length in pairs))


@st.composite
def matrices(draw: st.DrawFn, size: int, *, unreachable: bool = True) -> TravelMatrix:
    """Asymmetric minutes between places, a few pairs without a way."""
    minutes = draw(
        st.lists(st.integers(-3 if unreachable else 1, 60), min_size=size**2, max_size=size**2)
    )
    duration = np.array(minutes, dtype=np.int32).reshape(size, size) * 60
    duration[duration < 0] = UNREACHABLE
    np.fill_diagonal(duration, 0)
    distance = np.where(duration == UNREACHABLE, UNREACHABLE, duration * 9)
    return TravelMatrix(duration, distance)


@st.composite
def visits(draw: st.DrawFn, number: int, places: int) -> Visit:
    """A visit with any mixture of constraints."""
    location = draw(st.integers(0, places - 1))
    return Visit(
        visit_id=f"v{number}",
        case_ids=(f"c{number}",),
        location=location,
        # Two buildings may share a location, and one building may have two entrances.
        building=draw(st.sampled_from([f"b{location}", "tower"])),
        service_s=draw(st.integers(0, 8)) * 300,
        setup_s=draw(st.integers(0, 4)) * 120,
        windows=draw(spans()),
        legal=draw(st.one_of(st.just(()), spans(most=2))),
        skills=draw(st.frozensets(st.sampled_from(SKILLS), max_size=1)),
        allowed_agents=draw(
            st.one_of(st.just(frozenset()), st.frozensets(st.sampled_from(AGENTS)))
        ),
        excluded_agents=draw(st.frozensets(st.sampled_from(AGENTS), max_size=1)),
        value=float(draw(st.integers(0, 60))),
        mandatory=draw(st.integers(0, 9)) == 0,
        load=draw(st.integers(0, 3)),
        group=draw(st.sampled_from(["", "", "", "g1", "g2"])),
    )


@st.composite
def shifts(draw: st.DrawFn, number: int, places: int, keys: tuple[str, ...]) -> Shift:
    """A shift with any mixture of limits, breaks and prices."""
    earliest = draw(st.integers(7 * 4, 10 * 4)) * 900
    latest = earliest + draw(st.integers(2 * 4, 10 * 4)) * 900
    rests = draw(
        st.lists(
            st.tuples(st.integers(9 * 4, 16 * 4), st.integers(0, 8), st.integers(1, 4)), max_size=2
        )
    )
    end = st.one_of(st.none(), st.integers(0, places - 1))
    return Shift(
        shift_id=f"s{number}",
        agent_id=draw(st.sampled_from(AGENTS)),
        start_location=draw(end),
        end_location=draw(end),
        earliest_s=earliest,
        latest_s=latest,
        overtime_max_s=draw(st.sampled_from([0, 0, HOUR // 2, HOUR])),
        breaks=tuple(
            ShiftBreak(
                earliest_s=start * 900, latest_s=(start + width) * 900, duration_s=length * 900
            )
            for start, width, length in sorted(rests)
        ),
        skills=draw(st.frozensets(st.sampled_from(SKILLS))),
        matrix=draw(st.sampled_from(keys)),
        max_visits=draw(st.one_of(st.none(), st.integers(0, 4))),
        max_duration_s=draw(st.one_of(st.none(), st.integers(2, 9).map(lambda h: h * HOUR))),
        max_distance_m=draw(st.one_of(st.none(), st.integers(1, 90).map(lambda km: km * 1000))),
        capacity=draw(st.one_of(st.none(), st.integers(0, 6))),
        cost_per_hour=float(draw(st.sampled_from([0, 12, 30]))),
        cost_per_km=draw(st.sampled_from([0.0, 0.3])),
        fixed_cost=float(draw(st.sampled_from([0, 0, 5]))),
        overtime_cost_per_hour=float(draw(st.sampled_from([0, 45]))),
    )


@st.composite
def problems(
    draw: st.DrawFn, *, max_visits: int = 6, max_shifts: int = 2, unreachable: bool = True
) -> Problem:
    """A small problem that mixes every constraint; often some visits cannot be made at all."""
    places = draw(st.integers(1, 6))
    keys = draw(st.sampled_from([("car",), ("car", "foot")]))
    return Problem(
        origin=ORIGIN,
        visits=tuple(
            draw(visits(number, places)) for number in range(draw(st.integers(0, max_visits)))
        ),
        shifts=tuple(
            draw(shifts(number, places, keys)) for number in range(draw(st.integers(0, max_shifts)))
        ),
        matrices={key: draw(matrices(places, unreachable=unreachable)) for key in keys},
    )


@st.composite
def mixed_problems(draw: st.DrawFn, *, max_visits: int = 6, max_shifts: int = 3) -> Problem:
    """A small day of realistic size in which every constraint there is may occur."""
    rng = draw(st.randoms(use_true_random=False))
    return mixed_up(rng, draw(st.integers(0, max_visits)), draw(st.integers(1, max_shifts)))
