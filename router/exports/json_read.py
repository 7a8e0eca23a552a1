"""JSON from outside becomes checked values; every fault is reported with its path."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from router.errors import Fault, PlanFileError

__all__ = [
    "MAX_FILE_BYTES",
    "FaultList",
    "check_schema",
    "json_path",
    "parse_json",
    "read_text",
    "validate",
]

MAX_FILE_BYTES = 500_000_000
_MAX_FAULTS = 200
_MAX_SHOWN = 60

Model = TypeVar("Model", bound=BaseModel)

# What pydantic calls a fault, in the words of the person who edits the file.
_WORDS = {
    "missing": ("is missing", "Add it, as the published schema says."),
    "extra_forbidden": ("is not a key of this format", "Correct its spelling or remove it."),
    "int_type": ("is not a whole number", "Write a whole number without quotes."),
    "int_from_float": ("is not a whole number", "Write a whole number without quotes."),
    "float_type": ("is not a number", "Write a number without quotes."),
    "finite_number": ("is not a finite number", "Write an ordinary number."),
    "string_type": ("is not a text", 'Write a text in "quotes".'),
    "string_unicode": ("is not a text of whole characters", "Replace the broken character."),
    "bool_type": ("is neither true nor false", "Write true or false without quotes."),
    "list_type": ("is not a list", "Write a list in [brackets]."),
    "dict_type": ("is not a block", "Write a block in {braces}."),
    "model_type": ("is not a block", "Write a block in {braces}."),
    "string_too_short": ("is empty", "Write a text."),
    "too_short": ("is empty", "Give at least one, or remove the block that holds it."),
}


class FaultList:
    """Faults of one file, collected so that all are reported at once.

    Parameters
    ----------
    file
        Name of the file.
    kind
        What it should be, such as ``a plan``.
    """

    def __init__(self, file: str, kind: str) -> None:
        self.file = file
        self.kind = kind
        self.faults: list[Fault] = []

    def add(self, path: str, problem: str, fix: str, value: object = "", row: int = 0) -> None:
        """Remember one fault.

        Parameters
        ----------
        path
            JSON path, such as ``routes[0].start``.
        problem, fix
            What is wrong, and what to do.
        value
            The offending value; it is shortened.
        row
            Line of the file, if it is known.
        """
        shown = value if isinstance(value, str) else json.dumps(value, default=str)
        self.faults.append(
            Fault(
                file=self.file,
                row=row,
                column=path,
                value=shown if len(shown) <= _MAX_SHOWN else shown[: _MAX_SHOWN - 1] + "…",
                problem=problem,
                fix=fix,
            )
        )

    def raise_if_any(self) -> None:
        """Raise one error with all faults.

        Raises
        ------
        PlanFileError
            If there is a fault.
        """
        if self.faults:
            raise self.error()

    def error(self) -> PlanFileError:
        """Return one error that carries all faults; at least one was added.

        Returns
        -------
        PlanFileError
            Its message names the first fault's place, and no value of the file.
        """
        count = len(self.faults)
        first = self.faults[0]
        where = f" at {first.column}" if first.column else ""
        where += f" in line {first.row}" if first.row else ""
        noun = "fault" if count == 1 else "faults"
        return PlanFileError(
            f"{self.file} cannot be read as {self.kind}: {count} {noun}; the first{where}: "
            f"{first.problem}. {first.fix}",
            self.faults[:_MAX_FAULTS],
        )


def read_text(path: Path, faults: FaultList) -> str:
    """Read a JSON file as text.

    Parameters
    ----------
    path
        The file: UTF-8, with or without a byte order mark.
    faults
        Where faults are reported.

    Returns
    -------
    str
        Its text.

    Raises
    ------
    PlanFileError
        If it is not there, larger than 500 MB, or not UTF-8.
    """
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            faults.add("", "the file is larger than 500 MB", "Plan fewer cases at once.")
            raise faults.error()
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        faults.add("", f"the file cannot be opened: {reason}", "Check the path.")
        raise faults.error() from error
    except UnicodeDecodeError:
        faults.add("", "the file is not UTF-8", "Save it as UTF-8.")
        raise faults.error() from None


def parse_json(text: str, faults: FaultList) -> object:
    """Parse JSON, strictly: no repeated keys, no NaN.

    Parameters
    ----------
    text
        The text.
    faults
        Where faults are reported.

    Returns
    -------
    object
        Plain Python values.

    Raises
    ------
    PlanFileError
        If it is not JSON; the fault names the line.
    """

    def members(pairs: list[tuple[str, object]]) -> dict[str, object]:
        block = dict(pairs)
        if len(block) != len(pairs):
            seen: set[str] = set()
            for key, _ in pairs:
                if key in seen:
                    faults.add(key, "this key stands twice in one block", "Remove one of the two.")
                seen.add(key)
        return block

    def constant(name: str) -> None:
        faults.add("", f"{name} is not JSON", "Write a finite number or null.", name)

    if text.startswith("\ufeff"):
        text = text[1:]
    try:
        value: object = json.loads(text, object_pairs_hook=members, parse_constant=constant)
    except json.JSONDecodeError as error:
        faults.add(
            "",
            f"not JSON: {error.msg} at character {error.colno}",
            "Look there and just before for a missing comma, quote or bracket.",
            row=error.lineno,
        )
        raise faults.error() from None
    except RecursionError:
        faults.add("", "not such a file: blocks inside blocks without end", "Give another file.")
        raise faults.error() from None
    except ValueError:  # a number of more than 4,300 digits
        faults.add("", "a number is absurdly long", "Write an ordinary number.")
        raise faults.error() from None
    if "\\u" in text and _has_half_character(value):
        faults.add("", "a text holds half a character", "Write whole characters, as UTF-8.")
    faults.raise_if_any()
    return value


def _has_half_character(value: object) -> bool:
    """Tell whether a text holds one of a pair of surrogates, which no output can be written in."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def check_schema(document: object, schema: str, fix: str, faults: FaultList) -> None:
    """Give a file of another kind or version one clear fault instead of a hundred.

    Parameters
    ----------
    document
        Parsed JSON.
    schema
        What the file must call itself.
    fix
        What to do about a file of another kind.
    faults
        Where the fault is reported.

    Raises
    ------
    PlanFileError
        If the file does not call itself so.
    """
    name = document.get("schema") if isinstance(document, dict) else None
    if name == schema:
        return
    family = schema.partition("/")[0] + "/"
    if isinstance(name, str) and name.startswith(family):
        fix = "It was written by another version of router; use that one."
    faults.add("schema", f"the file does not say {schema}", fix, "" if name is None else name)
    raise faults.error()


def validate(model: type[Model], value: object, faults: FaultList) -> Model:
    """Check parsed JSON against a model.

    Parameters
    ----------
    model
        The shape.
    value
        Plain Python values.
    faults
        Where faults are reported.

    Returns
    -------
    pydantic.BaseModel
        An instance of ``model``.

    Raises
    ------
    PlanFileError
        With every fault and its path.
    """
    try:
        return model.model_validate(value)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False)
    # Outside of the handler, so that no traceback shows the values that pydantic quotes.
    for fault in found:
        kind, message = fault["type"], fault["msg"]
        if kind == "value_error":
            problem, fix = message.removeprefix("Value error, "), "Correct it."
        else:
            problem, fix = _WORDS.get(kind, (message[:1].lower() + message[1:], "Correct it."))
        given = fault["input"]
        plain = isinstance(given, (str, int, float)) and kind != "missing"
        faults.add(json_path(fault["loc"]), problem, fix, given if plain else "")
    raise faults.error()


def json_path(steps: Sequence[str | int]) -> str:
    """Return a path into a JSON document as text.

    Parameters
    ----------
    steps
        Keys and positions from the outermost on.

    Returns
    -------
    str
        Such as ``routes[0].stops[2].arrival``.
    """
    text = ""
    for step in steps:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text
