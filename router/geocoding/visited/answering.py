"""What earlier visits make of an address: not offered any more, a door, or a question."""

from __future__ import annotations

from datetime import date, datetime

from router.domain.outcomes import Outcome
from router.domain.places import Address, LocatedAddress, LocationStatus, Place, great_circle_m
from router.geocoding.corrections.entries import Correction
from router.geocoding.trust import Bounds
from router.geocoding.visited.judging import FAR_M, judge_check_ins, spoken_m
from router.geocoding.visited.records import AddressRecord

__all__ = ["by_visits", "not_offered", "said_since"]


def not_offered(
    owner_id: str, address: Address, record: AddressRecord, said: Correction | None
) -> LocatedAddress | None:
    """Answer for an address where nobody is to be looked for.

    Parameters
    ----------
    owner_id, address
        Which.
    record
        What earlier visits say of it.
    said
        What a person said of it.

    Returns
    -------
    LocatedAddress or None
        In review; barred by a rule if the borrower is gone for good. None if the address may be
        offered: what is to be verified again is settled by a correction made since.
    """
    for outcome, sure in ((record.invalid, True), (record.unclear, False)):
        if outcome is None:
            continue
        verify = outcome.kind.needs_review or not sure
        if verify and said is not None and said_since(said.when, outcome.when):
            continue
        why = f"{outcome.kind.english} ({outcome.code}, {_day(outcome)})"
        if not sure:
            why += "; the outcome does not say which of the addresses is meant"
        elif verify:
            why += "; find out the right address, or correct this one"
        return LocatedAddress(
            owner_id=owner_id,
            address=address,
            status=LocationStatus.REVIEW,
            why=why,
            rule="" if verify else f"ADDRESS:{outcome.code}",
        )
    return None


def by_visits(
    owner_id: str,
    address: Address,
    record: AddressRecord,
    match: Place | None,
    bounds: Bounds,
    *,
    given: bool = False,
) -> LocatedAddress:
    """Answer for an address at which agents checked in.

    Parameters
    ----------
    owner_id, address
        Which.
    record
        What earlier visits say of it, with at least one check-in.
    match
        What else is trusted; None if nothing is.
    bounds
        Of what is accepted.
    given
        Whether a person gave that match: it stays if the check-ins are near it, and is not
        overruled if they are not.

    Returns
    -------
    LocatedAddress
        Accepted, or in review with both as candidates.
    """
    verdict = judge_check_ins(address.text, record.check_ins, match)
    if verdict.place is None:
        return bounds.doubted(owner_id, address, verdict.why, verdict.candidates)
    if given and match is not None:
        apart = great_circle_m(verdict.place.coordinate, match.coordinate)
        if apart <= FAR_M:
            return bounds.given(owner_id, address, match)
        if match.source == "table":
            last = record.check_ins[-1].when.date().isoformat()
            why = f"the check-ins up to {last} lie {spoken_m(apart)} from the table's point"
            return bounds.doubted(owner_id, address, why, (verdict.place, match))
    return bounds.given(owner_id, address, verdict.place)


def said_since(when: str, moment: datetime) -> bool:
    """Tell whether something was said since a moment.

    Parameters
    ----------
    when
        A date or a time as a person or a program wrote it.
    moment
        Zone-aware.

    Returns
    -------
    bool
        True also on the same day, and where the text is empty or no date: a person's word counts
        unless it is known to be older.
    """
    try:
        written = datetime.fromisoformat(when.strip())
    except ValueError:
        return True
    if written.utcoffset() is not None and len(when.strip()) > len("2026-11-02"):
        return written >= moment
    day: date = written.date()
    return day >= moment.date()


def _day(outcome: Outcome) -> str:
    return outcome.when.date().isoformat()
