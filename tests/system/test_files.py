import os
import socket
from pathlib import Path

import pytest

from triplewire.ask import resolve
from triplewire.errors import ConfigError, QueryError, ValidateError
from triplewire.newsroom import CONFIG, open_newsroom
from triplewire.shacl import rdf_files
from triplewire.system.files import read_bytes, read_text


def test_a_regular_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 3_000_000)

    assert read_bytes(path, 3_000_000) == b"x" * 3_000_000
    with pytest.raises(OSError, match="3,000,000 bytes are more than 2,999,999"):
        read_bytes(path, 2_999_999)


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfkey")

    assert read_text(tmp_path / "a") == "key"


def special(folder: Path, kind: str) -> Path:
    path = folder / "special"
    if kind == "a pipe":
        os.mkfifo(path)
    elif kind == "a socket":
        with socket.socket(socket.AF_UNIX) as listener:
            here = Path.cwd()
            os.chdir(folder)  # a socket's address is short
            listener.bind(path.name)
            os.chdir(here)
    elif kind == "a folder":
        path.mkdir()
    else:
        path.symlink_to({"a loop": path, "nowhere": folder / "no"}.get(kind, Path(kind)))
    return path


@pytest.mark.parametrize(
    "kind", ["a pipe", "a socket", "a folder", "a loop", "nowhere", "/dev/zero", "/dev/tty"]
)
def test_what_is_no_regular_file_is_refused_at_once(kind: str, tmp_path: Path) -> None:
    path = special(tmp_path, kind)
    with pytest.raises(OSError, match=r"regular|such|Too many|address|resource"):
        read_bytes(path)


def test_a_link_is_not_followed_when_it_must_not_be(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"text")
    (tmp_path / "link").symlink_to(tmp_path / "a")

    assert read_bytes(tmp_path / "link") == b"text"
    with pytest.raises(OSError, match="symbolic link"):
        read_bytes(tmp_path / "link", follow=False)


def test_the_limit_holds_while_a_file_grows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, read = tmp_path / "a", os.read
    path.write_bytes(b"x")

    def grow(handle: int, size: int) -> bytes:
        with path.open("ab") as file:
            file.write(b"x" * 600_000)
        return read(handle, size)

    monkeypatch.setattr(os, "read", grow)
    with pytest.raises(OSError, match="2,000,001 bytes are more than 2,000,000"):
        read_bytes(path, 2_000_000)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="there is no /proc")
def test_a_file_that_states_no_size_is_read_up_to_its_limit() -> None:
    assert b"Name:" in read_bytes(Path("/proc/self/status"), 100_000)
    with pytest.raises(OSError, match="11 bytes are more than 10"):
        read_bytes(Path("/proc/self/status"), 10)


@pytest.mark.parametrize("name", [CONFIG, "actors.csv", "decisions.csv"])
@pytest.mark.parametrize("kind", ["a pipe", "a folder", "a loop", "nowhere", "/dev/zero"])
def test_a_newsroom_has_no_pipe_or_broken_link_for_a_table(
    kind: str, name: str, tmp_path: Path
) -> None:
    special(tmp_path, kind).rename(tmp_path / name)
    with pytest.raises(ConfigError, match=name):
        open_newsroom(tmp_path)


@pytest.mark.parametrize(
    "text", ["limit = " + "1" * 5000, "base = " + "[" * 5000, "base = '\xff'", "day = 2025-13-45"]
)
def test_settings_that_crash_their_parser_are_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / CONFIG).write_bytes(text.encode("latin-1"))
    with pytest.raises(ConfigError, match=CONFIG) as fault:
        open_newsroom(tmp_path)

    assert "known keys" in fault.value.hint


@pytest.mark.parametrize("name", ["pipe.ttl", "folder"])
def test_a_pipe_is_no_rdf_to_check(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for folder in (tmp_path, tmp_path / "folder"):
        os.mkfifo(folder / "pipe.ttl")
    with pytest.raises(ValidateError, match="cannot be read: not a regular file"):
        rdf_files(tmp_path / name)


def test_a_pipe_is_no_query(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.rq")
    with pytest.raises(QueryError, match="not a regular file"):
        resolve(str(tmp_path / "pipe.rq"))


def test_reading_leaves_no_descriptor_open(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    before = os.open(tmp_path, os.O_RDONLY)
    os.close(before)
    with pytest.raises(OSError, match="not a regular file"):
        read_bytes(tmp_path / "pipe")
    after = os.open(tmp_path, os.O_RDONLY)
    os.close(after)

    assert after == before
