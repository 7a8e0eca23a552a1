"""Other ways of tagging the same city: a synthetic extract is written again with other tags.

A habit changes the tags of each object, and may move the whole city to another part of the country.
What people say of a door stays the same, so that its questions can be asked of every habit.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import osmium

__all__ = ["HABITS", "Habit", "written_again"]

Tags = dict[str, str]
Habit = Callable[[Tags, random.Random], Tags]
BLOCK = re.compile(r"(.*?)(\d+)(?:号楼|栋|幢)$")


def in_one_piece(tags: Tags, dice: random.Random) -> Tags:
    """Put addresses into one text, and join two doors in one range now and then."""
    number = tags.get("addr:housenumber", "").removesuffix("号")
    if "addr:street" in tags and number.isdigit() and "building" not in tags:
        if dice.random() < 0.2:
            number = f"{number}-{int(number) + 2}"
            return tags | {"addr:housenumber": f"{number}号"}
        place = tags.pop("addr:city", "") + tags.pop("addr:district", "")
        del tags["addr:housenumber"]
        return {"addr:full": f"{place}{tags.pop('addr:street')}{number}号", **tags}
    block = BLOCK.match(tags.get("name", ""))
    if block is not None and "building" in tags:
        tags.pop("addr:place", None)
        tags.pop("addr:housenumber", None)
        word = dice.choice(("号楼", "栋", "#楼", "座"))
        return tags | {"name": f"{block[1]}{block[2]}{word}"}
    return tags


def plain_numbers(tags: Tags, dice: random.Random) -> Tags:
    """Leave words out of numbers, and the compound to ``addr:place`` or ``addr:neighbourhood``."""
    tags.pop("addr:city", None)
    for key in ("name", "addr:housenumber"):
        block = BLOCK.match(tags.get(key, ""))
        if block is None or "building" not in tags:
            continue
        compound = tags.pop("addr:place", "") or tags.pop("addr:neighbourhood", "") or block[1]
        tags.pop("name", None)
        tags.pop("addr:street", None)
        number = dice.choice((block[2], f"{block[2]}号", f"{block[2]}栋"))
        if compound:
            tags |= {"addr:place": compound}
        return tags | {"addr:housenumber": number}
    if "addr:housenumber" in tags and "弄" not in tags["addr:housenumber"]:
        tags["addr:housenumber"] = tags["addr:housenumber"].removesuffix("号")
    return tags


HABITS: dict[str, tuple[Habit, float, float]] = {
    "addresses in one piece": (in_one_piece, 0.0, 0.0),
    "plain numbers": (plain_numbers, -2.1, -7.3),
}


def written_again(path: Path, target: Path, habit: str, seed: int) -> tuple[float, float]:
    """Write an extract with another habit of tagging.

    Parameters
    ----------
    path, target
        Extracts to read and to write.
    habit
        One of ``HABITS``.
    seed
        Of the choices that the habit leaves open.

    Returns
    -------
    float, float
        Degrees of latitude and longitude by which everything was moved.
    """
    change, north, east = HABITS[habit]
    dice = random.Random(seed)
    with osmium.SimpleWriter(str(target), overwrite=True) as writer:
        for thing in osmium.FileProcessor(str(path)):
            tags = change(dict(thing.tags), dice)
            if isinstance(thing, osmium.osm.Node):
                location = (thing.location.lon + east, thing.location.lat + north)
                writer.add_node(thing.replace(tags=tags, location=location))
            elif isinstance(thing, osmium.osm.Way):
                writer.add_way(thing.replace(tags=tags))
            elif isinstance(thing, osmium.osm.Relation):
                writer.add_relation(thing.replace(tags=tags))
    return north, east
