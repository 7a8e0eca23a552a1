"""The numbers of an address with the words that say what they number: 12号, 3栋, 88弄.

Chinese numerals count as numbers only before such a word: 三号楼, but not 三里屯 and 五一路.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from router.geocoding.parsing.numerals import NUMERALS, to_digits

__all__ = ["Mark", "marks"]

_H = f"[{NUMERALS}]"
_N = rf"(?:\d+|{_H}{{1,7}})"  # a plain number
_L = "(?:(?<![A-Za-z])[A-Za-z]{1,2})?"  # no part of a word: SOHO 5号楼
_C = rf"(?:{_L}\d+[A-Za-z]{{0,2}}|{_H}{{1,7}}|(?<![A-Za-z])[A-Za-z])"  # with letters: B2, 12A, A
_STEM = "[甲乙丙丁戊己庚辛]"
_ROADS = "路街道巷弄同号里条段院"
_BEFORE = rf"(?:(?:(?<=[{_ROADS}])|(?<![一-龥]))(?:{_STEM}|附|新|旧|老|临|特|支|增|副))?"
_EDGE = "(?![一-龥])"
# Behind a Chinese numeral, these make a name of it: 三座桥, 四楼村, 八号线, 五号路.
_NO_NAME = "(?![村镇乡路街巷屯庄桥店庙塔梁窑沟线里区团])"
_SHOP = "(?:门牌|商?铺|门面|底商)?"

# The first that matches at a place is taken.
PATTERNS = (
    # 500米, 36公里处, K12+300
    (
        "distance",
        rf"[往向]?[东南西北]{{0,2}}[侧边面方]?(?:方向)?(?:大?约)?(?:\d+(?:\.\d+)?|{_H}{{1,3}})多?"
        r"(?:公里|千米|[kK][mM](?![a-z])|米)(?:\+?\d+米)?"
        r"(?:处|左右|附近|远|路?[东南西北]侧?)?|[kK]\d+(?:\+\d+米?处?|处)"
        r"|(?:(?<=[道速路线])|(?<=[GSXgsx]\d\d)|(?<=[GSXgsx]\d\d\d))[kK]\d{1,4}(?![\dA-Za-z栋幢座号])",
    ),
    # Roads and names that carry a number: 104国道, 1号路, 二号桥, 798艺术区, 3期, 2区.
    (
        "name",
        r"[A-Za-z]?\d+(?:(?:国|省|县|乡)道|高速|号?[大公支]?[路街道桥线](?!\d*号?楼)|环路?|期|村|区|师|街区|"
        r"广场|公馆|艺术|文创|创意|产业|科技|小区|大厦|中学|小学|社区|花园|国际|街坊|片区|组团|工业|坊|苑|城|府|庄|里|年)"
        rf"|{_H}+号(?:[大公支]?[路街道巷桥线]|公馆|公路|码头|港|矿|基地)|[一壹]号院(?=\d)|[GSXYCDgsxycd]\d{{2,4}}(?![-\d号栋幢座室])"
        rf"|{_H}{{1,3}}组团|[A-Za-z]\d{{1,2}}(?:区|地块|园区)"
        # 滨江一号3幢 is a compound, 文三路一号3幢 a number
        rf"|(?<=[一-龥])(?<![{_ROADS}村])[一壹二]号(?=[A-Za-z]?\d+(?:幢|栋|座|号楼|#))",
    ),
    (
        "rest",
        rf"第?{_N}(?:村民)?(?:小组|组(?!团)|生产队|小队|大队|分队|队(?![镇乡村])|社(?![区会])|连队)|第?{_N}村民组"
        rf"|(?:{_STEM}|[东南西北中上下前后])组(?!团)|第{_N}[家户间](?!村)",
    ),
    ("sublane", rf"(?P<sublane>{_N})支弄"),
    (
        "lane",
        rf"(?P<lane>{_N})弄(?!堂)|(?P<alley>\d+|(?<=[路街道巷段])(?:第)?{_H}{{1,3}})巷{_EDGE}",
    ),
    (
        "room",
        rf"(?P<room>{_C}(?:-{_C}){{0,3}})(?:号?[室房](?![村屋子巷])间?|户(?![籍主外型])){_NO_NAME}"
        rf"|(?P<side>[东南西北中]{{1,2}}户){_EDGE}",
    ),
    (
        "building",
        rf"第?(?P<building>{_STEM}?{_C}(?:-{_C})?|{_STEM})"
        rf"(?:号(?:公寓|宿舍)?楼(?![上下梯道])|#楼?(?!\d{{1,2}}号)|号?[栋幢]楼?|(?<=\d)排{_EDGE}|座(?!落){_NO_NAME})"
        rf"|(?P<block>(?<![A-Za-z])[A-Za-z])楼|(?P<tower>(?<=[A-Z]{{3}})[A-Z])[座栋塔]{_EDGE}|(?P<wing>[东南西北中主副附裙前后]{{1,2}})(?:座|栋|幢){_EDGE}"
        rf"|(?P<named>[东南西北中主副附裙前后]{{1,2}}[楼塔]|(?<![A-Za-z])[A-Za-z]塔)(?:(?![一-龥])|(?={_N}[层楼]))",
    ),
    (
        "unit",
        rf"第?(?P<unit>{_C}|{_STEM}|[东西中南北])单元|(?P<gate>\d{{1,2}})(?:门(?![牌面口店诊市])|梯)"
        rf"|(?<=[楼栋幢])(?P<gates>{_H})门{_EDGE}",
    ),
    (
        "floor",
        rf"第?(?:(?P<below>负|地下|[Bb-](?=\d+[层楼]))(?P<depth>{_N})[层楼]?"
        rf"|(?P<floor>\d+(?:[-、]\d+)?|{_H}{{1,3}})"
        rf"(?:[层楼](?![村镇乡路街巷庄店桥房板]|小?[红白黄灰蓝小]楼)|[Ff](?![A-Za-z\d]))(?:之(?P<part>{_N}))?"
        r"|(?P<basement>[Bb]\d)(?![\d栋幢座号区#-])|(?P<edge>[首顶底][层楼]))",
    ),
    (
        "number",
        rf"(?:第|[Nn]o\.?|#)?(?P<number>{_BEFORE}(?:{_L}\d+[A-Za-z]?|{_H}{{1,7}})"
        rf"(?:[-~、/.至到](?:{_STEM}|附)?(?:[A-Za-z]?\d+[A-Za-z]?|{_H}{{1,7}}))*(?:之{_N})*(?:附{_N})?{_STEM}?)"
        rf"号(?!线)(?P<yard>大?院(?![东南西北]?[路街]))?{_SHOP}"
        rf"(?P<tail>(?:之{_N})+|[附增]{_N}(?:-{_N})?(?:号(?!楼))?|{_STEM}(?![座栋幢楼单方级字])"
        rf"|-\d{{1,2}}(?![-\d号栋幢座单室层楼#])|[A-Za-z](?![座栋幢楼区室房户号A-Za-z\d#-]))?{_SHOP}",
    ),
    # What has no word: 12-3-402, 甲8, 附3, #12, 12之1, 六〇二.
    (
        "code",
        rf"(?:第|[Nn]o\.?|#)?(?P<code>{_BEFORE}{_L}\d+[A-Za-z]?(?:[-~、/][A-Za-z]?\d+[A-Za-z]?)*"
        rf"(?:之{_N})*(?:附\d+)?{_STEM}?)(?![A-Za-z\d])"
        rf"|(?<=[元层楼栋幢座号])(?P<spoken>[〇零○一二三四五六七八九]{{3,4}}){_EDGE}",
    ),
)
# Nearly all places of a text are passed over by their first sign alone.
_FIRST = (
    rf"(?=[\dA-Za-z{NUMERALS}甲乙丙丁戊己庚辛第附新旧老临特支增副负地首顶底"
    "东南西北中上下前后主裙往向大约#])"
)
_ALL = re.compile(
    _FIRST
    + "(?:"
    + "|".join(f"(?P<k{place}>{pattern})" for place, (_, pattern) in enumerate(PATTERNS))
    + ")"
)
_KINDS = tuple(kind for kind, _ in PATTERNS)
_CODE = re.compile(PATTERNS[-1][1])
_DIGITS = re.compile(r"\d+")


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
    written
        The plain text that it was read from.
    """

    kind: str
    value: str
    start: int
    end: int
    written: str


def marks(text: str, start: int, gaps: frozenset[int] = frozenset()) -> list[Mark]:
    """Find the numbers of a text.

    Parameters
    ----------
    text
        Plain text.
    start
        Where to begin.
    gaps
        Places in it before which a separator stood: 48 天一家园 is no name that begins with 48.

    Returns
    -------
    list of Mark
        In order. Numbers that belong to names (104国道, 二期) are not among them.
    """
    found: list[Mark] = []
    place = start
    search = _ALL.search
    while match := search(text, place):
        kind = _KINDS[int((match.lastgroup or "k0")[1:])]
        place = match.end()
        if kind == "name":
            digits = _DIGITS.match(text, match.start())
            if digits is None or digits.end() not in gaps:
                continue
            match = _CODE.match(text, match.start())
            if match is None:
                continue
            kind, place = "code", match.end()
        found.append(Mark(kind, _value(kind, match), match.start(), place, match.group()))
    return found


def _value(kind: str, match: re.Match[str]) -> str:
    group = match.group
    if kind == "code":
        spoken = match.groupdict().get("spoken")
        return to_digits(spoken) if spoken else _number(group("code"))
    if kind == "number":
        return _number(group("number")) + _number((group("tail") or "").removesuffix("号"))
    if kind == "building":
        return to_digits(
            group("building") or group("block") or group("tower") or group("wing") or group("named")
        )
    if kind == "unit":
        return to_digits(group("unit") or group("gate") or group("gates"))
    if kind == "floor":
        return _floor(match)
    if kind == "room":
        return _number(group("room")) if group("room") else group("side")
    if kind == "lane":
        return _number(group("lane") or group("alley").removeprefix("第"))
    return _number(group("sublane")) if kind == "sublane" else group()


def _floor(match: re.Match[str]) -> str:
    if match["depth"]:
        return ("B" if match["below"] in "Bb" else "-") + to_digits(match["depth"])
    if match["floor"]:
        return to_digits(match["floor"]) + (
            f"之{to_digits(match['part'])}" if match["part"] else ""
        )
    return match["basement"].upper() if match["basement"] else match["edge"][0]


def _number(text: str) -> str:
    """Write the numerals of 十二之一 and 附三 with digits, one number at a time."""
    plain = text.replace("~", "-")
    if plain.isascii():
        return plain
    return re.sub(rf"{_H}+", lambda match: to_digits(match.group()), plain)
