"""What a rule states, in short words."""

from __future__ import annotations

from dataclasses import fields

from router.domain.profiles import Rule

_SHARED = {field.name for field in fields(Rule)}


def describe_rule(rule: Rule) -> str:
    """Return what a rule states.

    Parameters
    ----------
    rule
        Of any kind.

    Returns
    -------
    str
        Its own fields and values.
    """
    own = [f.name for f in fields(rule) if f.name not in _SHARED]
    return ", ".join(f"{name} {getattr(rule, name)}" for name in own)
