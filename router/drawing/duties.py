"""What the rules ask of the agents on a route: papers, conduct, recording, people, check-ins."""

from __future__ import annotations

from router.domain.compliance import VisitFacts
from router.domain.route import PlannedVisit, Route
from router.drawing.facts import Facts
from router.drawing.markup import tag
from router.drawing.safe import Html, safe_text, shortened

__all__ = ["sheet_duties", "visit_duties"]

_RECORDING = {
    "required": "record the visit",
    "inform": "record only if you have said so",
}


def sheet_duties(facts: Facts, route: Route) -> list[Html]:
    """Return what holds for the whole route, once for the sheet.

    Parameters
    ----------
    facts
        Of the plan.
    route
        The route.

    Returns
    -------
    list of Html
        Who goes, what to take along, how to behave, and when to check in; nothing if the plan has
        no rules.
    """
    rules = _rules(facts, route)
    if not rules:
        return []
    lines: list[tuple[str, str]] = []
    if (people := facts.people(route.shift_id)) > 1:
        lines.append(("Together.", f"{people} people go to every door of this route."))
    if carry := list(dict.fromkeys(paper for one in rules for paper in one.carry)):
        lines.append(("Take along.", f"{', '.join(carry)}."))
    duties = {one.recording for one in rules}
    if duties == {"required"}:
        lines.append(("Recording.", "Record every visit, in sound or picture."))
    elif duties == {"inform"}:
        lines.append(("Recording.", "Record only if you have told the borrower."))
    if times := _check_ins(facts, route):
        lines.append(
            ("Check in.", f"Say that you are well by {', '.join(times)}; else somebody looks.")
        )
    conduct = list(dict.fromkeys(line for one in rules for line in one.conduct))
    parts = [tag("p", tag("b", Html(head)), Html(" "), safe_text(text)) for head, text in lines]
    if conduct:
        parts.append(tag("ul", *(tag("li", safe_text(line)) for line in conduct)))
    return [tag("section", *parts, class_="duties")] if parts else []


def visit_duties(facts: Facts, route: Route, visit: PlannedVisit, *, alone: bool) -> list[Html]:
    """Return what one visit needs that does not hold for the whole route.

    Parameters
    ----------
    facts
        Of the plan.
    route
        The route.
    visit
        One of its visits.
    alone
        Whether the line is about all borrowers of the visit: what is known of one of several
        stands in nobody's line.

    Returns
    -------
    list of Html
        Short lines.
    """
    said: list[str] = []
    if partner := facts.partner(visit.visit_id):
        when = facts.clock.time(visit.start_s)
        said.append(f"meets {shortened(partner, 60)} at {when}; whoever comes first waits")
    rules = facts.rules_of(visit.visit_id)
    if rules is not None:
        route_rules = _rules(facts, route)
        if len({one.carry for one in route_rules}) > 1 and rules.carry:
            said.append(f"papers: {', '.join(rules.carry)}")
        if len({one.recording for one in route_rules}) > 1 and rules.recording:
            said.append(_RECORDING.get(rules.recording, rules.recording))
        if (by_s := facts.check_in_by(visit)) is not None:
            together = facts.at_the_door(route.shift_id, visit.visit_id)[1]
            if together > 1 and "risk" in rules.flags:
                said.append("both of you go to the door; leave if it is not safe")
            said.append(f"check in by {facts.clock.time(by_s)}")
        if alone and rules.languages:
            said.append(f"speaks {', '.join(sorted(rules.languages))}")
    return [tag("div", safe_text(text), class_="duty") for text in said]


def _rules(facts: Facts, route: Route) -> list[VisitFacts]:
    found = (facts.rules_of(visit_id) for visit_id in route.visit_ids)
    return [one for one in found if one is not None]


def _check_ins(facts: Facts, route: Route) -> list[str]:
    times = (facts.check_in_by(visit) for stop in route.stops for visit in stop.visits)
    return [facts.clock.time(by_s) for by_s in times if by_s is not None]
