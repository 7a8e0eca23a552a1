"""Ask a contender: a process of its own, on its own processors, judged by what it wrote."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from instances import Instance, load
from judging import judge

__all__ = ["CONTENDERS", "Contender", "ask", "contender", "peers_python"]

HERE = Path(__file__).resolve().parent
PEERS_PYTHON = "python3.12"
OWN_TIME_S = 900  # after which a peer that decides itself when it is done is ended


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A solver in one set-up.

    Parameters
    ----------
    name
        In tables and on the command line; ``@2`` behind it asks with two processors.
    adaptor
        The script that asks it.
    variant
        Its set-up.
    seeded
        Whether its answer depends on a seed.
    own_time
        It ends when it is done, whatever the limit.
    cores
        Processors that it may use.
    """

    name: str
    adaptor: str
    variant: str = "-"
    seeded: bool = False
    own_time: bool = False
    cores: int = 1

    @property
    def ours(self) -> bool:
        """Whether it is `router` itself."""
        return self.adaptor == "with_router"


CONTENDERS = {
    one.name: one
    for one in (
        Contender(name="router", adaptor="with_router", variant="auto", seeded=True),
        Contender(name="router-kernel", adaptor="with_router", variant="kernel", seeded=True),
        Contender(name="router-ortools", adaptor="with_router", variant="ortools", seeded=True),
        Contender(name="pyvrp", adaptor="with_pyvrp", seeded=True),
        Contender(name="vroom", adaptor="with_vroom", variant="own", own_time=True),
        Contender(name="vroom-timed", adaptor="with_vroom", variant="timed"),
        Contender(name="vrp-cli", adaptor="with_vrp_cli"),
        Contender(name="ortools-usual", adaptor="with_ortools", variant="usual"),
        Contender(name="ortools-best", adaptor="with_ortools", variant="best"),
    )
}


def contender(name: str) -> Contender:
    """Return a contender by its name.

    Parameters
    ----------
    name
        Of the list, with ``@2`` and so on behind it for more processors than one.

    Returns
    -------
    Contender
        Fit to be asked.

    Raises
    ------
    ValueError
        If there is none of that name.
    """
    base, _, cores = name.partition("@")
    if base not in CONTENDERS:
        raise ValueError(f"no contender {base!r}; there are {', '.join(CONTENDERS)}")
    return replace(CONTENDERS[base], name=name, cores=int(cores or 1))


@lru_cache(maxsize=1)
def peers_python() -> str:
    """Return the Python of the peers' environment; make it from PyPI the first time.

    Returns
    -------
    str
        In the folder that ROUTER_PEERS names, or in ``benchmarks/.peers``.
    """
    folder = Path(os.environ.get("ROUTER_PEERS", HERE / ".peers"))
    python = folder / "bin" / "python"
    if not python.exists():
        if "ROUTER_PEERS" in os.environ:
            raise SystemExit(f"ROUTER_PEERS: there is no {python}")
        _install(folder, python)
    return str(python)


def _install(folder: Path, python: Path) -> None:
    """Make the peers' environment; a peer that cannot be had is named, and skipped later."""
    # vrp-cli has its last wheels for 3.12; the others have them for that too.
    own = shutil.which(PEERS_PYTHON) or sys.executable
    if subprocess.run([own, "--version"], capture_output=True, check=False).returncode:
        own = sys.executable  # a shim that leads nowhere
    print(f"Making {folder} with {own} and the peers of peers.txt ...", flush=True)
    subprocess.run([own, "-m", "venv", folder], check=True)
    lines = (HERE / "peers.txt").read_text(encoding="utf-8").splitlines()
    for peer in (line for line in lines if line and not line.startswith("#")):
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        if subprocess.run([*pip, "--only-binary", ":all:", peer], check=False).returncode:
            print(f"{peer} could not be installed here and is left out", flush=True)


def ask(
    who: Contender, name: str, *, seconds: float, seed: int, cpus: tuple[int, ...] = ()
) -> dict[str, Any]:
    """Ask once, and judge.

    Parameters
    ----------
    who
        The contender.
    name
        Of the instance.
    seconds, seed
        Limits of the search.
    cpus
        Numbers of the processors; empty for any.

    Returns
    -------
    dict
        ``why`` (empty if the answer counts), ``cost``, ``left_out``, ``missing``, ``took_s``,
        ``version``, and ``skipped`` if the contender cannot state the problem.
    """
    ours_only = name.startswith("field/")
    if ours_only and not who.ours:
        return {"skipped": "no adaptor states setups, bands and two matrices for it yet"}
    instance = None if ours_only else load(name)
    with tempfile.TemporaryDirectory() as text:
        folder = Path(text)
        if instance is not None:
            instance.write(folder)
        said = _run(who, folder, name, seconds=seconds, seed=seed, cpus=cpus)
    if "skipped" in said or "why" in said:
        return said
    routes = said.pop("routes")
    if instance is not None:
        _judge(instance, routes, said)
    else:
        said["why"] = said.pop("checked")
        if said["missing"] and not said["why"]:
            said["why"] = f"{said['missing']} visits that must be made are left out"
    return said


def _judge(instance: Instance, routes: list[list[int]], said: dict[str, Any]) -> None:
    """Replace what a contender says of itself by what the judge says."""
    verdict = judge(instance, routes)
    checked, stated = said.pop("checked", ""), said.pop("cost", None)
    said.update(why=verdict.why, cost=verdict.cost, left_out=verdict.left_out)
    said["missing"] = verdict.missing
    if checked and not verdict.why:
        said["why"] = f"router.checking refuses what the judge accepts: {checked[:200]}"
    elif stated is not None and verdict.feasible:
        stated /= instance.scale
        if abs(stated - verdict.cost) > 1e-6 * max(1.0, verdict.cost):
            said["why"] = f"router.checking says {stated}, the judge {verdict.cost}"


def _run(
    who: Contender, folder: Path, name: str, *, seconds: float, seed: int, cpus: tuple[int, ...]
) -> dict[str, Any]:
    """Run the adaptor; what it wrote, or ``why`` it wrote nothing."""
    python = sys.executable if who.ours else peers_python()
    command = [python, str(HERE / "adaptors" / f"{who.adaptor}.py"), str(folder), str(seconds)]
    command += [str(seed), str(who.cores), who.variant, *([name] if who.ours else [])]
    threads = str(who.cores)
    surroundings = os.environ | {
        "BENCH_CPUS": ",".join(map(str, cpus)),
        "OMP_NUM_THREADS": threads,
        "RAYON_NUM_THREADS": threads,
    }
    limit = OWN_TIME_S if who.own_time else 60 + 1.5 * seconds
    begun = time.perf_counter()
    with subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=surroundings,
        start_new_session=True,
    ) as process:
        try:
            _, complaints = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return {"why": f"ended after {limit:.0f} s without an answer", "took_s": limit}
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    written = folder / "answer.json"
    if process.returncode or not written.exists():
        last = complaints.strip().splitlines()[-1:] or [f"exit {process.returncode}"]
        return {"why": f"failed: {last[0][:200]}", "took_s": time.perf_counter() - begun}
    said: dict[str, Any] = json.loads(written.read_text(encoding="utf-8"))
    said["wall_s"] = round(time.perf_counter() - begun, 2)
    return said
