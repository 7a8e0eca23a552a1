"""Places and matrices of an OptimizeTours request."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from router.domain.matrix import TravelMatrix
from router.domain.places import Coordinate, great_circle_m
from router.exports.google_models import (
    LatLngModel,
    MatrixModel,
    RequestModel,
    VehicleModel,
    VisitRequestModel,
    WaypointModel,
)
from router.exports.json_read import FaultList

__all__ = ["GooglePlaces", "Measure"]

Measure = Callable[[Sequence[Coordinate], str], TravelMatrix]
"""Makes a matrix from coordinates and a profile (``car`` or ``foot``)."""

_PROFILES = {"DRIVING": "car", "WALKING": "foot", 1: "car", 2: "foot"}
_SPEED = 20.0  # metres a second on a straight line, if the request does not say
_Row = Coordinate | tuple[int, int]  # a point, or positions among source and destination tags


class GooglePlaces:
    """Which row of the matrices each visit and each vehicle's end has.

    Parameters
    ----------
    request
        As read.
    faults
        Where missing and impossible places are reported.
    """

    def __init__(self, request: RequestModel, faults: FaultList) -> None:
        self._request = request
        self._faults = faults
        self._tagged = bool(request.model.duration_distance_matrices)
        self._sources = request.model.duration_distance_matrix_src_tags
        self._targets = request.model.duration_distance_matrix_dst_tags
        self._rows: dict[_Row, int] = {}

    @property
    def coordinates(self) -> tuple[Coordinate, ...]:
        """In the order of the rows; empty if the file brings matrices."""
        return tuple(row for row in self._rows if isinstance(row, Coordinate))

    def of_visit(self, visit: VisitRequestModel, path: str) -> int:
        """Return the row of a pickup or delivery.

        Parameters
        ----------
        visit, path
            What, and where it stands in the file.

        Returns
        -------
        int
            0 if it has no place, which is then a fault.
        """
        if self._tagged:
            return self._tags(visit.tags, visit.tags, f"{path}.tags")
        arrival = self._point(visit.arrival_location, visit.arrival_waypoint, path, "arrival")
        leave = self._point(visit.departure_location, visit.departure_waypoint, path, "departure")
        if arrival and leave and arrival != leave:
            self._faults.add(path, "arrival and departure differ", "Give one place per visit.")
        if not arrival and not leave:
            self._faults.add(f"{path}.arrivalLocation", "is missing", "Give the place.")
            return 0
        return self._row(arrival or leave or Coordinate(0.0, 0.0))

    def of_vehicle(self, vehicle: VehicleModel, path: str) -> tuple[int | None, int | None]:
        """Return the rows of a vehicle's start and end.

        Parameters
        ----------
        vehicle, path
            What, and where it stands in the file.

        Returns
        -------
        tuple
            None where the route is open.
        """
        if self._tagged:
            start = self._tags(vehicle.start_tags, None, f"{path}.startTags")
            end = self._tags(None, vehicle.end_tags, f"{path}.endTags")
            return (start if vehicle.start_tags else None, end if vehicle.end_tags else None)
        start_at = self._point(vehicle.start_location, vehicle.start_waypoint, path, "start")
        end_at = self._point(vehicle.end_location, vehicle.end_waypoint, path, "end")
        return (
            self._row(start_at) if start_at else None,
            self._row(end_at) if end_at else None,
        )

    def matrices(
        self, vehicles: Sequence[VehicleModel], measure: Measure | None
    ) -> tuple[dict[str, TravelMatrix], list[str]]:
        """Return the matrices, and which of them each vehicle has.

        Parameters
        ----------
        vehicles
            After all places have been asked for.
        measure
            Makes a matrix if the file brings none; None: such a file is refused.

        Returns
        -------
        tuple
            Matrices by key, and one key per vehicle.
        """
        plain: dict[str, TravelMatrix] = {}
        made: dict[str, TravelMatrix] = {}
        keys: list[str] = []
        for index, vehicle in enumerate(vehicles):
            name = self._name(vehicle, f"model.vehicles[{index}]")
            if name not in plain:
                plain[name] = self._matrix(name, measure)
            factor = vehicle.travel_duration_multiple
            key = name if factor == 1 else f"{name} x{factor:g}"
            made.setdefault(key, plain[name] if factor == 1 else plain[name].scaled(factor))
            keys.append(key)
        return made, keys

    def _name(self, vehicle: VehicleModel, path: str) -> str:
        if not self._tagged:
            profile = _PROFILES.get(vehicle.travel_mode)
            if profile is None:
                fix = "Use DRIVING or WALKING."
                self._faults.add(f"{path}.travelMode", "is not known", fix, vehicle.travel_mode)
            return profile or "car"
        tags = [matrix.vehicle_start_tag for matrix in self._given]
        for tag in tags:
            if not tag or tag in vehicle.start_tags:
                return tag or "given"
        fix = "Give startTags that a matrix has as vehicleStartTag."
        self._faults.add(f"{path}.startTags", "belong to no matrix", fix)
        return "given"

    @property
    def _given(self) -> list[MatrixModel]:
        return self._request.model.duration_distance_matrices

    def _matrix(self, name: str, measure: Measure | None) -> TravelMatrix:
        empty = TravelMatrix(np.zeros((0, 0), np.int32), np.zeros((0, 0), np.int32))
        if self._faults.faults or not self._rows:
            return empty
        if self._tagged:
            for index, matrix in enumerate(self._given):
                if (matrix.vehicle_start_tag or "given") == name:
                    return self._from_tags(matrix, f"model.durationDistanceMatrices[{index}]")
            return empty
        if self._request.use_geodesic_distances:
            return self._geodesic()
        if measure is None:
            fix = "Give durations between tags, or useGeodesicDistances."
            self._faults.add("model.durationDistanceMatrices", "are not there", fix)
            return empty
        return measure(self.coordinates, name)

    def _from_tags(self, matrix: MatrixModel, path: str) -> TravelMatrix:
        rows, columns = len(self._sources), len(self._targets)
        if len(matrix.rows) != rows or any(len(row.durations) != columns for row in matrix.rows):
            problem = f"has not {rows} rows of {columns} durations each"
            self._faults.add(f"{path}.rows", problem, "Give one number for each pair of tags.")
            return TravelMatrix(np.zeros((0, 0), np.int32), np.zeros((0, 0), np.int32))
        if any(len(row.meters) not in (0, columns) for row in matrix.rows):
            self._faults.add(f"{path}.rows", "has rows with too few meters", "Give all or none.")
            return TravelMatrix(np.zeros((0, 0), np.int32), np.zeros((0, 0), np.int32))
        seconds = np.array([row.durations for row in matrix.rows]).reshape(rows, columns)
        metres = np.array([row.meters or [0.0] * columns for row in matrix.rows])
        # A place that is only left, or only reached, has no row or column of its own: any will do.
        pairs = [row for row in self._rows if not isinstance(row, Coordinate)]
        source = [max(0, pair[0]) for pair in pairs]
        target = [max(0, pair[1]) for pair in pairs]
        grid = np.ix_(source, target)
        return TravelMatrix(
            seconds[grid].astype(np.int32), np.round(metres.reshape(rows, columns)[grid])
        )

    def _geodesic(self) -> TravelMatrix:
        points = self.coordinates
        metres = np.array([[great_circle_m(one, other) for other in points] for one in points])
        seconds = np.ceil(metres / (self._request.geodesic_meters_per_second or _SPEED))
        return TravelMatrix(seconds, np.round(metres), "great-circle", approximate=True)

    def _row(self, place: _Row) -> int:
        return self._rows.setdefault(place, len(self._rows))

    def _tags(self, sources: list[str] | None, targets: list[str] | None, path: str) -> int:
        """Return the row of tags, of which one is known on each side that is asked for."""
        found = []
        for tags, known in ((sources, self._sources), (targets, self._targets)):
            matches = [known.index(tag) for tag in tags or () if tag in known]
            if tags and len(matches) != 1:
                fix = "Name one tag of durationDistanceMatrixSrcTags and of …DstTags."
                self._faults.add(path, f"match {len(matches)} tags of the matrices", fix)
            found.append(matches[0] if matches else -1)
        if sources == [] and targets == []:
            self._faults.add(path, "are missing, and there are matrices", "Give one tag.")
        if not sources and not targets:
            return 0
        return self._row((found[0], found[1]))

    def _point(
        self, location: LatLngModel | None, waypoint: WaypointModel | None, path: str, kind: str
    ) -> Coordinate | None:
        if waypoint is not None and waypoint.location is None:
            fix = "Give location.latLng instead of a place id."
            self._faults.add(f"{path}.{kind}Waypoint", "has no coordinates", fix)
        if location is None and waypoint is not None and waypoint.location is not None:
            location = waypoint.location.lat_lng
        return None if location is None else Coordinate(location.latitude, location.longitude)
