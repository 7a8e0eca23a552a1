"""Means with their uncertainty, and tables, from the records of runs."""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scipy.stats import t as student

__all__ = ["Figure", "answered", "by_instance", "mean", "ratio", "selected", "table"]

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """A value and the half width of its 95 % confidence interval (nan: one sample only)."""

    value: float
    half: float
    samples: int

    def text(self, digits: int) -> str:
        """Return it as ``1.234 ± 0.012``."""
        if not self.samples:
            return "-"
        half = "" if math.isnan(self.half) else f" ± {self.half:,.{digits}f}"
        return f"{self.value:,.{digits}f}{half}"


def mean(values: Sequence[float]) -> Figure:
    """Return the mean of samples.

    Parameters
    ----------
    values
        The samples.

    Returns
    -------
    Figure
        With Student's interval.
    """
    count = len(values)
    if count < 2:
        return Figure(values[0] if values else math.nan, math.nan, count)
    spread = statistics.stdev(values) / math.sqrt(count)
    return Figure(statistics.fmean(values), _quantile(count) * spread, count)


def ratio(pairs: Sequence[tuple[float, float]]) -> Figure:
    """Return the ratio of mean costs, paired by instance.

    Parameters
    ----------
    pairs
        Cost of the one and of the other on the same instance.

    Returns
    -------
    Figure
        Sum over sum; its interval by linearisation (the ratio estimator of survey sampling).
    """
    count = len(pairs)
    if not count or not sum(other for _, other in pairs):
        return Figure(math.nan, math.nan, 0)
    value = sum(one for one, _ in pairs) / sum(other for _, other in pairs)
    if count < 2:
        return Figure(value, math.nan, count)
    off = [one - value * other for one, other in pairs]
    base = statistics.fmean(other for _, other in pairs)
    spread = math.sqrt(sum(x * x for x in off) / (count - 1) / count) / base
    return Figure(value, _quantile(count) * spread, count)


def _quantile(count: int) -> float:
    return float(student.ppf(0.975, count - 1))


def selected(records: Sequence[Record], case: str, who: str, seconds: float | None) -> list[Record]:
    """Return the runs of a contender on a case.

    Parameters
    ----------
    records
        All runs.
    case, who, seconds
        Which; a contender that ends by itself is there whatever the limit.

    Returns
    -------
    list of dict
        Skipped ones are left out.
    """
    return [
        record
        for record in records
        if record["case"] == case
        and record["who"] == who
        and record["seconds"] in (seconds, None)
        and "skipped" not in record
    ]


def answered(records: Sequence[Record]) -> list[Record]:
    """Return the runs whose answers count."""
    return [record for record in records if not record["why"]]


def by_instance(records: Sequence[Record]) -> dict[str, float]:
    """Return the mean cost over seeds per instance, of those where every answer counts.

    Parameters
    ----------
    records
        Of one contender, case and limit.

    Returns
    -------
    dict
        Instances are the samples of every interval. If there is one instance only, its seeds are.
    """
    costs: defaultdict[str, list[float]] = defaultdict(list)
    failed = set()
    for record in records:
        if record["why"]:
            failed.add(record["instance"])
        else:
            costs[record["instance"]].append(record["cost"])
    if len({record["instance"] for record in records}) == 1:
        counted = answered(records)
        return {f"{r['instance']} seed {r['seed']}": r["cost"] for r in counted}
    return {name: statistics.fmean(c) for name, c in costs.items() if name not in failed}


def paired(one: dict[str, float], other: dict[str, float]) -> list[tuple[float, float]]:
    """Return the costs of instances that both answered.

    A contender without seeds has one answer, which stands against every seed of the other.
    """
    if len(other) == 1 and len(one) > 1:
        [alone] = other.values()
        return [(cost, alone) for cost in one.values()]
    return [(one[name], other[name]) for name in sorted(one.keys() & other.keys())]


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown whose columns line up.

    Parameters
    ----------
    heads, rows
        Texts; the first column is set to the left, the others to the right.

    Returns
    -------
    str
        Lines.
    """
    widths = [max(len(row[k]) for row in [heads, *rows]) for k in range(len(heads))]

    def line(row: Sequence[str]) -> str:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        return "| " + " | ".join(cells) + " |"

    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join([line(heads), line(rule), *(line(row) for row in rows)])
