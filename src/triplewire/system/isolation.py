"""A process in, the same process without a network out: whatever it runs afterwards asks nobody.

Queries are other people's programs, and SPARQL's SERVICE, like SHACL's sh:sparql, can name a server
to ask. No reading of a query is as good as a system call that fails. There are two ways:

- A filter of system calls (Linux's seccomp, on the machines whose numbers are known below): the
  kernel runs a few instructions at every call, and socket(2) ends with EPERM. Every family is
  refused, Unix sockets too: a name service would answer over one, and so send the name that a query
  asks for through the network. Calls by another machine's numbers (32 bits, x32) are refused as a
  whole, and so is io_uring, which makes sockets without socket(2). Sockets that are open stay open,
  and socketpair(2), which reaches nobody, stays allowed.
- Namespaces of its own (Linux's unshare): the process then sees a network without any device. It
  takes the place of the filter where that is refused.

Neither can be undone, and both are inherited by threads and processes that are made later: call it
before there are any.
"""

import ctypes
import os
import struct
import subprocess
import sys

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _SECCOMP_MODE_FILTER = 22, 38, 2
_IO_URING_SETUP, _EPERM = 425, 1
# By machine: how the kernel calls it, and the number of socket(2) there.
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
# Numbers from here on are those of x32 on a machine of 64 bits; no other call has so high a one.
_X32 = 0x40000000
# Instructions of the kernel's filters: load a word, compare and skip, return.
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER, _MACHINE = 0, 4
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | _EPERM


def leave_network() -> bool:
    """Take the network away from this process for good; say whether that succeeded."""
    return _filtered() or _unshared()


def can_leave_network() -> bool:
    """Say whether a process can do so here, by one that tries."""
    command = [sys.executable, "-P", "-m", __name__]
    return subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode == 0  # noqa: S603


def _filtered() -> bool:
    """Have the kernel refuse to make sockets.

    Source: seccomp(2), and linux/filter.h for the instructions.
    """
    machine = _MACHINES.get(os.uname().machine)
    if not sys.platform.startswith("linux") or machine is None or sys.maxsize < 1 << 32:
        return False
    code = _instructions(*machine)
    program = ctypes.create_string_buffer(code, len(code))
    size = len(code) // struct.calcsize("HBBI")
    head = ctypes.create_string_buffer(struct.pack("HP", size, ctypes.addressof(program)))
    prctl = ctypes.CDLL(None).prctl
    prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
    # Without it, only root may filter; a program with the setuid bit gains nothing from here on.
    if prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(head), 0, 0) == 0)


def _instructions(machine: int, socket: int) -> bytes:
    """Return the filter; a comparison says how many steps to skip if it holds, and if not."""
    steps = [
        (_LOAD, 0, 0, _MACHINE),
        (_IF_EQUAL, 0, 5, machine),
        (_LOAD, 0, 0, _NUMBER),
        (_IF_AT_LEAST, 3, 0, _X32),
        (_IF_EQUAL, 2, 0, socket),
        (_IF_EQUAL, 1, 0, _IO_URING_SETUP),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def _unshared() -> bool:
    """Move into a network of our own that has no device.

    Source: unshare(2); a user namespace is what lets a user without rights make the other one.
    """
    if not sys.platform.startswith("linux"):
        return False
    return bool(ctypes.CDLL(None).unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)


if __name__ == "__main__":
    raise SystemExit(not leave_network())
