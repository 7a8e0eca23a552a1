"""An online service that the user named, asked politely and only about what is not known here."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderNotFound,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeopyError,
)
from geopy.geocoders import get_geocoder_for_service
from geopy.location import Location

from router.domain.datums import to_wgs84
from router.domain.places import Address, Coordinate, Datum, Grade, Place
from router.errors import InputError, QuotaError, ServiceError
from router.geocoding.fetching import PlainAdapter, quiet_geopy
from router.geocoding.keys import class_key, word_class
from router.geocoding.normalise import spelled_key, tokenise

__all__ = ["OnlineGeocoder"]

TIMEOUT_S = 10.0
MIN_DELAY_S = 1.0  # what Nominatim's usage policy asks for
MAX_WAIT_S = 60.0
TRIES = 4
LIMIT = 5
# Services of geopy that answer in another datum than WGS-84.
DATUMS = {"baidu": Datum.BD09, "baiduv3": Datum.BD09}
# Trust in an answer by what of the question it repeats: score and error radius in metres.
TRUST = {
    Grade.DOOR: (0.85, 40.0),
    Grade.STREET: (0.65, 400.0),
    Grade.PLACE: (0.5, 1_000.0),
    Grade.LOCALITY: (0.3, 5_000.0),
}


class OnlineGeocoder:
    """One service of geopy as a fallback.

    Parameters
    ----------
    name
        As geopy names it, such as ``nominatim``.
    options
        Its own options, such as ``user_agent``, ``domain`` or ``api_key``. Take keys from the
        environment; they are never shown.
    min_delay_s
        Seconds between two calls.
    timeout_s
        Seconds that one call may take.
    tries
        Calls per address before the service counts as failed.
    max_wait_s
        Longest wait in seconds that the service may ask for with ``Retry-After``.

    Raises
    ------
    InputError
        If geopy has no such service, or it refuses the options.
    """

    def __init__(
        self,
        name: str,
        options: Mapping[str, object] | None = None,
        *,
        min_delay_s: float = MIN_DELAY_S,
        timeout_s: float = TIMEOUT_S,
        tries: int = TRIES,
        max_wait_s: float = MAX_WAIT_S,
    ) -> None:
        self.name = name.lower()
        self.datum = DATUMS.get(self.name, Datum.WGS84)
        self._min_delay_s = min_delay_s
        self._tries = tries
        self._max_wait_s = max_wait_s
        self._timeout_s = timeout_s
        self._next_call = 0.0
        self._refused = ""
        self._trouble = ""
        settings = {"user_agent": "router-visit-planner", "timeout": timeout_s, **(options or {})}
        try:
            make = get_geocoder_for_service(self.name)
        except GeocoderNotFound:
            raise InputError(f"geopy has no service named {name!r}") from None
        try:
            self._geocoder = make(adapter_factory=PlainAdapter, **settings)
        except (TypeError, ValueError, GeopyError):
            # The message may repeat an option, and an option may be a key.
            raise InputError(
                f"the service {self.name} does not take these options: "
                f"{', '.join(sorted(options or {})) or 'none'}"
            ) from None

    @property
    def trouble(self) -> str:
        """What the service last failed with in this run; empty if it always answered."""
        return self._trouble

    def ask(self, address: Address) -> tuple[Place, ...]:
        """Ask the service about an address.

        Parameters
        ----------
        address
            The address; its city, district and postcode are added to the text.

        Returns
        -------
        tuple of Place
            At most five, as the service orders them, in WGS-84; empty if it knows none.

        Raises
        ------
        QuotaError
            If the service refuses us: its quota is used up, or the key is not accepted. Every
            later call raises it at once.
        ServiceError
            If the service failed after all tries. This says nothing about the address.
        """
        if self._refused:
            raise QuotaError(self._refused)
        columns = (address.district, " ".join((address.postcode, address.city)).strip())
        query = ", ".join(part for part in (address.text, *columns) if part.strip())
        found = self._call(lambda: self._geocode(query))
        return tuple(self._place(location, address) for location in found[:LIMIT])

    def _geocode(self, query: str) -> list[Location]:
        with quiet_geopy():
            found = self._geocoder.geocode(query, exactly_one=False)
        return list(found or ())

    def _call(self, call: Callable[[], list[Location]]) -> list[Location]:
        """Call with pauses, again after a failure that may pass, and translate what does not."""
        reason = ""
        for attempt in range(1, self._tries + 1):
            time.sleep(max(0.0, self._next_call - time.monotonic()))
            pause = self._min_delay_s * 2 ** (attempt - 1)
            try:
                return call()
            except GeocoderRateLimited as error:
                pause = max(pause, float(error.retry_after or 0.0))
                reason = "it asks for fewer calls (HTTP 429)"
                if attempt == self._tries or pause > self._max_wait_s:
                    self._refuse("its quota is used up (HTTP 429)")
            except (
                GeocoderQuotaExceeded,
                GeocoderInsufficientPrivileges,
                GeocoderAuthenticationFailure,
            ) as error:
                self._refuse(f"it does not serve us ({type(error).__name__})")
            except GeocoderQueryError:
                raise ServiceError(f"the service {self.name} rejects the question") from None
            except GeocoderServiceError as error:
                reason = type(error).__name__.removeprefix("Geocoder")
            except (GeopyError, ValueError, KeyError, TypeError, AttributeError, IndexError):
                reason = "its answer cannot be read"
            finally:
                self._next_call = time.monotonic() + min(pause, self._max_wait_s)
        self._trouble = f"the service {self.name} failed {self._tries} times: {reason}"
        raise ServiceError(self._trouble)

    def _refuse(self, why: str) -> None:
        """Remember that the service refuses us, and say so."""
        self._refused = f"the service {self.name} is not asked again in this run: {why}"
        self._trouble = self._refused
        raise QuotaError(self._refused) from None

    def _place(self, location: Location, address: Address) -> Place:
        """Grade an answer by how much of the question it repeats."""
        matched = str(location.address or "")
        grade = _grade(address.text, matched)
        score, error_m = TRUST[grade]
        for stated in (address.city, address.district, address.postcode):
            if stated and spelled_key(stated) not in spelled_key(matched):
                score = min(score, 0.4)
        point = to_wgs84(Coordinate(location.latitude, location.longitude), self.datum)
        return Place(
            coordinate=point,
            grade=grade,
            score=score,
            error_m=error_m,
            matched=matched,
            source=self.name,
        )


def _grade(asked: str, matched: str) -> Grade:
    """Grade an answer by whether it repeats the number and a word of the street."""
    words, answer = tokenise(asked), tokenise(matched)
    numbers = {word.text for word in answer if word.text[0].isdigit()}
    known = {word_class(word.text, word.dotted) for word in answer if not word.text[0].isdigit()}
    whole = class_key(answer)
    first = [word for word in words if word.part == words[0].part] if words else []
    names = [w for w in first if not w.text[0].isdigit() and len(w.text) > 2]
    shared = any(
        word_class(word.text, word.dotted) in known or word_class(word.text, word.dotted) in whole
        for word in names
    )
    if not shared:
        return Grade.LOCALITY
    house = next((word.text for word in first if word.is_number), "")
    if not house:
        return Grade.PLACE
    return Grade.DOOR if house in numbers else Grade.STREET
