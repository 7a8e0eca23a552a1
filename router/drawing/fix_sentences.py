"""What to do about a fault of the input, in Chinese."""

from __future__ import annotations

from router.drawing.sentences import Kind, Sentences

__all__ = ["fix_said"]


def fix_said(text: str) -> str | None:
    """Return what to do about a fault in Chinese.

    Parameters
    ----------
    text
        In English.

    Returns
    -------
    str or None
        None if it is not known.
    """
    return _FIXES.said(text)


_UNTIL_THEN = Sentences(
    {
        "the id stands for the name": "以编号代替姓名",
        "there is no overtime": "视为没有加班",
        "{value:n} is used": "使用 {value}",
        "it counts as a contact": "计为一次联系",
        "it counts as not known": "视为不详",
        "it counts as not given": "视为未填",
        "it counts as no consent": "视为未同意",
        "it counts as not confirmed": "视为未确认",
        "it counts as not stated": "视为未说明",
        "all days are alike": "视为不限日期",
        "the time that was named before no longer holds, and no other is agreed": "原定时间作废，"
        "且没有约定其他时间",
        "the name is left out": "不显示姓名",
        "the notes are left out": "不显示备注",
        "the note is left out": "不采用备注",
        "it is left out": "不采用",
        "the default value is used": "使用默认价值",
        "the borrower counts as not told": "视为尚未告知借款人",
        "no attempts count": "不计入联系次数",
        "the address is kept and not visited": "保留此地址，但不上门",
        "the check-in point is not used": "不使用签到位置",
        "the case counts as settled": "视为已结清",
    }
)
_FIXES = Sentences(
    {
        "Write the id as text, without line breaks.": "请以文本填写编号，不要换行。",
        "Write the id.": "请填写编号。",
        "Give every row an id of its own.": "请为每行填写不同的编号。",
        "Give every row an id of its own, or delete the repeated one.": "请为每行填写不同的编号，"
        "或删除重复行。",
        "Format the column as text and enter the id again.": "请把该列设为文本格式，重新输入编号。",
        "Put quotation marks around a cell that holds the delimiter.": "含分隔符的单元格请加引号。",
        "Enter the cell again.": "请重新输入该单元格。",
        "Open the file in Excel, save it, and read it again.": "请用 Excel 打开并保存后再读取。",
        "Correct the formula.": "请更正公式。",
        "Correct it.": "请更正。",
        "Shorten it.": "请缩短。",
        "Delete one of them, or map the right one.": "请删除其中一列，或指定正确的一列。",
        "Nothing to do if they do not matter; otherwise rename or map them.": "如不重要则无需处理"
        "；否则请改列名或指定对应列。",
        "Leave it out.": "请删去。",
        "Leave one of them empty.": "请留空其中一处。",
        "Leave both cells empty, or write the true ones.": "请两格都留空，或填写真实坐标。",
        "Write the address, or lat and lon.": "请填写地址，或经纬度（lat、lon）。",
        "Nobody is visited before that; correct the number or leave the case out.": "到期前不上门"
        "；请更正数字或删去此案件。",
        "Add a column datum (坐标系): wgs84, gcj02 or bd09.": "请增加坐标系（datum）列：wgs84、gcj"
        "02 或 bd09。",
        "Correct one of the two dates, or leave the case out.": "请更正其中一个日期，或删去此案件"
        "。",
        "Move or shorten one; breaks are taken in the order of their earliest starts.": "请移动或"
        "缩短其中一个；休息按最早开始的顺序安排。",
        "Write the ids of the others with whom this agent may meet.": "请填写可与此外访员会合的其"
        "他人的编号。",
        "Write the ids of those who may meet the agent; leave it empty for anybody.": "请填写可与"
        "其会合的人的编号；不限则留空。",
        "Write how many people go, such as 2.": "请填写人数，如 2。",
        "Write kilometres, such as 80.": "请填写公里数，如 80。",
        "Write both, such as 09:00.": "请都填写，如 09:00。",
        "Write an address, lat,lon, or open.": "请填写地址、“纬度,经度”或 open。",
        "Write call, message or letter.": "请填写 call、message 或 letter。",
        "Read it with the outcomes.": "请放入上门结果表。",
        "Write such as IIBF until 2027-03-31; id-card.": "写法如：IIBF until 2027-03-31; id-card。",
        "Write date and time: 2026-11-24 14:00-14:30, or 2026-11-24 14:00.": "请填写日期和时间：20"
        "26-11-24 14:00-14:30 或 2026-11-24 14:00。",
        "Write such as Mon-Fri 09:00-18:00; Sat 10:00-16:00; 2026-11-24 08:00-12:00.": "写法如：周"
        "一至周五 09:00-18:00; 周六 10:00-16:00。",
        "Write such as Mon-Fri or Mon,Wed,Sat.": "写法如：周一至周五，或 周一,周三,周六。",
        "Write 12:00-12:45 (fixed), or 12:00-13:30/45min (starts between, lasts 45 minutes).": "写"
        "法如：12:00-12:45（固定），或 12:00-13:30/45min（其间开始，持续 45 分钟）。",
        "Write such as Mon-Fri 09:00-12:00; before 10:00; after 18:00; Sun.": "写法如：周一至周五 "
        "09:00-12:00; 周日。",
        "Write it as fixed, such as 23:30-00:15, or keep the bounds on one side.": "请写成固定时间"
        "，如 23:30-00:15，或让起止都在午夜同一侧。",
        "Write such as Mon-Fri 18:00-20:00; 2026-11-24 14:00-16:00; 周六 上午.": "写法如：周一至周"
        "五 18:00-20:00; 2026-11-24 14:00-16:00; 周六 上午。",
        "Write such as Mon-Fri 18:00-20:00; 2026-11-24 14:00-16:00; 周六 上午. For an exact time "
        "use the column appointment.": "写法如：周一至周五 18:00-20:00; 周六 上午。确切时间请用预"
        "约（appointment）列。",
        "Write the date as 2026-11-24.": "日期请写作 2026-11-24。",
        "Give at least an id and an address.": "至少须有编号和地址。",
        "Write 00:00-24:00 for a whole day.": "全天请写 00:00-24:00。",
        "Write the case_id, or the borrower_id.": "请填写案件编号（case_id）或借款人编号（borrower"
        "_id）。",
        "Write when it happened.": "请填写实际发生的时间。",
        "Write date and time, such as 2026-11-02 18:30.": "请填写日期和时间，如 2026-11-02 18:30。",
        "Write date and time.": "请填写日期和时间。",
        "Write such as dispute; promise until 2026-12-01; hospital since 2026-11-01.": "写法如：di"
        "spute; promise until 2026-12-01; hospital since 2026-11-01。",
        "Write date and time: 2026-11-02 18:30, or with the offset: "
        "2026-11-02T18:30:00+02:00.": "请填写日期和时间：2026-11-02 18:30，或带时差："
        "2026-11-02T18:30:00+08:00。",
        "Write start as 2026-11-24 14:00 and end as 16:00, or both in start.": "开始写 2026-11-24 "
        "14:00，结束写 16:00；也可都写在开始列。",
        "Write it in start.": "请写在开始（start）列。",
        "Write a plain number such as 1234.50.": "请填写普通数字，如 1234.50。",
        "Write a decimal point, such as 1234.50, and thousands as 1,234.": "小数点写作 1234.50，千"
        "位写作 1,234。",
        "Write a whole number such as 12.": "请填写整数，如 12。",
        "Write 0 or more, or leave it empty.": "请填写 0 或更大的数，或留空。",
        "Write minutes (20), or 20 min, 1h30, 00:20.": "请填写分钟数（20），或 20 min、1h30、00:20"
        "。",
        "Write income, illness, forgot, disputes, over-indebted, family, business or other.": "请"
        "填写 income、illness、forgot、disputes、over-indebted、family、business 或 other。",
        "Write it; an outcome needs it.": "请填写，上门结果不可缺少。",
        "Leave the row out, or write how much came in.": "请删去此行，或填写到账金额。",
        "Write latitude, then longitude: 60.1699,24.9384.": "请先写纬度，再写经度，如 "
        "30.2741,120.1551。",
        "Write latitude, then longitude: 60.1699,24.9384. AMap and Baidu copy lon,lat.": "请先写纬"
        "度，再写经度，如 30.2741,120.1551；从高德、百度复制的是经度在前。",
        "Write decimal degrees, latitude and longitude, such as 60.1699 and 24.9384.": "请填写十进"
        "制度数的纬度和经度，如 30.2741 和 120.1551。",
        "Write a decimal point, such as 60.1699.": "请使用小数点，如 30.2741。",
        "Write confirmed, declined or moved.": "请填写 confirmed、declined 或 moved。",
        "Write confirmed, declined, moved or never.": "请填写 confirmed、declined、moved 或 never"
        "。",
        "Write it, or write declined.": "请填写，或写 declined。",
        "Write yes or no.": "请填写是或否。",
        "Write it as 2026-11-24T14:00:00+02:00.": "请写作 2026-11-24T14:00:00+08:00。",
        "Write the earlier time first.": "请先写较早的时间。",
        "Keep only what is to be planned.": "请只保留需要排程的内容。",
        "The first row must hold the column names; `router template` writes an example.": "第一行"
        "须为列名；router template 可生成模板。",
        "Write the local clock time at the door.": "请填写地址当地的时间。",
        "Write clock times of 24 hours, such as 09:00-12:00 or 18:00-20:00.": "请用 24 小时制，如 "
        "09:00-12:00 或 18:00-20:00。",
        "Write 1 (low) to 5 (high).": "请填写 1（低）至 5（高）。",
        "Write wgs84, gcj02 (AMap, Tencent) or bd09 (Baidu).": "请填写 wgs84、gcj02（高德、腾讯）"
        "或 bd09（百度）。",
        "Write home, work, registered, mailing, relative, hospital, school, public, agreed, "
        "other.": "请填写 住所、单位、户籍、通讯、亲属、医院、学校、公共场所、约定地点 或 其他。",
        "Write car, motorcycle, ebike, bike or foot.": "请填写 汽车、摩托车、电动车、自行车 或 步"
        "行。",
        "Write it as street, number and city, or as lat,lon.": "请写明道路、门牌和城市，或“纬度,经"
        "度”。",
        "Renew it, and write its new last day.": "请续期，并填写新的到期日。",
        "Write the address as the table of cases does, unless it was replaced since.": "请与案件表"
        "的地址写法一致，除非地址已更换。",
        "Correct its time.": "请更正时间。",
        "Agree another one.": "请另约时间。",
        "Write visit, hours, frequency or a type of place such as work; several separated by ;": ""
        "请填写 visit、hours、frequency 或地点类型（如 work），多项用 ; 分隔。",
        "Write one of {codes}, or its words (router template --columns lists them); give a word of "
        "your own its code with --code WORD=CODE.": "请填写 {codes} 之一，或其对应词语（见 router "
        "template --columns）；自定义词语请用 --code 词语=代码 指定。",
        "Leave the row out; what the payment that it takes back has ended is opened again with "
        "router journal release --hold paid (or cool-off).": "请删去此行；因被退回的还款而结束的"
        "事项，可用 router journal release --hold paid（或 cool-off）重新开放。",
        "Close it, double it if it belongs to the text, or save the table as .xlsx.": "请补全引号；"
        "属于正文的引号请写两个，或将表另存为 .xlsx。",
        "Write one JSON object per line, such as {example}.": "请每行写一个 JSON 对象。",
        "{fix:fix} Until then {then:then}.": "{fix}在此之前{then}。",
    },
    {
        "fix": Kind(r".+?", fix_said),
        "then": Kind(r".+?", _UNTIL_THEN.said),
    },
)
