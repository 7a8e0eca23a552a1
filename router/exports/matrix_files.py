"""Large travel matrices lie in .npz files beside plan.json."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile

import numpy as np
from numpy.typing import NDArray

from router.domain.matrix import TravelMatrix
from router.exports.atomic import safe_name

__all__ = ["MAX_MATRIX_BYTES", "matrix_bytes", "matrix_file_name", "read_matrix_arrays"]

MAX_MATRIX_BYTES = 2_000_000_000  # both arrays unpacked: 15,800 locations
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_ARRAYS = ("duration_s", "distance_m")


def matrix_bytes(matrix: TravelMatrix) -> bytes:
    """Return the matrix as a numpy ``.npz`` file, the same bytes for the same matrix.

    Parameters
    ----------
    matrix
        Seconds and metres.

    Returns
    -------
    bytes
        A zip with ``duration_s`` and ``distance_m``, (n, n) int32, -1 where there is no way.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in _ARRAYS:
            content = io.BytesIO()
            np.lib.format.write_array(content, getattr(matrix, name), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content.getvalue())
    return stream.getvalue()


def matrix_file_name(key: str, content: bytes) -> str:
    """Return the name of a matrix file; it changes with the content.

    Parameters
    ----------
    key
        Of the matrix, such as ``car``.
    content
        The file's bytes.

    Returns
    -------
    str
        Such as ``matrix-car-1f0c2d3e.npz``. Because a new matrix has a new name, a plan.json that
        is already there stays readable until the new one has replaced it.
    """
    plain = key if re.fullmatch(r"[a-z]{1,20}", key) else safe_name(key)
    return f"matrix-{plain}-{hashlib.sha256(content).hexdigest()[:8]}.npz"


def read_matrix_arrays(content: bytes) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Read a matrix file without trusting it.

    Parameters
    ----------
    content
        The file's bytes.

    Returns
    -------
    tuple of numpy.ndarray
        ``duration_s`` and ``distance_m``, (n, n) int32.

    Raises
    ------
    ValueError
        If it is not such a file, or would unpack to more than 2 GB.
    """
    arrays = []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_MATRIX_BYTES:
                raise ValueError("the file unpacks to more than 2 GB")
            for name in _ARRAYS:
                with archive.open(f"{name}.npy") as stream:
                    arrays.append(np.lib.format.read_array(stream, allow_pickle=False))
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, NotImplementedError) as error:
        raise ValueError("not an .npz file with duration_s and distance_m") from error
    if any(array.dtype.kind not in "iu" or array.ndim != 2 for array in arrays):
        raise ValueError("duration_s and distance_m are square arrays of whole numbers")
    limit = np.iinfo(np.int32).max
    if any(array.size and int(array.max()) > limit for array in arrays):
        raise ValueError("a number does not fit into 32 bits")
    return arrays[0].astype(np.int32), arrays[1].astype(np.int32)
