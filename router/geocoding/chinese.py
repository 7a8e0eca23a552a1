"""Chinese addresses: province, city, district, street, lane and number, compound and building.

::

    临江市 东湖区 文三路 9弄 5号 | 丽江佳苑 4幢 | 3单元 602室
    └─ where ──┘ └ street, number┘ └ or compound ┘ └─ ignored ─┘

The street is found by the names that the region knows, so that nothing has to be guessed about
where one part ends and the next begins; what stands before it must be known places.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from router.geocoding.localities import Localities
from router.geocoding.normalise import fold, has_cjk, squeeze
from router.geocoding.numbers import HouseNumber, house_number
from router.geocoding.statements import Statement

__all__ = ["ChineseReading", "chinese_loose_reading", "chinese_readings", "plain_chinese"]

LONGEST_NAME = 14  # characters
# Traditional characters that are common in addresses.
SIMPLE = str.maketrans(
    "臨國號東區縣樓棟單園華廣場鎮鄉馬長門陽灣莊島橋龍興開環連麗蘇處雲學復義愛慶豐銀紅綠錦繡濱嶺黃"
    "後裏裡頭漁魚燈銅鐵營樹輝湯機車報軍農業織達運遠邊關陳張劉楊鄭鳳萬寶圍壩墩塘壽幹廟萊",
    "临国号东区县楼栋单园华广场镇乡马长门阳湾庄岛桥龙兴开环连丽苏处云学复义爱庆丰银红绿锦绣滨岭黄"
    "后里里头渔鱼灯铜铁营树辉汤机车报军农业织达运远边关陈张刘杨郑凤万宝围坝墩塘寿干庙莱",
)
REMARK = re.compile(r"[（(【\[].*?[)）】\]]|[（(【\[].*$")
NUMBER = re.compile(
    r"第?(?:(?P<lane>\d+)弄)?(?:(?P<sublane>\d+)支弄)?"
    r"(?:(?P<house>\d+)(?:幢|栋|座|号楼|#楼?)|(?P<door>\d+(?:[-之]\d+)?[a-z]?)(?:号(?!楼))?)?"
)
PLACE = re.compile(
    r"(?:[^\d]{2,7}?(?:省|自治区)|[^\d]{2,5}?(?:市|自治州|盟)"
    r"|[^\d]{1,5}?(?:街道|镇|乡|县)|[^\d]{1,5}?(?<!小)区)"
)
COUNTRY = re.compile(r"^(?:中国|中华人民共和国)")


@dataclass(frozen=True, slots=True)
class ChineseReading:
    """One way to read a Chinese address.

    Parameters
    ----------
    key
        Spelled key of the street or compound.
    numbers
        Ways to read the number, the fullest first; empty if there is none.
    said
        What stands before the street.
    """

    key: str
    numbers: tuple[HouseNumber, ...]
    said: Statement


def plain_chinese(text: str) -> str:
    """Return an address without width, blanks, remarks in brackets and traditional characters.

    Parameters
    ----------
    text
        As written.

    Returns
    -------
    str
        The text to be read.
    """
    folded = REMARK.sub("", fold(text)).translate(SIMPLE)
    return re.sub(r"[\s,，。;；、.]+", "", folded)


def chinese_readings(
    text: str, names: Container[str], localities: Localities
) -> tuple[ChineseReading, ...]:
    """Return the readings whose street or compound is a known name, the longest names first.

    Parameters
    ----------
    text
        From :func:`plain_chinese`.
    names
        Spelled keys of the region's streets and compounds.
    localities
        Its towns and districts.

    Returns
    -------
    tuple of ChineseReading
        Those without anything unknown before the street come first.
    """
    found: list[tuple[int, int, ChineseReading]] = []
    for start in range(len(text)):
        for stop in range(min(len(text), start + LONGEST_NAME), start + 1, -1):
            key = squeeze(text[start:stop])
            if has_cjk(key) and key in names:
                said = before_street(text[:start], localities)
                reading = ChineseReading(key, numbers_of(text[stop:]), said)
                doubts = len(said.unknown) + (not reading.numbers)
                found.append((doubts, start - stop, reading))
                break
    found.sort(key=lambda one: one[:2])
    return tuple(reading for _, _, reading in found)


def chinese_loose_reading(text: str, localities: Localities) -> ChineseReading | None:
    """Return the reading by shape alone: places, a name, then a number.

    Parameters
    ----------
    text
        From :func:`plain_chinese`.
    localities
        The region's towns and districts.

    Returns
    -------
    ChineseReading or None
        None if there is no number with a name before it.
    """
    digit = re.search(r"\d", text)
    if digit is None:
        return None
    head, tail = text[: digit.start()], text[digit.start() :]
    said, rest = split_places(head, localities)
    return ChineseReading(squeeze(rest), numbers_of(tail), said) if len(rest) >= 2 else None


def numbers_of(text: str) -> tuple[HouseNumber, ...]:
    """Read the lane, the building or the number that a text begins with.

    Parameters
    ----------
    text
        What follows the street or the compound.

    Returns
    -------
    tuple of HouseNumber
        The fullest first; empty if the text does not begin with a number.
    """
    found = NUMBER.match(text)
    if found is None:
        return ()
    lane, house, door = found["lane"], found["house"], found["door"]
    labels: list[str] = []
    if lane and (house or door):
        labels += [f"{lane}弄{house or door}", f"{lane}弄"]
    elif lane:
        labels.append(f"{lane}弄")
    elif house:
        labels.append(f"{house}幢")
    elif door:
        labels += [door, door.split("-")[0]] if "-" in door else [door]
    return tuple(house_number(label) for label in labels)


def before_street(text: str, localities: Localities) -> Statement:
    """Read what stands before the street: all of it must be places.

    Parameters
    ----------
    text
        The text.
    localities
        The region's towns and districts.

    Returns
    -------
    Statement
        Known places, and whatever else there is as unknown.
    """
    said, rest = split_places(text, localities)
    if rest and has_cjk(rest) and not any(map(str.isdigit, rest)):
        said += Statement(unknown=(rest,))
    return said


def split_places(text: str, localities: Localities) -> tuple[Statement, str]:
    """Take known and unknown places off the front of a text.

    Parameters
    ----------
    text
        The text.
    localities
        The region's towns and districts.

    Returns
    -------
    Statement, str
        The places, and what is left.
    """
    said = Statement()
    rest = COUNTRY.sub("", text)
    while rest:
        size = next(
            (n for n in range(min(9, len(rest)), 1, -1) if localities.find_name(rest[:n])), 0
        )
        if size:
            said += Statement((localities.find_name(rest[:size]),), (rest[:size],))
            rest = rest[size:]
            continue
        strange = PLACE.match(rest)
        if strange is None:
            break
        # A province is above what an extract knows of; cities and districts must be known.
        if not strange.group().endswith(("省", "自治区")):
            said += Statement(foreign=(strange.group(),))
        rest = rest[strange.end() :]
    return said, rest
