"""The words of the page of agents' figures, in English and in Chinese."""

from __future__ import annotations

__all__ = ["FIGURES_WORDS"]

FIGURES_WORDS = {
    "en": {
        "over": "Agents' figures",
        "all": "all days",
        "from": "from {a}",
        "to": "up to {b}",
        "both": "{a} to {b}",
        "agent": "Agent",
        "team": "All agents",
        "unnamed": "not stated",
        "planned": "Planned",
        "made": "Made",
        "contacts": "Borrower met",
        "on_time": "On time",
        "complete": "Whole records",
        "complaints": "Complaints",
        "leave": "Asked to leave",
        "unsafe": "Unsafe",
        "promises": "Promises kept",
        "of": "{part} of {whole}",
        "none": "No visit was planned or recorded on these days.",
        "order": "Agents stand in the order of their ids. This is no ranking.",
        "money_head": "Why no money.",
        "money": "Whoever is judged by the sums that come in learns to press. China's card rules "
        "(Art. 66) forbid to assess collectors by recovered amounts alone; here no sum is "
        "added up or shown.",
        "chance_head": "Chance.",
        "chance": "The bar shows within which bounds the rate of a longer time would lie (95 %). "
        "Where the bars of two agents overlap, the figures do not tell them apart; areas and hours "
        "differ, too.",
        "means_head": "What is counted.",
        "means": "A visit counts once, whatever the number of its cases. Planned: in the plans in "
        "force. Made: carried out, planned or not. On time: begun within the span that was named, "
        "or within 15 minutes of the plan; only visits that had a time. Whole record: begin and "
        "end, who, which address{recording}. Promises: those whose day and grace are past.",
        "recording": ", and a recording where the borrower was met",
        "offline": "This file loads nothing from any network",
    },
    "zh": {
        "over": "外访员工作指标",
        "all": "全部日期",
        "from": "自 {a}",
        "to": "至 {b}",
        "both": "{a} 至 {b}",
        "agent": "外访员",
        "team": "全体",
        "unnamed": "未注明",
        "planned": "计划上门",
        "made": "实际上门",
        "contacts": "见到借款人",
        "on_time": "准时",
        "complete": "记录完整",
        "complaints": "投诉",
        "leave": "被要求离开",
        "unsafe": "不安全",
        "promises": "承诺兑现",
        "of": "{part} / {whole}",
        "none": "所选日期内没有计划或记录的上门。",
        "order": "外访员按编号排列，不是排名。",
        "money_head": "为何不列金额。",
        "money": "只按回款金额考核，会助长施压催收。《商业银行信用卡业务监督管理办法》第六十六条"
        "禁止以催收金额作为唯一考核指标；本页不汇总、不显示任何金额。",
        "chance_head": "偶然性。",
        "chance": "横条表示较长时间内比率可能所在的范围（95%）。两名外访员的横条有重叠时，数据"
        "不足以区分；区域和时段也各不相同。",
        "means_head": "统计口径。",
        "means": "一次上门只计一次，不论涉及几个案件。计划上门：按有效计划。实际上门：已执行，不论"
        "是否在计划内。准时：在告知的时间段内开始，或与计划相差不超过 15 分钟；只统计有约定时间"
        "的上门。记录完整：起止时间、外访员、地址{recording}。承诺：到期日及宽限期已过的承诺。",
        "recording": "，见到借款人的还须有录音或录像",
        "offline": "此文件不从任何网络加载内容",
    },
}
"""Label by name, by language."""
