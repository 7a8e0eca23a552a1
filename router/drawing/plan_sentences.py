"""What a plan says of visits on no route, in Chinese: why, what would help, what is due instead.

The sentences are those of ``router/checking``, ``router/value`` and the pool of remote doors.
"""

from __future__ import annotations

import re

from router.domain.times import WEEKDAYS
from router.drawing.refusal_sentences import REMEDIES, refusal_said
from router.drawing.sentences import Kind, Sentences
from router.drawing.words import weekday_in

__all__ = ["day_said", "said_of_plan"]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = r"[A-Z][a-z]{2} \d\d [A-Z][a-z]{2}"
_DUE = {
    "a visit on another day": "改日上门",
    "a call": "电话",
    "a message": "短信",
    "a letter": "信函",
}
_NOT_ON_ROUTES = {
    "": "今天的路线排不下",
    ", where other visits are worth more": "今天的路线上其他上门价值更高",
    ": every agent who might go has visits enough": "能前往的外访员都已排满",
    ": the hours of work do not allow it": "工时不允许",
    ": it is too far for one day": "路途太远，一天内无法往返",
    ": nobody can be there when it may be made": "允许的时间内无人能到",
    ": no shift is long enough": "没有足够长的班次",
    ": the search ended before it was placed": "求解结束前未能排入",
}


def day_said(text: str) -> str:
    """Return a day without its year in Chinese.

    Parameters
    ----------
    text
        Such as ``Wed 25 Nov``.

    Returns
    -------
    str
        ``11月25日 周三``.
    """
    weekday, day, month = text.split()
    return f"{_MONTHS.index(month) + 1}月{int(day)}日 {weekday_in('zh', WEEKDAYS.index(weekday))}"


def _nearest(text: str) -> str | None:
    return _NEAREST.said(text) or refusal_said(text)


_REFUSAL = Kind(r".+?", refusal_said)
_NEAREST = Sentences(
    {"Nearest of {n:n} agents on duty: {why:why}": "值班的 {n} 人中最接近的：{why}"},
    {"why": _REFUSAL},
)
_POOL = "Remote: {m:n} min from the nearest start. "
_TRIP = _POOL + "A trip there has {n:n} {doors:doors} and "
_FAR = "偏远地址：距最近的出发点 {m} 分钟。"
_TRIP_SAID = _FAR + "前往该处一趟可访 {n} 处，"
_GOES = "goes, all on one day, although it does not pay yet: the oldest waits {w:n} days, and "
_UNTIL = "after {limit:n} it goes in any case. Until then it stays in the pool. Due: {due:due}."
_UNTIL_SAID = "，满 {limit} 天必定安排。此前留在待访池。建议：{due}。"
_LACKS = {
    "needs about {more:n} more like that to pay": "还需约 {more} 处同样的地址才合算",
    "does not pay, however many doors like that it had": "同样的地址再多也不合算",
    "would pay at the best hours, but no shift can make all of it then": "在最佳时段合算，但没有"
    "班次能在那时全部走完",
}
_WAITS = {
    "the oldest waits {w:n} days, and ": "最久的已等 {w} 天",
    "how long they wait is not known, and ": "等待天数不详",
}
_FATES = {
    _POOL + "Its time is confirmed.": _FAR + "时间已确认。",
    _TRIP + "pays: all on one day.": _TRIP_SAID + "合算，同一天完成。",
    _TRIP + _GOES + "{limit:n} are the limit.": _TRIP_SAID + "尚不合算，但最久的已等 {w} 天（上限 "
    "{limit} 天），因此照常前往，同一天完成。",
    _TRIP + "would go: call first, so that the visit is confirmed.": _TRIP_SAID + "可以前往，请先"
    "电话确认上门时间。",
}
_AFTER = {
    " But it fits on no shift beside what is agreed. Due: {due:due}.": "但除已约定的上门外，没有"
    "班次排得下。建议：{due}。",
    " It was meant for {day:day}, when other visits are worth more. Due: {due:due}.": "原定 {day}，"
    "但当日其他上门价值更高。建议：{due}。",
}
_BEST = "At the best hour the borrower is met with {p:n} in 100"
_DECISIONS = {
    "At any hour the burden of a fruitless visit outweighs what one would bring.": "任何时段上门，"
    "落空的代价都大于可能的收益。",
    "Another visit to the same borrower is made today.": "今天已安排该借款人的另一次上门。",
    _BEST + ": today a visit costs more than that is worth.": "最佳时段的见面概率为 {p}%：今天上门"
    "的成本高于其价值。",
    "Nobody on duty can make the visit: {why:nearest}.": "值班人员都无法上门：{why}。",
    "Nobody on duty can make the visit.": "值班人员都无法上门。",
    "A visit would pay (" + _BEST[0].lower() + _BEST[1:] + "), but not on today's "
    "routes{because:because}.": "上门合算（最佳时段见面概率 {p}%），但{because}。",
}
_SAID = Sentences(
    {
        **{
            f"{text} Due: {{due:due}}.": f"{said}建议：{{due}}。"
            for text, said in _DECISIONS.items()
        },
        "Waits {a:n} days for a decision, and {b:n} are the limit: given back without a visit. "
        "Due: {due:due}.": "已等待 {a} 天，上限为 {b} 天：未上门即退回。建议：{due}。",
        "The confirmed time cannot be kept: tell the borrower, and agree on another one.": "已确认"
        "的时间无法履行：请告知借款人，并另约时间。",
        "Proposed for {day:day} at {t:clock}, by {who}, where it fits better than today.": "建议 "
        "{day} {t} 由 {who} 上门，比今天更合适。",
        **_FATES,
        **{
            fate + after: said + more
            for fate, said in _FATES.items()
            for after, more in _AFTER.items()
        },
        **{
            _TRIP + lack + "; " + waits + _UNTIL: _TRIP_SAID
            + lacking
            + "；"
            + waiting
            + _UNTIL_SAID
            for lack, lacking in _LACKS.items()
            for waits, waiting in _WAITS.items()
        },
        "The required agent ({required:names}) is not on duty; nobody is.": "指定的外访员"
        "（{required}）不值班，当日无人值班。",
        "Nobody is on duty on this day.": "当日无人值班。",
        "It is proposed for {day} {date:date} at {t:clock}, with agent {who}.": "建议 {date} {t} "
        "由 {who} 上门。",
        "It is proposed for {day} {date:date} at {t:clock}, with agents {who:names}.": "建议 "
        "{date} {t} 由 {who} 上门。",
        "Plan again on the day before: what is planned for later days is a proposal.": "请在前一天"
        "重新排程：后续日期的安排只是建议。",
        "{why:nearest}.": "{why}。",
    },
    {
        "day": Kind(_DAY, day_said),
        "due": Kind("|".join(_DUE), _DUE.get),
        "doors": Kind("doors?", str),
        "because": Kind("|".join(map(re.escape, _NOT_ON_ROUTES)), _NOT_ON_ROUTES.get),
        "nearest": Kind(r".+?", _nearest),
    },
)


def said_of_plan(lang: str, text: str) -> str:
    """Return what a plan says of a visit on no route, in the language of a page.

    Parameters
    ----------
    lang
        ``en`` or ``zh``.
    text
        In English: a detail, a remedy or a decision.

    Returns
    -------
    str
        The same; what is not known stays English.
    """
    if lang != "zh" or not text:
        return text
    return REMEDIES.said(text) or _SAID.said(text) or refusal_said(text) or text
