"""One online service, asked politely: its rate, bounded retries, and when to leave it alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from geopy.adapters import AdapterHTTPError, get_retry_after
from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
    GeopyError,
)
from geopy.location import Location

from router.domain.datums import to_wgs84
from router.domain.places import Address, Coordinate, Datum, Place
from router.errors import InputError, QuotaError, ServiceError
from router.geocoding.services.agreement import Judged, judged
from router.geocoding.services.answers import read_answer
from router.geocoding.services.fetching import PlainAdapter, quiet_geopy
from router.geocoding.services.known import known_service, maker_of
from router.geocoding.services.question import question_text

__all__ = ["CeilingError", "OnlineGeocoder", "RejectedError"]

TIMEOUT_S = 10.0
MAX_WAIT_S = 60.0
TRIES = 4
LIMIT = 5
CEILING = 1_000
PAUSE_S = 1.0
# Options that are ours and not geopy's; from the command line they come as texts.
OURS = ("min_delay_s", "timeout_s", "tries", "max_wait_s", "pause_s")


class CeilingError(QuotaError):
    """Our own ceiling of calls is reached.

    Parameters
    ----------
    message
        What happened.
    failure
        What the service failed with when the last call was spent; empty if it had answered.
    """

    def __init__(self, message: str, *, failure: str = "") -> None:
        super().__init__(message)
        self.failure = failure


class RejectedError(ServiceError):
    """The service was asked and rejects this question; it may well answer another."""


class OnlineGeocoder:
    """One service as a fallback.

    Parameters
    ----------
    name
        ``amap``, ``tencent``, ``tianditu``, ``baidu``, or as geopy names it, such as
        ``nominatim``.
    options
        Its own options, such as ``api_key``, ``user_agent`` or ``domain``, and any of the numbers
        below by its name. Take keys from the environment; they are never shown.
    min_delay_s
        Seconds between two calls; by default what the service's terms ask for.
    timeout_s
        Seconds that one call may take.
    tries
        Calls per address before the service counts as failed.
    max_wait_s
        Longest wait in seconds that the service may ask for with ``Retry-After``.
    pause_s
        Seconds to wait after a first failure, doubled after each; by default ``min_delay_s`` if
        that is given, else one second.
    ceiling
        Most calls in this run, repeated ones included.

    Raises
    ------
    InputError
        If there is no such service, or it refuses the options.
    """

    def __init__(
        self,
        name: str,
        options: Mapping[str, object] | None = None,
        *,
        min_delay_s: float | None = None,
        timeout_s: float = TIMEOUT_S,
        tries: int = TRIES,
        max_wait_s: float = MAX_WAIT_S,
        pause_s: float | None = None,
        ceiling: int = CEILING,
    ) -> None:
        self.name, known = known_service(name)
        settings = _tidy(dict(options or {}))
        ours = {
            key: _positive(self.name, key, settings.pop(key)) for key in OURS if key in settings
        }
        min_delay_s = ours.get("min_delay_s", min_delay_s)
        pause_s = ours.get("pause_s", pause_s)
        self.family, self.datum = known.family or self.name, known.datum
        self.host = str(settings.get("domain") or known.host or "its own address")
        self.ceiling, self.calls = ceiling, 0
        self._chinese = known.chinese
        self._min_delay_s = known.min_delay_s if min_delay_s is None else min_delay_s
        self._pause_s = pause_s if pause_s is not None else min_delay_s
        self._pause_s = PAUSE_S if self._pause_s is None else self._pause_s
        self._tries = max(1, int(ours.get("tries", tries)))
        self._max_wait_s = ours.get("max_wait_s", max_wait_s)
        self._timeout_s = ours.get("timeout_s", timeout_s)
        self._next_call = 0.0
        self._refused = ""
        self._trouble = ""
        self._geocoder = self._made(maker_of(self.name), settings, known.needs)

    def _made(
        self, make: Callable[..., Any], options: Mapping[str, object], needs: tuple[str, ...]
    ) -> Any:
        settings = {"timeout": self._timeout_s, "user_agent": "router-visit-planner", **options}
        missing = [need for need in needs if not settings.get(need)]
        if missing:
            raise InputError(
                f"the service {self.name} needs {', '.join(missing)}; "
                f"write --online-setting {self.name}.{missing[0]}=$NAME, with the value in the "
                "environment"
            )
        try:
            return make(adapter_factory=PlainAdapter, **settings)
        except (TypeError, ValueError, GeopyError):
            # The message may repeat an option, and an option may be a key.
            raise InputError(
                f"the service {self.name} does not take these options: "
                f"{', '.join(sorted(options)) or 'none'}"
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
            later call raises it at once. Also if our own ceiling of calls is reached.
        ServiceError
            If the service failed after all tries. This says nothing about the address.
        """
        return tuple(one.place for one in self.judge(address))

    def judge(self, address: Address) -> tuple[Judged, ...]:
        """Ask the service, and say of each answer what is doubtful about it.

        Parameters
        ----------
        address
            As for `ask`.

        Returns
        -------
        tuple of Judged
            The places as `ask` returns them.

        Raises
        ------
        ServiceError
            As `ask` raises it.
        """
        if self._refused:
            raise QuotaError(self._refused)
        query = question_text(address, chinese=self._chinese)
        return self._call(lambda: self._answers(query, address))

    def _answers(self, query: str, address: Address) -> tuple[Judged, ...]:
        with quiet_geopy():
            found: list[Location] = list(self._geocoder.geocode(query, exactly_one=False) or ())
        if self.datum is not Datum.WGS84 and not hasattr(self._geocoder, "datum"):
            found = [self._in_wgs84(location) for location in found]
        return tuple(
            judged(read_answer(self.name, location), address, self.name)
            for location in found[:LIMIT]
        )

    def _in_wgs84(self, location: Location) -> Location:
        point = to_wgs84(Coordinate(location.latitude, location.longitude), self.datum)
        return Location(location.address, (point.lat, point.lon), location.raw)

    def _call(self, call: Callable[[], tuple[Judged, ...]]) -> tuple[Judged, ...]:
        """Call with pauses, again after a failure that may pass, and translate what does not."""
        reason = ""
        for attempt in range(1, self._tries + 1):
            if self.calls >= self.ceiling:
                raise CeilingError(
                    f"the service {self.name} is not asked again in this run: the ceiling of "
                    f"{self.ceiling:,} call{'s' if self.ceiling != 1 else ''} is reached"
                    + (f", and before that {reason}" if reason else ""),
                    failure=f"the service {self.name} failed: {reason}" if reason else "",
                )
            time.sleep(max(0.0, self._next_call - time.monotonic()))
            self.calls += 1
            pause = max(self._min_delay_s, self._pause_s * 2 ** (attempt - 1))
            try:
                answers = call()
                pause = self._min_delay_s
                return answers
            except GeocoderRateLimited as error:
                pause = max(pause, float(error.retry_after or 0.0))
                reason = "it asks for fewer calls"
                if attempt == self._tries or pause > self._max_wait_s:
                    self._refuse("its quota is used up, or we ask too often (HTTP 429 or its like)")
            except (
                GeocoderQuotaExceeded,
                GeocoderInsufficientPrivileges,
                GeocoderAuthenticationFailure,
            ) as error:
                self._refuse(_said(error))
            except GeocoderQueryError:
                pause = self._min_delay_s
                self._trouble = f"the service {self.name} rejects the question"
                raise RejectedError(self._trouble) from None
            except GeocoderServiceError as error:
                reason = _said(error)
                asked_s = _asked_to_wait_s(error)
                pause = max(pause, asked_s)
                if asked_s > self._max_wait_s:
                    self._refuse(f"{reason}, and asks to wait for {asked_s:,.0f} s")
            except Exception:  # geopy's readers trip over odd answers in many ways
                reason = "its answer cannot be read"
            finally:
                self._next_call = time.monotonic() + min(pause, self._max_wait_s)
        often = f"{self._tries} time{'s' if self._tries != 1 else ''}"
        self._trouble = f"the service {self.name} failed {often}: {reason}"
        raise ServiceError(self._trouble)

    def _refuse(self, why: str) -> None:
        """Remember that the service refuses us, and say so."""
        self._refused = f"the service {self.name} is not asked again in this run: {why}"
        self._trouble = self._refused
        raise QuotaError(self._refused) from None


# What a failure is called; the first that fits. A service's own words may repeat key and question.
SAID: tuple[tuple[type[GeopyError], str], ...] = (
    (GeocoderQuotaExceeded, "its quota is used up"),
    (GeocoderAuthenticationFailure, "it does not accept our key"),
    (GeocoderInsufficientPrivileges, "it does not serve us"),
    (GeocoderTimedOut, "no answer in time"),
    (GeocoderUnavailable, "it cannot be reached"),
    (GeocoderParseError, "its answer cannot be read"),
)


def _said(error: GeopyError) -> str:
    """Say what a failure is, with the HTTP status if there is one."""
    words = next((said for kind, said in SAID if isinstance(error, kind)), "it answers with errors")
    cause = error.__cause__
    if not isinstance(cause, AdapterHTTPError):
        return words
    if isinstance(error, GeocoderTimedOut):  # geopy's word for 503, 504 and 408
        words = "it is too busy"
    return f"{words} (HTTP {cause.status_code})"


def _asked_to_wait_s(error: GeopyError) -> float:
    """Return what a busy service asks for: geopy keeps ``Retry-After`` of a 429 alone."""
    cause = error.__cause__
    if not isinstance(cause, AdapterHTTPError):
        return 0.0
    return max(0.0, float(get_retry_after(cause.headers) or 0.0))


def _tidy(options: dict[str, object]) -> dict[str, object]:
    """Part a ``domain`` that was given with its scheme, and read geopy's ``timeout`` as ours."""
    scheme, separator, domain = str(options.get("domain", "")).partition("://")
    if separator:
        options = {**options, "scheme": scheme, "domain": domain}
    if "timeout" in options:
        options = {"timeout_s": options["timeout"], **options}
        del options["timeout"]
    return options


def _positive(service: str, name: str, value: object) -> float:
    """Read one of our own options; it may come from the command line."""
    try:
        number = float(str(value))
    except ValueError:
        number = -1.0
    if not 0 <= number < float("inf"):
        raise InputError(f"the option {service}.{name} must be a number, not less than 0")
    return number
