"""What earlier days left behind, put to one case: holds, the stage, and visits opened again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo

from router.domain.cases import VISIT_STAGE, Hold
from router.domain.hold_reasons import hold_reason
from router.domain.memory import Memory, Release
from router.domain.outcomes import Outcome
from router.domain.stages import stages
from router.domain.standing import Standing
from router.rules.standing_people import people_of
from router.rules.standing_traces import Trace, names_of, released, traces

__all__ = ["REOPENED", "after_outcomes", "born_holds", "led_to", "reopened"]

REOPENED = "fruitless"
"""The reason that a release names to open the visit stage again after fruitless visits."""


def after_outcomes(
    standing: Standing,
    case_id: str,
    outcomes: Sequence[Outcome],
    releases: Sequence[Release],
    *,
    start: datetime,
    zone: tzinfo,
) -> Standing:
    """Return where a case stands after visits of which only the outcomes are known.

    Parameters
    ----------
    standing
        As somebody stated it; what is stated stays.
    case_id
        Of the case, as the outcomes and releases name it.
    outcomes
        What came of visits to its borrower.
    releases
        Who ended what, and when.
    start
        Of the visit that is judged: what came later does not concern it.
    zone
        Of the door.

    Returns
    -------
    Standing
        With the holds, the stage and the flags to which they led.
    """
    memory = Memory(outcomes=tuple(outcomes), releases=tuple(releases))
    left = [
        trace
        for trace in traces(memory, people_of((), memory), zone)
        if trace.when.timestamp() < start.timestamp() and not released(trace, case_id, releases)
    ]
    stage, source = standing.stage, standing.stage_source
    if stage == VISIT_STAGE:
        stage, source = led_to(case_id, left) or (stage, source)
    return replace(
        standing,
        stage=stage,
        stage_source=source,
        flags=standing.flags | {trace.flag for trace in left if trace.flag},
        holds=tuple(dict.fromkeys((*standing.holds, *born_holds(case_id, left)))),
        reopened=standing.reopened or reopened(case_id, releases),
    )


def born_holds(case_id: str, left: Sequence[Trace]) -> Iterator[Hold]:
    """Yield the holds that earlier days left.

    Parameters
    ----------
    case_id
        The case.
    left
        What they left to its borrower; of what concerns other debts only the person's counts.

    Yields
    ------
    Hold
        In order of time; of reasons of which only the newest counts, that one.
    """
    mine = sorted(
        (
            (trace, trace.hold)
            for trace in left
            if trace.hold is not None and trace.concerns(case_id, person=trace.hold.whole_borrower)
        ),
        key=_earliest_first,
    )
    newest = {hold.reason: trace for trace, hold in mine}
    for trace, hold in mine:
        if not hold_reason(hold.reason).newest_counts or newest[hold.reason] is trace:
            yield replace(hold, source=trace.source_for(case_id))


def _earliest_first(left: tuple[Trace, Hold]) -> tuple[float, date]:
    trace, hold = left
    return trace.when.timestamp(), hold.until or date.max


def led_to(case_id: str, left: Sequence[Trace]) -> tuple[str, str] | None:
    """Return the last stage to which earlier days led, and its source.

    Parameters
    ----------
    case_id
        The case.
    left
        What they left to its borrower.

    Returns
    -------
    tuple or None
        None if they led to none: the case stays where it is.
    """
    moves = [
        trace
        for trace in left
        if trace.stage and trace.concerns(case_id, person=stages()[trace.stage].whole_borrower)
    ]
    last = max(moves, key=lambda trace: (trace.when.timestamp(), trace.stage), default=None)
    return (last.stage, last.source_for(case_id)) if last else None


def reopened(case_id: str, releases: Sequence[Release]) -> datetime | None:
    """Return when somebody last opened the visit stage again after fruitless visits.

    Parameters
    ----------
    case_id
        The case.
    releases
        Those of its borrower.

    Returns
    -------
    datetime or None
        None if nobody did.
    """
    when = [
        release.when
        for release in releases
        if REOPENED in names_of(release) and release.case_id in {"", case_id}
    ]
    return max(when, key=datetime.timestamp, default=None)
