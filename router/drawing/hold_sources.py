"""By which rule a case is held, and where that comes from, in Chinese."""

from __future__ import annotations

from router.drawing.fault_sentences import said_of_input
from router.drawing.proof_words import reason_words, said_in
from router.drawing.sentences import Kind, Sentences

__all__ = ["held_source", "rule_in"]


def rule_in(lang: str, code: str) -> str:
    """Return the code of a rule that holds a case as a page shows it.

    Parameters
    ----------
    lang
        ``en`` or ``zh``.
    code
        Such as ``HOLD:dispute``, or ``NOTICE:humane:notice`` with its profile.

    Returns
    -------
    str
        In words in Chinese; as it is in English.
    """
    if lang != "zh":
        return code
    head, _, rest = code.partition(":")
    profile, colon, _ = rest.partition(":")
    field = said_in("zh", head.lower())
    if colon and head != "NOT_AT":
        return f"{field} · {'人道规则' if profile == 'humane' else profile}"
    said = reason_words("zh", code)
    named = said.removeprefix(f"{field}：")
    # What no word is known of is an id within the program.
    unknown = named == field or (named == rest and head not in ("HOLD", "STAGE"))
    return field if unknown else said


def held_source(lang: str, text: str) -> str:
    """Return where a hold comes from, in the language of a page.

    Parameters
    ----------
    lang
        ``en`` or ``zh``.
    text
        In English; several are joined by semicolons.

    Returns
    -------
    str
        The same; names of laws stay as they are.
    """
    if lang != "zh":
        return text
    return "；".join(_source(part) for part in text.split("; "))


def _source(text: str) -> str:
    return _SOURCES.said(text) or _TITLES.get(text, text)


_TITLES = {
    "Humane default": "人道规则（默认）",
    "Humane default of router": "router 的人道规则",
    "China: GB/T 45251-2025 and the guidelines of the associations": "中国：GB/T 45251-2025 与行业"
    "协会指引",
    "GB/T 45251-2025 (recommended standard, 28 February 2025)": "GB/T 45251-2025（推荐性国家标准，"
    "2025年2月28日）",
    "China Banking Association guideline 指引(试行), January 2026": "中国银行业协会指引（试行），"
    "2026年1月",
    "信用卡业务监督管理办法 (card rules, 2011)": "《商业银行信用卡业务监督管理办法》（2011年）",
    "互联网金融逾期债务催收自律公约 (2018)": "《互联网金融逾期债务催收自律公约》（2018年）",
    "Civil Code (privacy) and PIPL of China": "《民法典》（隐私权）和《个人信息保护法》",
}
_SOURCES = Sentences(
    {
        "table": "案件表",
        "outcomes": "上门结果",
        "appointment": "预约",
        "journal": "日志",
        "check": "检查程序",
        "parameters of value": "价值参数",
        "outcome {code} of {day:date}": "{day} 的上门结果（{code}）",
        "payment of {day:date}": "{day} 的还款",
        "reply of {day:date}": "{day} 的回复",
        "{source:source} (case {case})": "{source}，案件 {case}",
        "{table:table}, row {n:n}: {column}: {why:why}": "{table}第 {n} 行，{column} 列：{why}",
        "{title:title} ({grade:grade})": "{title}（{grade}）",
    },
    {
        "table": Kind("outcomes|payments", {"outcomes": "上门结果表", "payments": "还款表"}.get),
        "why": Kind(r".+", lambda text: said_of_input("zh", text)),
        "title": Kind(r".+?", lambda text: _TITLES.get(text, text)),
        "grade": Kind(r"(?:primary|secondary|unverified)", lambda word: said_in("zh", word)),
        "source": Kind(r"(?:table|(?:outcome \S+|payment|reply) of \S+)", _source),
    },
)
