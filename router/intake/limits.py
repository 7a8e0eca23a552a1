"""The published limits of an input table; what exceeds them is refused before the work starts."""

from __future__ import annotations

__all__ = [
    "MAX_CELL_CHARS",
    "MAX_COLUMNS",
    "MAX_FILE_BYTES",
    "MAX_ROWS",
    "MAX_UNPACKED_BYTES",
    "MAX_UNPACKED_RATIO",
]

MAX_FILE_BYTES = 200_000_000
"""Size of a file on disk."""

MAX_UNPACKED_BYTES = 400_000_000
"""Sum of the sizes that an Excel file declares for its parts (200,000 full rows: 250 MB)."""

MAX_UNPACKED_RATIO = 200
"""Unpacked to packed, for an Excel file of more than 20 MB unpacked; real sheets stay below 50."""

MAX_ROWS = 200_000
"""Rows of data."""

MAX_COLUMNS = 200
"""Columns."""

MAX_CELL_CHARS = 32_767
"""Characters in one cell, as in Excel."""
