"""The services that the user named: in order, counted, and left alone once they fail."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from router.domain.places import Address
from router.errors import DegradedWarning, QuotaError, ServiceError
from router.geocoding.services.cache import GeocodeCache, Kept, digest
from router.geocoding.services.online import CeilingError, OnlineGeocoder, RejectedError

__all__ = ["OnlineServices", "Tally"]

TURN_S = 0.05  # between two looks whether another run has finished its call
MAX_FAILURES = 3  # in a row, before a failing service is left alone for this run
MAX_REJECTIONS = 20  # in a row: a question may be at fault, but hardly so many


@dataclass(slots=True, kw_only=True)
class Tally:
    """What came of asking one service in this run.

    Parameters
    ----------
    asked
        Addresses that it was sent.
    answered
        Those that it answered, "not known" included.
    trusted
        Those of its answers, sent or kept, that settled an address.
    kept
        Addresses whose answer came from the cache.
    """

    asked: int = 0
    answered: int = 0
    trusted: int = 0
    kept: int = 0


class OnlineServices:
    """One service or several, in the order in which they are asked.

    Parameters
    ----------
    services
        At least one, the first one first.
    max_age
        An older kept answer counts as none; None keeps answers for ever.
    say
        Told in one sentence who will be sent how many addresses, before any is, and in the end
        what came of it. None says nothing.

    Notes
    -----
    The next service is asked if the one before does not know the address, is not trusted, fails,
    or is left alone. A service is left alone for the rest of the run if it refuses us (quota, key),
    fails three times in a row, or reaches its ceiling of calls; that is said once, and it never
    means that an address does not exist.
    """

    def __init__(
        self,
        services: Sequence[OnlineGeocoder],
        *,
        max_age: timedelta | None = None,
        say: Callable[[str], None] | None = None,
    ) -> None:
        if not services:
            raise ValueError("name at least one service")
        self.services = tuple(services)
        self.tallies = {service.name: Tally() for service in self.services}
        self.held_back = 0
        self._max_age = max_age
        self._say = say
        self._failures: dict[str, int] = {}
        self._rejections: dict[str, int] = {}
        self._stopped: dict[str, str] = {}
        self._ceilings: set[str] = set()
        self._memory: dict[tuple[str, str], Kept] = {}
        self._trouble = ""

    @property
    def asked(self) -> Mapping[str, int]:
        """How many addresses each service was sent in this run."""
        return {name: tally.asked for name, tally in self.tallies.items()}

    @property
    def trouble(self) -> str:
        """Why an address is not settled that a service failed to answer; empty if there is none."""
        return self._trouble

    def kept(
        self, service: OnlineGeocoder, address: Address, cache: GeocodeCache | None
    ) -> Kept | None:
        """Return a service's own earlier answer, if it is not too old.

        Parameters
        ----------
        service
            One of ours.
        address
            What would be asked.
        cache
            Where answers are kept.

        Returns
        -------
        Kept or None
            None if it must be asked.
        """
        heard = self._memory.get((service.name, digest(address)))
        if heard is not None:  # in this run: it is never too old
            return heard
        found = cache.answer(service.name, address) if cache is not None else None
        if found is None or (self._max_age is not None and found.age() > self._max_age):
            return None
        return found

    def call(
        self, service: OnlineGeocoder, address: Address, cache: GeocodeCache | None
    ) -> Kept | str:
        """Ask a service, and keep the answer before anything else is asked.

        Parameters
        ----------
        service
            One of ours.
        address
            What to ask.
        cache
            Where answers are kept.

        Returns
        -------
        Kept or str
            The answer, or why there is none.
        """
        while cache is not None and service.name not in self._stopped:
            with cache.turn(service.name) as ours:
                # Another run may have asked the same since we looked.
                if (kept := self.kept(service, address, cache)) is not None:
                    self.tallies[service.name].kept += 1
                    return kept
                if ours:
                    return self._called(service, address, cache)
            time.sleep(TURN_S)
        return self._called(service, address, None)

    def _called(
        self, service: OnlineGeocoder, address: Address, cache: GeocodeCache | None
    ) -> Kept | str:
        """Call, count, and keep the answer."""
        name, tally = service.name, self.tallies[service.name]
        if name in self._stopped:
            return self._stopped[name]
        before = service.calls
        try:
            answers = service.judge(address)
        except CeilingError as error:
            self._ceilings.add(name)
            self._trouble = error.failure or self._trouble
            return self._stop(name, str(error))
        except QuotaError as error:
            return self._stop(name, str(error))
        except RejectedError as error:
            self._rejections[name] = self._rejections.get(name, 0) + 1
            if self._rejections[name] >= MAX_REJECTIONS:
                return self._stop(
                    name, f"{error}, and all others; it is not asked again in this run"
                )
            return str(error)
        except ServiceError as error:
            self._failures[name] = self._failures.get(name, 0) + 1
            if self._failures[name] >= MAX_FAILURES:
                return self._stop(name, f"{error}; it is not asked again in this run")
            return f"{error}; run again"
        finally:
            tally.asked += service.calls > before
        kept = Kept.now([one.place for one in answers], answers[0].doubt if answers else "")
        if cache is not None:
            cache.put(
                name,
                address,
                kept.places,
                datum=service.datum,
                doubts=[one.doubt for one in answers],
                levels=[one.said for one in answers],
            )
        self._memory[name, digest(address)] = kept.from_cache(name)
        self._failures[name] = self._rejections[name] = 0
        tally.answered += 1
        return kept

    def not_settled(self, reasons: Sequence[str]) -> None:
        """Note that an address is not settled, and that a service did not answer about it.

        Parameters
        ----------
        reasons
            Of each service that did not.
        """
        if set(reasons) <= {self._stopped[name] for name in self._ceilings}:
            self.held_back += 1
        else:
            self._trouble = "; ".join(reasons)

    def announce(self, addresses: Sequence[Address], cache: GeocodeCache | None) -> None:
        """Say who will be asked about how many addresses at most, before any is sent.

        Parameters
        ----------
        addresses
            What is known nowhere else.
        cache
            Where answers are kept; those are not asked again.
        """
        if self._say is None:
            return
        for place, service in enumerate(self.services):
            missing = {
                digest(address)
                for address in addresses
                if self.kept(service, address, cache) is None
            }
            most = min(len(missing), max(0, service.ceiling - service.calls))
            if not missing or service.name in self._stopped:
                continue
            then = "" if place == 0 else ", of those that are not settled before"
            held = "" if most == len(missing) else f" (of {len(missing):,}; the ceiling)"
            self._say(
                f"{service.name} ({service.host}) will be asked about up to {most:,} "
                f"address{'es' if most != 1 else ''}{held}{then}"
            )

    def report(self) -> None:
        """Say what came of it."""
        if self._say is None:
            return
        for service in self.services:
            tally = self.tallies[service.name]
            if tally.asked or tally.kept:
                self._say(
                    f"{service.name}: asked about {tally.asked:,} with {service.calls:,} calls, "
                    f"answered {tally.answered:,}; {tally.kept:,} from the cache; "
                    f"{tally.trusted:,} trusted"
                )

    def _stop(self, name: str, why: str) -> str:
        self._stopped[name] = why
        warnings.warn(why, DegradedWarning, stacklevel=7)
        return why
