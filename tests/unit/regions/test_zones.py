"""The zone of a door, which need not be that of the middle of its region."""

from __future__ import annotations

from router.domain.places import Coordinate
from router.regions import timezone_at

# Perry County (Tell City) keeps Central time, Crawford County east of it Eastern time.
TELL_CITY = Coordinate(37.951, -86.767)
ENGLISH = Coordinate(38.334, -86.464)


def test_doors_on_both_sides_of_a_border_have_their_own_clocks() -> None:
    region = timezone_at(TELL_CITY, "America/Indiana/Tell_City", TELL_CITY)
    assert region == "America/Indiana/Tell_City"
    other = timezone_at(ENGLISH, "America/Indiana/Tell_City", TELL_CITY)
    assert other == "America/Indiana/Marengo"


def test_a_zone_that_a_person_chose_for_the_region_holds_for_every_door() -> None:
    assert timezone_at(ENGLISH, "Asia/Shanghai", TELL_CITY) == "Asia/Shanghai"


def test_a_door_at_sea_has_the_clock_of_its_region() -> None:
    middle = Coordinate(60.17, 24.94)
    assert timezone_at(Coordinate(40.0, -40.0), "Europe/Helsinki", middle) == "Europe/Helsinki"
