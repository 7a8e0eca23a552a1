"""One table of a TOML file, read key by key: what is wrong is collected, with its line."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from router.errors import Fault
from router.rules.toml_files import Lines

__all__ = ["TomlTable", "nearest"]

LONGEST_TEXT = 4_000
LONGEST_LIST = 200

_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,59}")
_WORD = re.compile(r"[\w][\w .&/()+-]{0,59}")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return words for "did you mean": the nearest known word, or all of them.

    Parameters
    ----------
    word
        As written.
    known
        What may stand there.

    Returns
    -------
    str
        A sentence.
    """
    choices = list(known)
    if word.lower() in choices:
        return f"Write {word.lower()} in small letters."
    close = difflib.get_close_matches(word[:60].lower(), choices, n=1, cutoff=0.5)
    if close:
        return f"Did you mean {close[0]}?"
    return f"Write one of: {', '.join(choices)}." if choices else "Leave it out."


class TomlTable:
    """One table, read key by key.

    Parameters
    ----------
    values
        As parsed.
    file, table, index
        Where it is: name of the file, of the table, and which of several.
    lines
        Of the file.
    faults
        What is wrong is added here.
    """

    def __init__(
        self,
        values: Mapping[str, object],
        *,
        file: str,
        table: str = "",
        index: int = 0,
        lines: Lines,
        faults: list[Fault],
    ) -> None:
        self.values = values
        self.file = file
        self.table = table
        self.index = index
        self.lines = lines
        self.faults = faults
        self._asked: list[str] = []

    @property
    def where(self) -> str:
        """The table in words, such as ``[[hours]] hours-sat``."""
        if not self.table:
            return ""
        name = self.values.get("id") or self.values.get("rule")
        label = name if isinstance(name, str) and name else f"#{self.index + 1}"
        return f"[{self.table}]" if "." in self.table else f"[[{self.table}]] {label[:40]}"

    def fault(
        self, key: str, problem: str, fix: str, *, value: str | None = None, fatal: bool = True
    ) -> None:
        """Note what is wrong with a key.

        Parameters
        ----------
        key
            The key; empty for the table.
        problem, fix
            What is wrong, and what to do.
        value
            Of several, the one that is meant; None for all that stands at the key.
        fatal
            False for a remark.
        """
        column = ": ".join(part for part in (self.where, key) if part)
        self.faults.append(
            Fault(
                file=self.file,
                row=self.lines.of(self.table, self.index, key),
                column=column,
                value=_shown(self.values.get(key, "") if value is None else value),
                problem=problem,
                fix=fix,
                fatal=fatal,
            )
        )

    @property
    def known_keys(self) -> tuple[str, ...]:
        """The keys that were asked for so far, written or not."""
        return tuple(dict.fromkeys(self._asked))

    def has(self, key: str) -> bool:
        """Tell whether a key is there.

        Parameters
        ----------
        key
            The key.

        Returns
        -------
        bool
            True if it is written.
        """
        return key in self.values

    def text(self, key: str, *, required: bool = False, default: str = "") -> str:
        """Return a text on one or several lines.

        Parameters
        ----------
        key
            The key.
        required
            Whether it must be there and not blank.
        default
            If it is not.

        Returns
        -------
        str
            Without space around it; the default if it cannot be used.
        """
        value = self.ask(key, required=required)
        if value is None:
            return default
        if isinstance(value, date) and not isinstance(value, datetime):
            value = value.isoformat()  # a version such as 2021-04-20 needs no quotes
        if not isinstance(value, str):
            self.fault(key, "this is no text", 'Write it in quotes: "…".')
            return default
        clean = " ".join(value.split())
        if required and not clean:
            self.fault(key, "this is empty", "Write a few words.")
        elif len(clean) > LONGEST_TEXT:
            self.fault(key, "this is too long", f"Use at most {LONGEST_TEXT} characters.")
        elif any(not letter.isprintable() for letter in clean):
            self.fault(key, "this holds control characters", "Write it again by hand.")
        else:
            return clean
        return default

    def name(self, key: str = "id") -> str:
        """Return an id: small letters, digits, hyphens and points.

        Parameters
        ----------
        key
            The key.

        Returns
        -------
        str
            Empty if it cannot be used.
        """
        value = self.text(key, required=True)
        if value and not _ID.fullmatch(value):
            self.fault(
                key, "this is no id", "Use small letters, digits and hyphens, such as hours-sat."
            )
            return ""
        return value

    def choice(self, key: str, known: Sequence[str], *, default: str | None = None) -> str:
        """Return one of the words that may stand there.

        Parameters
        ----------
        key
            The key.
        known
            What may stand there.
        default
            If the key is missing; None if it must be there.

        Returns
        -------
        str
            One of them; the first if it cannot be used.
        """
        value = self.text(key, required=default is None)
        if not value:
            return known[0] if default is None else default
        if value not in known:
            self.fault(key, "this word is not known", nearest(value, known))
            return known[0]
        return value

    def words(
        self,
        key: str,
        known: Sequence[str] = (),
        *,
        required: bool = False,
        hints: Mapping[str, str] | None = None,
    ) -> list[str]:
        """Return a list of words; a single word may stand without brackets.

        Parameters
        ----------
        key
            The key.
        known
            What may stand there; empty if any word may.
        required
            Whether there must be at least one.
        hints
            What to write in the place of words that are often tried.

        Returns
        -------
        list of str
            In their order, each once; without those that cannot be used.
        """
        found = [
            word
            for word in self.texts(key, required=required)
            if self._known(key, word, known, hints or {}) and (known or self._is_word(key, word))
        ]
        return list(dict.fromkeys(found))

    def texts(self, key: str, *, required: bool = False) -> list[str]:
        """Return a list of texts; a single text may stand without brackets.

        Parameters
        ----------
        key
            The key.
        required
            Whether there must be at least one.

        Returns
        -------
        list of str
            In their order.
        """
        value = self.ask(key, required=required)
        if value is None:
            return []
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            self.fault(key, "this is no list of texts", 'Write it so: ["one", "two"].')
            return []
        if len(items) > LONGEST_LIST:
            self.fault(key, "this list is too long", f"Use at most {LONGEST_LIST} entries.")
            return []
        clean = [" ".join(item.split()) for item in items]
        if (required and not clean) or not all(clean):
            problem = "a text here is empty" if clean else "this list is empty"
            self.fault(key, problem, "Write at least one word, and none empty.")
        if any(len(item) > LONGEST_TEXT or not item.isprintable() for item in clean):
            self.fault(key, "a text here is too long or holds control characters", "Shorten it.")
            return []
        return [item for item in clean if item]

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Return true or false.

        Parameters
        ----------
        key
            The key.
        default
            If it is missing.

        Returns
        -------
        bool
            The default if it cannot be used.
        """
        value = self.ask(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.fault(key, "this is neither true nor false", "Write true or false, unquoted.")
            return default
        return value

    def whole(self, key: str, least: int, most: int, *, required: bool = False) -> int | None:
        """Return a whole number.

        Parameters
        ----------
        key
            The key.
        least, most
            Between which it must lie.
        required
            Whether it must be there.

        Returns
        -------
        int or None
            None if it is missing or cannot be used.
        """
        value = self.ask(key, required=required)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.fault(key, "this is no fitting number", f"Use a whole number, {least} to {most}.")
            return None
        return value

    def number(self, key: str, least: float, most: float) -> float | None:
        """Return a required number.

        Parameters
        ----------
        key
            The key.
        least, most
            Between which it must lie.

        Returns
        -------
        float or None
            None if it is missing or cannot be used.
        """
        value = self.ask(key, required=True)
        if value is None:
            return None
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not math.isfinite(value) or not least <= value <= most:  # type: ignore[arg-type, operator]
            self.fault(key, "this is no fitting number", f"Use a number, {least:g} to {most:g}.")
            return None
        return float(value)  # type: ignore[arg-type]

    def ask(self, key: str, *, required: bool = False) -> object:
        """Return what stands at a key, as parsed; the key is then known.

        Parameters
        ----------
        key
            The key.
        required
            Whether it must be there.

        Returns
        -------
        object
            None if it is missing.
        """
        self._asked.append(key)
        value = self.values.get(key)
        if value is None and required:
            self.fault(key, f"the key {key!r} is missing", f"Add {key} = …")
        return value

    def finish(self) -> None:
        """Refuse the keys that nothing asked for."""
        for key in self.values:
            if key not in self._asked:
                self.fault(key, f"there is no key {key!r} here", nearest(key, self._asked))

    def _known(self, key: str, word: str, known: Sequence[str], hints: Mapping[str, str]) -> bool:
        if known and word not in known:
            hint = hints.get(word.lower())
            fix = f"Write {hint}." if hint else nearest(word, known)
            self.fault(key, "this word is not known", fix, value=word)
            return False
        return True

    def _is_word(self, key: str, word: str) -> bool:
        if not _WORD.fullmatch(word):
            fix = "Use letters, digits and hyphens."
            self.fault(key, "this is no short word", fix, value=word)
            return False
        return True


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else ("" if value is None else str(value))
    clean = "".join(letter if letter.isprintable() else "?" for letter in text[:200])
    return clean if len(clean) <= 60 else clean[:59] + "…"
