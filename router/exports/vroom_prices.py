"""What VROOM minimises, as prices of legs."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from router.domain.matrix import UNREACHABLE, TravelMatrix
from router.exports.vroom_models import InputModel, VehicleModel

__all__ = ["Prices", "largest"]

_SCALES = (1.0, 10.0, 100.0, 1000.0)  # prices of legs are kept in thousandths at the finest
_LARGEST = 2**31 - 1


def largest(numbers: NDArray[np.int32] | NDArray[np.float64]) -> float:
    """Return the largest number of an array.

    Parameters
    ----------
    numbers
        Any shape; may be empty.

    Returns
    -------
    float
        0 if there is none above it.
    """
    return max(0.0, float(np.max(numbers))) if numbers.size else 0.0


def _whole(prices: NDArray[np.float64]) -> bool:
    return bool(np.all(np.abs(prices - np.round(prices)) < 1e-6))


class Prices:
    """Turns travel into what VROOM minimises.

    Parameters
    ----------
    model
        The problem.
    matrices
        By profile.
    """

    def __init__(self, model: InputModel, matrices: Mapping[str, TravelMatrix]) -> None:
        self._model = model
        self._travel = matrices
        self._keys: dict[tuple[object, ...], str] = {}
        self._scales: dict[str, float] = {}
        self.matrices: dict[str, TravelMatrix] = {}
        self.distances: dict[str, NDArray[np.int32]] = {}
        given = {name for name, profile in model.matrices.items() if profile.distances is not None}
        by_file = bool(model.matrices) or model.matrix is not None
        for vehicle in model.vehicles:
            kind = self._kind(vehicle)
            if kind in self._keys:
                continue
            plain = vehicle.profile not in self.matrices
            key = vehicle.profile if plain else f"{vehicle.profile} {len(self._keys) + 1}"
            self._keys[kind] = key
            self.matrices[key] = self._priced(vehicle, key)
            if not by_file or vehicle.profile in given:
                self.distances[key] = self._travel[vehicle.profile].distance_m

    def key(self, vehicle: VehicleModel) -> str:
        """Return the key of a vehicle's matrix.

        Parameters
        ----------
        vehicle
            The vehicle.

        Returns
        -------
        str
            Vehicles of one profile, speed and price share it.
        """
        return self._keys[self._kind(vehicle)]

    def rates(self, vehicle: VehicleModel) -> tuple[float, float]:
        """Return money per hour and per 1,000 of the matrix's second number.

        Parameters
        ----------
        vehicle
            The vehicle.

        Returns
        -------
        tuple of float
            Of the shift.
        """
        if vehicle.max_distance is not None:
            return float(vehicle.costs.per_hour), float(vehicle.costs.per_km)
        return 0.0, 1000 / self._scales[self.key(vehicle)]

    def most(self, end: int) -> float:
        """Return more than any plan costs.

        Parameters
        ----------
        end
            The horizon in seconds.

        Returns
        -------
        float
            Money.
        """
        leg = 0.0
        fixed = 0.0
        for vehicle in self._model.vehicles:
            per_hour, per_km = self.rates(vehicle)
            longest = largest(self.matrices[self.key(vehicle)].distance_m)
            leg = max(leg, longest / 1000 * per_km)
            start, stop = vehicle.time_window or (0, end)
            fixed += vehicle.costs.fixed + per_hour * (stop - start) / 3600
        return fixed + leg * (len(self._model.jobs) + len(self._model.vehicles))

    def _kind(self, vehicle: VehicleModel) -> tuple[object, ...]:
        limited = vehicle.max_distance is not None
        price = () if limited else (vehicle.costs.per_hour, vehicle.costs.per_km)
        return (vehicle.profile, vehicle.speed_factor, limited, *price)

    def _priced(self, vehicle: VehicleModel, key: str) -> TravelMatrix:
        # VROOM multiplies by the reciprocal, rounded to two digits.
        scaled = self._travel[vehicle.profile]
        if vehicle.speed_factor != 1:
            scaled = scaled.scaled(round(100 / vehicle.speed_factor) / 100)
        if vehicle.max_distance is not None:
            return scaled
        price = (
            scaled.duration_s.astype(np.float64) * vehicle.costs.per_hour / 3600
            + scaled.distance_m.astype(np.float64) * vehicle.costs.per_km / 1000
        )
        scale = next((scale for scale in _SCALES if _whole(price * scale)), _SCALES[-1])
        most = largest(price)
        while most * scale > _LARGEST:
            scale /= 10
        self._scales[key] = scale
        units = np.round(price * scale).astype(np.int32)
        units[scaled.duration_s == UNREACHABLE] = UNREACHABLE
        return TravelMatrix(
            scaled.duration_s, units, scaled.source, scaled.approximate, scaled.snap_m
        )
