"""TOML files: read within limits, parsed, and on which line what stands."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from router.errors import Fault

__all__ = ["Lines", "parse_toml", "read_toml"]

LARGEST_FILE = 256 * 1024

_HEADER = re.compile(r"\s*\[\[?\s*([^\]#]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")


class Lines:
    """On which line of a TOML file each table and key stands, for messages.

    Parameters
    ----------
    text
        Of the file.
    """

    def __init__(self, text: str) -> None:
        self._at: dict[tuple[str, int, str], int] = {}
        counts: dict[str, int] = {}
        table, index, quoted = "", 0, False
        for number, line in enumerate(text.splitlines(), start=1):
            starts_quoted = quoted
            quoted ^= (line.count('"""') + line.count("'''")) % 2 == 1
            if starts_quoted:
                continue
            if header := _HEADER.match(line):
                table = header[1].replace('"', "").replace(" ", "")
                parent = table.rpartition(".")[0]
                # `[loosen.to]` belongs to the last `[[loosen]]`.
                index = counts[parent] - 1 if parent in counts else counts.get(table, 0)
                counts[table] = counts.get(table, 0) + 1
                self._at.setdefault((table, index, ""), number)
            elif key := _KEY.match(line):
                self._at.setdefault((table, index, key[1]), number)

    def of(self, table: str, index: int = 0, key: str = "") -> int:
        """Return the line of a key, else of its table, else 0.

        Parameters
        ----------
        table
            Such as ``hours`` or ``sources.law``; empty for the top.
        index
            Which of several, from 0.
        key
            In it; empty for its header.

        Returns
        -------
        int
            1-based; 0 if it was not found.
        """
        header = (key, 0, "") if not table else (table, index, "")
        return self._at.get((table, index, key)) or self._at.get(header, 0)


def read_toml(path: Path) -> tuple[bytes, tuple[Fault, ...]]:
    """Return the bytes of a TOML file, if it is one that may be read.

    Parameters
    ----------
    path
        Of the file.

    Returns
    -------
    bytes
        Empty if there is a fault.
    tuple of Fault
        Why it cannot be read.
    """
    problem, fix = "", ""
    content = b""
    try:
        if path.is_dir():
            problem, fix = "this is a folder", "Name a .toml file."
        else:
            with path.open("rb") as file:
                content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        problem, fix = "there is no such file", "Check the path."
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or "it cannot be opened"
        problem, fix = f"the file cannot be read: {reason}", "Check the path and its rights."
    if len(content) > LARGEST_FILE:
        problem = "the file is too large"
        fix = f"A profile has at most {LARGEST_FILE // 1024} KiB."
    if problem:
        return b"", (Fault(file=path.name or str(path), problem=problem, fix=fix),)
    return content, ()


def parse_toml(content: bytes, file: str) -> tuple[dict[str, object], Lines, tuple[Fault, ...]]:
    """Parse TOML, and know on which line everything stands.

    Parameters
    ----------
    content
        Of the file.
    file
        Its name, for messages.

    Returns
    -------
    dict
        Empty if it is no TOML.
    Lines
        Where what stands.
    tuple of Fault
        Why it is no TOML.
    """
    row = 0
    try:
        text = content.decode("utf-8-sig")
        return tomllib.loads(text.replace("\r\n", "\n")), Lines(text), ()
    except UnicodeDecodeError:
        problem, fix = "the file is not written in UTF-8", "Save it again as UTF-8."
    except tomllib.TOMLDecodeError as error:
        problem = f"this is no TOML: {error}"
        row = _line_of(str(error))
        fix = "Compare with a packaged profile: router rules show humane --toml"
    except (RecursionError, ValueError):
        problem, fix = "this cannot be read as TOML", "Write it as the packaged profiles are."
    return {}, Lines(""), (Fault(file=file, row=row, problem=problem, fix=fix),)


def _line_of(message: str) -> int:
    _, _, rest = message.partition("(at line ")
    number = rest.split(",", maxsplit=1)[0]
    return int(number) if number.isdigit() else 0
