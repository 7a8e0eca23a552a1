"""Cases and memories for tests of where a case stands; 2026-11-24 is a Tuesday."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from router.domain.cases import Case
from router.domain.memory import Memory, Payment, Release
from router.domain.outcomes import Outcome
from router.domain.places import Address
from router.domain.plan import HeldCase
from router.domain.standing import Standing
from router.rules import standings, why_held

ZONE = ZoneInfo("Asia/Shanghai")
TUESDAY = date(2026, 11, 24)


def at(text: str) -> datetime:
    """Return a local instant from ``2026-11-24T10:00``."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def case(case_id: str = "C1", borrower_id: str = "B1", **changes: object) -> Case:
    return Case(
        case_id=case_id,
        borrower_id=borrower_id,
        **{"addresses": (Address(text="Street 1"),), **changes},  # type: ignore[arg-type]
    )


def outcome(code: str, when: str = "2026-11-03T10:00", **changes: object) -> Outcome:
    return Outcome(code=code, when=at(when), **{"case_id": "C1", **changes})  # type: ignore[arg-type]


def payment(when: str, amount: str | None = None, **changes: object) -> Payment:
    return Payment(
        when=at(when),
        amount=Decimal(amount) if amount else None,
        **{"case_id": "C1", **changes},  # type: ignore[arg-type]
    )


def release(reason: str, when: str, **changes: object) -> Release:
    given = {"case_id": "C1", "by": "Li", "why": "answered", **changes}
    return Release(reason=reason, when=at(when), **given)  # type: ignore[arg-type]


def stand(
    memory: Memory | None = None, *, day: date = TUESDAY, cases: Sequence[Case] = (case(),)
) -> Mapping[str, Standing]:
    return standings(cases, memory or Memory(), day=day, zone=ZONE)


def held(
    memory: Memory, day: date, *, cases: Sequence[Case] = (case(),), case_id: str = "C1"
) -> HeldCase | None:
    return why_held(stand(memory, day=day, cases=cases)[case_id], day)


def rule(
    memory: Memory, day: date, *, cases: Sequence[Case] = (case(),), case_id: str = "C1"
) -> str:
    """Return the rule that keeps a case from visits, empty if none does."""
    found = held(memory, day, cases=cases, case_id=case_id)
    return found.rule if found else ""


def days_after(when: str, days: int) -> date:
    return date.fromisoformat(when) + timedelta(days=days)
