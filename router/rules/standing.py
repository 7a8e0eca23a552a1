"""Where each case stands on a day: today's table, and what earlier days left behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

from router.domain.cases import VISIT_STAGE, Case, Hold
from router.domain.channels import Attempt, Channel
from router.domain.hold_reasons import hold_reason
from router.domain.memory import Memory, Release
from router.domain.stages import stage_named
from router.domain.standing import Standing
from router.rules.standing_after import born_holds, led_to, reopened
from router.rules.standing_history import approaches, history_of
from router.rules.standing_notices import Notices, notice_of, notices_of
from router.rules.standing_people import People, people_of
from router.rules.standing_traces import Trace, released, traces

__all__ = ["standings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is known of everybody, sorted for looking up."""

    people: People
    traces: Mapping[str, Sequence[Trace]]
    releases: Mapping[str, Sequence[Release]]
    approaches: Mapping[str, Sequence[Attempt]]
    notices: Notices
    day: date
    zone: tzinfo


def standings(
    cases: Sequence[Case],
    memory: Memory,
    *,
    day: date,
    zone: tzinfo,
    moment: datetime | None = None,
) -> Mapping[str, Standing]:
    """Say where each case stands on a day.

    Parameters
    ----------
    cases
        All of today's table, whatever their stage: holds and flags of one case may concern another.
    memory
        What is known of earlier days.
    day
        The day that is planned.
    zone
        Of the doors.
    moment
        The moment of planning; None if it was not stated.

    Returns
    -------
    Mapping of str to Standing
        By case id, in the order of the table.

    Notes
    -----
    The table is today's word: its holds, stage and consents count as they stand, and no release
    from the journal ends them; who wants to end one takes it out of the table. What memory leaves
    behind is added, never taken away, except:

    - a dated hold lapses after its last day;
    - a named release ends what began before it: a hold, a stage such as ``restructuring`` (the
      only way back to visits, for as long as the table says ``visit`` it does not say since when),
      a flag, or the row of fruitless visits (`REOPENED`);
    - a newer plan or absence replaces the older one, and a promise that is kept ends.

    A payment counts as soon as it is known: without word that something is left to pay, the case
    is closed. A part payment leaves behind what the outcome "part payment" does.
    """
    people = people_of(cases, memory)
    by_owner: dict[str, list[Trace]] = {}
    for trace in traces(memory, people, zone):
        for owner in trace.borrowers:
            by_owner.setdefault(owner, []).append(trace)
    known = _Known(
        people=people,
        traces=by_owner,
        releases=_releases(memory.releases, people),
        approaches=approaches(memory, people, day=day, zone=zone, moment=moment),
        notices=notices_of(memory),
        day=day,
        zone=zone,
    )
    return {case.case_id: _standing(case, known) for case in cases}


def _standing(case: Case, known: _Known) -> Standing:
    siblings = tuple(known.people.siblings(case))
    everything = (case, *siblings)
    releases = known.releases.get(case.borrower_id, ())
    left = [
        trace
        for trace in known.traces.get(case.borrower_id, ())
        if (trace.since is None or trace.since <= known.day)
        and not released(trace, case.case_id, releases)
    ]
    history = history_of(case.case_id, known.approaches.get(case.borrower_id, ()))
    stage, stage_source = _stage(case, left)
    return Standing(
        case_id=case.case_id,
        borrower_id=case.borrower_id,
        stage=stage,
        stage_source=stage_source,
        flags=frozenset().union(
            *(one.flags for one in everything), {trace.flag for trace in left if trace.flag}
        ),
        consents=case.consents,
        holds=tuple(
            dict.fromkeys((*_table_holds(case, siblings), *born_holds(case.case_id, left)))
        ),
        history=history,
        prior=_prior(case, history),
        notice=notice_of(case, siblings, known.notices, history, day=known.day, zone=known.zone),
        working_hours=case.working_hours,
        not_at=tuple(dict.fromkeys(window for one in everything for window in one.not_at)),
        area=case.area,
        languages=case.languages or frozenset().union(*(sibling.languages for sibling in siblings)),
        reopened=reopened(case.case_id, releases),
        not_before=case.not_before,
        return_by=case.return_by,
    )


def _releases(releases: Sequence[Release], people: People) -> dict[str, list[Release]]:
    found: dict[str, list[Release]] = {}
    for release in releases:
        for owner in people.owners(release.case_id, release.borrower_id):
            found.setdefault(owner, []).append(release)
    return found


def _table_holds(case: Case, siblings: Iterable[Case]) -> Iterable[Hold]:
    """Yield the holds of the table, those of siblings that are the person's included."""
    for hold in case.holds:
        yield replace(hold, whole_borrower=_is_personal(hold))
    for sibling in siblings:
        for hold in sibling.holds:
            if _is_personal(hold):
                source = f"{hold.source} (case {sibling.case_id})"
                yield replace(hold, whole_borrower=True, source=source)


def _is_personal(hold: Hold) -> bool:
    return hold.whole_borrower or hold_reason(hold.reason).whole_borrower


def _stage(case: Case, left: Sequence[Trace]) -> tuple[str, str]:
    """Return the table's stage if it is no visit, else the last one led to; and its source."""
    if case.stage == VISIT_STAGE:
        return led_to(case.case_id, left) or (VISIT_STAGE, "table")
    named = stage_named(case.stage)
    return (named.stage if named else case.stage), "table"


def _prior(case: Case, history: Sequence[Attempt]) -> tuple[tuple[Channel, int], ...]:
    """Return the attempts by other channels that the table states and memory does not hold."""
    stated = ((Channel.CALL, case.phone_attempts), (Channel.MESSAGE, case.message_attempts))
    prior = []
    for channel, count in stated:
        logged = sum(attempt.channel is channel for attempt in history)
        if count is not None and count > logged:
            prior.append((channel, count - logged))
    return tuple(prior)
