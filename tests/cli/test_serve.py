"""What `triplewire serve` makes of its words: whom it answers, who reads, and a first build."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from triplewire.cli import main, serve
from triplewire.publish.web import server
from triplewire.publish.web.settings import Settings
from triplewire.system import children

NAMES = ("localhost", "127.0.0.1", "[::1]")


class Served:
    """What a server was started with."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.given: list[tuple[Path, Settings, str, int]] = []
        self.builds: list[list[str]] = []
        self.code = 0
        monkeypatch.setattr(server, "serve", self.serve)
        monkeypatch.setattr(subprocess, "run", self.build)
        monkeypatch.setattr(children, "processors", lambda: 5)

    def serve(
        self, store: Path, settings: Settings, host: str, port: int, ready: Callable[[str], None]
    ) -> None:
        self.given.append((store, settings, host, port))
        ready("http://there/")

    def build(self, command: list[str], *, check: bool, stdout: int) -> Any:
        assert (check, stdout) == (False, subprocess.DEVNULL)
        self.builds.append(command)
        return SimpleNamespace(returncode=self.code)

    def run(self, store: Path, *words: str) -> Result:
        return CliRunner().invoke(main, ["serve", "--store", str(store), *words])


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Served:
    """Return a server that starts nothing."""
    return Served(monkeypatch)


def test_a_plain_server_answers_to_this_machine_and_lets_no_site_read(
    served: Served, tmp_path: Path
) -> None:
    result = served.run(tmp_path)
    ((store, settings, host, _),) = served.given

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"Serving {tmp_path} at http://there/\n"
    assert (store, host) == (tmp_path, "127.0.0.1")
    assert (settings.hosts, settings.origins, settings.workers) == (NAMES, (), 6)
    assert (settings.source, settings.open_network, served.builds) == (None, False, [])


@pytest.mark.parametrize(
    ("words", "hosts", "origins"),
    [
        (["--host", "0.0.0.0"], (), ("*",)),  # noqa: S104  what is tested
        (["--host", "0.0.0.0", "--cors", "none"], (), ()),  # noqa: S104
        (["--host", "0.0.0.0", "--allow-host", "a.example"], (*NAMES, "a.example"), ("*",)),  # noqa: S104
        (["--host", "localhost"], NAMES, ()),
        (["--host", "::1"], NAMES, ()),
        (["--host", "127.9.9.9"], NAMES, ()),
        (["--host", "::"], (), ("*",)),
        (["--host", "news.example"], (), ("*",)),
        (["--allow-host", "a.example"], (*NAMES, "a.example"), ()),
        (["--cors", "https://a.example", "--cors", "none"], NAMES, ("https://a.example",)),
        (["--cors", "*"], NAMES, ("*",)),
    ],
)
def test_who_is_answered_and_who_reads_follows_from_where_is_listened(
    served: Served, tmp_path: Path, words: list[str], hosts: tuple[str, ...],
    origins: tuple[str, ...],
) -> None:  # fmt: skip
    assert served.run(tmp_path, *words).exit_code == 0
    ((_, settings, _, _),) = served.given

    assert (settings.hosts, settings.origins) == (hosts, origins)


def test_limits_are_taken_as_they_are_given(served: Served, tmp_path: Path) -> None:
    words = ("--workers", "3", "--memory", "700", "--timeout", "2.5", "--port", "0")
    result = served.run(tmp_path, *words, "--allow-network-in-workers")
    ((_, settings, _, port),) = served.given

    assert (settings.workers, settings.memory, settings.timeout, port) == (3, 700 << 20, 2.5, 0)
    assert settings.open_network
    assert result.stderr == "Warning: queries may run in processes that have a network\n"


@pytest.mark.parametrize(("code", "exit_code"), [(0, 0), (1, 0), (2, 3), (3, 3)])
def test_a_newsroom_without_a_store_is_built_before_it_is_served(
    served: Served, tmp_path: Path, code: int, exit_code: int
) -> None:
    served.code = code
    store, room = tmp_path / "store", tmp_path / "room"
    room.mkdir()
    result = served.run(store, "--watch", str(room))

    assert (result.exit_code, result.stderr) == (exit_code, f"Building {room} …\n")
    (command,) = served.builds
    assert command[-4:] == ["build", str(room), "--store", str(store)]
    assert len(served.given) == (exit_code == 0)
    if served.given:
        assert served.given[0][1].source == room


def test_a_newsroom_with_a_store_is_served_at_once(served: Served, tmp_path: Path) -> None:
    (tmp_path / "current").write_text("gen-1", encoding="utf-8")
    result = served.run(tmp_path, "--watch", str(tmp_path))

    assert (result.exit_code, result.stderr, served.builds) == (0, "", [])


@pytest.mark.parametrize("given", ["*", "none", "https://a.example", "http://a:80"])
def test_an_origin_is_taken_as_it_is(given: str) -> None:
    assert serve._origin(given) == given


def test_an_address_is_written_in_one_way() -> None:
    assert serve._address("2001:DB8:0::1") == "2001:db8::1"
    with pytest.raises(click.BadParameter, match="not an IP address: 'a'"):
        serve._address("a")
