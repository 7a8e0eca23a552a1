"""The words that stand in every plan.json, so that a stranger's script can judge the plan."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["CONVENTIONS", "PLAN_SCHEMA"]

PLAN_SCHEMA = "router.plan/1"

CONVENTIONS: Mapping[str, str] = MappingProxyType(
    {
        "times": "RFC 3339 with an offset, whole seconds. Keys that end in _s are whole seconds, "
        "keys that end in _m are metres.",
        "intervals": "Both ends of every window, span and bound belong to it.",
        "coordinates": "WGS-84 degrees, lat and lon by name.",
        "locations": "A location is a position in problem.locations, counted from 0; it is also "
        "the row and the column of every matrix. The list is empty if the problem came as a "
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
        "who": "A visit's skills are a subset of the shift's. allowed_agents: only these (empty: "
        "any). excluded_agents: never these. Of the visits with the same non-empty group at most "
        "one is made.",
        "route_totals": "travel_s, service_s, setup_s, wait_s and break_s are counted between the "
        "route's start and end and add up to end - start.",
        "cost": "In money, per route: (end - start) / 3600 x cost_per_hour + distance_m / 1000 x "
        "cost_per_km + max(0, end - latest) / 3600 x overtime_cost_per_hour + fixed_cost. The "
        "plan: the sum over its routes, plus value_not_collected, the sum of the values of all "
        "visits on no route. In costs the paid time is split into travel_time, on_site (setup and "
        "service), waiting and breaks.",
        "unassigned": "code and detail are the reason over all shifts; refusals holds the answer "
        "of every shift, with the extra cost of the cheapest insertion where there is one.",
        "search": "stopped_by is limit, interrupt (Ctrl-C), failure (the process died; the best "
        "plan so far is kept) or empty (nothing to search).",
        "accounting": "Every case is in exactly one of: a visit on a route, unassigned, held, "
        "review. Rows of the tables that could not be read are in refused. A mandatory visit is "
        "left out only if nothing can be done.",
        "derived": "Not read back: agent_id, case_ids and cost inside routes, costs.total, and "
        "this block. Everything else may be edited; 'router check' judges the result.",
    }
)
