"""How the kernel's functions are compiled, and where the result is kept."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numba
from numba.core import sigutils

__all__ = ["cache_folder", "compiled", "inlined"]

F = TypeVar("F", bound=Callable[..., Any])


def cache_folder() -> Path:
    """Return the folder of compiled code, one per state of the sources.

    Returns
    -------
    Path
        Below ``ROUTER_KERNEL_CACHE`` if that is set, else below the user's cache folder. numba
        itself notices a change of a function's own file only, not of the functions it calls, so
        the sources' digest is part of the name.
    """
    sources = sorted(Path(__file__).parent.glob("*.py"))
    # numba keeps code by the path and time of its file: another copy of the sources is new.
    stamps = "".join(f"{source}{source.stat().st_mtime_ns}" for source in sources).encode()
    contents = b"\0".join(source.read_bytes() for source in sources)
    digest = hashlib.sha256(stamps + contents).hexdigest()
    version = f"{sys.implementation.cache_tag}-numba{numba.__version__}-{digest[:16]}"
    given = os.environ.get("ROUTER_KERNEL_CACHE")
    if given:
        return Path(given) / version
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        base = Path(home) if home else Path.home() / ".cache"
        folder = base / "router" / "kernel" / version
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
    except (OSError, RuntimeError):
        pass
    return Path(tempfile.gettempdir()) / f"router-kernel-{version}"


setattr(numba.config, "CACHE_DIR", str(cache_folder()))  # noqa: B010 -- untyped

# Without reference counting of arrays (nothing is allocated inside) the search is eight times as
# fast: measured, and not to be had by another public option.
_OPTIONS: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy", "_nrt": False}


def compiled(function: F) -> F:
    """Compile a function that others call.

    Parameters
    ----------
    function
        Of integers, floats and arrays; must not allocate.

    Returns
    -------
    callable
        Compiled at its first call, or read from the cache.
    """
    return _of_one_kind(numba.njit(**_OPTIONS)(function))


def inlined(function: F) -> F:
    """Compile a small function into each of its callers.

    Parameters
    ----------
    function
        As for ``compiled``.

    Returns
    -------
    callable
        To be called from compiled functions.
    """
    return _of_one_kind(numba.njit(forceinline=True, **_OPTIONS)(function))


def _of_one_kind(made: Any) -> Any:
    """Have a function compiled for wide integers only.

    Else there is one version for every mixture of short, wide and literal integers with which it is
    called, and they multiply from caller to callee: up to nine of a function, and twice the time.
    """
    compile_for = made.compile

    def compile_widened(signature: Any) -> Any:
        arguments, _ = sigutils.normalize_signature(signature)  # type: ignore[no-untyped-call]
        return compile_for(tuple(_widened(kind) for kind in arguments))

    made.compile = compile_widened
    return made


def _widened(kind: Any) -> Any:
    plain: Any = getattr(kind, "literal_type", kind)  # a literal's, or itself
    whole = isinstance(plain, numba.types.Integer) and str(plain).startswith("int")
    return numba.types.int64 if whole else plain
