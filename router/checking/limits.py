"""Rules on who may go and how much: skills, agents, locks, stops, visits, hours, metres, load."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from router.checking import words
from router.checking.findings import Finding, FindingCode
from router.checking.judged import Judged
from router.domain.plurals import plural

__all__ = ["agents", "limits", "locks", "skills", "stops"]


def skills(judged: Judged) -> Iterator[Finding]:
    """Judge that the agent has the skills of every visit."""
    for step in judged.timeline.steps:
        if step.visit is not None and not step.visit.skills <= judged.shift.skills:
            lacking = words.listed(sorted(step.visit.skills - judged.shift.skills))
            detail = f"agent {judged.shift.agent_id} lacks {lacking}"
            yield judged.finding(FindingCode.SKILL, detail, step.planned.visit_id)


def agents(judged: Judged) -> Iterator[Finding]:
    """Judge that every visit allows the agent."""
    agent_id = judged.shift.agent_id
    for step in judged.timeline.steps:
        if step.visit is None:
            continue
        if step.visit.allowed_agents and agent_id not in step.visit.allowed_agents:
            allowed = words.listed(sorted(step.visit.allowed_agents))
            detail = f"only {allowed} may go, not agent {agent_id}"
            yield judged.finding(FindingCode.AGENT, detail, step.planned.visit_id)
        elif agent_id in step.visit.excluded_agents:
            detail = f"agent {agent_id} must not go"
            yield judged.finding(FindingCode.AGENT, detail, step.planned.visit_id)


def locks(judged: Judged) -> Iterator[Finding]:
    """Judge that no visit is locked to another shift."""
    here = judged.shift.shift_id
    begins = {v: shift.shift_id for shift in judged.problem.shifts for v in shift.locked_visits}
    for step in judged.timeline.steps:
        if step.visit is None:
            continue
        name = step.visit.visit_id
        if step.visit.locked_shift not in ("", here):
            detail = f"is locked to shift {step.visit.locked_shift}"
            yield judged.finding(FindingCode.LOCKED_SHIFT, detail, name)
        elif begins.get(name, here) != here:
            detail = f"is locked to the beginning of shift {begins[name]}"
            yield judged.finding(FindingCode.LOCKED_SHIFT, detail, name)


def stops(judged: Judged) -> Iterator[Finding]:
    """Judge that visits are grouped into stops by building."""
    for stop in judged.route.stops:
        if not stop.visits:
            detail = f"the stop at {judged.clock(stop.arrival_s)} has no visit"
            yield judged.finding(FindingCode.EMPTY, detail)
    for before, step in pairwise(judged.timeline.steps):
        if before.visit is None or step.visit is None:
            continue
        same = before.visit.building == step.visit.building
        if same and step.opens_stop:
            detail = "a stop of its own, in the building of the visit before"
            yield judged.finding(FindingCode.STOPS, detail, step.planned.visit_id)
        elif not same and not step.opens_stop:
            detail = "in the stop of the visit before, but in another building"
            yield judged.finding(FindingCode.STOPS, detail, step.planned.visit_id)
    for step in judged.timeline.steps:
        known = step.opens_stop and step.visit is not None
        if known and step.visit is not None and step.stop.building != step.visit.building:
            detail = "the stop names another building than the visit"
            yield judged.finding(FindingCode.STOPS, detail, step.planned.visit_id)


def limits(judged: Judged) -> Iterator[Finding]:
    """Judge the shift's limits on visits, paid time, distance and load."""
    shift, route = judged.shift, judged.route
    count = len(judged.timeline.steps)
    if shift.max_visits is not None and count > shift.max_visits:
        detail = f"{plural(count, 'visit')}, at most {shift.max_visits} allowed"
        yield judged.finding(FindingCode.MAX_VISITS, detail)
    paid = route.end_s - route.start_s
    if shift.max_duration_s is not None and paid > shift.max_duration_s:
        detail = (
            f"lasts {words.minutes(paid)} ({paid} s), at most "
            f"{words.minutes(shift.max_duration_s)} ({shift.max_duration_s} s) are allowed"
        )
        yield judged.finding(FindingCode.MAX_DURATION, detail)
    distance = judged.timeline.distance_m
    if shift.max_distance_m is not None and distance > shift.max_distance_m:
        detail = f"{distance} m, at most {shift.max_distance_m} m are allowed"
        yield judged.finding(FindingCode.MAX_DISTANCE, detail)
    load = sum(step.visit.load for step in judged.timeline.steps if step.visit is not None)
    if shift.capacity is not None and load > shift.capacity:
        detail = f"a load of {load}, at most {shift.capacity} is carried"
        yield judged.finding(FindingCode.CAPACITY, detail)
