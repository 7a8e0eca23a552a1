"""The numbers of an address with the words that say what they number: 12号, 3栋, 88弄.

Chinese numerals count as numbers only before such a word: 三号楼, but not 三里屯 and 五一路.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from router.geocoding.parsing.numerals import NUMERALS, to_digits

__all__ = ["Mark", "marks"]

_H = f"[{NUMERALS}]"
_N = rf"(?:\d+|{_H}{{1,4}})"  # a plain number
_C = rf"(?:[A-Za-z]{{0,2}}-?\d+[A-Za-z]{{0,2}}|{_H}{{1,4}}|[A-Za-z])"  # with letters: B2, 12A, A
_STEM = "[甲乙丙丁戊己庚辛]"
# Behind a Chinese numeral, these make a name of it: 三座桥, 四楼村, 八号线, 五号路.
_NO_NAME = "(?![村镇乡路街巷屯庄桥店庙塔梁窑沟线里区团])"

# Each pattern names the groups that it needs; the first that matches at a place is taken.
PATTERNS = (
    # 500米, 36公里处, K12+300
    (
        "distance",
        rf"(?:[往向]?[东南西北]{{0,2}}[侧边面方]?(?:方向)?(?:大?约)?(?:\d+(?:\.\d+)?|{_H}{{1,3}})(?:多)?(?:公里|千米|[kK][mM](?![a-z])|米|里地|里路)"
        r"(?:\d+米)?(?:处|左右|附近|远|路[东南西北]侧?)?|[kK]\d+\+\d+(?:米)?处?)",
    ),
    # Roads and names that carry a number: 104国道, 1号路, 二号桥, 798艺术区, 3期, 2区.
    (
        "name",
        rf"[A-Za-z]?\d+(?:国道|省道|县道|乡道|高速|号?[大小公支]?[路街道巷桥线](?!\d*号?楼)|环路?|期|村|区|团(?!队)|连(?![一-龥]?栋)|师|街区|广场|公馆|院子|"
        rf"艺术|文创|创意|产业|科技|小区|大厦|中学|小学|社区|花园|国际|街坊|片区|组团|工业|里(?![一-龥])|坊|苑|城|府|庄|营|台|岁|天|年|路)"
        rf"|{_H}+号(?:[大公支]?[路街道巷桥线院](?!内)|公馆|公路|码头|港|矿)|[GSXYCD]\d{{2,4}}(?![-\d号栋幢座室])"
        rf"|{_H}{{1,3}}(?:组团|层楼)|[A-Za-z]\d{{1,2}}(?:区|地块|园区)",
    ),
    (
        "rest",
        rf"第?(?:{_N})(?:村民)?(?:小组|组(?!团)|生产队|小队|大队|分队|队|社(?![区会])|连队)|第?{_N}村民组|(?:{_STEM}|[东南西北中上下前后])组(?!团)",
    ),
    ("sublane", rf"(?P<sublane>{_N})支弄"),
    ("lane", rf"(?P<lane>{_N})(?:弄(?!堂)|巷(?![一-龥]{{1,4}}[巷路街]))"),
    # 12-3-402 with words or without comes later; first what 号 belongs to something else.
    (
        "room",
        rf"(?P<room>{_C}(?:-{_C}){{0,3}})(?:号?[室房](?!村|屋|子|巷)间?|户(?!籍|主|外|型)){_NO_NAME}",
    ),
    (
        "building",
        rf"第?(?P<building>(?:{_C}(?:-{_C})?|{_STEM}))(?:号楼(?![上下梯道])|#楼|号栋|号幢|栋楼?|幢楼?|座(?!落){_NO_NAME}|号(?:公寓|宿舍)楼)"
        rf"|(?P<block>[A-Za-z]|{_STEM}|[东西南北中主副附裙前后](?=[座幢栋楼](?:$|[\d\-第地负])))(?:座|幢|栋|楼)"
        r"|(?P<hash>[A-Za-z]?\d+[A-Za-z]?)#(?!\d)",
    ),
    (
        "unit",
        rf"第?(?P<unit>{_C}|{_STEM}|[东西中南北])单元|(?P<gate>\d{{1,2}})(?:门(?![牌面口店诊]|市部)|梯)",
    ),
    (
        "floor",
        rf"(?:第)?(?P<below>负|地下|[Bb-](?=\d+[层楼]))(?P<depth>{_N})[层楼]?"
        rf"|(?:第)?(?P<floor>\d+|{_H}{{1,3}})(?:[层楼](?![村镇乡路街巷庄店桥房板])|[Ff](?![A-Za-z\d]))(?:之(?P<part>{_N}))?"
        r"|(?P<basement>[Bb]\d)(?![\d栋幢座号区#])",
    ),
    (
        "number",
        rf"(?:第|[Nn]o\.?|#)?(?P<number>(?:{_STEM}|附|新|旧|临|特|支)?(?:[A-Za-z]?\d+[A-Za-z]?|{_H}{{1,5}})"
        rf"(?:[-~、/.至到](?:{_STEM}|附)?(?:[A-Za-z]?\d+[A-Za-z]?|{_H}{{1,4}}))*(?:之{_N})*(?:附{_N})?{_STEM}?)号(?!线)"
        rf"(?:大?院(?![一-龥]{{0,1}}[路街])|门牌|铺|店|商铺|门面)?"
        rf"(?P<tail>(?:之{_N})+|附{_N}号?|{_STEM}(?![座栋幢楼单室方级])|-{_N}(?![-\d号栋幢座单室层楼])|[A-Za-z](?![座栋幢楼区A-Za-z\d#-]))?",
    ),
    # What has no word: 12-3-402, 甲8, 附3, #12, 12之1.
    (
        "code",
        rf"(?:第|[Nn]o\.?|#)?(?P<code>(?:{_STEM}|附)?[A-Za-z]{{0,2}}\d+[A-Za-z]?(?:[-~、/][A-Za-z]?\d+[A-Za-z]?)*(?:之{_N})*(?:附\d+)?{_STEM}?)(?![A-Za-z])",
    ),
)
_ALL = re.compile(
    "|".join(f"(?P<k{place}>{pattern})" for place, (_, pattern) in enumerate(PATTERNS))
)
_KINDS = tuple(kind for kind, _ in PATTERNS)


@dataclass(frozen=True, slots=True)
class Mark:
    """A number with its word.

    Parameters
    ----------
    kind
        ``lane``, ``sublane``, ``number``, ``building``, ``unit``, ``floor``, ``room``, ``code`` (no
        word), ``distance`` or ``rest``.
    value
        The number, with digits.
    start, end
        Where it stands.
    """

    kind: str
    value: str
    start: int
    end: int


def marks(text: str, start: int) -> list[Mark]:
    """Find the numbers of a text.

    Parameters
    ----------
    text
        Plain text.
    start
        Where to begin.

    Returns
    -------
    list of Mark
        In order. Numbers that belong to names (104国道, 二期) are not among them.
    """
    found: list[Mark] = []
    for match in _ALL.finditer(text, start):
        kind = _KINDS[int(match.lastgroup[1:])] if match.lastgroup else ""
        if kind == "name":
            continue
        found.append(Mark(kind, _value(kind, match), match.start(), match.end()))
    return found


def _value(kind: str, match: re.Match[str]) -> str:
    group = match.group
    if kind == "building":
        return to_digits(group("building") or group("block") or group("hash"))
    if kind == "unit":
        return to_digits(group("unit") or group("gate"))
    if kind == "floor":
        if group("depth"):
            sign = "B" if group("below") in "Bb" else "-"
            return sign + to_digits(group("depth"))
        return to_digits(group("floor")) if group("floor") else group("basement").upper()
    if kind == "number":
        return _number(group("number")) + _number((group("tail") or "").removesuffix("号"))
    if kind in ("lane", "sublane", "room", "code"):
        return _number(group(kind))
    return group()


def _number(text: str) -> str:
    """Write the numerals of 十二之一 and 附三 with digits, one number at a time."""
    if text.isascii():
        return text
    return re.sub(rf"{_H}+", lambda match: to_digits(match.group()), text)
