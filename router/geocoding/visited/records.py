"""The outcomes of earlier visits, address by address: the last word on each, and its check-ins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from router.domain.cases import Case
from router.domain.outcomes import AddressEffect, Met, Outcome
from router.domain.places import Address, Coordinate
from router.geocoding.corrections.entries import plain
from router.geocoding.doorkeys import door_key
from router.geocoding.visited.check_ins import CheckIn, counted

__all__ = ["AddressRecord", "AddressRecords", "read_records"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressRecord:
    """What earlier visits say of one address.

    Parameters
    ----------
    check_ins
        Those that count and confirm the address, the oldest first.
    invalid
        The outcome by which nobody is to be looked for here any more; None if there is none, or a
        later one confirms the address.
    unclear
        An outcome that makes one of several addresses invalid and does not say which.
    confirmed
        When the borrower was last met here.
    fruitless
        Attempts in a row, up to the last, at which nobody could be spoken to.
    """

    check_ins: tuple[CheckIn, ...] = ()
    invalid: Outcome | None = None
    unclear: Outcome | None = None
    confirmed: datetime | None = None
    fruitless: int = 0


@dataclass(frozen=True, slots=True)
class AddressRecords:
    """Records by case and address.

    Parameters
    ----------
    by_address
        Case id and plain text of the address to its record.
    unused
        Outcomes with an address that their case or borrower does not have (any more).
    strangers
        Outcomes of cases and borrowers that are not in the table.
    """

    by_address: Mapping[tuple[str, str], AddressRecord] = field(default_factory=dict)
    unused: tuple[Outcome, ...] = ()
    strangers: tuple[Outcome, ...] = ()

    def of(self, owner_id: str, address: Address) -> AddressRecord:
        """Return the record of an address.

        Parameters
        ----------
        owner_id
            The case.
        address
            One of its addresses.

        Returns
        -------
        AddressRecord
            An empty one if nobody has been there.
        """
        return self.by_address.get((owner_id, plain(address.text)), _NOTHING)


_NOTHING = AddressRecord()


def read_records(
    outcomes: Sequence[Outcome],
    cases: Sequence[Case],
    *,
    bases: Mapping[str, Sequence[Coordinate]] | None = None,
) -> AddressRecords:
    """Sort the outcomes of earlier visits by address.

    Parameters
    ----------
    outcomes
        In any order.
    cases
        Whose addresses are asked for.
    bases
        Agent id to the places where that agent's shifts start and end.

    Returns
    -------
    AddressRecords
        An outcome holds for the address that it names, of its own case and of the other cases of
        the same borrower. One that names none holds for the case's only address; where a case has
        several it confirms none, and what it makes invalid is `AddressRecord.unclear` for all that
        it may mean.
    """
    by_case = {case.case_id: case for case in cases}
    by_borrower: dict[str, list[Case]] = {}
    for case in cases:
        by_borrower.setdefault(case.borrower_id, []).append(case)
    told: dict[tuple[str, str], list[tuple[Outcome, bool]]] = {}
    unused: list[Outcome] = []
    strangers: list[Outcome] = []
    for outcome in sorted(outcomes, key=lambda one: one.when):
        own = by_case.get(outcome.case_id)
        borrower = own.borrower_id if own else outcome.borrower_id
        kin = by_borrower.get(borrower, [])
        if not kin:
            strangers.append(outcome)
            continue
        meant = list(_meant(outcome, own, kin))
        if not meant:
            unused.append(outcome)
        for key, sure in meant:
            told.setdefault(key, []).append((outcome, sure))
    good = _good_points(outcomes, by_case, bases)
    types = {
        (case.case_id, plain(address.text)): address.place_type
        for case in cases
        for address in case.addresses
    }
    records = {
        key: _record([(one, sure) for one, sure in said if one.kind.concerns(types[key])], good)
        for key, said in told.items()
    }
    return AddressRecords(records, tuple(unused), tuple(strangers))


def _meant(
    outcome: Outcome, own: Case | None, kin: Sequence[Case]
) -> Iterable[tuple[tuple[str, str], bool]]:
    """Yield the addresses that an outcome may mean, and whether it is sure which."""
    if outcome.address:
        wanted = plain(outcome.address)
        for case in kin:
            for address in case.addresses:
                if wanted in _spellings(address):
                    yield (case.case_id, plain(address.text)), True
        return
    if own is None:
        return
    possible = [a for a in own.addresses if outcome.kind.concerns(a.place_type)]
    for address in possible:
        yield (own.case_id, plain(address.text)), len(possible) == 1
    if len(possible) == 1:  # the borrower's other cases may bear the same text
        for case in kin:
            for address in case.addresses if case is not own else ():
                if address.text and plain(address.text) == plain(possible[0].text):
                    yield (case.case_id, plain(address.text)), True


def _spellings(address: Address) -> set[str]:
    texts = [address.text, ", ".join(t for t in (address.text, address.city) if t)]
    return {plain(text) for text in texts if text}


def _good_points(
    outcomes: Sequence[Outcome],
    by_case: Mapping[str, Case],
    bases: Mapping[str, Sequence[Coordinate]] | None,
) -> Mapping[int, CheckIn]:
    """Return the check-ins that count, by the identity of their outcome."""
    made: dict[int, CheckIn] = {}
    for outcome in outcomes:
        if outcome.coordinate is None:
            continue
        case = by_case.get(outcome.case_id)
        text = outcome.address or (case.addresses[0].text if case else "")
        made[id(outcome)] = CheckIn(
            coordinate=outcome.coordinate,
            when=outcome.when,
            agent_id=outcome.agent_id,
            accuracy_m=outcome.accuracy_m,
            door=door_key(text) or outcome.case_id,
        )
    kept = set(map(id, counted(list(made.values()), bases)))
    return {key: one for key, one in made.items() if id(one) in kept}


def _record(said: Sequence[tuple[Outcome, bool]], good: Mapping[int, CheckIn]) -> AddressRecord:
    """Go through the outcomes at one address, the oldest first."""
    check_ins: list[CheckIn] = []
    invalid: Outcome | None = None
    unclear: Outcome | None = None
    confirmed: datetime | None = None
    fruitless = 0
    for outcome, sure in said:
        kind = outcome.kind
        if kind.address_effect is AddressEffect.INVALID:
            check_ins.clear()  # whoever was met there before does not live there now
            confirmed = None
            if sure:
                invalid, unclear = outcome, None
            else:
                unclear = outcome
        elif not sure:
            continue
        elif kind.address_effect is AddressEffect.CONFIRMED:
            invalid = unclear = None
            confirmed, fruitless = outcome.when, 0
            if id(outcome) in good:
                check_ins.append(good[id(outcome)])
        elif kind.met is Met.NO and kind.counts_attempt and kind.next_stage == "visit":
            fruitless += 1
    return AddressRecord(
        check_ins=tuple(check_ins),
        invalid=invalid,
        unclear=unclear,
        confirmed=confirmed,
        fruitless=fruitless,
    )
