"""Reasons not to visit, as a table writes them; a hold that is read in part refuses the row."""

from __future__ import annotations

import re

from router.domain.cases import Hold
from router.intake.cells import CellError, flat, parse_list
from router.intake.dated import parse_dated

__all__ = ["HOLD_WORDS", "parse_holds"]

HOLD_WORDS = {
    "dispute": ("disputed", "争议", "异议", "有异议", "有争议", "债务争议", "对债务有异议"),
    "promise": ("ptp", "promise to pay", "承诺", "承诺还款", "承诺付款", "已承诺还款"),
    "plan": ("payment plan", "instalments", "分期", "达成分期", "延期", "达成分期/延期"),
    "paid": ("settled", "已结清", "结清", "已还清", "已还款"),
    "complaint": ("complained", "投诉", "已投诉"),
    "represented": ("lawyer", "已委托代理人", "委托律师", "已委托律师", "代理人"),
    "vulnerable": ("vulnerability", "特殊困难", "脆弱人群", "特殊困难/脆弱人群", "弱势群体"),
    "hospital": ("hospitalised", "hospitalized", "in hospital", "inpatient", "住院", "住院中"),
    "bereavement": ("bereaved", "mourning", "丧事", "亲属去世", "家中丧事"),
    "deceased": ("dead", "died", "死亡", "已故", "身故", "据称已故", "去世"),
    "insolvency": ("bankrupt", "bankruptcy", "insolvent", "破产", "破产程序"),
    "probate": ("estate", "inheritance", "遗产", "遗产处理", "遗产继承", "继承"),
    "wedding": ("marriage", "婚礼", "婚事", "喜事"),
    "disaster": ("earthquake", "flood", "灾害", "灾难", "自然灾害", "受灾", "地震", "洪水"),
    "festival": ("religious festival", "节日", "节庆", "过节"),
    "illness": ("ill", "sick", "生病", "患病", "重病", "疾病"),
    "accident": ("事故", "意外", "意外事故"),
    "minor": ("underage", "未成年", "未成年人"),
    "do-not-visit": ("do not visit", "no visit", "不得上门", "不得再访", "禁止上门", "拒绝上门"),
    "custody": ("detained", "prison", "羁押", "服刑", "服役", "羁押/服役"),
    "away": ("abroad", "外出", "外地", "出差", "不在本地"),
}  # fmt: skip
"""Our name of a reason to other words for it; any other reason is kept as written and holds too."""

_REASONS = {word: name for name, words in HOLD_WORDS.items() for word in (name, *words)}
_FIX = "Write such as dispute; promise until 2026-12-01; hospital since 2026-11-01."


def parse_holds(text: str) -> tuple[Hold, ...]:
    """Read the holds of a case.

    Parameters
    ----------
    text
        Reasons separated by ``;`` ``,`` ``、`` or line breaks, each with the first and the last day
        of the hold, with one of them or without: ``dispute; promise until 2026-12-01``,
        ``hospital since 2026-11-01 until 2026-12-01``, ``争议、承诺还款 至 2026-12-01``.

    Returns
    -------
    tuple of Hold
        In order; a reason without a last day holds until somebody releases it.

    Raises
    ------
    CellError
        If a date cannot be read, or a date stands without a reason.
    """
    return tuple(dict.fromkeys(_hold(flat(item).lower()) for item in parse_list(text)))


def _hold(item: str) -> Hold:
    dated = parse_dated(item, fix=_FIX)
    if re.search(r"[0-9]", dated.text):
        raise CellError("the date of this hold cannot be read", _FIX)
    return Hold(_REASONS.get(dated.text, dated.text), dated.until, since=dated.since)
