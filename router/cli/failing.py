"""Errors on the screen: what, where, what to do, and the exit code; never a traceback."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from router.errors import (
    CheckFailedError,
    InputError,
    JournalError,
    RegionError,
    RouterError,
    SearchError,
    ServiceError,
)

__all__ = ["DONE_IN_PART", "INTERRUPTED", "SERVICE_FAILED", "exit_code_of", "show_warning"]

INPUT_REFUSED = 2
SERVICE_FAILED = 3
NO_PLAN = 4
DONE_IN_PART = 5
INTERRUPTED = 130

_SHOWN_FAULTS = 50  # more than this does not help anybody at a screen; --json lists all


def exit_code_of(error: Exception) -> int | None:
    """Print an expected error and return its exit code.

    Parameters
    ----------
    error
        What reached the top.

    Returns
    -------
    int or None
        None if the error is a defect of the program and should show its traceback.
    """
    if isinstance(error, BrokenPipeError):  # such as `router show … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if not isinstance(error, RouterError):
        return None
    print(f"router: {error}", file=sys.stderr)  # noqa: T201
    if isinstance(error, InputError):
        known = str(error)  # a single fault may have said it all
        for fault in [f for f in error.faults if f.problem not in known][:_SHOWN_FAULTS]:
            print(f"  {fault}", file=sys.stderr)  # noqa: T201
        more = len(error.faults) - _SHOWN_FAULTS
        if more > 0:
            print(f"  … and {more} more", file=sys.stderr)  # noqa: T201
    if isinstance(error, InputError | RegionError):
        return INPUT_REFUSED
    if isinstance(error, ServiceError):
        return SERVICE_FAILED
    if isinstance(error, SearchError | CheckFailedError | JournalError):
        return NO_PLAN
    return INPUT_REFUSED


def show_warning(
    message: Warning | str,
    category: type[Warning],  # noqa: ARG001 - the signature is Python's
    filename: str,  # noqa: ARG001
    lineno: int,  # noqa: ARG001
    file: TextIO | None = None,
    line: str | None = None,  # noqa: ARG001
) -> None:
    """Show a warning as a sentence, without the place in our code that it came from.

    Parameters
    ----------
    message
        The warning.
    category, filename, lineno, line
        As Python passes them; not shown.
    file
        Where to; stderr if None.
    """
    print(f"router: note: {message}", file=file or sys.stderr)
