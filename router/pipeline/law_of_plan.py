"""The rules that a written plan says it was made under, to judge it again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from router.domain.plan import PlanData
from router.domain.plurals import plural
from router.domain.verdicts import Law
from router.errors import InputError
from router.pipeline.ruling import years_around
from router.rules import HUMANE, make_law, profile_names

__all__ = ["law_of_plan"]


def law_of_plan(
    data: PlanData,
    *,
    profiles: Sequence[str | Path] | None = None,
    loosenings: Path | None = None,
    holiday_files: Sequence[Path] = (),
) -> tuple[Law, tuple[str, ...]]:
    """Put together the rules of a plan again.

    Parameters
    ----------
    data
        The plan.
    profiles
        Names or files of profiles beside the humane one; None: those that the plan states.
    loosenings
        File of what was opened in the humane layer.
    holiday_files
        Own days.

    Returns
    -------
    tuple
        The law, and what is to be said about it: profiles that are not as they were.

    Raises
    ------
    InputError
        If the plan states no rules, or a profile cannot be used; own files have to be named.
    """
    if data.compliance is None:
        raise InputError("this plan does not say under which rules it was made; plan the day again")
    stamps = {stamp.profile_id: stamp for stamp in data.compliance.layers}
    own = [name for name in stamps if name != HUMANE and name not in profile_names()]
    if profiles is None and own:
        named = [name for name in stamps if name != HUMANE]
        options = " ".join(f"--profile {'FILE' if name in own else name}" for name in named)
        files = "; ".join(f"FILE is the one with the id {name}" for name in own)
        raise InputError(
            f"this plan was made under {plural(len(own), 'profile')} of your own; name all of its "
            f"profiles, in this order: {options} ({files})"
        )
    country, _, subdivision = data.compliance.calendar.partition("-")
    law = make_law(
        [name for name in stamps if name != HUMANE] if profiles is None else profiles,
        humane=HUMANE in stamps,
        loosenings=loosenings,
        country=country,
        subdivision=subdivision,
        years=years_around(data.day),
        holiday_files=holiday_files,
        day=data.day,
    )
    remarks = [
        f"profile {layer.name} is not the one that the plan was made under "
        f"({stamps[layer.profile_id].version})"
        if layer.profile_id in stamps
        else f"the plan was not made under {layer.name}"
        for layer in law.layers
        if layer.profile_id not in stamps or stamps[layer.profile_id].digest != layer.digest
    ]
    return law, tuple(remarks)
