"""Whether a shift may make a visit at all: skills, agents, locks, orders, meetings."""

from __future__ import annotations

from router.checking import words
from router.checking.placing import fitting, left_over, pays, where
from router.checking.trial import Tested, Trial
from router.domain.plan import ReasonCode

__all__ = ["barred"]


def barred(trial: Trial) -> Tested | None:
    """Test whether a visit may be made by other agents or on other shifts only.

    Parameters
    ----------
    trial
        The visit and the shift.

    Returns
    -------
    Tested or None
        None if it may be made here.
    """
    return _agent(trial) or _elsewhere(trial)


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
    if agent_id in visit.excluded_agents and trial.ties.partner(visit) is not None:
        return trial.answer(
            ReasonCode.AGENT_NOT_ALLOWED,
            "is in no pair of agents who may meet there, or is excluded from this visit",
            "Put a pair of agents who may meet on duty, allow another pair, or lift the exclusion.",
        )
    if agent_id in visit.excluded_agents:
        return trial.answer(
            ReasonCode.AGENT_NOT_ALLOWED,
            "must not go to this visit",
            "Put another agent on duty, or lift the exclusion.",
        )
    if trial.ties.company(visit, agent_id) == frozenset():
        return trial.answer(
            ReasonCode.AGENT_NOT_ALLOWED,
            "is in no pair of agents who may meet there",
            "Put a pair of agents who may meet on duty, or allow another pair.",
        )
    return None


def _elsewhere(trial: Trial) -> Tested | None:
    """Locks, orders and meetings: whether only another shift may make the visit."""
    ties, visit, shift = trial.ties, trial.visit, trial.shift
    locked = ties.locked_to(visit)
    mate = ties.ordered_elsewhere(visit, shift)
    partner = ties.partner(visit)
    bars: list[tuple[ReasonCode, str, str]] = []
    if locked not in ("", shift.shift_id):
        remedy = f"Lift the lock, or make room on shift {locked}."
        bars.append((ReasonCode.LOCKED, f"it is locked to shift {locked}", remedy))
    if mate:
        holder = _name(trial, mate)
        why = f"visit {mate}, which belongs on the same route, is made by {holder}"
        remedy = f"Make room on the route of {holder}, or lift the order."
        bars.append((ReasonCode.ORDER, why, remedy))
    if partner is not None and _made_by(trial, partner.visit_id) == shift.agent_id:
        name = words.visit(trial.problem, partner.visit_id)
        why = f"it is a meeting with {name}, which the same agent makes"
        bars.append((ReasonCode.MEETING, why, "Put a second agent on duty."))
    elif partner is not None:
        there = ties.shift_of(partner.visit_id)
        if there is not None and not ties.may_meet(visit, shift.agent_id, there.agent_id):
            who = words.agent(there)
            name = words.visit(trial.problem, partner.visit_id)
            why = f"{name}, with which it is a meeting, is made by {who}, whom "
            why += "this agent may not meet there"
            bars.append((ReasonCode.MEETING, why, f"Send an agent who may meet {who}."))
    if not bars:
        return None
    code, why, remedy = bars[0]
    insertion = fitting(trial, left_over(trial))
    only = len(bars) == 1 and not ties.lacks_partner(visit)
    if only and insertion is not None and pays(trial, insertion):
        room = f"has room for it {where(trial, insertion.position)}, but {why}"
        return trial.answer(code, room, remedy, only=True)
    return trial.answer(code, f"may not: {why}", remedy)


def _made_by(trial: Trial, visit_id: str) -> str:
    """The id of the agent who makes a visit; empty if nobody does."""
    shift = trial.ties.shift_of(visit_id)
    return "" if shift is None else shift.agent_id


def _name(trial: Trial, visit_id: str) -> str:
    shift = trial.ties.shift_of(visit_id)
    return "nobody" if shift is None else words.agent(shift)
