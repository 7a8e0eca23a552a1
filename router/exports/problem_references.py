"""What a problem in JSON names must be there, and once: every fault with its path."""

from __future__ import annotations

from router.exports.json_read import FaultList
from router.exports.problem_models import ProblemModel

__all__ = ["check_references"]


def check_references(model: ProblemModel, before: str, faults: FaultList) -> None:
    """Report every id that stands twice, and every location or id that is not there.

    Parameters
    ----------
    model
        As read.
    before
        What every path begins with.
    faults
        Where they are reported.
    """
    size = max((matrix.size for matrix in model.matrices.values()), default=None)
    _check_ids(model, before, faults)
    _check_matrices(model, size, before, faults)
    for index, visit in enumerate(model.visits):
        _check_location(visit.location, size, f"{before}visits[{index}].location", faults)
    for index, shift in enumerate(model.shifts):
        path = f"{before}shifts[{index}]"
        _check_location(shift.start_location, size, f"{path}.start_location", faults)
        _check_location(shift.end_location, size, f"{path}.end_location", faults)
        if shift.matrix not in model.matrices:
            known = ", ".join(sorted(model.matrices)) or "none is given"
            faults.add(f"{path}.matrix", "is no key of matrices", f"Use: {known}.", shift.matrix)
    _check_relations(model, before, faults)


def _check_ids(model: ProblemModel, before: str, faults: FaultList) -> None:
    for kind, ids in (
        ("visits", [(visit.visit_id, "visit_id") for visit in model.visits]),
        ("shifts", [(shift.shift_id, "shift_id") for shift in model.shifts]),
    ):
        seen: set[str] = set()
        for index, (identifier, key) in enumerate(ids):
            if identifier in seen:
                path = f"{before}{kind}[{index}].{key}"
                faults.add(path, "stands twice", "Give each its own id.", identifier)
            seen.add(identifier)


def _check_matrices(model: ProblemModel, size: int | None, before: str, faults: FaultList) -> None:
    for key, matrix in model.matrices.items():
        if matrix.size != size:
            path = f"{before}matrices.{key}.size"
            faults.add(path, "all matrices have one size", "Correct it.", matrix.size)
    if model.locations and size is not None and len(model.locations) != size:
        problem = f"there are {len(model.locations)} locations and {size} matrix rows"
        faults.add(f"{before}locations", problem, "Give one location for each matrix row.")


def _check_relations(model: ProblemModel, before: str, faults: FaultList) -> None:
    visits = {visit.visit_id for visit in model.visits}
    shifts = {shift.shift_id for shift in model.shifts}
    for index, visit in enumerate(model.visits):
        if visit.locked_shift and visit.locked_shift not in shifts:
            path = f"{before}visits[{index}].locked_shift"
            faults.add(path, "is the id of no shift", "Name a shift.", visit.locked_shift)
    locked = {
        f"{before}shifts[{index}].locked_visits[{place}]": visit_id
        for index, shift in enumerate(model.shifts)
        for place, visit_id in enumerate(shift.locked_visits)
    }
    met = {
        f"{before}meetings[{index}].{name}": visit_id
        for index, meeting in enumerate(model.meetings)
        for name, visit_id in (("first", meeting.first), ("second", meeting.second))
    }
    orders = [
        {f"{before}orders[{index}][{place}]": visit_id for place, visit_id in enumerate(order)}
        for index, order in enumerate(model.orders)
    ]
    spacings = [
        {
            f"{before}spacings[{index}].visit_ids[{place}]": visit_id
            for place, visit_id in enumerate(spacing.visit_ids)
        }
        for index, spacing in enumerate(model.spacings)
    ]
    for members in (locked, met, *orders, *spacings):
        seen: set[str] = set()
        for path, visit_id in members.items():
            if visit_id not in visits:
                faults.add(path, "is the id of no visit", "Name a visit.", visit_id)
            elif visit_id in seen:
                faults.add(path, "stands twice", "Name each visit once.", visit_id)
            seen.add(visit_id)


def _check_location(location: int | None, size: int | None, path: str, faults: FaultList) -> None:
    if location is not None and size is not None and location >= size:
        faults.add(path, "is no location", f"Use 0 to {size - 1}.", location)
