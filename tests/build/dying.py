"""A worker that dies, for the test of what is said then: it must be importable by a process."""

import os
import time


def work(*_: object) -> None:
    # Late enough for the other processes to have been started.
    time.sleep(1)
    os._exit(9)
