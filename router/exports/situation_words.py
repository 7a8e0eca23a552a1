"""How the texts of a situation are read; what cannot be read is reported with its path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from router.domain.channels import Channel
from router.domain.outcomes import outcome_codes
from router.domain.places import PlaceType
from router.domain.times import DailyWindow
from router.exports.json_read import FaultList

__all__ = ["Reader", "Words", "parse_channel", "parse_code", "parse_said"]

_CHANNELS = {
    Channel.VISIT: "visit home-visit field 上门 外访 家访",
    Channel.CALL: "call phone telephone 电话 电催 致电",
    Channel.MESSAGE: "message sms text email 短信 消息 邮件 微信",
    Channel.LETTER: "letter post mail 信函 信件 函件",
}
_SAYS = {
    "purpose": "purpose reason 目的 事由",
    "date_time": "date_time datetime date-time date/time dateandtime time 时间 日期时间",
    "rights": "rights 权利",
    "agent": "agent name 人员",
}

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How the texts of a situation are read; each raises ValueError for one that it does not know.

    Parameters
    ----------
    moment
        Date and time, in a zone if they have no offset.
    day
        A date.
    windows, bad_times
        Times by the clock.
    place_type
        A type of place.
    flags, consents, languages
        Lists in one text.
    stage
        Of a case.
    """

    moment: Callable[[str, tzinfo | None], datetime]
    day: Callable[[str], date]
    windows: Callable[[str], tuple[DailyWindow, ...]]
    bad_times: Callable[[str], tuple[DailyWindow, ...]]
    place_type: Callable[[str], PlaceType]
    flags: Callable[[str], frozenset[str]]
    consents: Callable[[str], frozenset[str]]
    languages: Callable[[str], frozenset[str]]
    stage: Callable[[str], str]


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


def _plain(text: str) -> str:
    return "".join(text.casefold().split())


def parse_channel(text: str) -> Channel:
    """Read a channel.

    Parameters
    ----------
    text
        An English or a Chinese word.

    Returns
    -------
    Channel
        As ours.

    Raises
    ------
    ValueError
        If the word is not known.
    """
    for channel, words in _CHANNELS.items():
        if _plain(text) in words.split():
            return channel
    raise ValueError("not a channel: visit, call, message or letter")


def parse_said(text: str) -> str:
    """Read what a notice states.

    Parameters
    ----------
    text
        An English or a Chinese word.

    Returns
    -------
    str
        As ours.

    Raises
    ------
    ValueError
        If the word is not known.
    """
    for said, words in _SAYS.items():
        if _plain(text) in words.split():
            return said
    raise ValueError("not what a notice states: purpose, date_time, rights or agent")


def parse_code(text: str) -> str:
    """Read the code of an outcome.

    Parameters
    ----------
    text
        An English or a Chinese word.

    Returns
    -------
    str
        As ours.

    Raises
    ------
    ValueError
        If the word is not known.
    """
    for code, row in outcome_codes().items():
        words = (code, row.english, row.chinese, *row.aliases)
        if _plain(text) in map(_plain, words):
            return code
    raise ValueError("not an outcome that is known, see the table of outcome codes")
