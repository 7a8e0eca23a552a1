"""Runs become figures."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date

import pytest

from router.domain.measures import measure_named
from router.domain.simulated import DayCount, Policy, Run, Switch
from router.simulation.figuring import ablation_figures, policy_figures


def run(policy: Policy, seed: int, contacts: int, off: Switch | None = None) -> Run:
    """A run of one day with two paid hours and ten visits."""
    day = DayCount(
        day=date(2026, 11, 23), made=10, contacts=contacts, fruitless=10 - contacts, evening=5,
        paid_s=7200, cost=60.0,
    )  # fmt: skip
    return Run(policy=policy, off=off, seed=seed, days=(day,), visits_of_borrowers={1: 4, 2: 3})


def test_measures_are_counted_as_their_labels_say() -> None:
    one = run(Policy.OURS, 1, contacts=4)
    counts = {
        "contacts_per_hour": 2.0,  # 4 contacts in 2 hours
        "cost_per_contact": 15.0,  # 60 / 4
        "met_share": 0.4,
        "evening_share": 0.5,
        "visits_per_borrower": 10 / 7,  # 4 x 1 + 3 x 2 visits, 7 borrowers
        "fruitless": 6,
    }
    for name, value in counts.items():
        assert measure_named(name).count(one) == pytest.approx(value), name


def test_a_cost_per_kept_promise_is_not_told_without_one() -> None:
    assert measure_named("cost_per_kept").count(run(Policy.OURS, 1, contacts=4)) is None


def test_no_interval_goes_where_the_measure_cannot() -> None:
    """1 and 9 contacts of 10 visits: 5 +- 12.7 x 4, cut at nothing; 0.5 +- 5.1, cut at the whole.

    What is gained may be less than nothing.
    """
    runs = [
        replace(run(Policy.OURS, seed, contacts), money=100.0 * contacts, marginal=100.0 * contacts)
        for seed, contacts in ((1, 1), (2, 9))
    ]
    (ours,) = policy_figures(runs, [Policy.OURS])
    contacts, share = ours.figures["contacts"], ours.figures["met_share"]
    assert (contacts.low, round(contacts.high or 0, 1)) == (0.0, 55.8)
    assert (share.low, share.high) == (0.0, 1.0)
    assert ours.figures["money"].low == 0.0
    assert (ours.figures["marginal"].low or 0) < -4000


def test_ours_is_compared_with_each_policy_seed_by_seed() -> None:
    runs = [
        *(run(Policy.OURS, seed, contacts) for seed, contacts in ((1, 5), (2, 6))),
        *(run(Policy.CLUSTERS, seed, contacts) for seed, contacts in ((1, 4), (2, 4))),
    ]
    ours, clusters = policy_figures(runs, [Policy.OURS, Policy.CLUSTERS])
    assert not ours.ours_more
    assert ours.figures["contacts"].mean == 5.5
    assert clusters.ours_more["contacts_per_hour"].mean == pytest.approx((0.25 + 0.5) / 2)


def test_nobody_has_more_than_the_whole_less_than_others() -> None:
    """0.5 and 2.5 times as many: 0.5 more +- 12.7, and no less than nothing at all."""
    runs = [
        *(run(Policy.OURS, seed, contacts) for seed, contacts in ((1, 2), (2, 10))),
        *(run(Policy.CLUSTERS, seed, 4) for seed in (1, 2)),
    ]
    _, clusters = policy_figures(runs, [Policy.OURS, Policy.CLUSTERS])
    more = clusters.ours_more["contacts"]
    assert (more.mean, more.low, round(more.high or 0, 1)) == (0.5, -1.0, 13.2)


def test_a_part_is_worth_what_is_lost_without_it() -> None:
    runs = [
        run(Policy.OURS, 1, contacts=5),
        run(Policy.OURS, 1, contacts=4, off=Switch.HOURS),
    ]
    (part,) = ablation_figures(runs)
    assert part.switch is Switch.HOURS
    assert part.worth["contacts"].mean == 1
    assert part.share["contacts"].mean == pytest.approx(0.25)
    # What was switched off is not among the figures of the policy.
    (ours,) = policy_figures(runs, [Policy.OURS])
    assert ours.figures["contacts"].mean == 5


def test_a_run_can_be_sent_between_processes() -> None:
    one = run(Policy.OURS, 1, contacts=5, off=Switch.DAYS)
    assert pickle.loads(pickle.dumps(one)) == one
