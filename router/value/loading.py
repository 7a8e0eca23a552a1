"""Parameters from a file that states only what differs from the packaged ones."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import time
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

from router.domain.channels import Channel
from router.errors import Fault, InputError
from router.value.packaged import flat, line_of, packaged
from router.value.parameters import ValueParameters

__all__ = ["load_parameters"]

LARGEST_FILE = 64 * 1024
MOST = 1_000_000_000
_CHOICES = {
    ("recovery", "dampening"): ("sqrt", "log", "none"),
    ("channel", "last"): tuple(one.value for one in Channel if one is not Channel.VISIT),
}

_Table = dict[str, Any]
_Refuse = Callable[[str, str, str], None]


def load_parameters(path: str | Path | None = None) -> ValueParameters:
    """Read what decides what visits are worth.

    Parameters
    ----------
    path
        TOML file that states what differs from the packaged ones; None for those.

    Returns
    -------
    ValueParameters
        Complete.

    Raises
    ------
    InputError
        If the file cannot be read or a value of it cannot be used; all faults at once.

    Notes
    -----
    A table whose ``grade`` the file does not state keeps its own: it is about the defaults.
    """
    if path is None:
        return _packaged()
    return _joined(*_parsed(Path(path)), file=Path(path).name)


@cache
def _packaged() -> ValueParameters:
    return _made({})


def _parsed(path: Path) -> tuple[_Table, str]:
    problem, fix, row = "", "Check the path.", 0
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            problem, fix = "the file is too large", "State only what differs from the defaults."
        else:
            text = content.decode("utf-8-sig").replace("\r\n", "\n")
            return tomllib.loads(text), text
    except FileNotFoundError:
        problem = "there is no such file"
    except OSError as error:
        problem = f"the file cannot be read: {error.strerror or 'it cannot be opened'}"
    except UnicodeDecodeError:
        problem, fix = "the file is not written in UTF-8", "Save it again as UTF-8."
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        problem = f"this is no TOML: {error}"
        fix = "Write it as `router value --parameters` shows them: [burden], then fruitless = 5.0"
        row = int(str(error).partition("(at line ")[2].partition(",")[0] or 0)
    fault = Fault(file=path.name or str(path), row=row, problem=problem, fix=fix)
    raise InputError(f"{fault.file}: these parameters cannot be used", [fault])


def _joined(stated: _Table, text: str, *, file: str) -> ValueParameters:
    """Put what a file states in place of the defaults, or refuse it with all its faults."""
    faults: list[Fault] = []
    own: dict[str, _Table] = {}
    for table, values in stated.items():
        if table not in packaged() or not isinstance(values, Mapping):
            faults.append(_unknown_table(table, values, line_of(text, table), file))
            continue
        own[table] = {}
        for key, value in flat(values):

            def refuse(
                problem: str, fix: str, shown: str = "", at: tuple[str, str] = (table, key)
            ) -> None:
                faults.append(
                    Fault(
                        file=file, row=line_of(text, *at), column=".".join(at),
                        value=shown[:60], problem=problem, fix=fix,
                    )
                )  # fmt: skip

            before = len(faults)
            _judge(table, key, value, refuse)
            if len(faults) == before:
                own[table][key] = value
    if not faults:
        faults = [
            Fault(
                file=file, row=line_of(text, *key), column=".".join(key), problem=problem, fix=fix
            )
            for key, problem, fix in _together(own)
        ]
    if faults:
        raise InputError(f"{file}: these parameters cannot be used", faults)
    return _made(own)


def _unknown_table(table: str, values: object, row: int, file: str) -> Fault:
    if table in packaged():
        problem, fix = "this is a table, not a value", f"Write [{table}] and its keys below."
    elif isinstance(values, Mapping):
        problem = "there is no such table"
        fix = _nearest(table, packaged())
    else:
        homes = [f"[{name}]" for name, keys in packaged().items() if table in keys]
        problem = "this stands outside of every table"
        fix = f"Write it below {' or '.join(homes)}." if homes else _nearest(table, packaged())
    return Fault(file=file, row=row, column=table, problem=problem, fix=fix)


def _nearest(word: str, known: Iterable[str]) -> str:
    names = [name for name in known if name != "grade"]
    near = get_close_matches(word, names, n=1)
    return f"Did you mean {near[0]}?" if near else f"Known are {', '.join(names)}."


def _judge(table: str, key: str, value: object, refuse: _Refuse) -> None:
    """Refuse a value that is none of its key."""
    keys = packaged()[table]
    if key not in keys:
        refuse("there is no such key", _nearest(key, keys), "")
        return
    default, shown = keys[key].value, str(value)
    if key == "grade":
        if not isinstance(value, str) or not value.strip():
            refuse("a grade is a word", 'Write it as grade = "measured".', shown)
    elif isinstance(default, list):
        if not isinstance(value, list) or not value:
            refuse("a list is needed", f"Write it as {_toml(default)}.", shown)
        elif isinstance(default[0], str):
            _judge_hours(value, refuse)
        else:
            for one in value:
                if problem := _wrong_number(table, key, one, default[0]):
                    refuse(*problem, str(one))
    elif isinstance(default, bool):
        if not isinstance(value, bool):
            refuse("true or false is needed", f"Write it as {key} = {_toml(default)}.", shown)
    elif isinstance(default, str):
        if value not in _CHOICES[table, key]:
            refuse("this is none of its values", _one_of(_CHOICES[table, key]), shown)
    elif problem := _wrong_number(table, key, value, default):
        refuse(*problem, shown)


def _one_of(words: Sequence[str]) -> str:
    return f"Write one of {', '.join(words)}."


def _toml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value).replace("'", '"')


def _judge_hours(hours: Sequence[object], refuse: _Refuse) -> None:
    times = []
    for one in hours:
        try:
            times.append(time.fromisoformat(str(one)))
        except ValueError:
            refuse("this is no time of day", 'Write it as "17:00".', str(one))
    if any(clock.tzinfo is not None for clock in times):
        refuse("hours are by the clock at the door", 'Write them without a zone: "17:00".', "")
    elif len(times) == len(hours) and (times[0] != time(0) or sorted(set(times)) != times):
        refuse(
            "the hours do not cover a day in order",
            'Begin with "00:00", and name each once, in order.',
            ", ".join(map(str, hours)),
        )


def _wrong_number(table: str, key: str, value: object, default: float) -> tuple[str, str] | None:
    """Return what is wrong with a number, and what to do."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "a number is needed", f"Write it as {key} = {default}."
    if isinstance(default, int) and not isinstance(value, int):
        return "a whole number is needed", f"Write it as {key} = {default}."
    low, high, above = _bounds(table, key)
    if (value > low if above else value >= low) and value <= high:  # NaN is never so
        return None
    if high == 1 and low == 0 and not above:
        return "a chance lies between 0 and 1", "Write 35 in 100 as 0.35."
    least = f"more than {low:g}" if above else f"{low:g} or more"
    return "this is out of its range", f"Write {least}, and {high:g} at most."


def _bounds(table: str, key: str) -> tuple[float, float, bool]:
    """Return the least, the most, and whether a value must be more than the least."""
    if key in ("failed_odds", "unreached_odds"):
        return 0, 1, True
    if key in ("neighbour_odds", "met_odds", "limit_days"):
        return 1, MOST, False
    if key.endswith("strength") or key == "met_min":
        return 0, MOST, True
    chances = table in ("presence", "address")
    if chances or key in (
        "agreement",
        "kept",
        "without",
        "likely_share",
        "commission",
        "wrong_told",
        "put_off",
    ):
        return 0, 1, False
    return 0, MOST, False


def _together(own: Mapping[str, _Table]) -> Iterator[tuple[tuple[str, str], str, str]]:
    """Yield what is wrong between values that are each right."""
    presence = _values("presence", own)
    bands = len(presence["hours"])
    for key, value in presence.items():
        if isinstance(value, list) and key != "hours" and len(value) != bands:
            yield (
                ("presence", key),
                f"there are {len(value)} chances for {bands} bands of hours",
                "Write one for each of presence.hours.",
            )
    if len(_values("recovery", own)["priority"]) != 5:
        yield (
            ("recovery", "priority"),
            "priorities run from 1 to 5",
            "Write five values, that of priority 1 first.",
        )
    service = _values("service", own)
    if service["missed_min"] > service["met_min"]:
        yield (
            ("service", "missed_min" if "missed_min" in own.get("service", {}) else "met_min"),
            "a visit on which nobody is met takes longer than one on which somebody is",
            "Write missed_min no longer than met_min.",
        )


def _values(table: str, own: Mapping[str, _Table]) -> _Table:
    return {key: one.value for key, one in packaged()[table].items()} | own.get(table, {})


def _made(own: Mapping[str, _Table]) -> ValueParameters:
    hints = get_type_hints(ValueParameters)
    return ValueParameters(
        **{name: _table(kind, _values(name, own)) for name, kind in hints.items()}
    )


def _table(kind: type, values: _Table) -> Any:
    hints = get_type_hints(kind)
    by_field = {key.replace(".", "_"): value for key, value in values.items()}
    return kind(**{one.name: _typed(hints[one.name], by_field[one.name]) for one in fields(kind)})


def _typed(hint: Any, value: Any) -> Any:
    if hint == tuple[time, ...]:
        return tuple(time.fromisoformat(str(one)) for one in value)
    if isinstance(value, list):
        return tuple(float(one) for one in value)
    return float(value) if hint is float else value
