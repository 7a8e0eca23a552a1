"""Rules that no profile may change: stage, holds, dates, fruitless visits, daylight, bad times."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from router.domain.cases import VISIT_STAGE, Hold
from router.domain.times import WEEKDAYS, DailyWindow
from router.domain.verdicts import PRODUCT
from router.rules.clock import midnight, of_windows
from router.rules.door_rules import hold_span
from router.rules.past_visits import visits_made
from router.rules.reach import Asked, Facts, Reach
from router.rules.spans import Span, both, instant, joined, without

__all__ = ["DATES", "MOST_FRUITLESS", "asked_product", "describe_window"]

DATES = "dates"  # the field of rules on the first and last day of a case
MOST_FRUITLESS = 3
"""So many visits in a row without meeting the borrower end the visits."""


def asked_product(facts: Facts) -> list[Asked]:
    """Prepare the rules of the product that no agent changes.

    Parameters
    ----------
    facts
        Of the visit.

    Returns
    -------
    list of Asked
        On the stage, the holds, the dates of the case, fruitless visits, times that the borrower
        named as bad, daylight.
    """
    asked = [_asked_stage(facts), _asked_fruitless(facts)]
    asked += [_asked_hold(hold, facts) for hold in facts.standing.holds]
    asked += _asked_dates(facts)
    asked += [_asked_bad_time(window, facts) for window in facts.standing.not_at]
    if "daylight" in facts.standing.flags:
        asked.append(_asked_daylight(facts))
    return asked


def describe_window(window: DailyWindow) -> str:
    """Return a daily window in words.

    Parameters
    ----------
    window
        By the clock of the door.

    Returns
    -------
    str
        Such as ``Mon, Tue 09:00-12:00``.
    """
    days = ", ".join(WEEKDAYS[day] for day in sorted(window.weekdays)) or "every day"
    if window.day is not None:
        days = window.day.isoformat()
    return f"{days} {window.start:%H:%M}-{window.end:%H:%M}"


def _asked(
    field: str,
    rule_id: str,
    value: str,
    over: Callable[[Span], Reach | None],
    say: Callable[[Span], str],
) -> Asked:
    return Asked(
        profile=PRODUCT, field=field, rule_id=rule_id, over=over, value=lambda: value, say=say
    )


def _asked_stage(facts: Facts) -> Asked:
    stage = facts.standing.stage
    return _asked(
        "stage",
        stage,
        f"only stage {VISIT_STAGE} is visited",
        lambda _: Reach() if stage == VISIT_STAGE else Reach(starts=()),
        lambda _: f"The case is at stage {stage}.",
    )


def _asked_hold(hold: Hold, facts: Facts) -> Asked:
    term = f"until {hold.until.isoformat()}" if hold.until else "until somebody releases it"
    source = f", from {hold.source}" if hold.source else ""

    def over(period: Span) -> Reach | None:
        span = (period[0], period[1] + facts.length)
        legal = without(span, [hold_span(hold, span, facts)])
        return None if legal == (span,) else Reach(legal=legal)

    return _asked(
        "hold",
        hold.reason,
        f"{hold.reason} {term}",
        over,
        lambda _: f"On hold ({hold.reason}{source}) {term}.",
    )


def _asked_dates(facts: Facts) -> list[Asked]:
    """Prepare the first and the last day of the case, whichever it has."""
    first, last = facts.standing.not_before, facts.standing.return_by
    asked = []
    if first is not None:
        value = f"not before {first.isoformat()}"
        asked.append(_asked_day("not-before", value, None, midnight(first, facts.zone), facts))
    if last is not None and last < date.max:  # which tables write for no end
        value = f"not after {last.isoformat()}"
        end = midnight(last + timedelta(days=1), facts.zone)
        asked.append(_asked_day("returned", value, end, None, facts))
    return asked


def _asked_day(
    rule_id: str, value: str, shut_from: int | None, shut_until: int | None, facts: Facts
) -> Asked:
    def over(period: Span) -> Reach:
        span = (period[0], period[1] + facts.length)
        first = span[0] - 1 if shut_from is None else shut_from
        last = span[1] + 1 if shut_until is None else shut_until
        return Reach(legal=without(span, [(first, last)]))

    return _asked(DATES, rule_id, value, over, lambda _: f"The case may be visited {value}.")


def _asked_fruitless(facts: Facts) -> Asked:
    made = visits_made(facts)
    reopened = facts.standing.reopened

    def forgiven(at: int) -> bool:
        return reopened is not None and at <= instant(reopened)

    def over(period: Span) -> Reach:
        open_: list[Span] = []
        row, since = 0, period[0]
        for one in made:
            if row < MOST_FRUITLESS:
                open_.append((since, min(one.at, period[1])))
            since = max(period[0], one.at + 1)
            row = 0 if one.met else row + (one.fruitless and not forgiven(one.at))
        if row < MOST_FRUITLESS:
            open_.append((since, period[1]))
        return Reach(starts=joined(open_))

    return _asked(
        "fruitless",
        "three-in-a-row",
        f"at most {MOST_FRUITLESS} fruitless visits in a row",
        over,
        lambda _: f"The last {MOST_FRUITLESS} visits did not meet the borrower; another channel.",
    )


def _asked_bad_time(window: DailyWindow, facts: Facts) -> Asked:
    def over(period: Span) -> Reach | None:
        span = (period[0], period[1] + facts.length)
        bad = both(of_windows((window,), span, facts.zone), (span,))
        return Reach(legal=without(span, of_windows((window,), span, facts.zone))) if bad else None

    words = describe_window(window)
    return _asked(
        "not_at", words, f"not at {words}", over, lambda _: f"The borrower asked: not at {words}."
    )


def _asked_daylight(facts: Facts) -> Asked:
    light = facts.light

    def over(period: Span) -> Reach:
        if light is None:
            return Reach(starts=())
        return Reach(legal=light((period[0], period[1] + facts.length)))

    return _asked(
        "risk",
        "daylight",
        "between sunrise and sunset",
        over,
        lambda _: (
            "Sunrise and sunset at the door are not known."
            if light is None
            else "The visit does not lie in daylight."
        ),
    )
