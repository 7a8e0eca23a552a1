"""How much memory this process and its children may still take."""

from __future__ import annotations

import contextlib
from pathlib import Path

__all__ = ["available_bytes"]

CGROUPS = "sys/fs/cgroup"


def available_bytes(root: Path = Path("/")) -> int | None:
    """Return how much memory may still be taken.

    Parameters
    ----------
    root
        Of the file system.

    Returns
    -------
    int or None
        The machine's, or what the limit of a container leaves if that is less. None where the
        system does not tell.
    """
    found = []
    with contextlib.suppress(OSError, ValueError, KeyError):
        found.append(_table(root / "proc/meminfo")["MemAvailable:"] * 1024)
    for folder in _groups(root):
        left = _left(folder)
        if left is not None:
            found.append(left)
    return min(found, default=None)


def _groups(root: Path) -> list[Path]:
    """Return the control groups whose limits hold: this process's, and those around them."""
    folders = []
    with contextlib.suppress(OSError):
        for line in (root / "proc/self/cgroup").read_text(encoding="utf-8").splitlines():
            _, controllers, name = line.split(":", 2)
            if controllers not in ("", "memory"):
                continue
            top = root / CGROUPS / controllers
            group = top / name.lstrip("/")
            folders += [group, *(parent for parent in group.parents if parent.is_relative_to(top))]
    return folders


def _left(folder: Path) -> int | None:
    """Return what a control group's limit leaves; files in memory give way."""
    for most, used, files in (
        ("memory.max", "memory.current", "inactive_file"),
        ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"),
    ):
        with contextlib.suppress(OSError, ValueError, KeyError):
            limit = int((folder / most).read_text(encoding="ascii"))  # "max" is none
            taken = int((folder / used).read_text(encoding="ascii"))
            return max(0, limit - taken + _table(folder / "memory.stat")[files])
    return None


def _table(path: Path) -> dict[str, int]:
    """Return a file of names and numbers."""
    lines = path.read_text(encoding="ascii").splitlines()
    return {name: int(number) for name, number, *_ in map(str.split, lines)}
