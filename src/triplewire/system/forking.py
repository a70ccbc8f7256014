"""A module of ours in, one process out that answers many questions, each in a child of its own.

What a question takes cannot be foreseen, so its child has so many seconds and so much memory. When
the system ends a child, the next question finds everything as it was; and as all of them come from
one process, its modules are imported once.
"""

import os
import resource
import select
import signal
import struct
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from triplewire.system import children

# The limits of a question, seconds and bytes, and its length; how it ended and the answer's length.
_ASKED, _TOLD = struct.Struct("<QQQ"), struct.Struct("<qQ")
_CHUNK = 1 << 20
# By the clock a child has this many times its seconds: the processor is others' meanwhile.
_PATIENCE = 3
# Seconds without a question after which the process ends.
_IDLE = 60
_IN, _OUT = 0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a child said, and its exit status: below 0 when the system ended it."""

    status: int
    told: bytes


class Asker:
    """Asks the process that runs a module; there is one from the first question on."""

    def __init__(self, module: str) -> None:
        """Take the name of a module that calls ``serve``."""
        self._module = module
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        os.register_at_fork(after_in_child=self._forget)

    def ask(self, question: bytes, seconds: int, memory: int) -> Answer:
        """Return the answer to a question.

        Units: seconds of the processor, bytes of memory.
        """
        with self._lock:
            for _ in range(2):  # it ends when it was idle, or when somebody kills it
                try:
                    return _asked(
                        self._running(), _ASKED.pack(seconds, memory, len(question)), question
                    )
                except OSError:
                    self._end()
            return Answer(status=-signal.SIGKILL, told=b"")

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                children.command(self._module),
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            _close(self._process)
            self._process = None

    def _forget(self) -> None:
        """Leave the process to the one that this one was forked from."""
        self._lock = threading.Lock()
        if self._process is not None:
            self._process.returncode = 0  # it is no child of this one, to be waited for
            _close(self._process)
            self._process = None


def serve(answer: Callable[[bytes], bytes]) -> None:
    """Answer the questions on the standard input, until it ends or has none for a while."""
    while select.select([_IN], [], [], _IDLE)[0]:
        try:
            seconds, memory, length = _ASKED.unpack(_taken(_IN, _ASKED.size))
            question = _taken(_IN, length)
        except ConnectionError:
            return
        told = _in_child(answer, question, seconds, memory)
        _put(_OUT, _TOLD.pack(told.status, len(told.told)) + told.told)


def _in_child(
    answer: Callable[[bytes], bytes], question: bytes, seconds: int, memory: int
) -> Answer:
    """Return what a child answers within its limits."""
    reader, writer = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if not child:
        status = 1
        try:
            children.end_with(parent)
            _limit(resource.RLIMIT_CPU, seconds)
            _limit(resource.RLIMIT_AS, memory)
            _limit(resource.RLIMIT_CORE, 0)
            _put(writer, answer(question))
            status = 0
        finally:  # nothing of the parent's may run in the child
            os._exit(status)
    os.close(writer)
    told, until = bytearray(), time.monotonic() + _PATIENCE * seconds
    while select.select([reader], [], [], max(0, until - time.monotonic()))[0]:
        chunk = os.read(reader, _CHUNK)
        if not chunk:
            break
        told += chunk
    else:
        os.kill(child, signal.SIGKILL)
    os.close(reader)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return Answer(status=status, told=bytes(told) if status == 0 else b"")


def _limit(what: int, most: int) -> None:
    """Let this process have so much of something, or less where it has less already."""
    already = resource.getrlimit(what)[1]
    most = most if already == resource.RLIM_INFINITY else min(most, already)
    resource.setrlimit(what, (most, most))


def _asked(process: "subprocess.Popen[bytes]", head: bytes, question: bytes) -> Answer:
    _put(_number(process.stdin), head + question)
    out = _number(process.stdout)
    status, length = _TOLD.unpack(_taken(out, _TOLD.size))
    return Answer(status=status, told=_taken(out, length))


def _number(pipe: IO[bytes] | None) -> int:
    if pipe is None:
        raise ConnectionError
    return pipe.fileno()


def _close(process: "subprocess.Popen[bytes]") -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


def _taken(handle: int, length: int) -> bytes:
    """Return so many bytes.

    Raises: ConnectionError when there are none any more.
    """
    found = bytearray()
    while len(found) < length:
        chunk = os.read(handle, min(_CHUNK, length - len(found)))
        if not chunk:
            raise ConnectionError
        found += chunk
    return bytes(found)


def _put(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
