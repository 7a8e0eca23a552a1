"""Ask a peer that reads Chinese addresses: lines of JSON in, parts and seconds out.

python reading.py jionlp|cpca < ADDRESSES.json > PARTS.json
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from importlib import import_module

_Parts = dict[str, str]
_Reader = Callable[[Sequence[str]], list[_Parts]]


def with_jionlp() -> _Reader:
    """Return jionlp's reader, towns and villages included."""
    jionlp = import_module("jionlp")
    names = ("province", "city", "district", "town", "village")
    theirs = ("province", "city", "county", "town", "village")

    def read(addresses: Sequence[str]) -> list[_Parts]:
        found = []
        for address in addresses:
            answer = jionlp.parse_location(address, town_village=True) if address else {}
            found.append(
                {name: answer.get(key) or "" for name, key in zip(names, theirs, strict=True)}
            )
        return found

    return read


def with_cpca() -> _Reader:
    """Return cpca's reader: province, city, district."""
    cpca = import_module("cpca")

    def read(addresses: Sequence[str]) -> list[_Parts]:
        table = cpca.transform(list(addresses)).fillna("")
        return [
            {"province": row["省"] or "", "city": row["市"] or "", "district": row["区"] or ""}
            for row in table.to_dict("records")
        ]

    return read


def main() -> None:
    """Read once to load its tables, then with the clock running."""
    warnings.simplefilter("ignore")
    who = sys.argv[1]
    addresses = json.load(sys.stdin)
    with contextlib.redirect_stdout(sys.stderr):  # jionlp greets on stdout
        read = {"jionlp": with_jionlp, "cpca": with_cpca}[who]()
        read(addresses[:1])
        begun = time.perf_counter()
        parts = read(addresses)
        seconds = time.perf_counter() - begun
    json.dump({"seconds": seconds, "parts": parts}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
