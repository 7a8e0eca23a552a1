"""A run that is killed between two answers repeats no call when it is started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from router.geocoding import GeocodeCache
from tests.faults.geocoding_service import KNOWN, Reply, answer, service

RUN = """
import sys
from pathlib import Path
from router.domain.places import Address
from router.geocoding import GeocodeCache, OnlineGeocoder, locate

options = {"domain": sys.argv[1], "scheme": "http", "user_agent": "router-tests", "proxies": {}}
requests = [(f"C{n}", Address(text=f"Annankatu {n}", city="Helsinki")) for n in range(1, 9)]
with GeocodeCache(Path(sys.argv[2])) as cache:
    found = locate(
        requests, None, cache=cache,
        fallback=OnlineGeocoder("nominatim", options, min_delay_s=0.05, timeout_s=30),
    )
for one in found:
    print(one.owner_id, one.status.value, one.place and one.place.coordinate)
"""


def test_a_killed_run_goes_on_where_it_was(tmp_path: Path) -> None:
    def replies(call: int, query: str) -> Reply:
        if call == 5:  # the fifth answer does not come before the run is killed
            time.sleep(3)
        number = query.split(",")[0].split()[1]
        return answer({**KNOWN, "lat": f"60.{number}", "display_name": f"{query}, Suomi"})

    cache = tmp_path / "cache.sqlite"
    with service(replies) as running:
        command = [sys.executable, "-c", RUN, running.domain, str(cache)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as first:
            deadline = time.monotonic() + 60
            while len(running.asked) < 5:
                assert time.monotonic() < deadline
                time.sleep(0.01)
            os.kill(first.pid, signal.SIGKILL)
        with GeocodeCache(cache) as kept:
            assert len(kept) == 4  # every answer that had come
        again = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        answered = [query for call, query in enumerate(running.asked, start=1) if call != 5]
    assert len(answered) == len(set(answered)) == 8  # no answered call was repeated
    assert again.stdout.splitlines() == [
        f"C{n} accepted Coordinate(lat=60.{n}, lon=24.94)" for n in range(1, 9)
    ]
