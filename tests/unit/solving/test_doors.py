"""The kernel's legs have a row for each door, which all options of the visits there share."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from router.domain.matrix import UNREACHABLE, TravelMatrix
from router.domain.problem import ValueBand
from router.solving.kernel.packing import pack
from router.solving.kernel.tables import BACK, FAR, FORTH, KEY, WAY_BACK, WAY_FORTH
from router.solving.prepared import Prepared
from tests.scenarios.streets import HOUR, day, shift, street, visit

EVENING = (ValueBand(start_s=12 * HOUR, end_s=16 * HOUR, value=150.0),)


def test_bands_and_neighbours_at_a_door_share_a_row_and_no_others_do() -> None:
    visits = [
        visit(1, value_bands=EVENING),
        visit(2, location=1, building="b1"),  # another borrower at the same door
        visit(3, location=1, building="other"),
        visit(4, location=1, building="b1", setup_s=60),
    ]
    packed = pack(Prepared(day(visits, [shift(), shift("bo", end_location=None)])))
    rows = dict(zip(packed.option_of, packed.tables.row.tolist(), strict=False))
    assert rows[0] == rows[1] == rows[2]
    assert len({rows[0], rows[3], rows[4]}) == 3
    # Three doors, home, and an end that is nowhere.
    assert packed.tables.legs.shape[1:3] == (5, 5)
    assert packed.tables.rough.shape[1:3] == (5, 5)


def test_legs_between_doors_are_the_ways_and_setups_between_their_nodes() -> None:
    table = street(6)
    seconds, metres = table.duration_s.copy(), table.distance_m.copy()
    seconds[2, 5] = metres[2, 5] = UNREACHABLE
    one_way = TravelMatrix(seconds, metres)
    visits = [
        visit(1, setup_s=70, value_bands=EVENING),
        visit(2, setup_s=90),
        visit(5, location=2, building="b2", setup_s=40),
        visit(4, location=5),
    ]
    prepared = Prepared(day(visits, [shift(), shift("bo", end_location=None)], car=one_way))
    packed = pack(prepared)
    tables, options = packed.tables, packed.option_of
    legs = tables.legs[0][np.ix_(tables.row, tables.row)]
    for v, here in enumerate(options):
        for w, there in enumerate(options):
            a, b = prepared.location[here], prepared.location[there]
            barred = (a, b) == (2, 5)
            gap, way = (FAR, FAR) if barred else (int(seconds[a, b]), int(metres[a, b]))
            if prepared.building[here] != prepared.building[there]:
                gap = min(FAR, gap + prepared.setup[there])
            assert legs[v, w, FORTH] == legs[w, v, BACK] == gap
            assert legs[v, w, WAY_FORTH] == legs[w, v, WAY_BACK] == way
    home, nowhere = len(options), len(options) + 1
    assert legs[home, 0, FORTH] == seconds[0, prepared.location[options[0]]] + 70
    assert not legs[: len(options), nowhere, FORTH].any()
    assert not legs[nowhere, nowhere].any()


def test_neighbours_are_other_visits_the_nearest_first_from_every_band() -> None:
    visits = [visit(n, value_bands=EVENING) for n in (1, 2, 4, 7, 11)]
    prepared = Prepared(day(visits, [shift()]))
    packed = pack(prepared)
    place = {
        int(packed.tables.node[v, KEY]): prepared.location[option]
        for v, option in enumerate(packed.option_of)
    }
    for v, option in enumerate(packed.option_of):
        own = prepared.location[option]
        near = [place[key] for key in packed.tables.near[v].tolist()]
        assert sorted(near) == sorted(set(place.values()) - {own})
        assert all(abs(a - own) <= abs(b - own) for a, b in pairwise(near))


def test_a_route_may_hold_many_visits_at_one_door() -> None:
    # Ten visits of ten minutes at one door, in two hours: there is no way between them.
    visits = [visit(n, location=1, building="b1") for n in range(1, 15)]
    packed = pack(Prepared(day(visits, [shift(latest_s=10 * HOUR)])))
    assert packed.longest >= 10
