"""Words that the rules ask for, English and Chinese: flags of a borrower, consents, areas, yes."""

from __future__ import annotations

from router.domain.places import PlaceType
from router.domain.standing import CONSENTS
from router.intake.cells import CellError, flat, is_nothing, parse_list
from router.intake.words import parse_place_type, plain_word, word_table

__all__ = ["is_yes", "parse_areas", "parse_consents", "parse_flags", "parse_yes_no"]

_ANSWERS = word_table(
    {
        "yes": "yes y true t 1 x ok 是 有 对 √ ✓ ✔",
        "no": "no n false f 0 none 否 无 没有 不 未 × ✗",
    }
)
_FLAGS = word_table(
    {
        "risk": (
            "risk risky highrisk danger dangerous unsafe safety violent violence threat threats "
            "threatening aggressive 风险 有风险 高风险 安全风险 人身风险 危险 暴力 暴力倾向 "
            "有暴力倾向 威胁 曾威胁 人身安全"
        ),
        "daylight": (
            "daylight daytime daylightonly daytimeonly dayonly onlybyday 白天 日间 仅白天 仅限白天 "
            "仅日间 白天上门 日间上门"
        ),
        "minor": "minor minors underage child under18 未成年 未成年人 未满18岁",
        "elderly": "elderly elder senior aged oldage 老人 老年 老年人 高龄 高龄老人 年长",
        "vulnerable": (
            "vulnerable vulnerability 脆弱 弱势 弱势群体 脆弱人群 特殊困难 特殊群体 特殊人群"
        ),
        "hospital": "hospital hospitalised hospitalized inhospital inpatient 住院 住院中 在院",
        "disabled": "disabled disability handicapped 残疾 残疾人 残障 残障人士",
        "incapacitated": (
            "incapacitated incapacity incapable nocapacity 无行为能力 限制行为能力 无民事行为能力 "
            "限制民事行为能力 无民事行为能力人 限制民事行为能力人 失能"
        ),
        "microfinance": "microfinance microcredit microloan mfi 小额信贷 小额贷款 微型金融 小贷",
        "overdue-15": "overdue15 overdue15days 逾期15天 逾期15天以上 逾期超过15天 逾期超15天",
    }
)
_CONSENTS = word_table(
    {
        "visit": "visit visits homevisit 同意上门 上门 外访 同意外访",
        "hours": (
            "hours hour time times otherhours anytime outofhours 时间 时段 其他时间 其他时段 "
            "任意时间 非常规时段 同意时段"
        ),
        "frequency": "frequency often moreoften morevisits 频率 次数 频次 更多次数 更多次",
    }
)
_CONSENT_FIX = (
    f"Write {', '.join(CONSENTS[:3])} or a type of place such as work; several separated by ;"
)


def is_yes(text: str) -> bool:
    """Tell whether a cell says yes.

    Parameters
    ----------
    text
        The cell.

    Returns
    -------
    bool
        True for ``yes``, ``true``, ``1``, ``是`` …
    """
    return _ANSWERS.get(plain_word(text)) == "yes"


def parse_yes_no(text: str) -> bool:
    """Read yes or no.

    Parameters
    ----------
    text
        ``yes``, ``no``, ``1``, ``0``, ``true``, ``false``, ``是``, ``否`` …

    Returns
    -------
    bool
        True for yes.

    Raises
    ------
    CellError
        If it is neither.
    """
    if is_yes(text):
        return True
    if is_nothing(text) or _ANSWERS.get(plain_word(text)) == "no":
        return False
    raise CellError("this is neither yes nor no", "Write yes or no.")


def parse_flags(text: str) -> frozenset[str]:
    """Read the flags of a borrower.

    Parameters
    ----------
    text
        Flags separated by ``;`` ``,`` ``、``. A bare ``yes`` means ``risk``, as the column of many
        tables is called risk flag.

    Returns
    -------
    frozenset of str
        Those of `router.domain.standing.FLAGS` by their names; others as written, for profiles of
        one's own.
    """
    items = [item for item in parse_list(text) if _ANSWERS.get(plain_word(item)) != "no"]
    return frozenset("risk" if is_yes(item) else _flag(item) for item in items)


def _flag(item: str) -> str:
    return _FLAGS.get(plain_word(item), flat(item))


def parse_consents(text: str) -> frozenset[str]:
    """Read what a borrower agreed to.

    Parameters
    ----------
    text
        ``visit``, ``hours``, ``frequency`` and types of places, separated by ``;``.

    Returns
    -------
    frozenset of str
        See `router.domain.standing.CONSENTS`.

    Raises
    ------
    CellError
        If any part is not known, such as a bare ``yes`` (to what?): it may be a condition, so that
        nothing of the cell counts.
    """
    return frozenset(_consent(item) for item in parse_list(text))


def _consent(item: str) -> str:
    word = plain_word(item)
    if word in _CONSENTS:
        return _CONSENTS[word]
    try:
        kind: PlaceType = parse_place_type(item)
    except CellError:
        raise CellError("not a consent that is known", _CONSENT_FIX) from None
    return kind.value


def parse_areas(text: str) -> frozenset[str]:
    """Read a list of areas.

    Parameters
    ----------
    text
        Separated by ``;`` ``,`` ``、``.

    Returns
    -------
    frozenset of str
        As written, in one width.
    """
    return frozenset(flat(item) for item in parse_list(text))
