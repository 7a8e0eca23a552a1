"""The words that stand in our files, so that a stranger's script can judge a plan."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = [
    "CONVENTIONS",
    "PLAN_SCHEMA",
    "PROBLEM_CONVENTIONS",
    "PROBLEM_SCHEMA",
    "SOLUTION_SCHEMA",
]

PLAN_SCHEMA = "router.plan/1"
PROBLEM_SCHEMA = "router.problem/1"
SOLUTION_SCHEMA = "router.solution/1"

CONVENTIONS: Mapping[str, str] = MappingProxyType(
    {
        "times": "RFC 3339 with an offset, whole seconds. Keys that end in _s are whole seconds, "
        "keys that end in _m are metres.",
        "intervals": "Both ends of every window, span and bound belong to it.",
        "coordinates": "WGS-84 degrees, lat and lon by name.",
        "locations": "A location is a position in the problem's locations, counted from 0; it is "
        "also the row and the column of every matrix. The list is empty if the problem came as a "
        "matrix.",
        "stops": "travel_s and distance_m of a stop are those of the leg to its first visit; legs "
        "between entrances of one building are in the route's totals only.",
        "matrices": "Row = from, column = to. duration_s in seconds, distance_m in metres; null "
        "means that there is no way, and such a leg must not be used. A large matrix lies in a "
        "file beside plan.json (numpy .npz with the arrays duration_s and distance_m, -1 for no "
        "way): file = {name, sha256}. A shift names its matrix; rush hours are in it already "
        "(a key such as 'car x1.150' says so).",
        "timeline": "Leave the start location at the route's start. For each visit: travel (the "
        "matrix entry from the location before, also inside a building; 0 at the same location), "
        "arrival, setup if the building is new, wait, service from start to end. Then travel to "
        "the end location, reached at the route's end.",
        "setup": "Paid once per building: by the first visit of a route and by each visit whose "
        "building differs from that of the visit before. Visits of one building that follow each "
        "other form one stop.",
        "windows": "A window bounds the start of service. No windows: any time. The wait comes "
        "after the setup, at the door.",
        "legal": "A legal span bounds the start and the end of service: both lie in the same span. "
        "No spans: any time.",
        "service": "A visit ends exactly service_s after its start. It starts no earlier than "
        "arrival, setup and breaks allow; a later start inside a window is allowed.",
        "open_ends": "start_location null: the route starts on arrival at its first visit, without "
        "a leg. end_location null: it ends with its last service.",
        "breaks": "A break lasts exactly duration_s, starts between earliest and latest, lies "
        "inside the shift (overtime included), and overlaps no service and no other break. It may "
        "pause a leg or a setup: from the end of one service to the start of the next there is at "
        "least travel + setup + the breaks in between. It may also lie before the route's start "
        "or after its end, and is not paid then. Every break of a shift that has a route is "
        "placed, in order.",
        "shifts": "A route starts no earlier than its shift's earliest, and ends no later than "
        "latest + overtime_max_s. A shift makes at most one route.",
        "limits": "Per route; null means none. max_visits counts visits, max_duration_s bounds "
        "end - start, max_distance_m bounds the sum of the matrix distances, capacity bounds the "
        "sum of the loads.",
        "when": "Service starts inside a window and a legal span, not before release, and exactly "
        "at locked_start if that is given; it ends no later than due. Null and [] bound nothing.",
        "locks": "locked_shift: only this shift may make the visit. locked_visits of a shift: it "
        "has a route, which begins with exactly these visits in this order, and no other shift "
        "makes them.",
        "relations": "Those visits of one list in orders that are made are on one route, in that "
        "order; others may stand between. The services of any two made visits of a spacing start "
        "at least gap_s apart. Both visits of a meeting are made or neither is; by different "
        "agents, of one of its pairs if it names any, and their services start at the same time.",
        "worth": "A visit is worth value, or inside a value band of the service's start the value "
        "of that band. Left out, the largest of these is lost; made when it is worth less, the "
        "difference is lost. Both are in value_not_collected.",
        "prices": "other_agent_price is paid if preferred_agents is not empty and another agent "
        "goes (preference). reference is what was planned before (change): drop_price if the "
        "visit is left out, else agent_price if another agent goes, plus time_price if the start "
        "differs by more than tolerance_s. balance is balance_price x the square of each route's "
        "paid hours.",
        "who": "A visit's skills are a subset of the shift's. allowed_agents: only these (empty: "
        "any). excluded_agents: never these. Of the visits with the same non-empty group at most "
        "one is made.",
        "route_totals": "travel_s, service_s, setup_s, wait_s and break_s are counted between the "
        "route's start and end and add up to end - start.",
        "cost": "In money, per route: (end - start) / 3600 x cost_per_hour + distance_m / 1000 x "
        "cost_per_km + max(0, end - latest) / 3600 x overtime_cost_per_hour + fixed_cost. The "
        "plan: the sum over its routes, plus value_not_collected, preference, change and balance "
        "(see worth and prices). In costs the paid time is split into travel_time, on_site (setup "
        "and service), waiting and breaks.",
        "unassigned": "code and detail are the reason over all shifts; refusals holds the answer "
        "of every shift, with the extra cost of the cheapest insertion where there is one.",
        "worths": "What a visit is worth in a band of its service's start: address x met x meeting "
        "x ageing - (1 - address x met) x burden, at least 0, in money; that is the value of the "
        "visit's value bands. met is the chance that the borrower in person is met if the address "
        "is right; at an appointment it is the rate of confirmed appointments. met_service_s and "
        "missed_service_s are the times at the door with and without the borrower.",
        "later": "Visits that are proposed for a later day. They, and no others, are unassigned "
        "with the code LATER, if their cases are not held on this day; channel and decision say "
        "what is due instead of a visit.",
        "search": "stopped_by is limit, interrupt (Ctrl-C), failure (the process died; the best "
        "plan so far is kept), optimal or empty (nothing to search). trace holds pairs: seconds "
        "since the start, and the cost of the best plan from then on. No plan costs less than "
        "bound, if there is one.",
        "accounting": "Every case is in exactly one of: a visit on a route, unassigned, held, "
        "review. Rows of the tables that could not be read are in refused. A mandatory visit is "
        "left out only if nothing can be done.",
        "compliance": "The rules under which the plan was made, and what is needed to judge it "
        "again. facts has one block per visit of the problem; zone is that of the door: its wall "
        "clock, weekday and holidays count. history holds approaches made and planned; an attempt "
        "without a code over the channel visit is a planned visit without outcome, and counts. "
        "borrowers counts visits in the 30 days before the day planned. Times in this block may "
        "have fractions of a second. It is no legal advice.",
        "derived": "Not read back: agent_id, case_ids and cost inside routes, costs.total, and "
        "this block. Everything else may be edited; 'router check' judges the result.",
    }
)

_OF_PLANS = (
    "stops",
    "route_totals",
    "unassigned",
    "worths",
    "later",
    "search",
    "accounting",
    "compliance",
    "derived",
)

PROBLEM_CONVENTIONS: Mapping[str, str] = MappingProxyType(
    {key: words for key, words in CONVENTIONS.items() if key not in _OF_PLANS}
)
