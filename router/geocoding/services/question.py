"""What a service is asked, and what of it an answer has to repeat."""

from __future__ import annotations

import re
from dataclasses import dataclass

from router.domain.places import Address
from router.geocoding.chinese import plain_chinese
from router.geocoding.normalise import fold, has_cjk

__all__ = ["Stated", "area_core", "question_text", "stated_in"]

# Telephone numbers say nothing about a place and everything about a person.
PHONE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}-\d{7,8})(?!\d)")
# 号 of a house, and not of a building, a line or an exit; without 号, right behind the road.
NUMBER = re.compile(
    r"([甲乙丙丁]?\d+(?:[之-]\d+)*)号(?!楼|线|口|门|桥)|"
    r"(?:路|街|大道|道|巷|胡同|弄)(\d+)(?![\d弄栋幢座单层楼室期区])"
)
AREA = re.compile(r"[一-鿿]{2,8}?(?:自治[区州县旗]|[省市区县旗盟])")
NO_AREA = re.compile(
    r"(?:[小社园业厂校城街景墅宅]区|(?:高新|经开|开发|保税|示范|度假)区|[超菜门夜花集城]市)$"
)
AREA_END = re.compile(
    r"(?:特别行政区|[一-鿿]{1,6}族自治[州县旗区]|自治[区州县旗]|新区|矿区|林区|地区|[省市区县旗盟])$"
)
CROSSING = re.compile(r"交叉|路口|交汇|交界|[路街道](?:与|和|/)[一-鿿]+?[路街道]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What an address says, as far as an answer can repeat it.

    Parameters
    ----------
    text
        Simplified, half-width, without blanks and brackets.
    areas
        Names of divisions that it says: of its columns and of its text.
    number
        House number without 号; empty if none is understood.
    crossing
        Whether it names a crossing.
    """

    text: str
    areas: tuple[str, ...] = ()
    number: str = ""
    crossing: bool = False


def question_text(address: Address, *, chinese: bool) -> str:
    """Return what is sent: the address with its columns, without telephone numbers.

    Parameters
    ----------
    address
        As it came.
    chinese
        Whether the service reads from the widest part to the narrowest; others get the address
        first, then district, postcode and city.

    Returns
    -------
    str
        One line.
    """
    text = " ".join(PHONE.sub(" ", address.text).split())
    if chinese and has_cjk(text):
        front = "".join(
            part.strip()
            for part in (address.city, address.district)
            if part.strip() and area_core(part) not in plain_chinese(text)
        )
        return front + text
    columns = (address.district, " ".join((address.postcode, address.city)).strip())
    return ", ".join(part for part in (text, *columns) if part.strip())


def stated_in(address: Address) -> Stated:
    """Read what a Chinese address says about areas, number and crossing.

    Parameters
    ----------
    address
        As it came.

    Returns
    -------
    Stated
        Only what is certain by shape: a part that is not seen cannot contradict an answer.
    """
    text = plain_chinese(PHONE.sub(" ", address.text))
    areas = [plain_chinese(column) for column in (address.city, address.district) if column.strip()]
    rest = text
    while (found := AREA.match(rest)) and not NO_AREA.search(found.group()):
        areas.append(found.group())
        rest = rest[found.end() :]
    number = NUMBER.search(rest)
    return Stated(
        text="".join(areas) + text,
        areas=tuple(dict.fromkeys(areas)),
        number=(number.group(1) or number.group(2)) if number else "",
        crossing=bool(CROSSING.search(rest)),
    )


def area_core(name: str) -> str:
    """Return the name of a division without the word for what it is.

    Parameters
    ----------
    name
        Such as 广西壮族自治区 or 朝阳区.

    Returns
    -------
    str
        Such as 广西 or 朝阳; at least two characters stay.
    """
    plain = fold(plain_chinese(name))
    core = AREA_END.sub("", plain)
    return core if len(core) >= 2 else plain
