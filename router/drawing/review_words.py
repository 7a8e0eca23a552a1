"""The words of the review page, in English and in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["WORDS", "language_of"]

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")

WORDS = {
    "en": {
        "title": "Addresses to review",
        "none": "No address waits for a decision. There is nothing to do here.",
        "progress": "{done} of {all} done",
        "search": "Search address, case or reason",
        "open": "Open",
        "all": "All",
        "nothing_found": "No address matches.",
        "who": "Your name",
        "who_needed": "Write your name first: it is kept with every correction.",
        "download": "Download corrections",
        "downloaded": "{n} corrections saved as corrections.csv. Hand it to the next run:",
        "not_downloaded": "{n} not downloaded yet",
        "nothing_yet": "Nothing is decided yet.",
        "kept": "Your choices stay in this browser until you clear them.",
        "not_kept": "This browser keeps nothing: download before you close the page.",
        "clear": "Clear my choices",
        "clear_sure": "Really clear {n} choices?",
        "back": "List",
        "previous": "Previous",
        "next": "Next",
        "next_open": "Next open one",
        "case": "Case",
        "cases": "Cases",
        "why": "Why it is here",
        "understood": "Understood as",
        "no_address": "No address, only a point",
        "candidates": "Candidates",
        "no_candidates": "No candidate is known. Place a pin on the map if you know the door.",
        "from_first": "{d} from A",
        "score": "score {s}",
        "error": "±\u00a0{d}",
        "pick": "Pick",
        "pin": "Own pin",
        "pin_hint": "Or click the map to place a pin, and drag it to the door.",
        "pin_at": "Pin at {p}",
        "not_found": "Cannot be found",
        "ask": "Ask the borrower",
        "undo": "Undo",
        "note": "Note",
        "everyone": "For every case with this address, also later ones",
        "outside": "This point lies outside the region. A visit there cannot be planned.",
        "far": "This point is more than 20 km from every candidate.",
        "sure": "It is right",
        "decided_candidate": "Candidate {l}",
        "decided_pin": "Own pin",
        "keys": "Keys: 1–5 pick · P pin at the middle of the map · X cannot be found · "
        "Q ask · U undo · ↑ ↓ addresses · Enter next open one · / search",
        "map": "Map of the candidates",
        "paper": "Decision",
        "offline": "This file loads nothing from any network",
        "unread": "{n} rows of the table could not be read. Mend them there; review.csv says why.",
        "checked": "{n} were checked before and have no point; "
        "`router corrections` shows who said so, and takes it back.",
        "synthetic": "Synthetic map: streets and addresses were generated; this is no real city.",
        "script": "Deciding needs JavaScript; the list does not.",
        "door": "door",
        "interpolated": "between known numbers",
        "street": "street",
        "place": "place",
        "locality": "locality",
    },
    "zh": {
        "title": "待核实地址",
        "none": "没有待决定的地址，无需处理。",
        "progress": "已完成 {done} / {all}",
        "search": "搜索地址、案件或原因",
        "open": "未处理",
        "all": "全部",
        "nothing_found": "没有符合的地址。",
        "who": "您的姓名",
        "who_needed": "请先填写姓名：每条更正都会记录核实人。",
        "download": "下载更正文件",
        "downloaded": "已将 {n} 条更正保存为 corrections.csv，请在下次运行时使用：",
        "not_downloaded": "{n} 条尚未下载",
        "nothing_yet": "尚未作出任何选择。",
        "kept": "您的选择保存在此浏览器中，直到您清除。",
        "not_kept": "此浏览器不保存选择，关闭前请先下载。",
        "clear": "清除我的选择",
        "clear_sure": "确定清除 {n} 条选择？",
        "back": "列表",
        "previous": "上一个",
        "next": "下一个",
        "next_open": "下一个未处理",
        "case": "案件",
        "cases": "案件",
        "why": "待核实原因",
        "understood": "解析结果",
        "no_address": "没有地址，只有坐标",
        "candidates": "候选位置",
        "no_candidates": "没有候选位置。如果您知道门址，请在地图上放置图钉。",
        "from_first": "距 A {d}",
        "score": "得分 {s}",
        "error": "± {d}",
        "pick": "选择",
        "pin": "自放图钉",
        "pin_hint": "也可以点击地图放置图钉，再拖到门口。",
        "pin_at": "图钉位于 {p}",
        "not_found": "无法找到",
        "ask": "询问借款人",
        "undo": "撤销",
        "note": "备注",
        "everyone": "适用于此地址的所有案件（包括以后的）",
        "outside": "此位置在区域之外，无法安排上门。",
        "far": "此位置距所有候选位置超过 20 公里。",
        "sure": "确认无误",
        "decided_candidate": "候选 {l}",
        "decided_pin": "自放图钉",
        "keys": "快捷键：1–5 选择 · P 在地图中心放图钉 · X 无法找到 · Q 询问 · U 撤销 · "
        "↑ ↓ 切换地址 · Enter 下一个未处理 · / 搜索",
        "map": "候选位置地图",
        "paper": "决定",
        "offline": "此文件不从任何网络加载内容",
        "unread": "表中有 {n} 行无法读取，原因见 review.csv，请在原表中改正。",
        "checked": "{n} 条此前已核实，没有坐标；用 router corrections 可查看核实人或撤回。",
        "synthetic": "合成地图：街道和地址均为生成，并非真实城市。",
        "script": "作出选择需要 JavaScript，列表不需要。",
        "door": "门牌",
        "interpolated": "门牌推算",
        "street": "道路",
        "place": "地点",
        "locality": "区域",
    },
}
"""Label by name, by language."""

PART_LABELS = {
    "en": {},
    "zh": {
        "province": "省", "city": "市", "district": "区县", "town": "街道/镇", "village": "村/社区",
        "road": "路", "lane": "弄", "number": "号", "compound": "小区", "building": "楼栋",
        "unit": "单元", "floor": "层", "room": "室", "postcode": "邮编", "rest": "其他",
    },
}  # fmt: skip
"""Names of the parts of an address where they differ from our own."""


def language_of(texts: Iterable[str]) -> str:
    """Return the language that the readers of these texts most likely read.

    Parameters
    ----------
    texts
        Addresses.

    Returns
    -------
    str
        ``zh`` if more than half of those that are not empty have Chinese characters, else ``en``.
    """
    written = [bool(_HAN.search(text)) for text in texts if text.strip()]
    return "zh" if 2 * sum(written) > len(written) else "en"
