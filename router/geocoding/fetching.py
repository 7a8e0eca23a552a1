"""How geopy fetches for us: no redirects, bounded size and time, no answers in errors."""

from __future__ import annotations

import http.client
import json
import logging
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError, GeocoderServiceError, GeocoderTimedOut

__all__ = ["PlainAdapter", "quiet_geopy"]

MAX_BYTES = 10_000_000
CHUNK = 65_536


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Treats a redirect as an error: the user named one service, not where it points."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """Follow nothing; urllib then raises the redirect as an error."""


class PlainAdapter(BaseSyncAdapter):  # type: ignore[misc]  # geopy publishes no types
    """A geopy adapter over urllib.

    Parameters
    ----------
    proxies
        As geopy has them; None means those of the system.
    ssl_context
        As geopy has it.
    """

    def __init__(self, *, proxies: Mapping[str, str] | None, ssl_context: object) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        handlers: list[urllib.request.BaseHandler] = [
            _NoRedirect(),
            urllib.request.ProxyHandler(dict(proxies) if proxies is not None else None),
        ]
        if ssl_context is not None:
            handlers.append(urllib.request.HTTPSHandler(context=ssl_context))  # type: ignore[arg-type]
        self._opener = urllib.request.build_opener(*handlers)

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> object:
        """Fetch and parse.

        Parameters
        ----------
        url
            What to fetch.
        timeout
            Seconds, for the whole answer.
        headers
            Of the request.

        Returns
        -------
        object
            The parsed JSON.

        Raises
        ------
        geopy.adapters.AdapterHTTPError
            If the status is not a success; it carries no text of the answer.
        geopy.exc.GeocoderServiceError
            If there is no answer, or none that can be used.
        """
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            return json.loads(text)
        except ValueError:
            raise GeocoderParseError("the answer is no JSON") from None

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
        """Fetch.

        Parameters
        ----------
        url
            What to fetch.
        timeout
            Seconds, for the whole answer.
        headers
            Of the request.

        Returns
        -------
        str
            The decoded text.

        Raises
        ------
        geopy.adapters.AdapterHTTPError
            If the status is not a success; it carries no text of the answer.
        geopy.exc.GeocoderServiceError
            If there is no answer, or none that can be used.
        """
        if not url.startswith(("http://", "https://")):
            raise GeocoderServiceError("only http and https are fetched")
        request = urllib.request.Request(url, headers=dict(headers))  # noqa: S310  checked above
        deadline = time.monotonic() + timeout
        try:
            with self._opener.open(request, timeout=timeout) as page:
                content = _read(page, deadline)
                charset = page.headers.get_content_charset() or "utf-8"
        except urllib.error.HTTPError as error:
            kept = {name.lower(): value for name, value in error.headers.items()}
            status = error.code
            error.close()
            # Neither address nor body: geopy would log the one and raise the other.
            raise AdapterHTTPError(
                f"HTTP {status}", status_code=status, headers=kept, text=None
            ) from None
        except TimeoutError:
            raise GeocoderTimedOut("no answer in time") from None
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError | socket.timeout):
                raise GeocoderTimedOut("no answer in time") from None
            raise GeocoderServiceError("the service cannot be reached") from None
        except (OSError, http.client.HTTPException):
            raise GeocoderServiceError("the connection broke") from None
        try:
            return content.decode(charset)
        except (UnicodeDecodeError, LookupError):
            raise GeocoderParseError("the answer cannot be decoded") from None


def _read(page: http.client.HTTPResponse, deadline: float) -> bytes:
    """Read an answer that may be neither too long nor too slow."""
    pieces: list[bytes] = []
    size = 0
    while piece := page.read1(CHUNK):
        size += len(piece)
        if size > MAX_BYTES:
            raise GeocoderServiceError(f"the answer is larger than {MAX_BYTES // 1_000_000} MB")
        if time.monotonic() > deadline:
            raise TimeoutError
        pieces.append(piece)
    if page.length:  # the connection closed before the promised length
        raise http.client.IncompleteRead(b"", page.length)
    return b"".join(pieces)


@contextmanager
def quiet_geopy() -> Iterator[None]:
    """Keep geopy from logging, in this thread: its debug lines hold the key and the address.

    Yields
    ------
    None
        While geopy may be called.
    """
    thread = threading.get_ident()

    def other_threads(_record: logging.LogRecord) -> bool:
        return threading.get_ident() != thread

    logger = logging.getLogger("geopy")
    logger.addFilter(other_threads)
    try:
        yield
    finally:
        logger.removeFilter(other_threads)
