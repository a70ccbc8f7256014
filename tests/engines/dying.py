"""Workers that die, for the tests of what becomes of a build then: a process can import them."""

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

POISON = "poison"


def work(*_: object) -> NoReturn:
    # Late enough for the other processes to have been started.
    time.sleep(1)
    os._exit(9)


def doubled(batch: Sequence[str]) -> list[str]:
    """Return each item twice, or end the process over a poisoned one."""
    if POISON in batch:
        os._exit(9)
    return [2 * item for item in batch]


def once(flag: Path, batch: Sequence[str]) -> list[str]:
    """Return each item twice; the first process that comes here ends."""
    try:
        flag.touch(exist_ok=False)
    except FileExistsError:
        return [2 * item for item in batch]
    os._exit(9)
