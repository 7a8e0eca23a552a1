"""OSRM's own builders, run as quiet child processes."""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO

from router.errors import RegionError
from router.travel.files import write_whole
from router.travel.modes import NETWORKS

__all__ = ["BASE", "build_osrm", "osrm_available", "osrm_folder", "osrm_stamp", "osrm_version"]

BASE = "roads.osrm"
_STAMP = "built.json"
_PROFILES = {"car": "car.lua", "bike": "bicycle.lua", "foot": "foot.lua"}
_NOT_NEEDED_AFTERWARDS = (
    ".cnbg", ".cnbg_to_ebg", ".ebg", ".enw", ".restrictions", ".turn_penalties_index",
)  # fmt: skip
# OSRM calls a net of fewer than 1000 directed stretches small, and puts no place on it if a large
# one is near. In a town's extract every net is that small and places would land in courtyards that
# lead nowhere; there a tenth of all stretches makes a net large.
_NO_LARGE_NET = re.compile(r"Generated (\d+) nodes .*Found \d+ SCC \(0 large", re.DOTALL)
_LARGE_SHARE = 10
_NO_ROADS = "no edges remaining"


def osrm_available() -> bool:
    """Tell whether OSRM can be used with this Python.

    Returns
    -------
    bool
        False on Python 3.11 and on systems without its wheel; the street graph serves there.
    """
    if importlib.util.find_spec("osrm") is None:
        return False
    try:
        importlib.import_module("osrm")
    except ImportError:
        return False
    return True


def osrm_folder(directory: Path, network: str) -> Path:
    """Return where OSRM's files of a network lie in a region folder.

    Parameters
    ----------
    directory
        The region folder.
    network
        ``car``, ``bike`` or ``foot``.

    Returns
    -------
    Path
        It need not exist.
    """
    return directory / f"osrm-{network}"


def osrm_stamp(directory: Path, network: str) -> str:
    """Return what a network was built from and with, if this OSRM can read it.

    Parameters
    ----------
    directory
        The region folder.
    network
        ``car``, ``bike`` or ``foot``.

    Returns
    -------
    str
        JSON; empty if the network is not built, or was built by another version of OSRM.
    """
    try:
        text = (osrm_folder(directory, network) / _STAMP).read_text("utf-8")
        return text if json.loads(text)["osrm"] == osrm_version() else ""
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def build_osrm(
    extract_pbf: Path,
    directory: Path,
    *,
    networks: Sequence[str] = NETWORKS,
    on_progress: Callable[[str, float], None] | None = None,
) -> tuple[str, ...]:
    """Build OSRM's networks of a region.

    Parameters
    ----------
    extract_pbf
        The extract: ``.osm.pbf``, ``.osm``, ``.osm.bz2`` or ``.osm.gz``.
    directory
        The region folder; made if it does not exist. A network's folder is replaced as a whole.
    networks
        Which of ``car``, ``bike``, ``foot``.
    on_progress
        Called with a text and the share done, 0 to 1.

    Returns
    -------
    tuple of str
        The networks built; one for which the extract has no road is left out.

    Raises
    ------
    RegionError
        If OSRM is not installed, or one of its programs fails (damaged extract, full disk). The
        street graph can be built nevertheless.
    """
    if not osrm_available():
        raise RegionError("OSRM is not installed here (it needs Python 3.12 or newer)")
    tell = on_progress or (lambda _text, _share: None)
    directory.mkdir(parents=True, exist_ok=True)
    built = []
    with tempfile.TemporaryDirectory(dir=directory, prefix=".building-") as name:
        work = Path(name)
        source = _readable(extract_pbf.absolute(), work)
        digest = _digest(extract_pbf)
        for number, network in enumerate(networks):

            def step(text: str, share: float, number: int = number, name: str = network) -> None:
                tell(f"OSRM for {name}: {text}", (number + share) / len(networks))

            folder = work / network
            folder.mkdir()
            target = osrm_folder(directory, network)
            if _built(source, folder, network, step):
                stamp = {"network": network, "osrm": osrm_version(), "extract": digest}
                text = json.dumps(stamp, sort_keys=True)
                write_whole(folder / _STAMP, partial(_write, text=text))
                _replace(target, folder, work / f"{network}.old")
                built.append(network)
            elif target.exists():
                shutil.rmtree(target)
    tell("OSRM", 1.0)
    return tuple(built)


def _built(source: Path, folder: Path, network: str, step: Callable[[str, float], None]) -> bool:
    """Build one network; False if the extract has no road for it."""
    spec = importlib.util.find_spec("osrm")
    assert spec is not None
    assert spec.origin is not None
    profile = Path(spec.origin).parent / "share" / "profiles" / _PROFILES[network]
    arguments = ["extract", str(source), "-p", str(profile), "-o", BASE]
    step("reading the extract", 0.0)
    status, log = _run(folder, *arguments)
    if status and _NO_ROADS in log:
        return False
    _require("extract", network, status, log)
    if small := _NO_LARGE_NET.search(log):
        large = max(2, int(small[1]) // _LARGE_SHARE)
        again = _run(folder, *arguments, "--small-component-size", str(large))
        _require("extract", network, *again)
    for tool, text, share in (("partition", "dividing", 0.7), ("customize", "weighing", 0.9)):
        step(text, share)
        _require(tool, network, *_run(folder, tool, BASE))
    for suffix in _NOT_NEEDED_AFTERWARDS:
        (folder / f"{BASE}{suffix}").unlink(missing_ok=True)
    return True


def _run(folder: Path, tool: str, *arguments: str) -> tuple[int, str]:
    """Run a program inside a folder: a ``.osrm`` in a longer path would confuse it."""
    done = subprocess.run(  # noqa: S603 (our own interpreter, no shell)
        [sys.executable, "-m", "osrm", tool, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
        cwd=folder,
    )
    return done.returncode, done.stdout


def _require(tool: str, network: str, status: int, log: str) -> None:
    if status:
        last = next((line.strip() for line in reversed(log.splitlines()) if line.strip()), "")
        raise RegionError(
            f"OSRM could not build the {network} network ({tool} ended with {status}: "
            f"{last[:200]}); check the extract and the space on the disk"
        )


def _readable(extract: Path, work: Path) -> Path:
    """Return the extract in a form that OSRM reads: it knows bzip2, but not gzip."""
    if not extract.is_file():
        raise RegionError(f"{extract.name} does not exist")
    if extract.suffix != ".gz":
        return extract
    plain = work / "extract.osm"
    try:
        with gzip.open(extract, "rb") as packed, plain.open("wb") as file:
            shutil.copyfileobj(packed, file)
    except (OSError, EOFError) as error:
        raise RegionError(f"{extract.name} cannot be unpacked; fetch it again") from error
    return plain


def _replace(target: Path, fresh: Path, aside: Path) -> None:
    if target.exists():
        target.rename(aside)
    fresh.rename(target)


def _write(file: IO[bytes], *, text: str) -> None:
    file.write(text.encode())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def osrm_version() -> str:
    """Return the version of the installed OSRM; its files are read by that version only.

    Returns
    -------
    str
        Such as ``26.10.0``; empty if it is not installed.
    """
    try:
        return version("osrm-bindings")
    except PackageNotFoundError:
        return ""
