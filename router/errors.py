"""Every error and warning that router raises on purpose.

::

    RouterError
    ├── InputError (ValueError)          the user's file, option or table; carries the faults
    │   └── PlanFileError                a plan.json that cannot be read as a plan
    ├── RegionError (ValueError)         a region folder or an extract that cannot be used
    ├── ServiceError (OSError)           an online service failed
    │   └── QuotaError                   ... because its quota is used up or it refuses us
    ├── JournalError (RuntimeError)      a journal that does not hold, or is in use; not written
    ├── SearchError (RuntimeError)       the search process died and left nothing
    └── CheckFailedError (RuntimeError)  a plan broke a rule; it was not written

    RouterWarning (UserWarning)
    └── DegradedWarning                  a result that is less exact than usual, marked in the plan
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = [
    "CheckFailedError",
    "DegradedWarning",
    "Fault",
    "InputError",
    "JournalError",
    "PlanFileError",
    "QuotaError",
    "RegionError",
    "RouterError",
    "RouterWarning",
    "SearchError",
    "ServiceError",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong with the input: where it is, what it is, what to do.

    Parameters
    ----------
    file
        Name of the file, or ``"<DataFrame>"``.
    row
        1-based row as the user sees it (the header of a table is row 1); 0 for the whole file.
    column
        Column name as written in the file, or ``""`` for the whole row.
    value
        The offending text, shortened to 60 characters. It may be personal: show it, never log it.
    problem
        What is wrong, in words.
    fix
        What to do about it, in words.
    fatal
        True if the row (or file) cannot be used; False if it goes on with a stated default.
    """

    file: str
    row: int = 0
    column: str = ""
    value: str = ""
    problem: str
    fix: str
    fatal: bool = True

    def __str__(self) -> str:
        where = self.file + (f", row {self.row}" if self.row else "")
        where += f", column {self.column}" if self.column else ""
        shown = f" ({self.value!r})" if self.value else ""
        return f"{where}: {self.problem}{shown}. {self.fix}"


class RouterError(Exception):
    """Base of every error that router raises on purpose."""


class InputError(RouterError, ValueError):
    """Input that cannot be used.

    Parameters
    ----------
    message
        What is wrong in one sentence, without personal data.
    faults
        The single faults, if there are several or if they have a row and a column.
    """

    def __init__(self, message: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)


class PlanFileError(InputError):
    """A file that cannot be read as a plan or a problem."""


class RegionError(RouterError, ValueError):
    """An extract or a region folder that cannot be used."""


class ServiceError(RouterError, OSError):
    """An online service failed; never raised for "address not found"."""


class QuotaError(ServiceError):
    """A service's quota is used up, or it refuses this key; it is not asked again in this run."""


class JournalError(RouterError, RuntimeError):
    """A journal that is not as it was sealed, or that somebody else is writing; it is left."""


class SearchError(RouterError, RuntimeError):
    """The search process ended without leaving a plan."""


class CheckFailedError(RouterError, RuntimeError):
    """A plan that breaks a rule; it was not written."""


class RouterWarning(UserWarning):
    """Base of every warning of router."""


class DegradedWarning(RouterWarning):
    """A result that is less exact than usual; the plan carries the same mark."""
