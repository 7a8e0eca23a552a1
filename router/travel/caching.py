"""Matrices that were computed once, kept by their content."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from router.domain.agents import TravelMode
from router.domain.matrix import TravelMatrix
from router.domain.places import Coordinate
from router.travel.files import write_whole
from router.travel.provider import CacheableTravel, Leg, Line

__all__ = ["CachedTravel", "MatrixCache"]

_FORMAT = 1
_PREFIX = "travel-"


class MatrixCache:
    """A folder of matrices, each named by a digest of the question it answers.

    Parameters
    ----------
    directory
        Made when first needed, readable by its owner only.

    Notes
    -----
    A file holds seconds and metres, no coordinates; its name cannot be turned back into places.
    A damaged file is as good as none, and a folder that cannot be written keeps nothing.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def cached(
        self, provider: CacheableTravel, mode: TravelMode, points: Sequence[Coordinate]
    ) -> TravelMatrix:
        """Return the provider's matrix, from the folder if it is there.

        Parameters
        ----------
        provider
            Whom to ask otherwise.
        mode
            How the agent travels.
        points
            Places; equal to six decimals (0.1 m) is equal.

        Returns
        -------
        TravelMatrix
            Exactly as the provider gave it.
        """
        path = self._path(provider, mode, points)
        matrix = _read(path, len(points))
        if matrix is None:
            matrix = provider.matrix(points, mode)
            with suppress(OSError):  # a full disk costs the next run some seconds, not this plan
                self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
                _write(path, matrix)
        return matrix

    def purge(self) -> int:
        """Delete every kept matrix.

        Returns
        -------
        int
            How many files were deleted; other files of the folder stay.
        """
        paths = sorted(self._directory.glob(f"{_PREFIX}*.npz"))
        for path in paths:
            path.unlink(missing_ok=True)
        return len(paths)

    def _path(
        self, provider: CacheableTravel, mode: TravelMode, points: Sequence[Coordinate]
    ) -> Path:
        question = [
            _FORMAT,
            provider.name,
            provider.fingerprint(mode),
            mode.value,
            [(round(point.lat, 6), round(point.lon, 6)) for point in points],
        ]
        digest = hashlib.blake2b(json.dumps(question).encode(), digest_size=20).hexdigest()
        return self._directory / f"{_PREFIX}{digest}.npz"


class CachedTravel:
    """A provider that asks another one only once.

    Parameters
    ----------
    provider
        The other one.
    directory
        Folder of the matrices.
    """

    def __init__(self, provider: CacheableTravel, directory: Path) -> None:
        self._provider = provider
        self._cache = MatrixCache(directory)

    @property
    def name(self) -> str:
        """The other provider's name."""
        return self._provider.name

    @property
    def approximate(self) -> bool:
        """Whether the other provider follows no streets."""
        return self._provider.approximate

    def matrix(self, points: Sequence[Coordinate], mode: TravelMode) -> TravelMatrix:
        """Return the matrix, computed or kept (see ``TravelProvider.matrix``).

        Parameters
        ----------
        points
            Places.
        mode
            How the agent travels.

        Returns
        -------
        TravelMatrix
            The other provider's.
        """
        return self._cache.cached(self._provider, mode, points)

    def lines(self, legs: Sequence[Leg], mode: TravelMode) -> tuple[Line, ...]:
        """Return the other provider's lines; they are not kept.

        Parameters
        ----------
        legs
            Pairs (from, to).
        mode
            How the agent travels.

        Returns
        -------
        tuple of tuple of Coordinate
            One line per leg.
        """
        return self._provider.lines(legs, mode)

    def fingerprint(self, mode: TravelMode) -> str:
        """Return the other provider's fingerprint.

        Parameters
        ----------
        mode
            How the agent travels.

        Returns
        -------
        str
            Without personal data.
        """
        return self._provider.fingerprint(mode)


def _read(path: Path, count: int) -> TravelMatrix | None:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            matrix = TravelMatrix(
                stored["duration_s"],
                stored["distance_m"],
                str(stored["source"]),
                bool(stored["approximate"]),
                tuple(stored["snap_m"].tolist()),
            )
    except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile):
        return None
    return matrix if len(matrix) == count else None


def _write(path: Path, matrix: TravelMatrix) -> None:
    write_whole(
        path,
        lambda file: np.savez_compressed(
            file,
            duration_s=matrix.duration_s,
            distance_m=matrix.distance_m,
            source=np.array(matrix.source),
            approximate=np.array(matrix.approximate),
            snap_m=np.array(matrix.snap_m, dtype=np.float64),
        ),
    )
