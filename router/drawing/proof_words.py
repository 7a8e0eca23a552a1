"""The words of the pages about rules and agents' figures, in English and in Chinese."""

from __future__ import annotations

from types import MappingProxyType

from router.domain.hold_reasons import hold_reasons

__all__ = ["WORDS", "reason_words", "said_in"]

WORDS = {
    "en": {
        "over": "Compliance",
        "sections": "Sections",
        "none": "None.",
        "offline": "This file loads nothing from any network",
        "advice": "This page is no legal advice. The rules are data: each names its source, and "
        "how well that is known.",
        "unruled": "No visiting rules.",
        "unruled_more": "This plan was made from a bare problem: it has no borrowers, and no rule "
        "was judged.",
        "clean": "0 violations",
        "unclean": "{n} violations",
        "found": "found by the checker, which shares no code with the planner.",
        "rules_from": "Every visit was judged under",
        "visits": "visits planned",
        "rules": "rules judged",
        "held": "cases kept back",
        "overrides": "overrides",
        "notices": "notices still to give",
        "most": "most visits to one borrower in 30 days",
        "profiles_head": "Profiles",
        "profile": "Profile",
        "version": "Version",
        "title": "Title",
        "sources": "Sources",
        "digest": "SHA-256 of the file",
        "calendar": "Holiday calendar",
        "no_calendar": "none",
        "holidays_near": "Holidays within fourteen days",
        "warning": "Less certain than usual.",
        "planned_at": "Planned at {t}",
        "overrides_head": "Overrides",
        "kind": "Kind",
        "what": "What",
        "by": "By",
        "reason": "Reason",
        "until": "Until",
        "no_end": "no end",
        "until_released": "until released",
        "rules_head": "Rules checked",
        "rule": "Rule",
        "states": "States",
        "source": "Source",
        "judged": "Cases judged",
        "refused": "Kept back",
        "product": "Rules of the program, which no profile changes",
        "holds_head": "Cases kept back",
        "cases": "Cases",
        "count": "Number",
        "instead": "Instead",
        "borrowers_head": "Visits per borrower in 30 days",
        "borrower": "Borrower",
        "made": "Made",
        "planned": "Planned",
        "together": "Together",
        "caps": "What the rules allow",
        "more_borrowers": "{n} more borrowers",
        "spread": "{n} with {v} visits",
        "spread_one": "{n} with 1 visit",
        "over_cap": "above {n}: needs the borrower's consent",
        "notices_head": "Notices still to give",
        "tell_by": "Tell by",
        "visit_between": "Visit starts",
        "case": "Case",
        "language": "Language",
        "told_already": "{n} were given already.",
        "late": "too late",
        "visits_head": "Visits, in the local time of the door",
        "agent": "Agent",
        "at_door": "At the door",
        "place": "Place",
        "people": "People",
        "notice": "Notice",
        "papers": "Papers",
        "every_visit": "For every visit",
        "confirmed": "confirmed appointment",
        "told": "told {t}",
        "tell": "to tell by {t}",
        "not_needed": "not needed",
        "recording": "Recording",
        "required": "record the visit",
        "inform": "record only if the borrower is told",
        "check_in": "check in by {t}",
        "risk_head": "Appointments at risk if travel takes 20 % longer",
    },
    "zh": {
        "over": "合规证明",
        "sections": "章节",
        "none": "无。",
        "offline": "此文件不从任何网络加载内容",
        "advice": "本页不构成法律意见。规则均为数据，每条都注明来源及其可靠程度。",
        "unruled": "没有上门规则。",
        "unruled_more": "此计划来自一个纯路径问题：没有借款人，也未适用任何规则。",
        "clean": "0 项违规",
        "unclean": "{n} 项违规",
        "found": "由检查程序认定；检查程序与规划程序没有任何共用代码。",
        "rules_from": "每次上门均按以下规则检查",
        "visits": "次计划上门",
        "rules": "条规则已检查",
        "held": "个案件暂缓",
        "overrides": "项人工放宽",
        "notices": "份通知待发",
        "most": "次：30 天内同一借款人最多上门",
        "profiles_head": "规则集",
        "profile": "规则集",
        "version": "版本",
        "title": "名称",
        "sources": "来源等级",
        "digest": "文件 SHA-256",
        "calendar": "节假日日历",
        "no_calendar": "无",
        "holidays_near": "前后十四天内的节假日",
        "warning": "以下内容把握较小。",
        "planned_at": "规划时间 {t}",
        "overrides_head": "人工放宽",
        "kind": "类别",
        "what": "内容",
        "by": "决定人",
        "reason": "理由",
        "until": "截止",
        "no_end": "无期限",
        "until_released": "直至解除",
        "rules_head": "已检查的规则",
        "rule": "规则",
        "states": "规定",
        "source": "来源",
        "judged": "检查案件",
        "refused": "暂缓",
        "product": "程序自身的规则，任何规则集都不能更改",
        "holds_head": "暂缓上门的案件",
        "cases": "案件",
        "count": "数量",
        "instead": "改为",
        "borrowers_head": "每位借款人 30 天内的上门次数",
        "borrower": "借款人",
        "made": "已上门",
        "planned": "已计划",
        "together": "合计",
        "caps": "规则允许的次数",
        "more_borrowers": "其余 {n} 位借款人",
        "spread": "{v} 次：{n} 人",
        "spread_one": "1 次：{n} 人",
        "over_cap": "超过 {n} 次：须经借款人同意",
        "notices_head": "待发通知",
        "tell_by": "最迟告知",
        "visit_between": "上门开始时间",
        "case": "案件",
        "language": "语言",
        "told_already": "另有 {n} 份已告知。",
        "late": "已过时限",
        "visits_head": "上门安排（门址当地时间）",
        "agent": "外访员",
        "at_door": "上门时间",
        "place": "地点",
        "people": "人数",
        "notice": "告知",
        "papers": "证件资料",
        "every_visit": "每次上门",
        "confirmed": "已确认预约",
        "told": "{t} 已告知",
        "tell": "最迟 {t} 告知",
        "not_needed": "无需",
        "recording": "录音录像",
        "required": "须全程录音或录像",
        "inform": "告知借款人后方可录音录像",
        "check_in": "最迟 {t} 报平安",
        "risk_head": "行程慢 20% 时可能误点的预约",
    },
}
"""Label by name, by language."""

_CHINESE = MappingProxyType(
    {
        # fields of profiles, and of the program's own rules
        "hours": "时段", "caps": "次数上限", "min_gap": "最短间隔", "prior_contacts": "事先联系",
        "notice": "事先告知", "consent": "同意", "places": "地点", "crew": "人数",
        "certificates": "资格证书", "papers": "证件与行为", "protected": "受保护人群",
        "records": "记录保存", "stage": "阶段", "hold": "暂停", "fruitless": "连续未遇",
        "band": "时段轮换", "dates": "可访日期", "not_at": "借款人不便时间", "risk": "安全",
        "area": "区域", "language": "语言",
        "windows": "时间窗", "window": "时间窗", "appointment": "预约", "other-day": "另一天",
        "not-before": "未到最早上门日", "returned": "已过退案日",
        "daylight": "白天", "other-time": "改期", "not-told": "未告知",
        "three-in-a-row": "连续三次", "remote": "偏远地址", "pool": "待访池",
        "confirm": "待电话确认",
        # places
        "home": "住所", "work": "单位", "registered": "户籍地址", "mailing": "通讯地址",
        "relative": "亲属住所", "hospital": "医院", "school": "学校", "public": "公共场所",
        "agreed": "约定地点", "other": "其他",
        # grades of sources
        "primary": "官方原文", "secondary": "二手来源", "unverified": "未核实",
        # how exact a place is
        "door": "门牌", "interpolated": "门牌推算", "street": "道路", "place": "地点",
        "locality": "区域",
        # what is due instead of a visit
        "message": "短信", "call": "电话", "letter": "信函", "legal": "法务",
        "restructuring": "债务重组", "closed": "结案", "review": "人工复核", "visit": "改日上门",
        # kinds of overrides
        "loosening": "放宽规则", "release": "解除暂停", "notified": "声明已告知", "pin": "指定安排",
        # where holds come from
        "table": "案件表", "payment": "还款记录",
    }
)  # fmt: skip
_ENGLISH = MappingProxyType({"visit": "visit on another day", "review": "review by a person"})


def said_in(lang: str, word: str) -> str:
    """Return a fixed word of the rules, such as a field or a place, in the language of a page.

    Parameters
    ----------
    lang
        ``en`` or ``zh``.
    word
        As the data have it.

    Returns
    -------
    str
        In Chinese if it is known there; in English with spaces for underscores.
    """
    known = _CHINESE if lang == "zh" else _ENGLISH
    return known.get(word, word.replace("_", " "))


def reason_words(lang: str, rule: str) -> str:
    """Return why a case was kept back in words.

    Parameters
    ----------
    lang
        ``en`` or ``zh``.
    rule
        Code such as ``HOLD:dispute`` or ``CAPS:cl:weekly``.

    Returns
    -------
    str
        Such as ``hold: dispute``.
    """
    head, _, rest = rule.partition(":")
    words = said_in(lang, head.lower())
    if not rest:
        return words
    colon = "：" if lang == "zh" else ": "
    known = hold_reasons().get(rest) if head == "HOLD" else None
    if known is not None:
        return words + colon + (known.chinese if lang == "zh" else known.english)
    return words + colon + said_in(lang, rest)
