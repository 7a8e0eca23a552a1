"""How the words of a situation are read; those of the tables are told from outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from router.domain.channels import Channel
from router.domain.outcomes import outcome_codes
from router.domain.places import PlaceType
from router.domain.times import DailyWindow

__all__ = ["Words", "read_channel", "read_code", "read_said"]

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


def _plain(text: str) -> str:
    return "".join(text.casefold().split())


def read_channel(text: str) -> Channel:
    """Read the name of a channel.

    Parameters
    ----------
    text
        In English or Chinese.

    Returns
    -------
    Channel
        The channel.

    Raises
    ------
    ValueError
        If it is not known.
    """
    for channel, words in _CHANNELS.items():
        if _plain(text) in words.split():
            return channel
    raise ValueError("not a channel: visit, call, message or letter")


def read_said(text: str) -> str:
    """Read what a notice states.

    Parameters
    ----------
    text
        In English or Chinese.

    Returns
    -------
    str
        Our word for it.

    Raises
    ------
    ValueError
        If it is not known.
    """
    for said, words in _SAYS.items():
        if _plain(text) in words.split():
            return said
    raise ValueError("not what a notice states: purpose, date_time, rights or agent")


def read_code(text: str) -> str:
    """Read an outcome.

    Parameters
    ----------
    text
        Code, or a word of the table of outcome codes.

    Returns
    -------
    str
        Its code.

    Raises
    ------
    ValueError
        If it is not known.
    """
    for code, row in outcome_codes().items():
        words = (code, row.english, row.chinese, *row.aliases)
        if _plain(text) in map(_plain, words):
            return code
    raise ValueError("not an outcome that is known, see the table of outcome codes")
