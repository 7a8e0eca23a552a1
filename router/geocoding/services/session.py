"""One address through the services that were named: one call path for all of them.

::

    address ─▶ kept answers ─▶ first service ─trusted─▶ done
                                    │ not trusted, not known, failed, stopped, ceiling reached
                                    ▼
                               next service ─▶ together: agree within 200 m, or more than 300 m
                                               apart (see `consensus`)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from router.domain.places import Address, Place
from router.geocoding.grade import Finding
from router.geocoding.services.asking import OnlineServices
from router.geocoding.services.cache import GeocodeCache, Kept
from router.geocoding.services.consensus import Heard, Verdict, verdict_on
from router.geocoding.services.online import OnlineGeocoder

__all__ = ["Asking"]


class Asking:
    """The services at work on one table.

    Parameters
    ----------
    services
        Who is asked, and where it is counted.
    cache
        Where answers are kept.
    trusted
        Whether a place is accepted.
    """

    def __init__(
        self,
        services: OnlineServices,
        cache: GeocodeCache | None,
        trusted: Callable[[Place], bool],
    ) -> None:
        self._services = services
        self._cache = cache
        self._trusted = trusted

    def cached(self, address: Address) -> Finding | None:
        """Return what earlier answers come to.

        Parameters
        ----------
        address
            What would be asked.

        Returns
        -------
        Finding or None
            None if a service has to be asked: they settle nothing, and one has no answer yet.
        """
        ours = self._services
        kept = [(one, ours.kept(one, address, self._cache)) for one in ours.services]
        heard = [_heard(one, answer) for one, answer in kept if answer is not None]
        verdict = verdict_on(heard)
        if (heard and self._settled(verdict)) or len(heard) == len(kept):
            self._count_kept(heard, verdict)
            return Finding(places=verdict.places, why=verdict.why)
        return None

    def announce(self, addresses: Sequence[Address]) -> None:
        """Say who will be asked about how many addresses at most.

        Parameters
        ----------
        addresses
            What is known nowhere else.
        """
        self._services.announce(addresses, self._cache)

    def ask(self, address: Address) -> Finding:
        """Ask the services in order, until the address is settled.

        Parameters
        ----------
        address
            What to ask.

        Returns
        -------
        Finding
            What the answers come to; without places if none knows the address, or none answered,
            which the reason tells apart.
        """
        if (known := self.cached(address)) is not None:  # the same address twice in a table
            return known
        ours = self._services
        heard: list[Heard] = []
        reasons: list[str] = []
        verdict = verdict_on(heard)
        for service in ours.services:
            answer: Kept | str | None = ours.kept(service, address, self._cache)
            if answer is None:
                answer = ours.call(service, address, self._cache)
            if isinstance(answer, str):
                reasons.append(answer)
                continue
            heard.append(_heard(service, answer))
            verdict = verdict_on(heard)
            if self._settled(verdict):
                break
        if reasons and not self._settled(verdict):
            ours.not_settled(reasons)
        self._count_trusted(verdict)
        why = "; ".join(filter(None, (verdict.why, *reasons)))
        return Finding(places=verdict.places, why=why)

    def _settled(self, verdict: Verdict) -> bool:
        """Tell whether no further service is asked: it is trusted, or two contradict each other."""
        return verdict.disputed or bool(verdict.places and self._trusted(verdict.places[0]))

    def _count_kept(self, heard: Sequence[Heard], verdict: Verdict) -> None:
        for one in heard:
            self._services.tallies[one.service].kept += 1
        self._count_trusted(verdict)

    def _count_trusted(self, verdict: Verdict) -> None:
        if verdict.places and self._trusted(verdict.places[0]):
            name = verdict.places[0].source.removeprefix("cache:")
            self._services.tallies[name].trusted += 1


def _heard(service: OnlineGeocoder, kept: Kept) -> Heard:
    return Heard(service=service.name, family=service.family, places=kept.places, why=kept.why)
