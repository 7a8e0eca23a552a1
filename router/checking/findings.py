"""What a check finds: single findings, and the report that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from router.domain.plan import CostBreakdown

__all__ = ["Finding", "FindingCode", "Report", "Severity"]


class Severity(StrEnum):
    """Whether a plan with this finding may be handed out."""

    ERROR = "error"
    WARNING = "warning"


class FindingCode(StrEnum):
    """The rule that a finding is about."""

    UNKNOWN_SHIFT = "UNKNOWN_SHIFT"
    """The problem has no such shift."""
    UNKNOWN_VISIT = "UNKNOWN_VISIT"
    """The problem has no such visit."""
    DUPLICATE = "DUPLICATE"
    """A visit is made twice, a shift has two routes, or a visit is listed twice."""
    GROUP = "GROUP"
    """Two visits of one group are made."""
    NUMBERS = "NUMBERS"
    """A number that cannot be a time; the route is not judged further."""
    EMPTY = "EMPTY"
    """A route or a stop without visits."""
    STOPS = "STOPS"
    """Visits that follow each other in one building are one stop, others are not."""
    SKILL = "SKILL"
    """The agent lacks a skill."""
    AGENT = "AGENT"
    """The visit does not allow this agent."""
    UNREACHABLE = "UNREACHABLE"
    """There is no way for a leg of the route."""
    TRAVEL = "TRAVEL"
    """A stop's stated travel is not that of the matrix."""
    ARRIVAL = "ARRIVAL"
    """An arrival is not departure + travel + breaks on the way."""
    SETUP = "SETUP"
    """A stated setup is not the one that is due."""
    START_TOO_EARLY = "START_TOO_EARLY"
    """Service starts before arrival, setup and breaks allow it."""
    WAIT = "WAIT"
    """A stated wait is not what is left between setup and service."""
    WINDOW = "WINDOW"
    """Service starts outside the visit's windows."""
    LEGAL_HOURS = "LEGAL_HOURS"
    """Service does not lie inside the legal hours."""
    RELEASE = "RELEASE"
    """Service starts before the visit may be made at all."""
    DUE = "DUE"
    """Service ends after the visit is due."""
    LOCKED_START = "LOCKED_START"
    """Service starts at another time than the one it is locked to."""
    LOCKED_SHIFT = "LOCKED_SHIFT"
    """The visit is locked to another shift."""
    LOCKED_VISITS = "LOCKED_VISITS"
    """A shift does not begin with the visits that are locked to its beginning."""
    ORDER = "ORDER"
    """Visits that are made in a given order are on several routes, or in another order."""
    SPACING = "SPACING"
    """Visits that must be apart start too soon after each other."""
    MEETING = "MEETING"
    """Of a meeting one visit is made only, by one agent only, or at another time."""
    DURATION = "DURATION"
    """Service does not last as long as it should."""
    RETURN = "RETURN"
    """The route's end is not last departure + travel + breaks on the way."""
    SHIFT = "SHIFT"
    """The route starts before its shift, or ends after a shift without overtime."""
    OVERTIME_LIMIT = "OVERTIME_LIMIT"
    """The route runs longer into overtime than the shift allows."""
    BREAK_MISSING = "BREAK_MISSING"
    """A break of the shift has no place on the route."""
    BREAK_EXTRA = "BREAK_EXTRA"
    """The route has more breaks than the shift."""
    BREAK_WINDOW = "BREAK_WINDOW"
    """A break starts outside its window, or lies outside the shift."""
    BREAK_DURATION = "BREAK_DURATION"
    """A break is shorter or longer than it should be."""
    BREAK_OVERLAP = "BREAK_OVERLAP"
    """A break overlaps a service or a break, or lies across a departure, arrival or return."""
    MAX_VISITS = "MAX_VISITS"
    """More visits than the shift allows."""
    MAX_DURATION = "MAX_DURATION"
    """More paid time than the shift allows."""
    MAX_DISTANCE = "MAX_DISTANCE"
    """More metres than the shift allows."""
    CAPACITY = "CAPACITY"
    """More load than the shift carries."""
    TOTALS = "TOTALS"
    """A stated total of a route is not the sum of its parts."""
    ACCOUNTING = "ACCOUNTING"
    """A case or visit that is nowhere, in two places, or not what the problem says."""
    COSTS = "COSTS"
    """A stated cost is not the recomputed one."""
    MANDATORY_LEFT_OUT = "MANDATORY_LEFT_OUT"
    """A visit that has to be made is on no route (a warning)."""
    REASON = "REASON"
    """A stated reason is not the one that a test gives (a warning)."""
    LAW_FACTS = "LAW:facts"
    """What the law asks about a visit is not stated, or not as the rest of the plan says."""
    STAGE = "STAGE"
    """A case is visited that is not at the visit stage."""
    HOLD = "HOLD"
    """A case is visited that is held."""
    LAW_HOURS = "LAW:hours"
    """A visit does not lie inside the hours of a profile."""
    LAW_CAPS = "LAW:caps"
    """More approaches to a borrower, or about a debt, than a profile allows."""
    LAW_MIN_GAP = "LAW:min_gap"
    """Two visits to a borrower are too near in time."""
    LAW_PRIOR_CONTACTS = "LAW:prior_contacts"
    """Other channels were not tried often enough before."""
    LAW_NOTICE = "LAW:notice"
    """The borrower is told too late."""
    LAW_CONSENT = "LAW:consent"
    """The borrower has not agreed to be visited."""
    LAW_PLACES = "LAW:places"
    """A type of place that is not visited, or not without consent."""
    LAW_CREW = "LAW:crew"
    """Too few or too many people at the door."""
    LAW_CERTIFICATES = "LAW:certificates"
    """An agent lacks a certificate, or one has expired."""
    LAW_PAPERS = "LAW:papers"
    """The plan does not tell the agent what to carry, or how to behave."""
    LAW_PROTECTED = "LAW:protected"
    """The borrower is one who must not be visited."""
    LAW_FRUITLESS = "LAW:fruitless"
    """The borrower was missed too often in a row."""
    LAW_BAND = "LAW:band"
    """The borrower was last missed in the same part of the week."""
    LAW_NOT_AT = "LAW:not_at"
    """The borrower named the time as bad."""
    LAW_DATES = "LAW:dates"
    """A case is visited before its first or after its last day."""
    LAW_RISK = "LAW:risk"
    """A flag demands two people, or daylight."""
    LAW_AREA = "LAW:area"
    """The agent does not work in the area."""
    LAW_LANGUAGE = "LAW:language"
    """Nobody at the door speaks the borrower's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule that does not hold at one place of a plan.

    Parameters
    ----------
    code
        The rule.
    severity
        An error forbids to hand the plan out.
    detail
        In words, with numbers and clock times; of people it names ids only.
    shift_id, visit_id, case_id
        Where; empty if it is about something else.
    profile, rule_id
        Which visiting rule; empty if it is about something else. Rules of the product have no id.
    """

    code: FindingCode
    detail: str
    severity: Severity = Severity.ERROR
    shift_id: str = ""
    visit_id: str = ""
    case_id: str = ""
    profile: str = ""
    rule_id: str = ""

    def __str__(self) -> str:
        parts = (("shift", self.shift_id), ("visit", self.visit_id), ("case", self.case_id))
        where = ", ".join(f"{kind} {name}" for kind, name in parts if name)
        return f"{self.severity} {self.code}{' at ' + where if where else ''}: {self.detail}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The result of a check.

    Parameters
    ----------
    findings
        In the order of the routes, then of the plan's lists.
    costs
        Recomputed from the problem and the stated routes.
    counts
        How many ``routes``, ``visits``, ``planned`` and ``left_out`` visits; for a whole plan also
        ``cases``, ``held`` and ``review``.
    """

    findings: tuple[Finding, ...]
    costs: CostBreakdown
    counts: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "counts", MappingProxyType(dict(self.counts)))

    @property
    def ok(self) -> bool:
        """True if no finding is an error."""
        return not self.errors

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that forbid to hand the plan out."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that a dispatcher should know of."""
        return tuple(f for f in self.findings if f.severity is Severity.WARNING)

    def __str__(self) -> str:
        if self.ok:
            verdict = "The plan holds"
        else:
            verdict = f"The plan does not hold: {_counted(len(self.errors), 'errors')}"
        if self.warnings:
            verdict += f", {_counted(len(self.warnings), 'warnings')}"
        figures = ", ".join(_counted(count, name) for name, count in self.counts.items())
        lines = [f"{verdict}.", f"{figures}; cost {self.costs.total:,.2f}." if figures else ""]
        lines += [f"- {finding}" for finding in self.findings]
        return "\n".join(line for line in lines if line)


def _counted(number: int, plural: str) -> str:
    noun = plural.removesuffix("s") if number == 1 else plural
    return f"{number} {noun.replace('_', ' ')}"
