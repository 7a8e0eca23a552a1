"""`router show`: a plan on the screen, whole or for one agent or case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from router.errors import InputError

if TYPE_CHECKING:
    from router.domain.plan import PlanData
    from router.domain.problem import Shift
    from router.domain.route import Route

__all__ = ["show"]


def show(
    plan: Annotated[Path, typer.Argument(help="A plan.json.")],
    agent: Annotated[str | None, typer.Option(help="Only this agent's route sheet.")] = None,
    case: Annotated[str | None, typer.Option(help="Where this case is, and why.")] = None,
) -> None:
    """Show a plan: its routes and everything that is not on one.

    \b
    Examples:
      router show plan/plan.json
      router show plan/plan.json --agent a3
      router show plan/plan.json --case H-017
    """
    from router.cli.screen import print_lines, print_table
    from router.cli.show_worth import instead_words, later_line
    from router.exports import read_plan

    data = read_plan(plan)
    if case is not None:
        print_lines(*_lines_of_case(data, case))
        return
    if agent is not None:
        _print_route(data, agent)
        return
    for route in data.routes:
        _print_sheet(data, route)
        print_lines("")
    if data.left_out:
        print_table(
            "Unassigned",
            ["cases", "reason", "detail", "what would help", "instead"],
            [
                (", ".join(u.case_ids), u.code, u.detail, u.remedy, instead_words(data, u))
                for u in data.left_out
            ],
        )
    if data.held:
        print_table(
            "Held",
            ["case", "rule", "detail", "later"],
            [
                (h.case_id, h.rule, h.detail, " ".join(later_line(data, h.case_id)))
                for h in data.held
            ],
        )
    if data.review:
        print_table("Review", ["case", "why"], [(r.case_id, r.why) for r in data.review])
    print_lines("", f"Cost {data.costs.total:,.2f}.", *data.warnings)


def _print_route(data: PlanData, agent: str) -> None:
    from router.cli.screen import print_lines

    shifts = [shift for shift in data.problem.shifts if agent in (shift.agent_id, shift.shift_id)]
    if not shifts:
        known = ", ".join(shift.agent_id for shift in data.problem.shifts) or "none"
        raise InputError(f"no agent {agent!r} works on this day; on duty: {known}")
    routes = [r for r in data.routes if r.shift_id in {shift.shift_id for shift in shifts}]
    for route in routes:
        _print_sheet(data, route)
    if not routes:
        print_lines(f"{agent} has no visits on this day.")


def _print_sheet(data: PlanData, route: Route) -> None:
    from router.cli.screen import print_table
    from router.cli.show_worth import back_line
    from router.domain.why import reasons_made

    problem, why = data.problem, reasons_made(data, route)
    shift = next(shift for shift in problem.shifts if shift.shift_id == route.shift_id)
    visits = {visit.visit_id: visit for visit in problem.visits}
    cards = {card.case_id: card for card in data.cards}
    meets = data.meets
    rows: list[tuple[int, tuple[object, ...]]] = []
    for number, stop in enumerate(route.stops, start=1):
        for planned in stop.visits:
            visit = visits[planned.visit_id]
            card = cards.get(visit.case_ids[0])
            place = card.place.matched if card and card.place else ""
            agreed = any(cards[one].appointment for one in visit.case_ids if one in cards)
            marks = ["appointment" if agreed else "has to be made"] if visit.mandatory else []
            if planned.visit_id in meets:
                marks.append(f"meets {_name(meets[planned.visit_id])}")
            known = why.get(planned.visit_id)
            chance = "" if known is None or known.chance is None else f"{known.chance:.0%}"
            rows.append(
                (
                    planned.start_s,
                    (
                        number,
                        f"{problem.instant(stop.arrival_s):%H:%M}",
                        f"{problem.instant(planned.start_s):%H:%M}",
                        f"{problem.instant(planned.end_s):%H:%M}",
                        ", ".join(visit.case_ids),
                        place,
                        chance,
                        ", ".join(marks),
                    ),
                )
            )
    for rest in route.breaks:
        times = (f"{problem.instant(t):%H:%M}" for t in (rest.start_s, rest.end_s))
        rows.append((rest.start_s, ("", "", *times, "", "break", "", "")))
    back = f"{problem.instant(route.end_s):%H:%M}{back_line(data, route)}"
    print_table(
        f"{shift.agent_name or shift.agent_id}: leaves {problem.instant(route.start_s):%H:%M}, "
        f"back {back}, {route.distance_m / 1000:.1f} km",
        ["stop>", "arrives", "starts", "ends", "cases", "address", "chance", ""],
        [row for _, row in sorted(rows, key=lambda row: row[0])],
    )


def _lines_of_case(data: PlanData, case_id: str) -> list[str]:
    from router.cli.show_worth import instead_line, later_line, why_lines
    from router.domain.why import reasons_made

    problem = data.problem
    if case_id not in {card.case_id for card in data.cards}:
        raise InputError(f"no case {case_id!r} in this plan")
    for held in data.held:
        if held.case_id == case_id:
            later = [*later_line(data, case_id)]
            today = " today" if later else ""
            return [f"{case_id} is held{today} ({held.rule}): {held.detail}", *later]
    for review in data.review:
        if review.case_id == case_id:
            lines = [f"{case_id} is in review: {review.why}"]
            lines += [
                f"  {place.matched} ({place.grade}, score {place.score:.2f}, "
                f"within {place.error_m:.0f} m)"
                for place in review.candidates
            ]
            return lines
    for left in data.left_out:
        if case_id in left.case_ids:
            names = {shift.shift_id: shift.agent_name for shift in problem.shifts}
            lines = [
                f"{case_id} is unassigned ({left.code}): {left.detail}",
                *instead_line(data, left),
                f"What would help: {left.remedy}",
            ]
            lines += [
                f"  {names.get(refusal.shift_id) or refusal.shift_id}: "
                f"{refusal.code}. {refusal.detail}"
                for refusal in left.refusals
            ]
            return lines
    own = {visit.visit_id for visit in problem.visits if case_id in visit.case_ids}
    own -= problem.companions.keys()
    for route in data.routes:
        for planned in (visit for stop in route.stops for visit in stop.visits):
            if planned.visit_id not in own:
                continue
            shift = next(s for s in problem.shifts if s.shift_id == route.shift_id)
            met = data.meets.get(planned.visit_id)
            start, end = (f"{problem.instant(t):%H:%M}" for t in (planned.start_s, planned.end_s))
            there = f"{_name(shift)} and {_name(met)} meet" if met else f"{_name(shift)} is"
            lines = [f"{case_id} is planned: {there} at the door from {start} to {end}."]
            if met:
                lines.append(f"Whoever comes first waits until {start}.")
            return [*lines, *why_lines(data, reasons_made(data, route).get(planned.visit_id))]
    return [
        f"{case_id} is in the plan's list of cases, but nowhere in the plan: run `router check`"
    ]


def _name(shift: Shift) -> str:
    return shift.agent_name or shift.agent_id
