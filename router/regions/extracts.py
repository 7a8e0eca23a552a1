"""Reads an OpenStreetMap extract into doors, named places and roads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import osmium
import osmium.filter
import osmium.osm

from router.domain.extract import Extract
from router.errors import RegionError
from router.regions.assembling import Assembler
from router.regions.collecting import NodeAndRelationCollector, WayCollector
from router.regions.locating import NodeLocations
from router.regions.opening import damage_explained, open_extract, read_header
from router.regions.tags import NODE_KEYS

__all__ = ["read_extract"]

_Progress = Callable[[str, float], None]


def read_extract(path: Path, *, on_progress: _Progress | None = None) -> Extract:
    """Read an extract.

    Parameters
    ----------
    path
        An ``.osm.pbf``, ``.osm``, ``.osm.gz`` or ``.osm.bz2`` file.
    on_progress
        Called with a text and the share that is done, 0 to 1.

    Returns
    -------
    Extract
        Doors and places in the order nodes, ways, relations, each by id; roads by id. The same
        file gives the same extract.

    Raises
    ------
    RegionError
        If the file is missing, has another suffix, is damaged, or holds neither roads nor doors;
        the message says what to do.

    Notes
    -----
    A way of which some nodes are missing (they lie outside of a clipped extract) becomes several
    roads with one ``way_id``. A relation of which some ways are missing keeps its name, at the
    middle of what is there.
    """
    tell = on_progress or (lambda _text, _share: None)
    path = Path(path)
    header = read_header(path)

    tell("nodes and relations", 0.0)
    locations = NodeLocations()
    first = NodeAndRelationCollector()
    nodes_with_keys = osmium.filter.KeyFilter(*NODE_KEYS)
    nodes_with_keys.enable_for(osmium.osm.NODE)
    with open_extract(path, osmium.osm.NODE | osmium.osm.RELATION) as reader:
        osmium.apply(reader, locations.handler, nodes_with_keys, first)

    tell("ways", 0.4)
    second = WayCollector({way for relation in first.relations.values() for way in relation.ways})
    with open_extract(path, osmium.osm.WAY) as reader:
        osmium.apply(reader, locations.handler, second)

    tell("geometry", 0.7)
    needed = [*(road.refs for road in second.roads.values()), *second.pieces.values()]
    needed += [area.refs for area in second.areas.values() if area.refs is not None]
    labels = [r.label for r in first.relations.values() if r.label is not None]
    with damage_explained(path):
        coordinates = locations.look_up(needed, labels, path)

    tell("doors and places", 0.85)
    assembler = Assembler(coordinates, first, second, header.box)
    network, addresses = assembler.network(), assembler.addresses()
    if not network.roads and not addresses:
        raise RegionError(
            f"{path.name} holds neither roads nor house numbers. "
            "Take an extract of a town or a city, for instance from download.geofabrik.de."
        )
    extent = assembler.extent(network, addresses)
    stamps = [stamp for stamp in (first.newest, second.newest) if stamp is not None]
    extract = Extract(
        addresses=addresses,
        places=assembler.places(extent),
        network=network,
        extent=extent,
        date=header.date or max(stamps, default=None),
        synthetic=header.synthetic,
        skipped=dict(sorted(Counter(assembler.skipped).items())),
    )
    tell("read", 1.0)
    return extract
