"""How geopy fetches for us: no redirects, bounded size and time, no answers in errors."""

from __future__ import annotations

import contextlib
import functools
import http.client
import json
import logging
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter, RequestsAdapter, URLLibAdapter
from geopy.exc import (
    GeocoderParseError,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
)
from geopy.geocoders.base import options as geopy_options

__all__ = ["PlainAdapter", "adapter_for", "decoded", "quiet_geopy"]

MAX_BYTES = 10_000_000
CHUNK = 65_536
# What Chinese services declare besides UTF-8; one decoder reads them all.
GB_NAMES = {"gbk", "gb2312", "gb18030", "cp936", "x-gbk", "gb_2312-80", "hz-gb-2312"}
UTF_8_NAMES = {"", "utf-8", "utf8", "us-ascii", "ascii"}


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
        self._opener = urllib.request.build_opener(
            _NoRedirect(),
            _Http(),
            _Https(context=ssl_context),  # type: ignore[arg-type]
            urllib.request.ProxyHandler(
                None if proxies is None else {kind: url for kind, url in proxies.items() if url}
            ),
        )

    def get_json(self, url: str, *, timeout: float | None, headers: Mapping[str, str]) -> object:
        """Fetch and parse.

        Parameters
        ----------
        url
            What to fetch.
        timeout
            Seconds, for the whole answer; None for no limit.
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
            parsed: object = json.loads(text)
        except (ValueError, RecursionError):
            raise GeocoderParseError("the answer is no JSON") from None
        if parsed is None:  # some of geopy's readers take it for "not found"
            raise GeocoderParseError("the answer is null")
        return parsed

    def get_text(self, url: str, *, timeout: float | None, headers: Mapping[str, str]) -> str:
        """Fetch.

        Parameters
        ----------
        url
            What to fetch.
        timeout
            Seconds, for the whole answer; None for no limit.
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
        with _Watch(timeout) as watch:
            request.watch = watch  # type: ignore[attr-defined]
            try:
                with self._opener.open(request, timeout=timeout) as page:
                    content = _read(page)
                    charset = page.headers.get_content_charset() or ""
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
                if watch.over or isinstance(error.reason, TimeoutError):
                    raise GeocoderTimedOut("no answer in time") from None
                raise GeocoderUnavailable("the service cannot be reached") from None
            except (OSError, ValueError, AttributeError, http.client.HTTPException):
                # A connection that the watch has shut down breaks in many ways.
                if watch.over:
                    raise GeocoderTimedOut("no answer in time") from None
                raise GeocoderServiceError("the connection broke") from None
            if watch.over:
                raise GeocoderTimedOut("no answer in time")
        return decoded(content, charset)


def adapter_for(asked: Callable[..., Any] | None) -> Callable[..., Any]:
    """Return the adapter of one of our geocoders.

    Parameters
    ----------
    asked
        What its maker was given; None leaves the choice to us.

    Returns
    -------
    callable
        What was asked for, else what ``geopy.geocoders.options`` was set to, else `PlainAdapter`.

    Notes
    -----
    Of the two that geopy chooses by itself, the one over requests writes the whole address of the
    call, key and question included, into its exceptions, asks again by itself and sleeps outside
    the time-out; both follow redirects, read without end, and guess the letters of an answer.
    """
    if asked is not None:
        return asked
    chosen: Callable[..., Any] = geopy_options.default_adapter_factory
    return PlainAdapter if chosen in (RequestsAdapter, URLLibAdapter) else chosen


def decoded(content: bytes, charset: str) -> str:
    """Decode an answer, or refuse it: a name in the wrong letters is worse than none.

    Parameters
    ----------
    content
        The bytes.
    charset
        What the service declares, in lower case; may be empty.

    Returns
    -------
    str
        The text.

    Raises
    ------
    geopy.exc.GeocoderParseError
        If the bytes are not what is declared, if nothing is declared and they are not UTF-8, if
        the declared encoding is none that JSON comes in (any bytes pass as Latin-1), or if GBK is
        declared and the bytes are UTF-8 as well.
    """
    utf_8: str | None = None
    with contextlib.suppress(UnicodeDecodeError):
        utf_8 = content.decode("utf-8-sig")
    if charset in UTF_8_NAMES or (utf_8 is not None and utf_8.isascii()):
        if utf_8 is not None:
            return utf_8
    elif charset in GB_NAMES and utf_8 is None:
        with contextlib.suppress(UnicodeDecodeError):
            return content.decode("gb18030")
    raise GeocoderParseError("the answer cannot be decoded for certain")


def _read(page: http.client.HTTPResponse) -> bytes:
    """Read an answer that may not be too long."""
    pieces: list[bytes] = []
    size = 0
    while piece := page.read1(CHUNK):
        size += len(piece)
        if size > MAX_BYTES:
            raise GeocoderServiceError(f"the answer is larger than {MAX_BYTES // 1_000_000} MB")
        pieces.append(piece)
    if page.length:  # the connection closed before the promised length
        raise http.client.IncompleteRead(b"", page.length)
    return b"".join(pieces)


class _Watch:
    """Ends a call when its time is over, whatever it does: a drip of bytes beats any time-out."""

    def __init__(self, seconds: float | None) -> None:
        # None means no limit, as geopy has it.
        seconds = threading.TIMEOUT_MAX if seconds is None else seconds
        self._end = time.monotonic() + seconds
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True

    @property
    def over(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() >= self._end

    def add(self, connected: socket.socket) -> None:
        """Watch a socket too."""
        self._sockets.append(connected)
        if self.over:
            self._shut()

    def _shut(self) -> None:
        for connected in self._sockets:
            with contextlib.suppress(OSError):
                connected.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> _Watch:
        self._timer.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._timer.cancel()
        self._sockets.clear()


class _HttpConnection(http.client.HTTPConnection):
    """A connection under a watch."""

    def __init__(self, *args: Any, watch: _Watch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._watch = watch

    def connect(self) -> None:
        """Connect, and have the socket watched."""
        super().connect()
        self._watch.add(self.sock)


class _HttpsConnection(http.client.HTTPSConnection):
    """A TLS connection under a watch."""

    def __init__(self, *args: Any, watch: _Watch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._watch = watch

    def connect(self) -> None:
        """Connect, and have the socket watched."""
        super().connect()
        self._watch.add(self.sock)


class _Http(urllib.request.HTTPHandler):
    """Opens connections under the request's watch."""

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Open."""
        watched = functools.partial(_HttpConnection, watch=req.watch)  # type: ignore[attr-defined]
        return self.do_open(watched, req)


class _Https(urllib.request.HTTPSHandler):
    """Opens TLS connections under the request's watch."""

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Open."""
        watched = functools.partial(_HttpsConnection, watch=req.watch)  # type: ignore[attr-defined]
        return self.do_open(watched, req, context=self._context)  # type: ignore[attr-defined]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Treats a redirect as an error: the user named one service, not where it points."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """Follow nothing; urllib then raises the redirect as an error."""


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
