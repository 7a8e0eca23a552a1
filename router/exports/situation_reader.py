"""Reads the texts of one situation; what cannot be read is reported with its path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, tzinfo
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from router.domain.times import DailyWindow
from router.exports.json_read import FaultList
from router.exports.situation_words import Words

__all__ = ["Reader"]

T = TypeVar("T")


class Reader:
    """Reads the texts of one situation.

    Parameters
    ----------
    words
        How they are read.
    faults
        Where faults are reported.
    """

    def __init__(self, words: Words, faults: FaultList) -> None:
        self.words = words
        self.faults = faults
        self.zone: tzinfo | None = None

    def zone_named(self, path: str, name: str | None) -> tzinfo | None:
        """Return a time zone; of one that is not known UTC, so that other faults are found too.

        Parameters
        ----------
        path
            Where it stands.
        name
            Its IANA name; None if the situation does not say.

        Returns
        -------
        tzinfo or None
            None without a name.
        """
        if name is None:
            return None
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            fix = "Write an IANA name such as Asia/Shanghai."
            self.faults.add(path, "this time zone is not known", fix, name)
            return UTC

    def text(self, path: str, text: str, read: Callable[[str], T]) -> T | None:
        """Read one text.

        Parameters
        ----------
        path
            Where it stands.
        text
            As written.
        read
            How it is read; raises ValueError for what it does not know.

        Returns
        -------
        T or None
            None if it is reported as a fault.
        """
        try:
            return read(text)
        except ValueError as error:
            fix = getattr(error, "fix", "Correct it.")
            self.faults.add(path, str(error), fix, text)
            return None

    def day(self, path: str, text: str | None) -> date | None:
        """Read a date.

        Parameters
        ----------
        path
            Where it stands.
        text
            As written; None if there is none.

        Returns
        -------
        date or None
            None without a text, and for one that is reported as a fault.
        """
        return self.text(path, text, self.words.day) if text else None

    def moment(self, path: str, text: str) -> datetime | None:
        """Read a date and a time of day.

        Parameters
        ----------
        path
            Where it stands.
        text
            With an offset, or by the clock of the door.

        Returns
        -------
        datetime or None
            None if it is reported as a fault.
        """

        def read(written: str) -> datetime:
            if ":" not in written:
                raise ValueError("the time of day is missing")
            return self.words.moment(written, self.zone)

        return self.text(path, text, read)

    def union(
        self, path: str, texts: Sequence[str], read: Callable[[str], frozenset[str]]
    ) -> frozenset[str]:
        """Read several texts, each of one or more words.

        Parameters
        ----------
        path
            Where they stand.
        texts
            As written.
        read
            How one is read.

        Returns
        -------
        frozenset of str
            All words.
        """
        found = [self.text(f"{path}[{n}]", text, read) for n, text in enumerate(texts)]
        return frozenset().union(*(one for one in found if one is not None))

    def windows(
        self, path: str, texts: Sequence[str], read: Callable[[str], tuple[DailyWindow, ...]]
    ) -> tuple[DailyWindow, ...]:
        """Read several texts of times by the clock.

        Parameters
        ----------
        path
            Where they stand.
        texts
            As written.
        read
            How one is read.

        Returns
        -------
        tuple of DailyWindow
            All of them, in order.
        """
        found = [self.text(f"{path}[{n}]", text, read) for n, text in enumerate(texts)]
        return tuple(window for one in found if one is not None for window in one)
