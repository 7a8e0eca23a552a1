"""A problem becomes routes: ruin and recreate around OR-Tools, in a child process."""

from router.solving.solve import solve

__all__ = ["solve"]
