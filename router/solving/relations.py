"""Orders of visits and locked beginnings of routes, as constraints of the OR-Tools model."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from router.solving.model import Model

__all__ = ["add_locks", "add_orders"]


def add_orders(model: Model) -> None:
    """Put the visits of an order that are made on one route, one after the other.

    Parameters
    ----------
    model
        With all its nodes and dimensions.
    """
    routing, day = model.routing, model.day
    if not day.orders:
        return
    most = len(model.node_option) + 1
    routing.AddConstantDimension(1, most, True, "position")
    position, solver = routing.GetDimensionOrDie("position"), routing.solver()
    for order in day.orders:
        # Every pair, because those in between may be left out.
        for earlier, later in combinations(order, 2):
            for one, other in product(_indices(model, earlier), _indices(model, later)):
                absent = 2 - routing.ActiveVar(one) - routing.ActiveVar(other)
                apart = routing.VehicleVar(one) != routing.VehicleVar(other)
                solver.Add(apart <= absent)
                ahead = position.CumulVar(other) - position.CumulVar(one)
                solver.Add(ahead + most * absent >= 1)


def add_locks(model: Model) -> None:
    """Let routes begin with the visits that are locked to them.

    Parameters
    ----------
    model
        With all its nodes.
    """
    routing = model.routing
    for vehicle, shift in enumerate(model.shifts):
        before = [routing.Start(vehicle)]
        for visit in model.day.locked[shift]:
            indices = _indices(model, visit)
            for index in before:
                # A node that is not used follows itself; a start is always used.
                unused = [] if routing.IsStart(index) else [index]
                routing.NextVar(index).SetValues([*indices, *unused])
            before = indices


def _indices(model: Model, visit: int) -> list[int]:
    return [index for option in model.day.options_of[visit] for index in model.indices_of(option)]
