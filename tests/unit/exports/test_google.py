"""OptimizeTours JSON: what concerns visits is read; the rest is refused or warned by its path."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from router.checking import costs
from router.domain.matrix import TravelMatrix
from router.domain.places import Coordinate
from router.domain.route import PlannedBreak, PlannedVisit, Route, Stop
from router.errors import PlanFileError
from router.exports import GoogleProblem, read_google, write_google

DAY = "2026-11-23T"


def request() -> dict[str, Any]:
    """Two visits and one vehicle; ways between tags, of which "home" is source and target."""
    return {
        "model": {
            "globalStartTime": f"{DAY}08:00:00Z",
            "globalEndTime": f"{DAY}18:00:00Z",
            "shipments": [
                {
                    "label": "first",
                    "deliveries": [
                        {
                            "tags": ["a"],
                            "duration": "300s",
                            "timeWindows": [
                                {"startTime": f"{DAY}11:00:00+02:00", "endTime": f"{DAY}10:00:00Z"},
                                {"startTime": f"{DAY}12:00:00Z"},
                            ],
                            "cost": 5,
                        }
                    ],
                    "penaltyCost": 50,
                    "loadDemands": {"weight": {"amount": "3"}},
                    "allowedVehicleIndices": [0],
                },
                {"pickups": [{"tags": ["b"], "duration": "60s"}]},
            ],
            "vehicles": [
                {
                    "label": "Anna",
                    "startTags": ["home"],
                    "endTags": ["home"],
                    "startTimeWindows": [{"startTime": f"{DAY}08:30:00Z"}],
                    "endTimeWindows": [{"endTime": f"{DAY}16:00:00Z"}],
                    "costPerHour": 36,
                    "costPerKilometer": 0.5,
                    "fixedCost": 10,
                    "loadLimits": {"weight": {"maxLoad": "9"}},
                    "routeDurationLimit": {"maxDuration": "14400s"},
                    "routeDistanceLimit": {"maxMeters": "90000"},
                    "breakRule": {
                        "breakRequests": [
                            {
                                "earliestStartTime": f"{DAY}09:30:00Z",
                                "latestStartTime": f"{DAY}10:00:00Z",
                                "minDuration": "600s",
                            }
                        ]
                    },
                }
            ],
            "durationDistanceMatrixSrcTags": ["home", "a", "b"],
            "durationDistanceMatrixDstTags": ["a", "b", "home"],
            "durationDistanceMatrices": [
                {
                    "rows": [
                        {"durations": ["600s", "700s", "0s"], "meters": [6000, 7000, 0]},
                        {"durations": ["0s", "400s", "610s"], "meters": [0, 4000, 6100]},
                        {"durations": ["410s", "0s", "710s"], "meters": [4100, 0, 7100]},
                    ]
                }
            ],
        }
    }


def changed(path: str, value: Any) -> dict[str, Any]:
    """Return the request with a value put at a path such as ``model.vehicles.0.label``."""
    data = request()
    *steps, last = (int(step) if step.isdigit() else step for step in path.split("."))
    block: Any = data
    for step in steps:
        block = block[step]
    block[last] = value
    return data


def read(data: dict[str, Any]) -> GoogleProblem:
    return read_google(json.dumps(data))


def refused(data: dict[str, Any]) -> set[str]:
    with pytest.raises(PlanFileError) as caught:
        read(data)
    assert all(fault.problem and fault.fix for fault in caught.value.faults)
    return {fault.column for fault in caught.value.faults}


def hours(clock: float) -> int:
    return round((clock - 8) * 3600)


def test_a_shipment_of_one_visit_becomes_a_visit() -> None:
    google = read(request())
    first, second = google.problem.visits
    assert (first.visit_id, first.service_s, first.load) == ("0", 300, 3)
    # 11:00+02:00 is 9:00 in UTC; the second window ends with the global end.
    assert first.windows == ((hours(9), hours(10)), (hours(12), hours(18)))
    # Left out, 50 are paid; made, 5: it is worth 45.
    assert (first.value, first.mandatory) == (45.0, False)
    assert first.allowed_agents == {"0"}
    assert (second.visit_id, second.mandatory, second.windows) == ("1", True, ())
    assert google.problem.origin.isoformat() == "2026-11-23T08:00:00+00:00"
    assert google.warnings == (
        "loads: pickups and deliveries both count at once against the limit",
    )


def test_a_vehicle_becomes_a_shift() -> None:
    (shift,) = read(request()).problem.shifts
    assert (shift.earliest_s, shift.latest_s) == (hours(8.5), hours(16))
    assert (shift.cost_per_hour, shift.cost_per_km, shift.fixed_cost) == (36.0, 0.5, 10.0)
    assert (shift.max_duration_s, shift.max_distance_m, shift.capacity) == (14_400, 90_000, 9)
    assert [(b.earliest_s, b.latest_s, b.duration_s) for b in shift.breaks] == [
        (hours(9.5), hours(10), 600)
    ]
    assert shift.agent_name == "Anna"


def test_ways_between_tags_are_the_matrix() -> None:
    problem = read(request()).problem
    (shift,), (first, second) = problem.shifts, problem.visits
    seconds = problem.matrices[shift.matrix].duration_s
    metres = problem.matrices[shift.matrix].distance_m
    assert seconds[shift.start_location, first.location] == 600
    assert seconds[first.location, second.location] == 400
    assert seconds[second.location, shift.end_location] == 710
    assert metres[second.location, first.location] == 4100


def test_a_slower_vehicle_has_its_own_matrix() -> None:
    data = changed("model.vehicles.0.travelDurationMultiple", 1.5)
    problem = read(data).problem
    (shift,), (first, _) = problem.shifts, problem.visits
    assert problem.matrices[shift.matrix].duration_s[shift.start_location, first.location] == 900


def test_keys_may_be_written_in_either_way() -> None:
    text = json.dumps(request())
    for key in ("globalStartTime", "timeWindows", "penaltyCost", "durationDistanceMatrices"):
        snake = "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in key)
        text = text.replace(f'"{key}"', f'"{snake}"')
    assert read_google(text).problem.visits == read(request()).problem.visits


def located() -> dict[str, Any]:
    data = request()
    model = data["model"]
    for key in list(model):
        if key.startswith("duration"):
            del model[key]
    model["shipments"][0]["deliveries"][0]["arrivalLocation"] = {"latitude": 60.1, "longitude": 25}
    model["shipments"][1]["pickups"][0]["arrivalWaypoint"] = {
        "location": {"latLng": {"latitude": 60.2, "longitude": 25}}
    }
    model["vehicles"][0]["startLocation"] = {"latitude": 60.1, "longitude": 25}
    return data


def test_without_matrices_the_caller_measures_the_way() -> None:
    asked: list[tuple[tuple[Coordinate, ...], str]] = []

    def travel(points: Sequence[Coordinate], profile: str) -> TravelMatrix:
        asked.append((tuple(points), profile))
        return TravelMatrix(np.zeros((2, 2), np.int32), np.zeros((2, 2), np.int32))

    data = located()
    data["model"]["vehicles"][0]["travelMode"] = "WALKING"
    problem = read_google(json.dumps(data), travel=travel).problem
    assert asked == [((Coordinate(60.1, 25.0), Coordinate(60.2, 25.0)), "foot")]
    assert [visit.location for visit in problem.visits] == [0, 1]
    assert (problem.shifts[0].start_location, problem.shifts[0].end_location) == (0, None)


def test_geodesic_distances_are_measured_at_the_speed_asked_for() -> None:
    data = {**located(), "useGeodesicDistances": True, "geodesicMetersPerSecond": 10}
    matrix = read(data).problem.matrices["car"]
    # A tenth of a degree of latitude is 11,119.5 m on the mean sphere.
    assert matrix.distance_m[0, 1] == 11_120
    assert matrix.duration_s[0, 1] == 1_112
    assert matrix.approximate


def test_a_request_without_ways_is_refused_if_nobody_measures() -> None:
    assert refused(located()) == {"model.durationDistanceMatrices"}


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("model.shipments.1.deliveries", [{"tags": ["a"]}], "model.shipments[1]"),
        ("model.shipments.1.pickups", [{"tags": ["a"]}, {"tags": ["b"]}], "model.shipments[1]"),
        ("model.shipments.1.pickups", [], "model.shipments[1]"),
        ("model.precedenceRules", [{"firstIndex": 0}], "model.precedenceRules"),
        ("model.maxActiveVehicles", 1, "model.maxActiveVehicles"),
        (
            "model.shipments.0.allowedVehicleIndices",
            [4],
            "model.shipments[0].allowedVehicleIndices",
        ),
        ("model.shipments.0.penaltyCost", -1, "model.shipments[0].penaltyCost"),
        ("model.shipments.1.pickups.0.duration", "5m", "model.shipments[1].pickups[0].duration"),
        ("model.shipments.1.pickups.0.tags", ["x"], "model.shipments[1].pickups[0].tags"),
        ("model.shipments.1.pickups.0.tags", [], "model.shipments[1].pickups[0].tags"),
        (
            "model.shipments.1.pickups.0.timeWindows",
            [{"startTime": f"{DAY}19:00:00Z"}],
            "model.shipments[1].pickups[0].timeWindows[0]",
        ),
        (
            "model.vehicles.0.startTimeWindows.0.endTime",
            f"{DAY}09:00:00Z",
            "model.vehicles[0].startTimeWindows[0].endTime",
        ),
        (
            "model.vehicles.0.endTimeWindows.0.startTime",
            f"{DAY}15:00:00Z",
            "model.vehicles[0].endTimeWindows[0].startTime",
        ),
        (
            "model.vehicles.0.breakRule.frequencyConstraints",
            [{"minBreakDuration": "60s"}],
            "model.vehicles[0].breakRule.frequencyConstraints",
        ),
        (
            "model.vehicles.0.travelDurationLimit",
            {"maxDuration": "60s"},
            "model.vehicles[0].travelDurationLimit",
        ),
        ("model.globalStartTime", "2026-11-23 08:00", "model.globalStartTime"),
        ("model.globalStartTime", "0001-01-01T00:00:00+14:00", "model.globalStartTime"),
        ("model.globalStartTime", "1900-01-01T00:00:00Z", "model.globalEndTime"),
        ("model.globalEndTime", f"{DAY}07:00:00Z", "model.globalEndTime"),
        ("model.durationDistanceMatrices.0.rows", [], "model.durationDistanceMatrices[0].rows"),
        ("model.vehicles.0.costPerHour", "36", "model.vehicles[0].costPerHour"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_its_path(path: str, value: Any, where: str) -> None:
    assert where in refused(changed(path, value))


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("model.vehicles.0.costPerTraveledHour", 9, "model.vehicles[0].costPerTraveledHour"),
        (
            "model.shipments.1.pickups.0.timeWindows",
            [{"softEndTime": f"{DAY}12:00:00Z", "costPerHourAfterSoftEndTime": 4}],
            "model.shipments[1].pickups[0].timeWindows[0].softEndTime",
        ),
        (
            "model.vehicles.0.routeDurationLimit.softMaxDuration",
            "60s",
            "model.vehicles[0].routeDurationLimit.softMaxDuration",
        ),
    ],
)
def test_a_price_that_is_not_counted_is_warned_about(path: str, value: Any, where: str) -> None:
    assert f"{where}: is not priced here" in read(changed(path, value)).warnings


def test_an_unknown_key_is_warned_about_and_settings_of_the_service_are_not() -> None:
    data = {**request(), "timeout": "10s", "populatePolylines": True, "colour": "red"}
    warnings = read(data).warnings
    assert "colour: is not known and was ignored" in warnings
    assert not any("timeout" in warning or "populate" in warning for warning in warnings)


def test_one_price_for_all_but_some_vehicles_is_a_preference() -> None:
    data = request()
    data["model"]["vehicles"].append({"startTags": ["home"], "label": "Bo"})
    data["model"]["shipments"][1]["costsPerVehicle"] = [7]
    data["model"]["shipments"][1]["costsPerVehicleIndices"] = [1]
    visit = read(data).problem.visits[1]
    assert (visit.preferred_agents, visit.other_agent_price) == (frozenset({"0"}), 7.0)


def test_what_is_to_be_ignored_is_not_planned_and_keeps_the_positions() -> None:
    data = changed("model.shipments.0.ignore", True)
    data["model"]["vehicles"].insert(0, {"ignore": True, "startTags": ["home"]})
    google = read(data)
    assert [visit.visit_id for visit in google.problem.visits] == ["1"]
    assert [shift.shift_id for shift in google.problem.shifts] == ["1"]


def test_a_given_first_solution_is_where_the_search_begins() -> None:
    data = request()
    data["injectedFirstSolutionRoutes"] = [
        {"visits": [{"shipmentIndex": 1, "isPickup": True}, {}], "transitions": [{}]}
    ]
    google = read(data)
    assert dict(google.given) == {"0": ["1", "0"]}
    assert not any("injected" in warning for warning in google.warnings)


def test_the_answer_has_the_shape_of_a_response() -> None:
    google = read(request())
    # Leave at 8:50:00, 600 s: at "a" at 9:00:00 until 9:05:00. A break from 9:30:00 to 9:40:00 on
    # the way home (610 s), which is reached at 9:40:00 + 610 - 1500 s < 9:40:00: wait until then.
    route = Route(
        shift_id="0",
        start_s=3_000,
        end_s=6_000,
        stops=(
            Stop(
                building="0",
                arrival_s=3_600,
                setup_s=0,
                travel_s=600,
                distance_m=6_000,
                visits=(PlannedVisit(visit_id="0", start_s=3_600, end_s=3_900),),
            ),
        ),
        breaks=(PlannedBreak(start_s=5_400, end_s=6_000),),
        travel_s=1_210,
        distance_m=12_100,
        service_s=300,
        wait_s=890,
        break_s=600,
    )
    answer: Any = write_google(google, [route], costs(google.problem, [route]))
    (shown,) = answer["routes"]
    assert shown["vehicleStartTime"] == "2026-11-23T08:50:00Z"
    assert shown["visits"] == [
        {"shipmentIndex": 0, "startTime": "2026-11-23T09:00:00Z", "shipmentLabel": "first"}
    ]
    there, home = shown["transitions"]
    assert (there["travelDuration"], there["waitDuration"]) == ("600s", "0s")
    assert home["travelDuration"] == "610s"
    assert home["breakDuration"] == "600s"
    assert home["waitDuration"] == "890s"
    assert home["totalDuration"] == "2100s"
    assert answer["skippedShipments"] == [{"index": 1}]
    metrics = answer["metrics"]
    assert metrics["skippedMandatoryShipmentCount"] == 1
    # 3000 s at 36 an hour are 30; 12.1 km at 0.5 are 6.05; fixed 10; 5 for the visit.
    assert metrics["totalCost"] == pytest.approx(51.05)
    assert metrics["costs"]["model.vehicles.cost_per_hour"] == pytest.approx(30.0)
    json.dumps(answer)


def test_a_vehicle_that_is_not_used_has_an_empty_route() -> None:
    answer: Any = write_google(read(request()), [], costs(read(request()).problem, []))
    assert answer["routes"] == [{"vehicleIndex": 0, "vehicleLabel": "Anna"}]
    assert answer["skippedShipments"][0] == {"index": 0, "label": "first", "penaltyCost": 50.0}
    assert answer["metrics"]["totalCost"] == 50.0
