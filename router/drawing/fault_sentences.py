"""The faults of the input in Chinese: those of ``router/intake``, and of agents' addresses."""

from __future__ import annotations

import re

from router.drawing.fix_sentences import fix_said
from router.drawing.review_reasons import reason_in
from router.drawing.sentences import Kind, Sentences

__all__ = ["said_of_input"]

_REASONS = Sentences(
    {
        "a borrower's presence or ability to pay is never inferred from other people (contacts, "
        "calls, social networks)": "绝不根据他人（联系人、通话、社交网络）推断借款人的行踪或还款能"
        "力",
        "a borrower's presence or ability to pay is never inferred from what the borrower buys": ""
        "绝不根据消费推断借款人的行踪或还款能力",
        "a borrower's presence or ability to pay is never inferred from where the borrower has "
        "been": "绝不根据行踪推断借款人的行踪或还款能力",
        "a borrower's presence or ability to pay is never inferred from the use of water, gas or "
        "electricity": "绝不根据水、电、燃气用量推断借款人的行踪或还款能力",
        "an identity number is not needed to plan a visit": "安排上门不需要证件号码",
    }
)
_HAPPENED = {
    "outcomes": "上门结果",
    "payments": "还款",
    "approaches": "联系记录",
    "notices": "告知记录",
}
_COUNTED = {
    "they count from midnight": "自当日零点起计",
    "they count from the end of that day": "自当日结束起计",
}


def _columns(text: str) -> str:
    said = re.sub(r" \(did you mean ('.+?')\?\)", r"（是否指 \1？）", text)
    return re.sub(r"(?<=['）]), ", "、", said)


_PROBLEMS = Sentences(
    {
        "the id is empty": "编号为空",
        "the id is missing": "缺少编号",
        "the id holds a character that cannot be printed": "编号含有无法显示的字符",
        "the spreadsheet has turned this id into a rounded number; its last digits are lost": "表"
        "格软件已把此编号变成四舍五入的数字，末尾几位已丢失",
        "this id stands in row {n:n} already; only the first row is used": "此编号已出现在第 {n} "
        "行，只采用前一行",
        "the row has more cells than the header; its values may stand in wrong columns": "此行的单"
        "元格多于表头，内容可能错列",
        "the cell holds a NUL byte; the file may be damaged here": "单元格含有空字节，文件可能已损"
        "坏",
        "the cell holds a formula without a saved result": "单元格中的公式没有保存结果",
        "the cell holds an error of the spreadsheet": "单元格是表格软件的错误值",
        "a cell holds at most {n:n} characters": "一个单元格最多 {n} 个字符",
        "this cell is too long for what it should hold": "单元格内容过长",
        "two columns mean {name} and say different things": "有两列都表示 {name}，但内容不同",
        "two columns mean {name}; {read} is read, this one is not": "有两列都表示 {name}，读取了 "
        "{read}，未读取此列",
        "not known, and not read: {columns:columns}": "不认识、未读取的列：{columns}",
        "column {name} is not read: {reason:reason}": "未读取 {name} 列：{reason}",
        "the address is empty, and there are no coordinates": "地址为空，也没有坐标",
        "the debt is not due yet": "债务尚未到期",
        "points in China without a datum: {n:n}; they are taken as WGS-84; those of AMap, Tencent"
        " or Baidu are up to 1.5 km off": "{n} 个中国坐标没有注明坐标系，已按 WGS-84 处理；高德、"
        "腾讯或百度的坐标可能偏差达 1.5 公里",
        "the last day for a visit lies before {name} ({day:date})": "最后上门日早于 {name}（{day}"
        "）",
        "these breaks cannot all be taken: one still lasts when the next must have started": "这些"
        "休息无法全部安排：前一个未结束，下一个已须开始",
        "nobody meets himself": "外访员不能与自己会合",
        "nobody would go, or a crowd": "人数为零或过多",
        "this may mean that the agent meets nobody, or that it does not matter whom": "含义不明："
        "是不与任何人会合，还是可与任何人会合",
        "more kilometres than a shift can have": "里程超过一个班次的可能",
        "shifts stand here and in shift_start and shift_end": "此列与 shift_start、shift_end 都写"
        "了班次",
        "the shift ends when it starts": "班次的结束等于开始",
        "the {name} is empty": "{name} 为空",
        "a shift needs its start and its end": "班次须有开始和结束",
        "not a channel that is known": "不认识的联系渠道",
        "a visit is no approach by another channel": "上门不属于其他渠道的联系",
        "the channel is missing": "缺少联系渠道",
        "a certificate is given with its last day, not with its first": "资格证书应写到期日，而不"
        "是起始日",
        "the date of this certificate cannot be read": "无法读取资格证书的日期",
        "an appointment is one time on one date": "预约应为某一天的某一时间",
        "no shift at all": "没有任何班次",
        "these are not weekdays": "这些不是星期",
        "this is not a clock time": "这不是时刻",
        "{time} is not a clock time": "{time} 不是时刻",
        "a break lasts longer than nothing, and at most 6 hours": "休息时长须大于零，最多 6 小时",
        "two shifts overlap": "两个班次重叠",
        "this is not a break": "这不是休息时间",
        "the bounds of a break lie on both sides of midnight": "休息的起止跨过午夜",
        "a time without an end": "时间没有结束",
        "a shift without its times": "班次没有时间",
        "more than two dates": "多于两个日期",
        "a date without the word it belongs to": "日期没有说明",
        "the date cannot be read": "无法读取日期",
        "it ends before it starts": "结束早于开始",
        "something stands behind the date": "日期后面有多余内容",
        "two dates that say the same": "两个日期含义相同",
        "something stands between the dates": "日期之间有多余内容",
        "this is not a date with its year": "这不是带年份的日期",
        "this day does not exist": "没有这一天",
        "this is not a span of two dates": "这不是由两个日期组成的期间",
        "this span ends before it starts, or is longer than a year": "期间的结束早于开始，或超过一"
        "年",
        "day and month can be swapped in this date": "此日期的日和月可能颠倒",
        "the table has no columns": "表中没有列",
        "the table is empty": "表是空的",
        "the table is too large: {problem}": "表过大：{problem}",
        "a span of days has no clear ends": "日期范围的起止不明确",
        "a span of days has no end": "日期范围没有结束",
        "it starts and ends at the same time": "开始与结束时间相同",
        "am or pm stands at one end only": "只有一端写了上午或下午",
        "longer than a day": "超过一天",
        "the two dates of a window do not fit": "时间窗的两个日期不符",
        "there is no day and no time in this": "没有日期，也没有时间",
        "some days have times here and others have none": "有的日期写了时间，有的没有",
        "a dash without two times": "连字符两侧不是两个时间",
        "a span of dates ends before it starts, or is too long": "日期范围的结束早于开始，或范围过"
        "长",
        "days stand behind their times and before others": "日期写在时间之后，又在其他时间之前",
        "date and weekday do not agree": "日期与星期不符",
        "the part of the day and the times do not agree": "时段与时间不符",
        "a number that is neither a time nor a span": "既非时间也非期间的数字",
        "neither the case nor the borrower is named": "没有写明案件或借款人",
        "the time lies in the future": "时间在未来",
        "the time ({name}) is missing": "缺少时间（{name}）",
        "the date of this hold cannot be read": "无法读取暂停的日期",
        "the hour and the part of the day do not agree": "钟点与时段不符",
        "this year is not believed": "年份不可信",
        "this offset does not exist": "没有这个时差",
        "a time without its zone": "时间没有时区",
        "the clock jumps over this time, or shows it twice, that day": "当天时钟调整，此时间不存在"
        "或出现两次",
        "an offset without a time": "有时差而没有时间",
        "a span of times, or an offset behind a time": "一段时间，或时间后带时差",
        "an end without its start": "有结束而没有开始",
        "two ends of one span": "一段时间有两个结束",
        "it is not said which time was confirmed": "没有写明确认的是哪个时间",
        "this is not a number": "这不是数字",
        "an amount is not negative": "金额不能为负",
        "an amount this large is not believed": "金额过大，不可信",
        "this is not a whole number": "这不是整数",
        "this number is negative": "数字为负",
        "a comma in this number can be read in two ways": "数字中的逗号有两种读法",
        "this is not a duration": "这不是时长",
        "a part of a minute; a spreadsheet stores 20 minutes as 0.0139": "不足一分钟；表格软件把 "
        "20 分钟存为 0.0139",
        "this date lies before the visit": "此日期早于上门",
        "this appointment lies before the visit": "此预约早于上门",
        "the visit would end before it began, or last half a day": "上门的结束早于开始，或长达半天",
        "an appointment without its time": "预约没有时间",
        "not a reason for arrears that is known": "不认识的逾期原因",
        "not an outcome code that is known": "不认识的上门结果代码",
        "the code is missing": "缺少结果代码",
        "an amount that went back is no payment": "退回的金额不是还款",
        "nothing was paid": "没有还款",
        "decimal commas cannot be told from the comma between the two": "无法区分小数逗号与分隔逗"
        "号",
        "these are not two numbers": "这不是两个数字",
        "only one of the two coordinates is given; the {name} is missing": "只有一个坐标值，缺少 "
        "{name}",
        "0,0 lies in the sea off Africa; it stands for a missing coordinate": "0,0 位于非洲近海，"
        "应为缺失的坐标",
        "the latitude is out of range": "纬度超出范围",
        "the longitude is out of range": "经度超出范围",
        "a decimal comma": "小数点写成了逗号",
        "this is not a number of degrees": "这不是度数",
        "latitude and longitude look swapped": "经纬度似乎填反了",
        "the reply is missing": "缺少回复",
        "the time that was named before no longer holds, and no other is agreed": "原定时间已作废"
        "，又没有约定其他时间",
        "the new time is missing": "缺少新的时间",
        "this time is over": "时间已过",
        "not a reply that is known": "不认识的回复",
        "this is neither yes nor no": "既非是也非否",
        "not a consent that is known": "不认识的同意事项",
        "a time with a UTC offset": "时间带有 UTC 时差",
        "a part of this is not understood as a day or a time": "其中一部分无法理解为日期或时间",
        "a priority runs from 1 to 5": "优先级为 1 至 5",
        "not a datum that is known; coordinates in the wrong one are up to 1.5 km off": "不认识的"
        "坐标系；用错坐标系可偏差达 1.5 公里",
        "not a type of address that is known": "不认识的地址类型",
        "not a way to travel that is known": "不认识的出行方式",
        "agent {who} is left out: the {which} is not found ({why:place})": "外访员 {who} 未采用："
        "找不到 {which}（{why}）",
        "agent {who} is left out: expired {names:names}": "外访员 {who} 未采用：{names}已过期",
        "outcomes at an address that their borrower does not have in the table of cases: {n:n} "
        "(rows {rows}); nothing is concluded from them": "{n} 条上门结果的地址不在案件表中该借款人"
        "名下（第 {rows} 行），未据此作任何推断",
        "the reply came later than now": "回复的时间晚于现在",
        "{what:happened} without a time of day: {n:n}; {counted:counted}": "{n} 条{what}没有"
        "钟点；{counted}",
        "coordinates stand here and in lat and lon": "此处与 lat、lon 都写了坐标",
        "a value holds other values inside ({kind})": "值中含有其他值（{kind}）",
        "this line is not valid JSON ({why})": "此行不是有效的 JSON（{why}）",
        "this is not a JSON object": "这不是 JSON 对象",
        "a key appears twice": "有重复的键",
        "the time that it names has passed": "所述时间已过",
    },
    {
        "columns": Kind(r".+", _columns),
        "happened": Kind("|".join(_HAPPENED), _HAPPENED.get),
        "counted": Kind("|".join(_COUNTED), _COUNTED.get),
        "reason": Kind(r".+", _REASONS.said),
        "place": Kind(r".+?", lambda text: reason_in("zh", text)),
    },
)


def said_of_input(lang: str, text: str) -> str:
    """Return a fault of the input, or what to do about it, in the language of a page.

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
    if lang != "zh":
        return text
    return _PROBLEMS.said(text) or fix_said(text) or text
