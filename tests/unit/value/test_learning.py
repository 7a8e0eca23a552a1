"""Chances are learned by counting; the assumed ones weigh as much as the parameters say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import product

import pytest

from router.domain.bands import DayGroup
from router.domain.places import PlaceType
from router.domain.presence import CellRate, HourBand, Presence, PresenceCell, Trial
from router.value import beta_interval, learned_presence, load_parameters, prior_presence

MONDAY = date(2026, 11, 2)
EVENING = HourBand(time(17), time(19))
PARAMETERS = (
    load_parameters()
)  # 10 visits for a band of hours (0.45 from 17:00), 20 for a finer one


def tried(
    case: str,
    *,
    met: bool = False,
    wrong: bool = False,
    day: int = 0,
    area: str = "",
    place_type: PlaceType = PlaceType.HOME,
) -> Trial:
    return Trial(
        case_id=case, day=MONDAY + timedelta(days=day), clock=time(18), group=DayGroup.WEEKDAY,
        place_type=place_type, area=area, met=met, wrong=wrong,
    )  # fmt: skip


def evening(presence: Presence, **finer: object) -> CellRate:
    return presence.rate(PlaceType.HOME, DayGroup.WEEKDAY, EVENING, **finer)  # type: ignore[arg-type]


def test_without_visits_the_assumed_chances_are_returned_exactly() -> None:
    assert learned_presence((), PARAMETERS) == prior_presence(PARAMETERS)


def test_visits_add_to_what_the_assumed_chance_is_worth() -> None:
    visits = [tried(f"C{at}", met=at < 30) for at in range(50)]
    rate = evening(learned_presence(visits, PARAMETERS))
    # 10 visits at 0.45 and 50 at 0.6: 34.5 of 60.
    assert rate.mean == pytest.approx(34.5 / 60)
    assert (rate.prior, rate.tried, rate.met) == (0.45, 50, 30)
    assert (rate.low, rate.high) == pytest.approx(beta_interval(34.5, 25.5))


def test_other_hours_keep_their_assumed_chance() -> None:
    presence = learned_presence([tried("C1", met=True)], PARAMETERS)
    prior = prior_presence(PARAMETERS)
    changed = [cell for cell, rate in prior.rates.items() if presence.rates[cell] != rate]
    assert [(cell.hours, cell.group) for cell in changed] == [(EVENING, DayGroup.WEEKDAY)]


def test_a_finer_cell_starts_at_what_the_others_of_the_coarser_one_say() -> None:
    visits = [tried(f"N{at}", met=True, area="north") for at in range(20)]
    visits += [tried(f"S{at}", area="south") for at in range(20)]
    presence = learned_presence(visits, PARAMETERS)
    every = (4.5 + 20) / 50
    assert evening(presence).mean == pytest.approx(every)
    # Without the north 4.5 of 30 were met, without the south 24.5 of 30; each counts as 20.
    north, south = (20 * 4.5 / 30 + 20) / 40, 20 * 24.5 / 30 / 40
    assert evening(presence, area="north").mean == pytest.approx(north)
    assert evening(presence, area="south").mean == pytest.approx(south)
    # All on a Monday: without it, only the table is left, and the weekday is known as well as all.
    assert evening(presence, weekday=0).mean == pytest.approx(every)
    assert evening(presence, weekday=0).low == pytest.approx(evening(presence).low)
    # A weekday in an area starts at the area: nothing else is known of that either.
    assert evening(presence, area="north", weekday=0).mean == pytest.approx(north)


def test_visits_count_once_for_a_finer_cell() -> None:
    """Five fruitless visits, all on one Tuesday noon, tell of Tuesdays what they tell of weekdays.

    Ten at 0.3 and five that met nobody are 3 of 15. Counted again for the Tuesday, on top of 20
    that already hold them, they made 0.16 of 25, better known than the weekdays.
    """
    visits = [replace(tried(f"C{at}", day=1, area="north"), clock=time(12, 30)) for at in range(5)]
    presence = learned_presence(visits, PARAMETERS)
    noon = HourBand(time(12), time(14))
    for weekday, area in ((None, ""), (1, ""), (None, "north"), (1, "north")):
        rate = presence.rate(PlaceType.HOME, DayGroup.WEEKDAY, noon, weekday=weekday, area=area)
        assert rate.mean == pytest.approx(0.2)
        assert rate.tried == 5
        assert (rate.low, rate.high) == pytest.approx(beta_interval(3, 12))


@pytest.mark.parametrize("wrong", [0, 10])
def test_no_finer_cell_is_known_better_than_the_coarser_one(wrong: int) -> None:
    """Of 1, 3 and 24 visits on three weekdays in two areas, with and without wrong doors."""
    visits = [
        tried(f"C{day}-{at}", met=at % 2 == 0, day=day, area=area)
        for day, count, area in ((0, 1, "north"), (1, 3, "south"), (2, 24, "north"))
        for at in range(count)
    ]
    visits += [tried(f"W{at}", wrong=True, area="south") for at in range(wrong)]
    presence = learned_presence(visits, PARAMETERS)

    def worth(rate: CellRate) -> float:
        """How many visits make an interval as wide at this mean, roughly."""
        return rate.mean * (1 - rate.mean) / (rate.high - rate.low) ** 2

    for cell, rate in presence.rates.items():
        if rate.tried and (cell.weekday is not None or cell.area):
            over = (
                replace(cell, weekday=None)
                if cell.area and cell.weekday is not None
                else (replace(cell, weekday=None, area=""))
            )
            assert worth(rate) <= 1.02 * worth(presence.rates[over])


def test_finer_cells_are_only_there_where_something_was_tried() -> None:
    presence = learned_presence([tried("C1", area="north")], PARAMETERS)
    finer = [cell for cell in presence.rates if cell.area or cell.weekday is not None]
    assert len(finer) == 3
    cell = PresenceCell(
        place_type=PlaceType.HOME, group=DayGroup.WEEKDAY, hours=EVENING, weekday=0, area="north"
    )
    assert presence.rates[cell].tried == 1


def test_registered_and_mailing_addresses_teach_of_homes_and_work_of_work() -> None:
    kinds = (PlaceType.REGISTERED, PlaceType.MAILING, PlaceType.WORK)
    presence = learned_presence([tried("C1", place_type=kind) for kind in kinds], PARAMETERS)
    assert evening(presence).tried == 2
    assert presence.rate(PlaceType.WORK, DayGroup.WEEKDAY, EVENING).tried == 1


def test_the_visit_that_finds_the_address_wrong_takes_those_before_it_along() -> None:
    visits = [tried("C1"), tried("C1", day=2), tried("C1", wrong=True, day=4), tried("C2")]
    rate = evening(learned_presence(visits, PARAMETERS))
    assert (rate.tried, rate.met) == (1, 0)


def test_where_the_borrower_was_met_before_the_door_was_right_until_then() -> None:
    visits = [
        tried("C1"), tried("C1", day=1, met=True), tried("C1", day=2),
        tried("C1", day=3, wrong=True), tried("C1", day=4, met=True),
    ]  # fmt: skip
    rate = evening(learned_presence(visits, PARAMETERS))
    # Of the visit on the third day nobody knows; what comes after teaches nothing.
    assert (rate.tried, rate.met) == (2, 1)


def test_doors_that_never_answer_are_taken_for_wrong_where_the_others_answer_often() -> None:
    """Of right doors 1 in 16 is silent four times at chance 1/2: 6 of 96; 44 more never answer."""
    answers = [*list(product((True, False), repeat=4)) * 6, *[(False,) * 4] * 44]
    visits = [
        tried(f"C{door}", day=day, met=met)
        for door, four in enumerate(answers)
        for day, met in enumerate(four)
    ]
    rate = evening(learned_presence(visits, PARAMETERS))
    assert (rate.tried, rate.met) == (560, 192)  # 34 in 100 if all counted
    assert rate.mean == pytest.approx(0.5, abs=0.02)
    assert rate.low < 0.5 < rate.high


def test_of_doors_that_were_visited_once_each_visit_counts_in_full() -> None:
    visits = [tried(f"C{at}", met=at % 10 == 0) for at in range(200)]
    assert evening(learned_presence(visits, PARAMETERS)).mean == pytest.approx(24.5 / 210)


def test_few_doors_that_were_found_wrong_leave_the_others_as_they_are() -> None:
    visits = [tried(f"C{at}", met=at < 30) for at in range(50)]
    visits += [tried(f"W{at}", wrong=True) for at in range(9)]
    assert evening(learned_presence(visits, PARAMETERS)).mean == pytest.approx(34.5 / 60)


def test_where_many_doors_were_found_wrong_others_are_too_that_were_visited_once() -> None:
    """Of 1,000 doors a quarter is wrong, which half of the visits there find out: 125.

    Of 750 right ones 375 met somebody; 500 did not, with the 125 that nobody found out. Counted,
    375 of 875 were met; that half of the wrong ones is found makes it 1 in 2, that only a fifth of
    all is wrong, as assumed too, 375 of 800.
    """
    visits = [tried(f"C{at}", met=at < 375) for at in range(875)]
    visits += [tried(f"W{at}", wrong=True) for at in range(125)]
    rate = evening(learned_presence(visits, PARAMETERS))
    assert 375 / 800 < rate.mean < 0.5
    assert rate.low < 0.47 < 0.5 < rate.high
    # It is less well known than if all 875 had been visits at right doors.
    low, high = beta_interval(rate.mean * 885, (1 - rate.mean) * 885)
    assert rate.high - rate.low > high - low


def test_evenings_of_weekdays_tell_of_saturday_evenings_and_not_of_their_mornings() -> None:
    late = [tried(f"C{at}", met=at % 10 > 0) for at in range(400)]
    late += [replace(one, case_id=f"L{one.case_id}", clock=time(20)) for one in late]
    saturday = {"day": MONDAY + timedelta(days=5), "group": DayGroup.SATURDAY}
    one = replace(tried("S"), **saturday)  # type: ignore[arg-type]
    presence = learned_presence([*late, one], PARAMETERS)
    # 9 of 10 were met where 0.45 and 0.55 were assumed: odds of 9 instead of 0.8 and 1.2.
    assert presence.rate(PlaceType.HOME, DayGroup.SATURDAY, EVENING).mean > 0.6
    morning = HourBand(time(10), time(12))
    assert presence.rate(PlaceType.HOME, DayGroup.SATURDAY, morning).mean == 0.45


def test_after_many_visits_what_was_assumed_no_longer_matters() -> None:
    visits = [tried(f"C{at}", met=at % 5 == 0) for at in range(5_000)]
    # 10 assumed visits among 5,010 move the mean by 0.25 x 10 / 5010 = 0.0005.
    assert evening(learned_presence(visits, PARAMETERS)).mean == pytest.approx(0.2, abs=0.001)


def test_nobody_is_met_at_a_wrong_address() -> None:
    with pytest.raises(ValueError, match="wrong address"):
        tried("C1", met=True, wrong=True)
