"""A run that is killed at any moment repeats no answered call, and ends as one that was not."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from router.geocoding import GeocodeCache
from tests.faults.dialects import DIALECTS, Reply, as_json, serving

COUNT = 12  # as in the run
RUN = """
import sys
from pathlib import Path
from router.domain.places import Address
from router.geocoding import GeocodeCache, OnlineGeocoder, OnlineServices, locate

patience = {"min_delay_s": 0.02, "timeout_s": 30, "pause_s": 0.02}
services = OnlineServices([
    OnlineGeocoder(name, {"domain": domain, "scheme": "http", "proxies": {}, "api_key": "k"},
                   **patience)
    for name, domain in (("amap", sys.argv[1]), ("tencent", sys.argv[2]))
])
requests = [
    (f"C{n}", Address(text=f"北京市朝阳区阜通东大街{n}号")) for n in range(1, 13)
]
with GeocodeCache(Path(sys.argv[3])) as cache:
    found = locate(requests, None, cache=cache, fallback=services)
for one in found:
    print(one.owner_id, one.status.value, one.place and one.place.coordinate, len(one.candidates))
"""


def number_of(query: str) -> int:
    return int(query.removesuffix("号").rpartition("街")[2])


def first_replies(_call: int, query: str) -> Reply:
    """Answer: a door, only a street, or nothing, by the number asked for."""
    number = number_of(query)
    time.sleep(0.01)
    if number % 4 == 0:
        return DIALECTS["amap"].nothing
    level = "门牌号" if number % 2 else "道路"
    return DIALECTS["amap"].good(number=f"{number}号", level=level)


def second_replies(_call: int, query: str) -> Reply:
    """Fail once in a while, as services do; else answer with the door."""
    time.sleep(0.01)
    parts = {"province": "北京市", "city": "北京市", "district": "朝阳区", "street": "阜通东大街",
             "street_number": f"{number_of(query)}号"}  # fmt: skip
    return DIALECTS["tencent"].good(address_components=parts)


@pytest.mark.parametrize("seed", range(4))
def test_no_answered_call_is_repeated_whenever_the_run_is_killed(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    cache = tmp_path / "cache.sqlite"
    kills = 0
    with serving("amap", first_replies) as first, serving("tencent", second_replies) as second:
        command = [sys.executable, "-c", RUN, first.domain, second.domain]
        whole = subprocess.run(
            [*command, str(tmp_path / "other.sqlite")],
            capture_output=True, text=True, check=True, timeout=60,
        )  # fmt: skip
        assert (len(first.asked), len(second.asked)) == (COUNT, COUNT // 2)
        first.asked.clear()
        second.asked.clear()
        for _ in range(4):
            enough = len(first.asked) + len(second.asked) + chance.randint(1, 5)
            with subprocess.Popen(
                [*command, str(cache)], stdout=subprocess.DEVNULL, env=os.environ
            ) as running:
                while len(first.asked) + len(second.asked) < enough and running.poll() is None:
                    time.sleep(0.001)
                time.sleep(chance.random() * 0.03)  # the call in flight, its answer, the commit
                if running.poll() is None:
                    os.kill(running.pid, signal.SIGKILL)
                    kills += 1
        again = subprocess.run(
            [*command, str(cache)], capture_output=True, text=True, check=True, timeout=60
        )
        calls = len(first.asked) + len(second.asked)
        for server, most in ((first, COUNT), (second, COUNT // 2)):
            assert len(set(server.asked)) == most
    # Of each killed run no more than the one call in flight is asked again.
    assert COUNT + COUNT // 2 <= calls <= COUNT + COUNT // 2 + kills
    assert again.stdout == whole.stdout
    assert whole.stdout.count(" accepted ") == COUNT


def test_what_was_answered_before_the_kill_is_on_disk(tmp_path: Path) -> None:
    cache = tmp_path / "cache.sqlite"

    def replies(call: int, query: str) -> Reply:
        if call == 6:  # the sixth answer does not come before the run is killed
            time.sleep(3)
        return DIALECTS["amap"].good(number=f"{number_of(query)}号")

    with serving("amap", replies) as first, serving("tencent", as_json({})) as second:
        command = [sys.executable, "-c", RUN, first.domain, second.domain, str(cache)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:
            deadline = time.monotonic() + 60
            while len(first.asked) < 6:
                assert time.monotonic() < deadline
                time.sleep(0.005)
            os.kill(running.pid, signal.SIGKILL)
        with GeocodeCache(cache) as kept:
            assert len(kept) == 5
        subprocess.run(command, capture_output=True, check=True, timeout=60)
        answered = [query for call, query in enumerate(first.asked, start=1) if call != 6]
    assert len(answered) == len(set(answered)) == COUNT
