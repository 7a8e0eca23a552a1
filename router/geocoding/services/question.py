"""What a service is asked, and what of it an answer has to repeat."""

from __future__ import annotations

import re
from dataclasses import dataclass

from router.domain.address_parts import Piece
from router.domain.places import Address, Coordinate
from router.geocoding.normalise import has_cjk
from router.geocoding.parsing import Level, divisions, parse_address
from router.geocoding.parsing.noise import CONTACT, PEOPLE, PHONE, REMARK, SURNAMES
from router.geocoding.parsing.text import plain_text

__all__ = ["Area", "Stated", "area_core", "numbers_in", "plain", "question_text", "stated_in"]

# What is said of a person and not of a place stays here.
PERSONAL = (PHONE, PEOPLE, CONTACT, REMARK, re.compile(rf"^[{SURNAMES}][一-龥]{{1,2}}$"))
# Nine in ten districts lie within 60 km of their seats, and cities within 200; the few that reach
# farther, in the west, are looked at by a person if only such a service knows the address.
REACH_M = {
    Level.PROVINCE: 2_000_000.0,
    Level.CITY: 200_000.0,
    Level.DISTRICT: 60_000.0,
    Level.ZONE: 60_000.0,
}
AREA = re.compile(
    r"(.{2,}?)(?:特别行政区|[一-鿿]{1,14}族自治[州县旗区]|自治[区州县旗]|新区|矿区|林区|地区|[省市区县旗盟])"
)
CROSSING = re.compile(r"交叉|路口|交汇|交界|[路街道](?:与|和|/)[一-鿿]+?[路街道]")


@dataclass(frozen=True, slots=True)
class Area:
    """A division that an address says.

    Parameters
    ----------
    name
        As said.
    meant
        Names of today that satisfy it: itself, and what a former division belongs to now.
    district
        Whether it is a district, which not every city has.
    centres
        Seats of the divisions that may be meant.
    reach_m
        How far from its seat a division of this level hardly reaches.
    """

    name: str
    meant: tuple[str, ...]
    district: bool
    centres: tuple[Coordinate, ...]
    reach_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What an address says, as far as an answer can repeat it.

    Parameters
    ----------
    text
        Plain characters, columns included.
    areas
        Divisions that it says, of its columns and of its text; none that the national table does
        not know, such as 高新区, for no answer can repeat them.
    lane, number
        Their digits; empty if none are understood.
    road, compound
        Their names.
    crossing
        Whether it names a crossing.
    """

    text: str
    areas: tuple[Area, ...] = ()
    lane: tuple[str, ...] = ()
    number: tuple[str, ...] = ()
    road: str = ""
    compound: str = ""
    crossing: bool = False


def plain(text: str) -> str:
    """Return a text half-width, simplified and without blanks.

    Parameters
    ----------
    text
        As written.

    Returns
    -------
    str
        To be compared.
    """
    return plain_text(text).text


def question_text(address: Address, *, chinese: bool) -> str:
    """Return what is sent: the address with its columns, without what is said of a person.

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
        One line. Names, telephone numbers and remarks that the reading of the address tells from
        places are left out.
    """
    text = address.text
    if has_cjk(text):
        text = "".join(one.written for one in parse_address(text).pieces if not _personal(one))
    text = " ".join(PHONE.sub(" ", text).split()).strip(" ,，;；、")
    if chinese and has_cjk(text):
        front = "".join(
            part.strip()
            for part in (address.city, address.district)
            if part.strip() and area_core(part) not in plain(text)
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
        A part that is not seen cannot contradict an answer.
    """
    parts = parse_address(address.text)
    columns = [plain(column) for column in (address.city, address.district) if column.strip()]
    said = filter(None, (*columns, parts.province, parts.city, parts.district))
    areas = (_area(name) for name in dict.fromkeys(said))
    return Stated(
        # Road and compound once more as they are read: numerals in digits, short forms in full.
        text="".join((*columns, plain(address.text), parts.road, parts.compound)),
        areas=tuple(area for area in areas if area is not None),
        lane=numbers_in(parts.lane),
        number=numbers_in(parts.number),
        road=parts.road,
        compound=parts.compound,
        crossing=bool(CROSSING.search(parts.rest)),
    )


def numbers_in(text: str) -> tuple[str, ...]:
    """Return the numbers of a text, in order.

    Parameters
    ----------
    text
        Such as 938弄7号 or 12之1.

    Returns
    -------
    tuple of str
        Such as 938 and 7; 甲8 keeps its sign, for it is another house than 8.
    """
    return tuple(re.findall(r"[甲乙丙丁附]?\d+", plain(text)))


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
    whole = plain(name)
    found = AREA.fullmatch(whole)
    return found.group(1) if found else whole


def _area(name: str) -> Area | None:
    table = divisions()
    today = [one for one in table.named(name) if one.level is not Level.ZONE]
    known = (*today, *table.formerly(name))
    if not known:
        return None
    meant = dict.fromkeys((name, *(one.name for one in known)))
    return Area(
        name=name,
        meant=tuple(meant),
        district=any(one.level is Level.DISTRICT for one in known),
        centres=tuple(one.centre for one in known if one.centre is not None),
        reach_m=max(REACH_M[one.level] for one in known),
    )


def _personal(piece: Piece) -> bool:
    written = plain(piece.written)
    return piece.part == "rest" and any(sign.search(written) for sign in PERSONAL)
