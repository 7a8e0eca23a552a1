"""A problem becomes routes: ruin and recreate around OR-Tools, in a child process."""

from router.solving.solver import solve

__all__ = ["solve"]
