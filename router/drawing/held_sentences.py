"""Why a case must not be visited on a day, in Chinese: the sentences of holds and of the rules.

They are those of ``router/rules``, and of the pipeline for what happened since a plan was made.
"""

from __future__ import annotations

import re

from router.domain.bands import BANDS
from router.domain.hold_reasons import hold_reasons
from router.domain.stages import stage_named
from router.domain.times import WEEKDAYS
from router.drawing.hold_sources import held_source, rule_in
from router.drawing.plan_sentences import said_of_plan
from router.drawing.proof_words import said_in
from router.drawing.review_reasons import reason_in
from router.drawing.rule_values import FLAGS
from router.drawing.sentences import LONGEST, Kind, Sentences, one_by_one
from router.drawing.words import weekday_in

__all__ = ["held_because"]

_LONG_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TERM = r"until (?:\d{4}-\d\d-\d\d|somebody releases it)"
_CODED = re.compile(r"(.+?)(?: \(([A-Z_]+:[^()]+)\))?", re.DOTALL)
_ONLY = r"\S+ goes with [^;]+ only"
_UNWILLING = r"\S+ does not go with [^;]+?"
_HOLD = rf"[\w-]+ {_TERM}"
_BANDS = {
    "weekday": "工作日", "saturday": "星期六", "sunday or holiday": "星期日或节假日",
    "morning": "上午", "afternoon": "下午", "evening": "晚上",
}  # fmt: skip
_CONSENTS = {"visit": "上门", "hours": "其他时段", "frequency": "更多次数"}
_TOLD = {"purpose": "目的", "date and time": "日期和时间", "rights": "权利", "agent": "外访员"}


def _hold(text: str) -> str:
    known = hold_reasons().get(text)
    return text if known is None else known.chinese


def _term(text: str) -> str:
    day = text.removeprefix("until ")
    return "直至人工解除" if day.startswith("somebody") else f"至 {day}"


def _holds(text: str) -> str:
    holds = (one.partition(" ") for one in text.split("; "))
    return "；".join(f"{_hold(reason)}，{_term(term)}" for reason, _, term in holds)


def _stage(text: str) -> str:
    known = stage_named(text)
    return text if known is None else known.chinese


def _on(text: str) -> str:
    if text in _LONG_DAYS:
        return weekday_in("zh", _LONG_DAYS.index(text))
    name = text.removeprefix("a holiday").strip(" ()")
    return f"节假日：{name}" if name else "节假日"


def _flags(text: str) -> str:
    return "、".join(FLAGS.get(one) or _hold(one) for one in text.split(", "))


def _band(text: str) -> str:
    group, _, part = text.rpartition(" ")
    return _BANDS[group] + _BANDS[part]


def _pairs(text: str) -> str:
    said = re.sub(r"(\S+) goes with ([^;]+) only", r"\1 只与 \2 同行", text)
    return re.sub(r"; and so on for (\d+) more", r"；另有 \1 人", said).replace("; ", "；")


def _unwilling(text: str) -> str:
    return text.replace(" does not go with ", " 不与 ").replace("; ", " 同行；") + " 同行"


def _days(text: str) -> str:
    for at, day in enumerate(WEEKDAYS):
        text = text.replace(day, weekday_in("zh", at))
    text = re.sub(r"(?<=:\d\d)-", "–", text)
    return text.replace("every day", "每天").replace(", ", "、")


def _addresses(text: str) -> str:
    """Say numbered reasons of addresses; each is a sentence of the rules, or of geocoding."""
    parts = (part.partition(". ") for part in re.split(r"; (?=\d+\. )", text))
    return "；".join(f"{number}. {_address(why)}" for number, _, why in parts)


def _address(text: str) -> str:
    return "；".join(map(_one_reason, text.split("; ")))


def _one_reason(text: str) -> str:
    sentence, code = _CODED.fullmatch(text).groups()  # type: ignore[union-attr]  # matches all
    said = _SENTENCES.said(sentence if sentence.endswith(".") else f"{sentence}.")
    rule = f"（{rule_in('zh', code)}）" if code else ""
    return reason_in("zh", text) if said is None else said.rstrip("。") + rule


def _told(text: str) -> str:
    return "、".join(_TOLD.get(one, one) for one in text.split(", "))


def _word(text: str) -> str:
    return said_in("zh", text)


_AT = "{day:moment}"
_SENTENCES = Sentences(
    {
        "On hold ({reason:hold}) {term:term}.": "暂停（{reason}），{term}。",
        "On hold ({reason:hold}, from {source:source}) {term:term}.": "暂停（{reason}，来源："
        "{source}），{term}。",
        "On hold ({reason:hold}) {term:term}. Also: {more:holds}.": "暂停（{reason}），{term}。"
        "另有：{more}。",
        "At stage '{stage:stage}'; only stage 'visit' is visited.": "处于“{stage}”阶段，只有“外访”"
        "阶段的案件上门。",
        "The case is at stage {stage:stage}.": "案件处于“{stage}”阶段。",
        "{n:n} fruitless visits in a row; another channel is due, until somebody opens visits "
        "again.": "连续 {n} 次上门未遇；改用其他渠道，直至有人重新开放上门。",
        "The last {n:n} visits did not meet the borrower; another channel.": "最近 {n} 次上门均未"
        "见到借款人，改用其他渠道。",
        "It may be visited from {day:date} on.": "{day} 起方可上门。",
        "Its last day was {day:date}; it is given back.": "最后上门日为 {day}，案件退回。",
        "The case may be visited not before {day:date}.": "{day} 起方可上门。",
        "The case may be visited not after {day:date}.": "{day} 之后不可上门。",
        "Its appointment is on {day:date}.": "预约日期为 {day}。",
        "Its appointment is on {day:date}. Agree on another, or take it out of the table.": "预约"
        "日期为 {day}。请另约时间，或从表中删除。",
        "Its appointment is at {t:clock} by now; plan the day again.": "预约已改为 {t}，请重新排程"
        "。",
        "Its borrower has an appointment on {day:date} ({case}).": "借款人在 {day} 另有预约"
        "（{case}）。",
        "None of its time windows is on {day:date}.": "{day} 不在其时间窗内。",
        f"The borrower had to be told by {_AT}, and nobody has recorded that. Record it (router "
        "record --notices), or visit another day.": "须在 {day} 前告知借款人，但没有告知记录。"
        "请补录（router record --notices），或改日上门。",
        "The borrower was not told of the visit.": "尚未告知借款人此次上门。",
        "The notice does not state {what:told}.": "告知内容未写明{what}。",
        "The notice names another time than that of the visit.": "告知的时间与上门时间不符。",
        f"The borrower was told on {_AT}; {{n:n}} h must lie between that and the visit.": "借款人"
        "于 {day} 获知，距上门须满 {n} 小时。",
        "No time is left in the time windows of the case.": "案件的时间窗内已无可用时间。",
        "No time is left in the confirmed appointment.": "已确认的预约内已无可用时间。",
        "The borrower has not agreed ({what:consent}).": "借款人未同意（{what}）。",
        "The borrower has not agreed to a visit at this place ({place:word}).": "借款人未同意在此"
        "类地点（{place}）上门。",
        "A visit at this type of place ({place:word}) is never made.": "此类地点（{place}）一律"
        "不上门。",
        "{a:n} of {b:n} fruitless {visits:visits} at {place:word} before one at {other:word}.": ""
        "在{other}上门前，{place}须先有 {b} 次未遇，目前 {a} 次。",
        f"{{a:n}} of {{b:n}} {{visits:visits}} by {{way:word}} before {_AT}.": "截至 {day}，{way}"
        "联系 {a} 次，须满 {b} 次。",
        "The borrower is protected ({flags:flags}).": "借款人属受保护人群（{flags}）。",
        "The borrower asked: not at {times:days}.": "借款人要求：{times} 不上门。",
        "A visit on {on:on}, {day:date}: no visit is made then.": "{day}（{on}）不上门。",
        "A visit on {on:on}, {day:date}, {span:span}, does not lie inside the hours.": "{day}"
        "（{on}）{span} 不在允许时段内。",
        "{n:n} {what:visits} less than {d:n} x 24 h away ({dates:dates}).": "{d} 天内已有 {n} 次"
        "（{dates}）。",
        "{n:n} {what:visits} on the same day ({dates:dates}).": "同一天已有 {n} 次（{dates}）。",
        f"Another visit, on {_AT}, is less than {{n:n}} x 24 h away.": "距另一次上门（{day}）不足 "
        "{n} 天。",
        "The last attempt, {day:moment}, failed on a {band:band}, and {again:moment} is one, "
        "too.": "上一次（{day}）在{band}未遇，{again} 属同一时段。",
        "One person would go.": "仅 1 人前往。",
        "{n:n} people would go.": "将有 {n} 人前往。",
        "One person would go to a door with the flag risk.": "该地址有安全风险，仅 1 人前往。",
        "{n:n} people would go to a door with the flag risk.": "该地址有安全风险，将有 {n} 人前往"
        "。",
        "{who:names} does not go to the area {area}.": "{who} 不去 {area} 区域。",
        "{who:names} speaks none of the borrower's languages.": "{who} 不会借款人的语言。",
        "Sunrise and sunset at the door are not known.": "该地址的日出日落时间不详。",
        "The visit does not lie in daylight.": "上门不在白天。",
        "Certificate {name}: {who} has none.": "资格证书“{name}”：{who} 没有。",
        "Certificate {name}: that of {who} has expired.": "资格证书“{name}”：{who} 的已过期。",
        "{who}: certificate {name} has expired.": "{who}：资格证书“{name}”已过期。",
        "No two agents on duty may meet there: {pairs:pairs}.": "值班人员中没有可在该处会合的两人："
        "{pairs}。",
        "{pairs:unwilling}.": "{pairs}。",
        "Its only address may not be visited: {why:address}.": "唯一的地址不可上门：{why}。",
        "None of its {n:n} addresses may be visited: {why:addresses}.": "其 {n} 个地址均不可上门："
        "{why}。",
    },
    {
        "hold": Kind(r"[\w-]+", _hold),
        "holds": Kind(rf"{_HOLD}(?:; {_HOLD})*", _holds),
        "term": Kind(_TERM, _term),
        "stage": Kind(r"[^']+?", _stage),
        "on": Kind(rf"(?:{'|'.join(_LONG_DAYS)}|a holiday(?: \(.+?\))?)", _on),
        "span": Kind(r"\d\d:\d\d(?: to \d\d:\d\d)?", lambda text: text.replace(" to ", "–")),
        "source": Kind(r".+?", lambda text: held_source("zh", text)),
        "consent": Kind(r"[\w-]+", lambda text: _CONSENTS.get(text) or _word(text)),
        "dates": Kind(r"[\d :,-]+|none", lambda text: "无" if text == "none" else one_by_one(text)),
        "told": Kind(r"[a-z, ]+", _told),
        "word": Kind(r"[\w-]+", _word),
        "flags": Kind(r"[\w, -]+", _flags),
        "days": Kind(r".+?", _days),
        "pairs": Kind(rf"{_ONLY}(?:; {_ONLY})*(?:; and so on for \d+ more)?", _pairs),
        "unwilling": Kind(rf"{_UNWILLING}(?:; {_UNWILLING})*", _unwilling),
        "visits": Kind(r"(?:visit|attempt|contact)s?", str),
        "band": Kind("|".join(map(str, BANDS)), _band),
        "address": Kind(r".+?", _address),
        "addresses": Kind(r"1\. .+?", _addresses),
    },
)


def held_because(lang: str, text: str) -> str:
    """Return why a case must not be visited, in the language of a page.

    Parameters
    ----------
    lang
        ``en`` or ``zh``.
    text
        In English: one sentence per rule, the code of the rule behind all but the first.

    Returns
    -------
    str
        The same; a sentence that is not known stays English.
    """
    if lang != "zh" or len(text) > LONGEST:
        return text
    whole = _SENTENCES.said(text)
    if whole is not None:
        return whole
    pool = said_of_plan(lang, text)
    return pool if pool != text else _ruled(text)


def _ruled(text: str) -> str:
    """Say the sentences of several rules; a code is in brackets after the stop of its sentence."""
    said = []
    for found in re.finditer(r"(.+?\.)(?: \(([A-Z_]+:[^()]+)\))?(?: |$)", text, re.S):
        sentence = _SENTENCES.said(found[1]) or found[1]
        code = rule_in("zh", found[2]) if found[2] else ""
        said.append(sentence.removesuffix("。") + f"（{code}）。" if code else sentence)
    return "".join(said) if said else text
