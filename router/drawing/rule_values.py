"""What rules state, in Chinese: the short words of rules, pattern by pattern.

Words that are not in the table stay as they are: English is better than a wrong translation.
"""

from __future__ import annotations

import re

from router.drawing.proof_words import said_in

__all__ = ["FLAGS", "value_in"]

_DAYS = {
    "mon": "周一", "tue": "周二", "wed": "周三", "thu": "周四", "fri": "周五", "sat": "周六",
    "sun": "周日", "holiday": "节假日",
}  # fmt: skip
_KINDS = {
    "attempt": "上门", "contact": "联系", "visit": "上门", "call": "电话", "message": "短信",
    "letter": "信函",
}  # fmt: skip
FLAGS = {
    "hospital": "住院", "incapacitated": "无行为能力", "minor": "未成年", "vulnerable": "脆弱人群",
    "elderly": "老年人", "disabled": "残障", "insolvency": "破产",
}  # fmt: skip
_DAY = "(?:mon|tue|wed|thu|fri|sat|sun|holiday)"
_SPANS = r"((?:\d\d:\d\d-\d\d:\d\d(?:, )?)+|closed)"
_FIXED = {
    "no visit while a hold stands": "暂停期间不上门",
    "only cases at the stage of visits": "仅限处于上门阶段的案件",
    "at most three fruitless visits in a row": "连续未遇最多三次",
    "an appointment is kept on its day, and no visit made before": "按预约日期上门，此前不上门",
    "only in the time windows of the case": "仅限案件的时间窗内",
    "consent to being visited": "须同意上门",
}


def value_in(lang: str, value: str) -> str:
    """Return what a rule states, in the language of a page.

    Parameters
    ----------
    lang
        ``en`` or ``zh``.
    value
        In English, as the rules say it.

    Returns
    -------
    str
        The same; what is not known stays English.
    """
    if lang != "zh":
        return value
    if value in _FIXED:
        return _FIXED[value]
    for pattern, words in _PATTERNS:
        if found := pattern.fullmatch(value):
            return words(found)
    return value


def _days(found: re.Match[str]) -> str:
    days = re.sub(_DAY, lambda day: _DAYS[day[0]], found[1]).replace("-", "至").replace(", ", "、")
    spans = "不上门" if found[2] == "closed" else found[2].replace(", ", "、")
    return f"{days} {spans}"


def _cap(found: re.Match[str]) -> str:
    number = 0 if found[1] == "no" else int(found[1])
    by = f"（{_ways(found[3])}）" if found[3] else "（任何方式）" if found[4] else ""
    at = (
        f"（{'、'.join(said_in('zh', word) for word in found[5].split(', '))}）" if found[5] else ""
    )
    window = "每天" if found[6] == "a day" else f"{found[7]} 天内"
    per = "（按债务）" if found[8] else ""
    return f"{window}最多 {number} 次{_KINDS[found[2]]}{by}{at}{per}"


def _ways(words: str) -> str:
    return "或".join(_KINDS.get(word, word) for word in words.split(" or "))


def _notice(found: re.Match[str]) -> str:
    says = found[2] or ""
    told = [
        chinese
        for english, chinese in (
            ("purpose", "目的"), ("date and time", "日期和时间"), ("rights", "权利"),
            ("agent", "外访员"),
        )
        if english in says
    ]  # fmt: skip
    return f"提前 {found[1]} 小时告知" + (f"：{'、'.join(told)}" if told else "")


def _place(found: re.Match[str]) -> str:
    treated = {"allowed": "允许", "only with consent": "须经同意", "denied": "禁止"}[found[2]]
    return f"{said_in('zh', found[1])}：{treated}"


def _protected(found: re.Match[str]) -> str:
    return f"不得上门：{'、'.join(FLAGS.get(flag, flag) for flag in found[1].split(', '))}"


def _crew(found: re.Match[str]) -> str:
    least = f"至少 {found[1]} 人" if found[1] else ""
    most = f"最多 {found[2]} 人" if found[2] else ""
    return "，".join(filter(None, (least, most)))


_PATTERNS = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (rf"({_DAY}(?:(?:-|, ){_DAY})*) {_SPANS}", _days),
        (
            r"(no|\d+) (attempt|contact)s?(?: by ([a-z ]+?)|( of any kind))?(?: at ([a-z, ]+?))? "
            r"(a day|in (\d+) days?)( per debt)?",
            _cap,
        ),
        (r"notice ([\d.]+) h before(?:, with (.+))?", _notice),
        (r"(\w+): (allowed|only with consent|denied)", _place),
        (r"no visit to: (.+)", _protected),
        (r"(?:at least (\d+))?(?: and )?(?:at most (\d+))? (?:people|person)", _crew),
        (r"certificate (.+)", lambda found: f"资格证书：{found[1]}"),
        (r"([\d.]+) days? apart", lambda found: f"间隔 {found[1]} 天"),
        (
            r"(\d+) (call|message|letter)s? before a visit",
            lambda found: f"上门前 {_KINDS[found[2]]} {found[1]} 次",
        ),
    )
)
