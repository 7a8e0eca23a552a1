"""How many Chinese addresses are read into the right parts, beside jionlp and cpca, and how fast.

    python benchmarks/parsing.py [LABELLED.csv ...] [--who router,jionlp,cpca] [--show PART]

A labelled table has the columns of `router address parse`, filled in by hand; without one
`addresses_zh.csv` is read, written and labelled by somebody who had not seen the parser, before it
was asked. Parts named in a column ``open`` are a matter of taste and do not count. A part is right
if it is the label, letter by letter; of `rest` only the letters and digits count. Peers fill in
what an address does not say (cpca makes 朝阳区 one of Changchun): where the label is empty that is
counted apart, as guessed.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from asking import peers_python

from router.domain.address_parts import PART_NAMES
from router.geocoding.parsing import parse_address

HERE = Path(__file__).resolve().parent
LABELLED = HERE / "addresses_zh.csv"
PARTS = tuple(name for name in PART_NAMES if name != "postcode")  # of the command's table
REPEATS = 5  # of our own reading, for a steady time


def labelled(path: Path) -> list[dict[str, str]]:
    """Return the rows of a labelled table."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{key: value or "" for key, value in row.items()} for row in csv.DictReader(file)]


def same(part: str, one: str, row: Mapping[str, str]) -> bool:
    """Tell whether a value of a part is the label of a row."""
    if part in row.get("open", "").split():
        return True
    if part != "rest":
        return one == row[part]
    return [*filter(str.isalnum, one)] == [*filter(str.isalnum, row[part])]


def ours(addresses: Sequence[str]) -> tuple[list[dict[str, str]], float]:
    """Read with router; return the parts, and addresses per second."""
    parse_address(addresses[0])
    begun = time.perf_counter()
    for _ in range(REPEATS):
        parts = [dict(parse_address(address).to_dict()) for address in addresses]
    return parts, len(addresses) * REPEATS / (time.perf_counter() - begun)


def theirs(who: str, addresses: Sequence[str]) -> tuple[list[dict[str, str]], float]:
    """Read with a peer in its own environment."""
    done = subprocess.run(
        [peers_python(), str(HERE / "adaptors" / "reading.py"), who],
        input=json.dumps(addresses, ensure_ascii=False),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{who} failed: {done.stderr.strip().splitlines()[-1:]}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer["parts"], len(addresses) / answer["seconds"]


def main() -> None:
    """Print a row per part, a column per reader."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("tables", nargs="*", type=Path, default=[LABELLED])
    asked.add_argument("--who", default="router,jionlp,cpca")
    asked.add_argument("--show", default="", help="print the addresses whose part is wrong")
    options = asked.parse_args()
    rows = [row for path in options.tables for row in labelled(path)]
    addresses = [row["address"] for row in rows]
    readers = options.who.split(",")
    found: dict[str, list[dict[str, str]]] = {}
    speed: dict[str, float] = {}
    for who in readers:
        found[who], speed[who] = ours(addresses) if who == "router" else theirs(who, addresses)
    print(f"{len(rows)} addresses; right / guessed where the address says nothing")
    print(f"{'':<10}{'said':>6}" + "".join(f"{who:>20}" for who in readers))
    for part in PARTS:
        said = [place for place, row in enumerate(rows) if row[part]]
        unsaid = [place for place, row in enumerate(rows) if not row[part]]
        line = f"{part:<10}{len(said):>6}"
        for who in readers:
            if part not in found[who][0]:
                line += f"{'-':>20}"
                continue
            right = sum(same(part, found[who][place][part], rows[place]) for place in said)
            guessed = sum(bool(found[who][place][part]) for place in unsaid)
            line += f"{right / max(1, len(said)):>12.1%}{guessed:>8}"
        print(line)
    whole = sum(
        all(same(part, mine[part], row) for part in PARTS)
        for mine, row in zip(found.get("router", []), rows, strict=False)
    )
    if "router" in found:
        print(f"router: every part right in {whole} of {len(rows)} ({whole / len(rows):.1%})")
    print("per second: " + ", ".join(f"{who} {speed[who]:,.0f}" for who in readers))
    for mine, row in zip(found.get("router", []), rows, strict=False):
        for part in PARTS if options.show == "all" else [options.show] * bool(options.show):
            if not same(part, mine[part], row):
                print(f"{row['address']}  {part}: {mine[part]!r}, label {row[part]!r}")


if __name__ == "__main__":
    main()
