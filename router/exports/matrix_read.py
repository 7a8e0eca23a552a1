"""A travel matrix in JSON, or in the file that it names, becomes the domain's matrix."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from router.domain.matrix import UNREACHABLE, TravelMatrix
from router.exports.json_read import MAX_FILE_BYTES, FaultList
from router.exports.matrix_files import read_matrix_arrays
from router.exports.problem_models import MatrixModel

__all__ = ["matrix_from_model"]


def matrix_from_model(
    model: MatrixModel, path: str, folder: Path | None, faults: FaultList
) -> TravelMatrix | None:
    """Build a travel matrix that a file states.

    Parameters
    ----------
    model
        As read.
    path
        Where it stands in the file.
    folder
        Where matrix files lie; None if there is no folder.
    faults
        Where rows of a wrong length are reported.

    Returns
    -------
    TravelMatrix or None
        None if a fault was reported.

    Raises
    ------
    ValueError
        If numbers or file are missing, or are not what the model says.
    """
    if model.file is not None:
        duration, distance = read_matrix_arrays(_matrix_file(model, folder))
    elif model.duration_s is None or model.distance_m is None:
        raise ValueError("neither duration_s and distance_m nor a file is given")
    else:
        before = len(faults.faults)
        for name, rows in (("duration_s", model.duration_s), ("distance_m", model.distance_m)):
            _check_square(rows, model.size, f"{path}.{name}", faults)
        if len(faults.faults) > before:
            return None
        duration, distance = _array(model.duration_s), _array(model.distance_m)
    if duration.shape[0] != model.size:
        raise ValueError(f"the file holds {duration.shape[0]} locations, not {model.size}")
    return TravelMatrix(duration, distance, model.source, model.approximate, tuple(model.snap_m))


def _matrix_file(model: MatrixModel, folder: Path | None) -> bytes:
    """Return the bytes of a matrix file that lies beside the plan, and nowhere else."""
    assert model.file is not None
    if folder is None or Path(model.file.name).name != model.file.name:
        raise ValueError("the matrix file must lie beside the file that names it")
    path = folder / model.file.name
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ValueError("the matrix file is larger than 500 MB")
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ValueError(f"the matrix file cannot be opened: {reason}") from error
    if hashlib.sha256(content).hexdigest() != model.file.sha256:
        raise ValueError("the matrix file is not the one that was named (sha256)")
    return content


def _check_square(rows: list[list[int | None]], size: int, path: str, faults: FaultList) -> None:
    if len(rows) != size:
        faults.add(path, f"has {len(rows)} rows, not {size}", "Give one row per location.")
    for index, row in enumerate(rows):
        if len(row) != size:
            problem = f"has {len(row)} numbers, not {size}"
            faults.add(f"{path}[{index}]", problem, "Give one number per location.")


def _array(rows: list[list[int | None]]) -> NDArray[np.int32]:
    filled = [[UNREACHABLE if item is None else item for item in row] for row in rows]
    return np.array(filled, dtype=np.int32).reshape(len(rows), len(rows))
