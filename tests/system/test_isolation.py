"""A process that has left the network reaches nobody, whatever query it runs."""

import os
import socket
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.graphs import invented, store_of
from triplewire.cli import main
from triplewire.system import isolation

# Oxigraph reads less-than, a keyword and a comment, where others see an IRI.
HOSTILE = (
    "SELECT * { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "SELECT * { FILTER(1<2)SERVICE#>\n<http://127.0.0.1:PORT/>{?s ?p ?o} }",
)
RUN = """
import socket, sys
import pyoxigraph as ox
from triplewire.system import isolation
if sys.argv[1] == "_unshared":
    isolation._filtered = lambda: False
else:
    isolation._unshared = lambda: False
if not isolation.leave_network():
    sys.exit("cannot")
if sys.argv[1] == "_filtered":
    try:
        socket.socket()
    except PermissionError:
        pass
    else:
        sys.exit("a socket was given")
for query in sys.argv[2:]:
    try:
        list(ox.Store().query(query))
    except OSError as error:
        print(error)
"""


def filters_calls() -> bool:
    """Say whether the kernel lets a process take calls from itself, on a machine that we know."""
    status = Path("/proc/self/status")
    known = os.uname().machine in {"x86_64", "aarch64"}
    return known and status.exists() and "\nSeccomp_filters:" in status.read_text()


@pytest.mark.parametrize("way", ["_filtered", "_unshared"])
def test_a_query_reaches_no_listener_in_either_way(way: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0)
        queries = [q.replace("PORT", str(listening.getsockname()[1])) for q in HOSTILE]
        command = [sys.executable, "-c", RUN, way, *queries]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.stderr == "cannot\n":
            assert not (way == "_filtered" and filters_calls())
            pytest.skip(f"{way}: not on this system")

        assert (done.returncode, len(done.stdout.splitlines())) == (0, 2), done.stderr
        with pytest.raises(BlockingIOError):
            listening.accept()


def verdict(machine: int, number: int) -> int:
    """Return what the filter of x86_64 answers to a call, as the kernel would work it out."""
    program = list(struct.iter_unpack("HBBI", isolation._instructions(0xC000003E, 41)))
    at, word = 0, 0
    while True:
        code, met, unmet, value = program[at]
        at += 1
        if code == isolation._RETURN:
            return int(value)
        if code == isolation._LOAD:
            word = {0: number, 4: machine}[value]
        else:
            holds = word == value if code == isolation._IF_EQUAL else word >= value
            at += met if holds else unmet


@pytest.mark.parametrize(
    ("machine", "number", "allowed"),
    [
        (0xC000003E, 0, True),  # read
        (0xC000003E, 53, True),  # socketpair
        (0xC000003E, 41, False),  # socket
        (0xC000003E, 425, False),  # io_uring_setup
        (0xC000003E, 0x40000000 + 41, False),  # socket of x32
        (0x40000003, 102, False),  # socketcall of 32 bits
        (0x40000003, 3, False),
    ],
)
def test_the_filter_refuses_every_way_to_a_socket(
    machine: int, number: int, *, allowed: bool
) -> None:
    answer = verdict(machine, number)

    assert answer == (isolation._ALLOW if allowed else isolation._REFUSE)


def test_another_system_is_said_to_keep_its_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")

    assert not isolation._filtered()
    assert not isolation._unshared()


def test_a_machine_of_unknown_numbers_is_not_filtered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.uname", lambda: os.uname_result(["Linux", "", "", "", "riscv64"]))

    assert not isolation._filtered()


def test_queries_and_checks_leave_the_network_before_they_open_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_of(invented(), tmp_path).close()
    left: list[str] = []
    monkeypatch.setattr("triplewire.system.isolation.leave_network", lambda: left.append("left"))
    monkeypatch.setattr("triplewire.cli.ask.Store", lambda _: left.append("opened"))
    monkeypatch.setattr("triplewire.cli.check.Store", lambda _: left.append("opened"))
    for command in (["query", "ASK {}"], ["check"]):
        CliRunner().invoke(main, [*command, "--store", str(tmp_path)])

    assert left == ["left", "opened", "left", "opened"]


def test_a_check_of_an_endpoint_keeps_the_network_that_it_needs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left: list[str] = []
    monkeypatch.setattr("triplewire.system.isolation.leave_network", lambda: left.append("left"))
    CliRunner().invoke(main, ["check", "http://127.0.0.1:1/sparql"])

    assert left == []


def test_a_server_does_not_start_where_its_workers_would_keep_the_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_of(invented(), tmp_path).close()
    monkeypatch.setattr("triplewire.publish.web.server.can_leave_network", lambda: False)
    done = CliRunner().invoke(main, ["serve", "--port", "0", "--store", str(tmp_path)])

    assert done.exit_code == 3
    assert "--allow-network-in-workers" in done.stderr


def test_whether_the_network_can_be_left_is_tried_by_another_process() -> None:
    script = "from triplewire.system import isolation; print(isolation.leave_network())"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert isolation.can_leave_network() is (done.stdout == "True\n")
