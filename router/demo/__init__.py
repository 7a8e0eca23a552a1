"""Demo: the bundled example days, with fictional people (see ``README.md`` beside this file)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from router.errors import InputError

__all__ = ["EXAMPLES", "ExampleDay", "example"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleDay:
    """The files of one example, ready to be planned.

    Parameters
    ----------
    name
        Short name.
    title
        For people.
    day
        The date to plan; a working Tuesday.
    extract
        The OpenStreetMap extract to build the region from.
    cases, agents
        The tables.
    attribution
        Where the extract comes from, and its licence.
    synthetic
        True if the city is generated.
    """

    name: str
    title: str
    day: date
    extract: Path
    cases: Path
    agents: Path
    attribution: Path
    synthetic: bool = False


# Name: title, extract, and whether the city is generated.
_EXAMPLES = {
    "helsinki": ("Central Helsinki", "helsinki-centre.osm.pbf", False),
    "zh": ("Linjiang 临江市 (synthetic city)", "linjiang-synthetic.osm.pbf", True),
}

EXAMPLES = tuple(_EXAMPLES)
"""Names of the bundled examples; the first is the default."""


def example(name: str = "helsinki") -> ExampleDay:
    """Return the files of a bundled example day.

    Parameters
    ----------
    name
        One of ``EXAMPLES``.

    Returns
    -------
    ExampleDay
        Its files, which all exist.

    Raises
    ------
    InputError
        If there is no such example; the message lists those that there are.

    Examples
    --------
    >>> day = example("helsinki")
    >>> day.title, day.day.isoformat(), day.cases.name
    ('Central Helsinki', '2026-11-24', 'cases.csv')
    """
    if name not in _EXAMPLES:
        raise InputError(f"There is no example {name[:40]!r}. Take one of: {', '.join(EXAMPLES)}.")
    title, extract, synthetic = _EXAMPLES[name]
    folder = Path(__file__).parent / name
    return ExampleDay(
        name=name,
        title=title,
        day=date(2026, 11, 24),
        extract=folder / extract,
        cases=folder / "cases.csv",
        agents=folder / "agents.csv",
        attribution=folder / "ATTRIBUTION.md",
        synthetic=synthetic,
    )
