"""A real Chromium, driven over its own protocol: what a page loads, says, shows and prints."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import websocket

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-extensions",
    "--mute-audio",
    "--remote-debugging-port=0",
    "--remote-allow-origins=*",
)
LOCAL = ("file:", "data:", "blob:", "about:")
_PATIENCE_S = 60


def find_browser() -> str | None:
    """The browser of this machine, if it has one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@dataclass
class Visit:
    """What happened while a page was open."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def outside(self) -> list[str]:
        """Requests that leave the machine's files."""
        return [url for url in self.requests if not url.startswith(LOCAL)]


class Tab:
    """One tab; opening a page resets what it has noted."""

    def __init__(self, address: str) -> None:
        self._socket = websocket.create_connection(address, timeout=_PATIENCE_S)
        self._last = 0
        self.visit = Visit()
        self._loaded = False
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: object) -> dict[str, object]:
        """Send one command and return its answer; events on the way are noted."""
        self._last += 1
        self._socket.send(json.dumps({"id": self._last, "method": method, "params": parameters}))
        while True:
            message = self._read()
            if message.get("id") == self._last:
                assert "error" not in message, message
                return cast(dict[str, object], message["result"])

    def open(
        self, page: Path, *, width: int = 1280, height: int = 900, still: bool = True
    ) -> Visit:
        """Open a file at a window size, and wait until it stands still (or only until it loads)."""
        self.resize(width, height)
        self.visit, self._loaded = Visit(), False
        self.call("Page.navigate", url=page.resolve().as_uri())
        limit = time.monotonic() + _PATIENCE_S
        while not self._loaded:
            assert time.monotonic() < limit, "the page did not load"
            self._read()
        if still:
            self.settle()
        return self.visit

    def resize(self, width: int, height: int = 900) -> None:
        """Change the window's size; narrow ones are those of a phone."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 720,
        )

    def settle(self) -> None:
        """Wait for two animation frames and a task, so that what was drawn is on the screen."""
        self.script(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame("
            "() => setTimeout(done, 40))))"
        )

    def script(self, expression: str) -> object:
        """Evaluate JavaScript in the page and return its value."""
        answer = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer
        return cast(dict[str, object], answer["result"]).get("value")

    def picture(self, target: Path, *, whole: bool = False) -> None:
        """Save what the tab shows, or the whole page."""
        answer = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        target.write_bytes(base64.b64decode(cast(str, answer["data"])))

    def paper(self, target: Path) -> None:
        """Print the page to a PDF of A4 sheets."""
        answer = self.call(
            "Page.printToPDF",
            printBackground=True,
            paperWidth=8.27,
            paperHeight=11.69,
            preferCSSPageSize=True,
        )
        target.write_bytes(base64.b64decode(cast(str, answer["data"])))

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()

    def _read(self) -> Mapping[str, object]:
        message = cast(dict[str, object], json.loads(self._socket.recv()))
        self._note(message)
        return message

    def _note(self, message: Mapping[str, object]) -> None:
        method = message.get("method")
        given = cast(dict[str, object], message.get("params", {}))
        if method == "Network.requestWillBeSent":
            request = cast(dict[str, object], given["request"])
            self.visit.requests.append(cast(str, request["url"]))
        elif method in ("Runtime.exceptionThrown", "Log.entryAdded"):
            self.visit.complaints.append(json.dumps(given))  # the log has breaches of the policy
        elif method == "Runtime.consoleAPICalled":
            self.visit.complaints.append(json.dumps(given))  # our pages write nothing there
        elif method == "Page.loadEventFired":
            self._loaded = True
        elif method == "Page.javascriptDialogOpening":
            self.visit.complaints.append("a dialog opened")
            self._last += 1
            close = {"id": self._last, "method": "Page.handleJavaScriptDialog"}
            self._socket.send(json.dumps({**close, "params": {"accept": True}}))


@contextmanager
def browser(path: str) -> Iterator[Tab]:
    """Start a browser with an empty profile and end it, its children and its profile."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [path, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
        environment = {**os.environ, "HOME": profile}
        process = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        tab = None
        try:
            tab = Tab(_address(Path(profile), process))
            yield tab
        finally:
            if tab is not None:
                tab.close()
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(10)


def _address(profile: Path, process: subprocess.Popen[bytes]) -> str:
    """The socket of the first tab; the browser writes its port into its profile."""
    from urllib.request import urlopen

    port_file, limit = profile / "DevToolsActivePort", time.monotonic() + _PATIENCE_S
    while time.monotonic() < limit:
        assert process.poll() is None, "the browser ended at once"
        if port_file.exists() and (lines := port_file.read_text().split()):
            with urlopen(f"http://127.0.0.1:{lines[0]}/json/list", timeout=10) as answer:
                tabs = json.load(answer)
            for tab in tabs:
                if tab["type"] == "page":
                    return cast(str, tab["webSocketDebuggerUrl"])
        time.sleep(0.1)
    raise AssertionError("the browser opened no tab")
