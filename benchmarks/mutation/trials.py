"""A change in, whether the tests notice it out; the tests that execute it run first, in a copy."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from importlib.util import cache_from_source
from pathlib import Path

from changes import Change, changed
from coverage import CoverageData

RECORDED = ".coverage.tests"
# One test may take so many seconds, all tests of one change so many.
_TEST, _CHANGE = 60, 300
_LIMITED = ["-o", f"faulthandler_timeout={_TEST}", "-o", "faulthandler_exit_on_timeout=true"]
_COPY_WITHOUT = shutil.ignore_patterns(
    ".git", ".venv", ".*_cache", ".coverage*", ".hypothesis", "node_modules", "__pycache__"
)
# What pytest answers where all tests pass, or none is left to run.
_PASSED = frozenset({0, 5})
# Branches are not recorded: which test comes to a line is all that is asked.
_SETTINGS = f"[run]\nrelative_files = true\ndata_file = {RECORDED}\n"
_PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]


class Recorded:
    """Which tests execute a line, as the suite was recorded."""

    def __init__(self, root: Path) -> None:
        if not (root / RECORDED).is_file():
            sys.exit(f"Error: no {RECORDED}\n  hint: run `python benchmarks/mutation record` first")
        self._data = CoverageData(str(root / RECORDED))
        self._data.read()
        self.known = {name.rpartition("|")[0] for name in self._data.measured_contexts()}
        self.since = (root / RECORDED).stat().st_mtime
        self._root = root

    def tests(self, change: Change) -> set[str]:
        """Return the tests of a statement; of all of its file, where import or an edit runs it."""
        first, last = change.lines
        if not change.inside or self._is_newer(change.path):
            first, last = 0, sys.maxsize
        return self._between(change.path, first, last)

    def edited(self, path: str) -> set[str]:
        """Return the files of the tests of a file that are newer than the record."""
        tests = self._between(path, 0, sys.maxsize)
        return set(filter(self._is_newer, {name.partition("::")[0] for name in tests}))

    def _between(self, path: str, first: int, last: int) -> set[str]:
        lines = self._data.contexts_by_lineno(path)
        found = {name for line, names in lines.items() if first <= line <= last for name in names}
        return {name.rpartition("|")[0] for name in found if name}

    def _is_newer(self, path: str) -> bool:
        file = self._root / path
        return file.exists() and file.stat().st_mtime > self.since


class Bench:
    """A copy of the tree, in which one change at a time is made and tested."""

    def __init__(self, root: Path, room: Path) -> None:
        self._room, self.tree = room, room / "tree"
        shutil.copytree(root, self.tree, symlinks=True, ignore=_COPY_WITHOUT)
        shared = root.resolve().parent / "shared"
        if shared.is_dir():
            (room / "shared").symlink_to(shared.resolve())

    def pytest(self, *arguments: str, limit: float | None = None) -> int | None:
        """Run tests and return their exit code, or None where time ran out."""
        paths = os.pathsep.join([str(self.tree / "src"), str(Path(__file__).parent)])
        # With CI, Hypothesis tries the same examples each time.
        own = {"PYTHONPATH": paths, "CI": "1", "MUTATION_ROOM": str(self._room)}
        output = subprocess.DEVNULL if limit else None
        with subprocess.Popen(
            [*_PYTEST, *arguments],
            cwd=self.tree,
            env={**os.environ, **own},
            stdout=output,
            stderr=output,
            start_new_session=True,
        ) as process:
            try:
                return process.wait(limit)
            except subprocess.TimeoutExpired:
                return None
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)

    def verdict(self, change: Change, recorded: Recorded) -> str:
        """Return what the tests make of a change: noticed, survived or out of time."""
        path = self.tree / change.path
        source = path.read_bytes()
        # Compiled code is told by second and size: a change of one byte would not be seen.
        compiled = Path(cache_from_source(str(path)))
        compiled.unlink(missing_ok=True)
        path.write_bytes(changed(source, change))
        try:
            return self._tested(change, recorded)
        finally:
            path.write_bytes(source)
            compiled.unlink(missing_ok=True)

    def _tested(self, change: Change, recorded: Recorded) -> str:
        chosen = recorded.tests(change)
        (self._room / "chosen").write_text("\n".join(chosen), encoding="utf-8")
        (self._room / "known").write_text("\n".join(recorded.known), encoding="utf-8")
        os.utime(self._room / "known", (recorded.since, recorded.since))
        near = mirrored(change.path, self.tree)
        files = Counter(name.partition("::")[0] for name in chosen)
        files.update(dict.fromkeys(recorded.edited(change.path), 0))
        # The nearest tests first, then the files of which most tests come to the statement.
        ordered = sorted(
            (name for name in files if (self.tree / name).exists()),
            key=lambda name: (not any(map(name.startswith, near)), -files[name], name),
        )
        for arguments in (["-p", "chosen", *ordered] if ordered else [], near):
            if not arguments:
                continue
            code = self.pytest("-x", *_LIMITED, *arguments, limit=_CHANGE)
            if code is None:
                return "out of time"
            if code not in _PASSED:
                return "noticed"
        return "survived"


def mirrored(path: str, tree: Path) -> list[str]:
    """Return the folder of tests that mirrors the one of a file, or the file of its tests."""
    _, _, *folders, name = Path(path).parts
    for depth in range(len(folders), 0, -1):
        if (tree / (folder := "/".join(["tests", *folders[:depth]]))).is_dir():
            return [folder]
    beside = f"tests/test_{name}"
    return [beside] if (tree / beside).is_file() else []


def record(root: Path) -> None:
    """Run the suite and keep which test executes which line."""
    with tempfile.TemporaryDirectory() as room:
        bench = Bench(root, Path(room))
        settings = Path(room) / "coveragerc"
        settings.write_text(_SETTINGS, encoding="utf-8")
        code = bench.pytest(
            "--cov=src", f"--cov-config={settings}", "--cov-context=test", "--cov-report="
        )
        if code:
            sys.exit("Error: a test fails as things are\n  hint: mend it, then record again")
        shutil.copy(bench.tree / RECORDED, root / RECORDED)
