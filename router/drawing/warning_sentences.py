"""The warnings of a plan in Chinese."""

from __future__ import annotations

from router.drawing.sentences import Sentences

__all__ = ["warned"]

_SENTENCES = Sentences(
    {
        "case {cases:names}, agent {who}, planned {a:clock}, due by {b:clock}: {t:minutes} late if "
        "travel takes {n:n} % longer.": "案件 {cases}，外访员 {who}，计划 {a}，最迟 {b}：路上慢 "
        "{n}% 时将迟到 {t}。",
        "Taken out by the check: case {case}, {rule}. {detail} The planner took this visit to be "
        "lawful: please report it as a defect of this program.": "检查程序剔除了案件 {case}"
        "（{rule}）：{detail} 规划程序误认为此次上门合规，请作为本程序的缺陷上报。",
        "Travel times ({mode}) are straight lines times a factor, not streets: expect them to be "
        "wrong by a factor of up to two.": "路上时间（{mode}）按直线距离乘以系数估算，未按实际道路"
        "，误差可能达一倍。",
        "travel is straight lines times {n:n}, not streets: the file has no matrices": "路程按直线"
        "距离乘以 {n} 估算，未按实际道路：文件中没有距离矩阵。",
        "No agent works on this day.": "当日没有外访员值班。",
        "The search was interrupted; this is the best plan it had found.": "求解被中断，此计划是"
        "当时找到的最好方案。",
        "The search process died; this is the best plan it had found.": "求解进程意外退出，此计划是"
        "当时找到的最好方案。",
        "told of a visit on this day, and nobody comes: {cases}. Tell them so.": "已告知当日上门，"
        "但无人前往：{cases}。请通知他们。",
        "no visiting rules of {country} are packaged: the humane rules bind alone; name those of "
        "the place (--profile FILE), or say --profile none": "没有 {country} 的上门规则，仅适用人道"
        "规则；请指定当地规则（--profile FILE），或使用 --profile none。",
        "the humane rules are off: their loosenings have no effect": "人道规则已关闭，其放宽不起"
        "作用。",
        "the loosening of {rule} by {who} ended on {day:date} and is not applied": "{who} 对 "
        "{rule} 的放宽已于 {day} 到期，不再适用。",
        "the profiles are of {a}, the doors are in {b}: the holidays of {c} count": "规则集属于 "
        "{a}，地址位于 {b}：按 {c} 的节假日计算。",
        "{place}: the adjusted workdays and bridge days of {year:n} are not announced yet, or not "
        "known here; weekends count as weekends. Add them with a file of holidays.": "{place}："
        "{year} 年的调休安排尚未公布或此处未收录，周末仍按周末计算。请用节假日文件补充。",
        "{place}: {n:n} of the holidays of {year:n} depend on the moon and are estimates; they may "
        "move by a day": "{place}：{year} 年有 {n} 个节假日取决于月相，为估算，可能相差一天。",
        "no country is named: holidays are not known, only Sundays are": "未指定国家：节假日不详，"
        "只识别星期日。",
        "profile {name} is not the one that the plan was made under ({version})": "规则集 {name} 与"
        "制定计划时所用的（{version}）不同。",
        "the plan was not made under {name}": "制定计划时未使用 {name}。",
    }
)


def warned(lang: str, text: str) -> str:
    """Return a warning of a plan in the language of a page.

    Parameters
    ----------
    lang
        ``en`` or ``zh``.
    text
        In English.

    Returns
    -------
    str
        The same; what is not known stays English.
    """
    return (_SENTENCES.said(text) or text) if lang == "zh" else text
