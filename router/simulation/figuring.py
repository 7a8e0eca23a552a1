"""Runs become figures: each policy over its seeds, and what each part of ours is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from router.domain.measures import MEASURES, Measure
from router.domain.simulated import (
    AblationFigures,
    Estimate,
    Policy,
    PolicyFigures,
    Run,
    Switch,
)
from router.simulation.statistics import difference, estimate, gain

__all__ = ["ablation_figures", "by_seed", "differences", "figures_of_runs", "policy_figures"]


def by_seed(runs: Sequence[Run], measure: Measure) -> dict[int, float]:
    """Return a measure of runs by their seed.

    Parameters
    ----------
    runs
        Of one policy, one per seed.
    measure
        Which.

    Returns
    -------
    dict
        Without seeds that have no such figure.
    """
    counted = ((run.seed, measure.count(run)) for run in runs)
    return {seed: value for seed, value in counted if value is not None}


def figures_of_runs(runs: Sequence[Run]) -> dict[str, Estimate]:
    """Return every measure of runs over their seeds.

    Parameters
    ----------
    runs
        Of one policy, one per seed.

    Returns
    -------
    dict
        By name of the measure; no interval goes where the measure cannot.
    """
    values = {measure: list(by_seed(runs, measure).values()) for measure in MEASURES}
    return {
        measure.name: measure.possible(estimate(found))
        for measure, found in values.items()
        if found
    }


def policy_figures(runs: Sequence[Run], policies: Sequence[Policy]) -> tuple[PolicyFigures, ...]:
    """Return the figures of each policy, and how much more ours has.

    Parameters
    ----------
    runs
        All; those with something switched off are left out.
    policies
        In the order in which they are shown.

    Returns
    -------
    tuple of PolicyFigures
        Of those that were played at all.
    """
    whole: dict[Policy, list[Run]] = {policy: [] for policy in policies}
    for run in runs:
        if run.off is None and run.policy in whole:
            whole[run.policy].append(run)
    ours = whole.get(Policy.OURS, [])
    return tuple(
        PolicyFigures(
            policy=policy,
            figures=figures_of_runs(played),
            ours_more={} if policy is Policy.OURS else _gains(ours, played),
        )
        for policy, played in whole.items()
        if played
    )


def ablation_figures(runs: Sequence[Run]) -> tuple[AblationFigures, ...]:
    """Return what each part of our policy is worth.

    Parameters
    ----------
    runs
        With everything on, and with one thing off.

    Returns
    -------
    tuple of AblationFigures
        Of the parts that were switched off in some run.
    """
    ours = [run for run in runs if run.policy is Policy.OURS and run.off is None]
    found = []
    for switch in Switch:
        without = [run for run in runs if run.policy is Policy.OURS and run.off is switch]
        if ours and without:
            found.append(
                AblationFigures(
                    switch=switch, worth=differences(ours, without), share=_gains(ours, without)
                )
            )
    return tuple(found)


def differences(runs: Sequence[Run], others: Sequence[Run]) -> Mapping[str, Estimate]:
    """Return by how much runs have more of every measure than others with the same seeds.

    Parameters
    ----------
    runs, others
        One per seed each.

    Returns
    -------
    Mapping
        By name of the measure, in its unit.
    """
    pairs = (
        (measure.name, difference(by_seed(runs, measure), by_seed(others, measure)))
        for measure in MEASURES
    )
    return {name: found for name, found in pairs if found is not None}


def _gains(runs: Sequence[Run], others: Sequence[Run]) -> Mapping[str, Estimate]:
    pairs = (
        (measure, gain(by_seed(runs, measure), by_seed(others, measure))) for measure in MEASURES
    )
    return {
        measure.name: measure.possible(found, change=True)
        for measure, found in pairs
        if found is not None
    }
