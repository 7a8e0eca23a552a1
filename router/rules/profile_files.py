"""Profiles in files: the packaged ones by name, a user's own by path; read whole or refused."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from router.domain.profiles import Profile
from router.errors import Fault, InputError
from router.rules.linting import HUMANE
from router.rules.profile_reading import ReadProfile, read_profile
from router.rules.toml_files import read_toml
from router.rules.toml_tables import nearest

__all__ = [
    "lint_profile",
    "load_profile",
    "packaged",
    "packaged_text",
    "profile_names",
]


def profile_names() -> tuple[str, ...]:
    """Return the names of the packaged profiles.

    Returns
    -------
    tuple of str
        ``humane`` first, then by name.
    """
    folder = files("router.rules") / "profiles"
    names = sorted(
        entry.name.removesuffix(".toml")
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    )
    return tuple(sorted(names, key=lambda name: name != HUMANE))


def load_profile(name_or_path: str | Path) -> Profile:
    """Return a packaged profile by its name, or a user's own from its file.

    Parameters
    ----------
    name_or_path
        Such as ``cl``, or the path of a ``.toml`` file.

    Returns
    -------
    Profile
        With all its rules, in force or not.

    Raises
    ------
    InputError
        If there is no such profile, or the file holds faults: all of them are named.
    """
    name = str(name_or_path)
    if name.lower() in profile_names():
        read = packaged(name.lower())
    elif name.endswith(".toml") or Path(name).exists():
        read = _read_file(Path(name))
    else:
        known = profile_names()
        fault = Fault(
            file="--profile",
            value=name[:60],
            problem="there is no such profile",
            fix=f"{nearest(name, known)} Packaged are {', '.join(known)};"
            " your own is named by the path of its .toml file.",
        )
        raise InputError(f"there is no profile {name[:60]!r}", [fault])
    if read.profile is None:
        wrong = [fault for fault in read.faults if fault.fatal]
        raise InputError(f"{Path(name).name}: this profile cannot be used", wrong)
    return read.profile


def lint_profile(path: str | Path) -> tuple[Fault, ...]:
    """Return all that is wrong or doubtful in the file of a profile.

    Parameters
    ----------
    path
        Of a ``.toml`` file, or the name of a packaged profile.

    Returns
    -------
    tuple of Fault
        Fatal ones keep the profile from being used; the others are remarks. Empty means a sound
        profile.
    """
    if str(path) in profile_names():
        return packaged(str(path)).faults
    return _read_file(Path(path)).faults


def packaged_text(name: str) -> str:
    """Return the file of a packaged profile, to write one's own after it.

    Parameters
    ----------
    name
        Such as ``cl``.

    Returns
    -------
    str
        TOML.

    Raises
    ------
    InputError
        If none of that name is packaged.
    """
    if name.lower() not in profile_names():
        raise InputError(f"no packaged profile is called {name[:60]!r}: see `router rules list`")
    return _packaged_file(name.lower()).read_text(encoding="utf-8")


def _packaged_file(name: str) -> Traversable:
    return files("router.rules") / "profiles" / f"{name}.toml"


@cache
def packaged(name: str) -> ReadProfile:
    """Read a packaged profile, once per process.

    Parameters
    ----------
    name
        Such as ``cl``.

    Returns
    -------
    ReadProfile
        With its tables as written.
    """
    return read_profile(_packaged_file(name).read_bytes(), f"{name}.toml", ours=True)


def _read_file(path: Path) -> ReadProfile:
    content, faults = read_toml(path)
    if faults:
        return ReadProfile(None, faults, {}, {})
    return read_profile(content, path.name, taken=profile_names())
