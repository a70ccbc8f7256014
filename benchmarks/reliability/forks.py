"""Work in, a process of its own that does it out: begun cheaply, killed at will, and seen to end.

A process is forked from one that has imported the program already, so that a thousand of them cost
minutes. Whatever it begins in its turn is of its session, which is how what outlives it is found.
"""

import contextlib
import hashlib
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

# Commands are forked with what they need imported, and none of it has begun a thread.
import triplewire.ask
import triplewire.cli.build
import triplewire.cli.check
import triplewire.cli.decide
import triplewire.cli.dump
import triplewire.decide
import triplewire.publish.dump.contents
import triplewire.publish.dump.release
from triplewire.cli.main import main
from triplewire.errors import TriplewireError
from triplewire.store import Store

HUNG = 1000  # the exit code of what had to be ended
LIMIT = 120.0  # seconds after which a process is ended: others may be at work
_BUG = 70
_MEMORY = 4 << 30  # bytes that a process may address: one that never ends takes all else
_PAUSE = 0.002
_UNTIL_GONE = 2.0  # seconds in which what a killed process began has to end by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a process ended: its exit code, or minus the signal's number, and what it printed."""

    code: int
    said: str
    seconds: float

    @property
    def fault(self) -> str:
        """Return what is wrong with an end as such, whatever it was about."""
        if self.code == HUNG:
            return "hung"
        if self.code < 0:
            return "aborted"
        return "tracebacks" if "Traceback (most recent" in self.said or self.code == _BUG else ""


class Running:
    """A process that is at work, in a session of its own."""

    def __init__(self, work: Callable[[], object], log: Path) -> None:
        """Begin, in the root folder and with all that is printed going to a file."""
        self._log = log
        sys.stdout.flush()
        sys.stderr.flush()
        self.began = time.monotonic()
        self.pid = os.fork()
        if self.pid == 0:
            _become(work, log)

    def wait(self, limit: float = LIMIT) -> Ended:
        """Return how it ends; it is ended when it takes too long."""
        until = self.began + limit
        while True:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                code = os.waitstatus_to_exitcode(status)
                break
            if time.monotonic() > until:
                os.killpg(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                code = HUNG
                break
            time.sleep(_PAUSE)
        return Ended(code=code, said=self.said(), seconds=time.monotonic() - self.began)

    def said(self) -> str:
        """Return what it has printed so far."""
        return self._log.read_text("utf-8", "replace") if self._log.exists() else ""

    def kill_at(self, moment: float) -> bool:
        """Kill it, and nothing that it began, so long after its start; say whether it still ran."""
        time.sleep(max(0.0, self.began + moment - time.monotonic()))
        if not self.alive():
            return False
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        return True

    def alive(self) -> bool:
        """Say whether it runs still."""
        return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None

    def stop(self) -> Ended:
        """Ask it to end, and return how it does."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)
        return self.wait(time.monotonic() - self.began + LIMIT)

    def begun(self) -> list[int]:
        """Return the living processes that it began."""
        return [pid for pid in _session(self.pid) if pid != self.pid]

    def orphans(self) -> int:
        """Return how many processes outlive it for longer than they may, and end them."""
        until = time.monotonic() + _UNTIL_GONE
        while (left := self.begun()) and time.monotonic() < until:
            time.sleep(_PAUSE)
        for pid in left:
            with contextlib.suppress(OSError):
                command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ")
                print(f"outlives its parent: {command.decode(errors='replace')[:200]}", flush=True)
                os.kill(pid, signal.SIGKILL)
        return len(left)


def triplewire_command(*arguments: object) -> Callable[[], object]:
    """Return the work of a command."""
    return lambda: main([str(one) for one in arguments], prog_name="triplewire")


def triplewire_program(*arguments: object) -> Callable[[], object]:
    """Return the work of a command that is a program from its start, for what it begins itself."""
    command = [sys.executable, "-m", "triplewire", *map(str, arguments)]
    return lambda: os.execv(command[0], command)  # noqa: S606  no shell is wanted


def state_of(store: Path, log: Path) -> str:
    """Return the name of all that a store says, or why it cannot be opened, found out apart."""
    ended = Running(lambda: print(_digest(store)), log).wait()
    return ended.said.strip() if ended.code == 0 else f"unopened: {ended.said.strip()}"


def _digest(store: Path) -> str:
    with Store(store) as current:
        # Where the newsroom lies is nothing that the store says.
        manifest = replace(current.manifest, folders={})
        parts = [
            *sorted(map(str, current.quads())),
            *sorted(map(str, current.triples())),
            *sorted(map(str, triplewire.ask.kept_texts(current))),
            msgspec.json.encode(manifest, order="deterministic").decode(),
        ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _become(work: Callable[[], object], log: Path) -> None:
    code = _BUG
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        os.chdir("/")
        out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        null = os.open(os.devnull, os.O_RDONLY)
        for handle, place in ((null, 0), (out, 1), (out, 2)):
            os.dup2(handle, place)
        work()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except TriplewireError as error:
        print(f"Error: {error}")
        code = 3
    except BaseException:  # noqa: BLE001  nothing of the parent's may run in the child
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _session(leader: int) -> list[int]:
    """Return the processes of a session that are not dead already, as Linux lists them."""
    found = []
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            with contextlib.suppress(OSError):
                fields = (path / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
                if int(fields[3]) == leader and fields[0] not in "ZX":
                    found.append(int(path.name))
    return found
