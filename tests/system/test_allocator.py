"""What is freed does not stay with the process."""

import platform
import subprocess
import sys

import pytest

# Buffers that come and go in threads that stay, as a build's do; what the process has more of then.
_PROGRAM = """
import re, sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from triplewire.system.allocator import give_back

def size():
    return int(re.search(r"RssAnon:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) >> 10

if sys.argv[1] == "given back":
    give_back()
met = Barrier(6)

def work(_):
    met.wait()
    for _ in range(4):
        some = [bytes(1 << 20) + b"." for _ in range(20)] + [bytes(24 << 20) + b"."]
        some[0].count(0)
        del some

before = size()
with ThreadPoolExecutor(6) as pool:
    list(pool.map(work, range(6)))
    print(size() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the allocator is not glibc's")
def test_what_threads_had_is_the_systems_again() -> None:
    kept = {how: _more(how) for how in ("given back", "kept")}

    assert kept["given back"] < 50
    assert kept["kept"] > 100, "it would not have stayed anyway"


def _more(how: str) -> int:
    command = [sys.executable, "-c", _PROGRAM, how]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
