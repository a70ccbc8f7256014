"""What the disk does to a build or a dump: said with its place and a hint, never a traceback."""

import errno
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from triplewire.cli import main
from triplewire.errors import DiskError, StoreError
from triplewire.publish.dump.release import write_dump
from triplewire.store import Store, rebuild
from triplewire.system.disk import explained, reported

TEXT = "Norway met Chile in Oslo. They spoke of fish and of boats.\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a newsroom and its store."""
    folder = tmp_path_factory.mktemp("disk")
    (folder / "room" / "articles").mkdir(parents=True)
    (folder / "room" / "articles" / "a.txt").write_text(TEXT, encoding="utf-8")
    assert call("build", folder / "room", "--store", folder / "store").exit_code == 0
    return folder


@pytest.fixture
def desk(built: Path, tmp_path: Path) -> Path:
    """Return a copy of that which may be broken."""
    return Path(shutil.copytree(built, tmp_path / "desk"))


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def database(desk: Path) -> Path:
    return desk / "store" / (desk / "store" / "current").read_text() / "db"


def damage(path: Path) -> None:
    """Write a file anew with some of its bytes turned; hard links to it stay as they are."""
    content = bytearray(path.read_bytes())
    content[:: max(len(content) // 9, 1)] = bytes(b ^ 90 for b in content[:: len(content) // 9])
    path.unlink()
    path.write_bytes(content)


@pytest.mark.parametrize("kind", ["CURRENT", "MANIFEST-*", "*.sst"])
@pytest.mark.parametrize("command", ["query", "check", "dump", "show", "compare", "build"])
def test_a_damaged_database_is_an_error_with_a_hint(desk: Path, command: str, kind: str) -> None:
    for path in database(desk).glob(kind):
        damage(path)
    arguments: dict[str, list[str | Path]] = {
        "query": ["timeline"],
        "dump": ["-o", desk / "dumps"],
        "show": ["norway"],
        "build": [desk / "room"],
    }
    result = call(command, *arguments.get(command, []), "--store", desk / "store")

    assert result.exit_code == 3
    assert str(desk / "store") in result.output
    assert "hint: delete the store's folder and build again" in result.output


def test_damage_that_shows_when_the_data_are_read_is_an_error_too(desk: Path) -> None:
    for path in database(desk).glob("*.sst"):
        content = bytearray(path.read_bytes())
        content[20] ^= 90
        path.unlink()
        path.write_bytes(content)
    result = call("dump", "-o", desk / "dumps", "--store", desk / "store")

    assert result.exit_code == 3
    assert "hint: delete the store's folder and build again" in result.output


def test_a_data_file_that_is_gone_is_damage() -> None:
    # The sentence is Oxigraph's, when it copies what it has not opened yet.
    error = explained(OSError("IO error: No such file or directory: while link file to x.sst"))

    assert isinstance(error, StoreError)
    assert "the store is damaged" in str(error)
    assert "hint: delete the store's folder and build again" in str(error)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"base":"\xff"}', b'{"x":' + b"[" * 100_000]
)
def test_a_damaged_manifest_is_an_error(desk: Path, content: bytes) -> None:
    database(desk).with_name("manifest.json").write_bytes(content)

    with pytest.raises(StoreError, match="the manifest cannot be read"):
        Store(desk / "store")


def test_a_manifest_that_says_something_else_than_was_written_is_an_error(desk: Path) -> None:
    manifest = database(desk).with_name("manifest.json")
    before = manifest.read_bytes()
    manifest.write_bytes(before.replace(b"folders", b"holders", 1))

    with pytest.raises(StoreError, match="it is not as it was written"):
        Store(desk / "store")


@pytest.mark.parametrize("content", [b"\xff\xfe", b"gen-abc", b"../x", b"gen-1", b""])
def test_a_pointer_that_names_no_generation_is_an_error(desk: Path, content: bytes) -> None:
    (desk / "store" / "current").write_bytes(content)

    with pytest.raises(StoreError, match="a generation that is not there"):
        Store(desk / "store")


@pytest.mark.parametrize("name", ["current", "lock"])
def test_a_folder_where_a_file_of_the_store_belongs_is_an_error(desk: Path, name: str) -> None:
    (desk / "store" / name).unlink()
    (desk / "store" / name).mkdir()
    result = call("build", desk / "room", "--store", desk / "store")

    assert result.exit_code == 3
    assert f"{desk / 'store' / name}: Is a directory\n  hint: a folder stands" in result.output


def test_a_file_where_a_folder_belongs_is_an_error(desk: Path) -> None:
    (desk / "file").touch()
    build = call("build", desk / "room", "--store", desk / "file" / "store")
    dump = call("dump", "-o", desk / "file", "--store", desk / "store")

    assert (build.exit_code, dump.exit_code) == (3, 3)
    assert f"{desk / 'file' / 'store'}: Not a directory\n  hint: a file stands" in build.output
    assert f"{desk / 'file'}: File exists\n  hint: a file stands" in dump.output


@pytest.mark.parametrize("size", [2_000, 60_000])
def test_a_full_disk_ends_a_build_and_leaves_what_was_there(desk: Path, size: int) -> None:
    (desk / "room" / "articles" / "b.txt").write_text(TEXT + "It rained.\n", encoding="utf-8")
    done = limited(size, "build", desk / "room", "--store", desk / "store")

    assert done.returncode == 3
    assert done.stderr.startswith(f"Error: {desk / 'store'}")
    assert "\n  hint: " in done.stderr
    with Store(desk / "store") as store:
        assert len(store.manifest.articles) == 1
    assert call("build", desk / "room", "--store", desk / "store").exit_code == 0


def test_a_full_disk_ends_a_dump_and_leaves_nothing_half_written(desk: Path) -> None:
    done = limited(2_000, "dump", "-o", desk / "dumps", "--store", desk / "store")

    assert done.returncode == 3
    assert f"\nError: {desk / 'dumps'}" in done.stderr
    assert [*(desk / "dumps").iterdir()] == []


def limited(size: int, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command that can write no file larger than so many bytes."""
    command = [sys.executable, "-m", "triplewire", *map(str, arguments)]
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))  # noqa: E731
    return subprocess.run(command, check=False, capture_output=True, text=True, preexec_fn=limit)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_output_that_cannot_be_written_is_an_error(desk: Path) -> None:
    command = [sys.executable, "-m", "triplewire", "query", "timeline", "--store"]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [*command, str(desk / "store")],
            check=False, stdout=full, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    assert done.returncode == 3
    assert done.stderr.startswith("Error: No space left on device\n  hint: make room")


def test_what_somebody_keeps_in_the_store_stays(desk: Path) -> None:
    folders = [desk / "store" / name for name in ("gen-notes", "gen-7", "gen-000009.tmp.old")]
    for folder in folders:
        folder.mkdir()
    (desk / "store" / "gen-000008").symlink_to(desk / "room")
    with rebuild(desk / "store") as writer:
        writer.manifest.compared = "otherwise"

    assert all(folder.is_dir() and not [*folder.iterdir()] for folder in folders)
    assert (desk / "room" / "articles").is_dir()


def test_an_error_names_the_file_that_it_is_about() -> None:
    fault = explained(PermissionError(errno.EACCES, "Permission denied", b"/some/file"))

    assert isinstance(fault, DiskError)
    assert (fault.where, fault.what) == ("/some/file", "Permission denied")
    assert "who may read" in fault.hint


def test_an_error_of_the_database_is_told_by_its_words() -> None:
    said = f"IO error: {os.strerror(errno.ENOSPC)}: While appending to file: db/1.sst"
    fault = explained(OSError(said), "store")

    assert fault is not None
    assert (fault.where, fault.what) == ("store", said)
    assert "make room" in fault.hint


def test_a_bug_keeps_its_traceback() -> None:
    with pytest.raises(RuntimeError, match="dictionary changed"), reported(Path("store")):
        raise RuntimeError("dictionary changed size during iteration")


def test_a_command_with_a_bug_keeps_its_traceback(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("triplewire.publish.dump.write_dump", fail)
    result = call("dump", "-o", desk / "dumps", "--store", desk / "store")

    assert isinstance(result.exception, RuntimeError)


def test_a_dump_into_a_folder_that_cannot_be_made_names_it(desk: Path) -> None:
    (desk / "file").touch()

    with Store(desk / "store") as store, pytest.raises(DiskError) as caught:
        write_dump(store, desk / "file" / "dumps")
    assert caught.value.where == str(desk / "file" / "dumps")
