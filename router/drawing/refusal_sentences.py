"""Why a shift does not take a visit, in Chinese: the sentences of the checker, and what would help.

They are those of ``router/checking``: `alone`, `barred`, `tied`, `refusal` and `explain`.
"""

from __future__ import annotations

import re

from router.drawing.sentences import Kind, Sentences

__all__ = ["REMEDIES", "refusal_said"]

_WORTH = r"-?\d+\.\d\d(?:, and -?\d+\.\d\d as it was planned before)?"


def _worth(text: str) -> str:
    worth, _, before = text.partition(", and ")
    more = f"，另因此前已安排加 {before.split()[0]}" if before else ""
    return worth + more


# What a full route lacks; several of them are listed.
_LACKS = Sentences(
    {
        "is at the maximum of {n:n} visits": "已达最多 {n} 次上门",
        "would carry {a:n} of at most {b:n}": "需携带 {a}，上限为 {b}",
        "would drive {a:km} more than the {b:km} allowed": "里程将比上限 {b} 多 {a}",
        "would be {a:minutes} over the shift (its latest end at {t:clock})": "将超出班次 {a}"
        "（最晚 {t} 结束）",
        "would work {a:minutes} more than {b:minutes} allowed": "工时将比上限 {b} 多 {a}",
        "is elsewhere during all of its time": "在规定时间内都在别处",
        "would be {a:minutes} late for {v:visit} or what follows it": "将使 {v} 或其后的上门"
        "迟到 {a}",
    }
)
_NEEDS = Sentences(
    {
        "one visit more": "多安排 1 次上门",
        "room for {n:n} more": "增加载量 {n}",
        "{a:minutes} of overtime more": "增加加班 {a}",
        "{a:minutes} of working time more": "增加工时 {a}",
        "{a:km}": "增加里程 {a}",
        "a wider window": "放宽时间窗",
        "wider windows on the route": "放宽路线上的时间窗",
    }
)


def _listed(table: Sentences, text: str) -> str | None:
    """Say the parts of a list, ``a, b and c``."""
    said = [table.said(part) for part in re.split(r", | and ", text)]
    known = [part for part in said if part is not None]
    return "，".join(known) if len(known) == len(said) else None


def _apart(text: str) -> str | None:
    pattern = re.compile(r"((?:\d+ h )?\d+ min) apart from visit (\S+) at (\S+)")
    table = Sentences({"{a:minutes} apart from visit {v} at {t:clock}": "{v}（{t}）相隔 {a}"})
    found = [one[0] for one in pattern.finditer(text)]
    said = [table.said(one) for one in found]
    return "、".join(one for one in said if one) if found else None


# Why another visit, a lock or an order stands in the way.
_WHY = Sentences(
    {
        "it is locked to shift {shift}": "此上门已锁定在班次 {shift}",
        "visit {v}, which belongs on the same route, is made by nobody": "须在同一路线的 {v} 没有"
        "人上门",
        "visit {v}, which belongs on the same route, is made by {who}": "须在同一路线的 {v} 由"
        "{who}上门",
        "it is a meeting with {v:visit}, which the same agent makes": "须与 {v} 会合，而后者由同一"
        "人上门",
        "{v:visit}, with which it is a meeting, is made by {who}, whom this agent may not meet "
        "there": "须会合的 {v} 由{who}上门，两人不得在该处会合",
        "not at {t:clock}, when {v:visit} is made, with which it is a meeting": "无法在 {t} 与 {v} "
        "会合",
        "it has to be {apart:apart}": "须与 {apart}",
        "it has to come after {v:visit}": "须排在 {v} 之后",
        "it has to come before {v:visit}": "须排在 {v} 之前",
        "the route is locked to begin with {v:names}": "路线已锁定，须从 {v} 开始",
        "{v:visit}, with which it is a meeting, belongs on the same route by an order": "须会合的 "
        "{v} 按顺序要求须在同一路线",
        "{v:visit}, with which it is a meeting, has to be apart from it in time": "须会合的 {v} 在"
        "时间上必须错开",
        "{v:visit}, with which it is a meeting, is of the same borrower, and one visit a day is "
        "enough": "须会合的 {v} 属同一借款人，每天上门一次即可",
        "{v:visit}, with which it is a meeting, is not made, as visit {w} of the same borrower "
        "is": "须会合的 {v} 未安排，因为同一借款人已安排 {w}",
        "nobody else at the same time for {v:visit}, with which it is a meeting": "没有其他人可"
        "同时前往 {v} 会合",
        "nobody whom this agent may meet at the same time for {v:visit}, with which it is a "
        "meeting": "没有可搭档的人同时前往 {v} 会合",
    },
    {"apart": Kind(r".+", _apart)},
)
_ROOM = "{who} has room for it {p:where}"
_MEET = " for {v:visit}, with which it is a meeting, for {c:n} more"
_COULD = "{who} could start service between {a:clock} and {b:clock}, "
_REFUSALS = Sentences(
    {
        _ROOM + " (route {a:clock}-{b:clock}) for {c:n} more, it is worth {w:worth}": "{who}可排在"
        "{p}（路线 {a}–{b}），成本增加 {c}，价值为 {w}",
        _ROOM + " (route {a:clock}-{b:clock}) for {c:n} more, it has to be made": "{who}可排在{p}"
        "（路线 {a}–{b}），成本增加 {c}，且必须上门",
        _ROOM + " at {t:clock}, and {other} {q:where}" + _MEET + ", both are worth {w:n}": "{who}可"
        "在 {t} 排在{p}，{other}排在{q}，与 {v} 会合，成本增加 {c}，两者价值为 {w}",
        _ROOM + " at {t:clock}, and {other} {q:where}" + _MEET + ", they have to be made": "{who}可"
        "在 {t} 排在{p}，{other}排在{q}，与 {v} 会合，成本增加 {c}，且必须上门",
        _ROOM + ", but {why:why}": "{who}可排在{p}，但{why}",
        "{who} may not: {why:why}": "{who}不能上门：{why}",
        "{who} may make no visits": "{who}不能安排上门",
        "{who} carries {a:n}, the visit takes {b:n}": "{who}的载量为 {a}，此次上门需要 {b}",
        "{who} could do it but for the break, which starts in {t:spans}": "{who}因须在 {t} 开始"
        "休息而无法上门",
        "{who} has no way there and back": "{who}没有可往返的道路",
        "{who} would drive {a:km} there and back, {b:km} are allowed": "{who}往返需行驶 {a}，上限"
        "为 {b}",
        "{who} would work {a:minutes} for it alone, {b:minutes} are allowed": "{who}仅此一次就需"
        "工作 {a}，上限为 {b}",
        _COULD + "but the windows leave no lawful time for the visit": "{who}可在 {a} 至 {b} 开始"
        "上门，但时间窗内没有合规的时间",
        _COULD + "it may start in {t:spans}": "{who}可在 {a} 至 {b} 开始上门，但只允许在 {t} 开始",
        "{who} would need {a:minutes} for the way there, the visit and the way back, the shift has "
        "{b:minutes}": "{who}往返加上门共需 {a}，班次只有 {b}",
        "{who} has a route that already breaks its times, so nothing can be added": "{who}的路线"
        "已不符合时间要求，无法再加",
        "{who} lacks {skills:names}": "{who}不具备“{skills}”",
        "{who} is not the required agent ({required:names})": "{who}不是指定的外访员（{required}）",
        "{who} is in no pair of agents who may meet there, or is excluded from this visit": "{who}"
        "没有可在该处会合的搭档，或不得参与此次上门",
        "{who} is in no pair of agents who may meet there": "{who}没有可在该处会合的搭档",
        "{who} must not go to this visit": "{who}不得参与此次上门",
        "visit {v} of the same borrower is made by {who}, and one visit a day is enough": "同一"
        "借款人的 {v} 已由{who}上门，每天上门一次即可",
        "{who} {lacks:lacks}": "{who}{lacks}",
    },
    {
        "why": Kind(r".+", _WHY.said),
        "worth": Kind(_WORTH, _worth),
        "lacks": Kind(r"(?:is|would) .+", lambda text: _listed(_LACKS, text)),
    },
)


def refusal_said(text: str) -> str | None:
    """Return why a shift does not take a visit in Chinese.

    Parameters
    ----------
    text
        The detail of a refusal, or that of an unassigned visit without its full stop.

    Returns
    -------
    str or None
        None if it is not known.
    """
    return _REFUSALS.said(text) or _REFUSALS.said(text[:1].lower() + text[1:])


_NEARBY = "，或留到附近另有上门的日子。"
_NEARER = "，或改派出发点更近的外访员。"
REMEDIES = Sentences(
    {
        "Nothing to do: the borrower is visited today.": "无需处理：今天已安排该借款人上门。",
        "Tell the borrower: this appointment is not kept, but another visit is made today.": "请"
        "告知借款人：此预约取消，但今天另有上门。",
        "Raise its value above {n:n}, or leave it for a day with visits nearby.": "将其价值提高到 "
        "{n} 以上" + _NEARBY,
        "State more than {a:n} in the column value of {cases:names} together (what meeting the "
        "borrower is worth, {b:n} now), or leave it for a day with visits nearby.": "将 {cases} 的"
        "“上门价值”（value）列合计填到 {a} 以上（见到借款人的价值，目前为 {b}）" + _NEARBY,
        "State more than {a:n} in the column value of {cases:names} (what meeting the borrower is "
        "worth, {b:n} now), or leave it for a day with visits nearby.": "将 {cases} 的“上门价值”"
        "（value）列填到 {a} 以上（见到借款人的价值，目前为 {b}）" + _NEARBY,
        "Give the search more time, or insert it by hand {p:where} of {who}'s route.": "延长求解"
        "时间，或手动排入{who}的路线（{p}）。",
        "Give the search more time, or insert both by hand, {p:where} of {who}'s and {q:where} of "
        "{other}'s route.": "延长求解时间，或手动排入{who}（{p}）和{other}（{q}）的路线。",
        "Insert it by hand {p:where} of {who}'s route; the search overlooked it.": "求解遗漏了此次"
        "上门，请手动排入{who}的路线（{p}）。",
        "Insert both by hand, {p:where} of {who}'s and {q:where} of {other}'s route; the search "
        "overlooked it.": "求解遗漏了此次上门，请手动排入{who}（{p}）和{other}（{q}）的路线。",
        "Put the route right first.": "请先修正该路线。",
        "An agent more, or for {who}: {needs:needs}.": "增派外访员，或为{who}{needs}。",
        "Send an agent who carries more, or split the load.": "改派载量更大的外访员，或分批上门。",
        "Allow {who} a visit.": "允许{who}上门。",
        "Move {who}'s break, or widen the visit's window.": "调整{who}的休息时间，或放宽此次上门的"
        "时间窗。",
        "Check the visit's coordinates, or send someone who travels another way.": "核对坐标，或"
        "改派使用其他交通方式的外访员。",
        "Allow {who} {a:km} more, or send someone who starts nearer.": "为{who}增加里程 {a}"
        + _NEARER,
        "Allow {who} {a:minutes} more, or send someone who starts nearer.": "为{who}增加工时 {a}"
        + _NEARER,
        "Widen the visit's windows inside the legal hours.": "在合规时段内放宽此次上门的时间窗。",
        "A wider window, or another shift for {who} (by {a:minutes}).": "放宽时间窗，或调整{who}的"
        "班次（相差 {a}）。",
        "A wider window, or another shift for {who}.": "放宽时间窗，或调整{who}的班次。",
        "A longer shift, or an agent who starts nearer.": "延长班次" + _NEARER,
        "Put an agent with {skills:names} on duty.": "安排具备“{skills}”的外访员值班。",
        "Put an agent on duty.": "安排外访员值班。",
        "Put a second agent on duty.": "再安排一名外访员值班。",
        "Put another agent on duty, or lift the exclusion.": "安排其他外访员值班，或取消排除。",
        "Put a pair of agents who may meet on duty, allow another pair, or lift the exclusion.": ""
        "安排可以会合的两名外访员值班，允许其他搭档，或取消排除。",
        "Put a pair of agents who may meet on duty, or allow another pair.": "安排可以会合的两名"
        "外访员值班，或允许其他搭档。",
        "Put {required:names} on duty, or allow another agent.": "安排{required}值班，或允许其他"
        "外访员。",
        "Put {required:names} on duty.": "安排{required}值班。",
        "Lift the lock, or make room on shift {shift}.": "解除锁定，或在班次 {shift} 上腾出时间。",
        "Make room on the route of {who}, or lift the order.": "在{who}的路线上腾出时间，或取消"
        "顺序要求。",
        "Send an agent who may meet {who}.": "改派可以与{who}会合的外访员。",
        "Move {v:visit}, or send another agent.": "调整 {v} 的时间，或改派其他外访员。",
        "Ask for less time between them, or move {v:names}.": "缩短间隔要求，或调整 {v} 的时间。",
        "Lift the order, or move {v:visit}.": "取消顺序要求，或调整 {v}。",
        "Lift the lock on the beginning of the route.": "解除对路线开头的锁定。",
        "Lift the meeting, or the other rule.": "取消会合要求，或取消另一条规则。",
        "A second agent, or wider windows for {v:visit}.": "增派一名外访员，或放宽 {v} 的时间窗。",
    },
    {"needs": Kind(r".+?", lambda text: _listed(_NEEDS, text))},
)
"""What would help, in Chinese."""
