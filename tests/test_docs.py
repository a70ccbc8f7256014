"""Every command and snippet of the README and the docs is run, and prints what is shown."""

import gzip
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
RECIPES = ROOT / "docs" / "recipes"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), RECIPES / "README.md"]
_BLOCK = re.compile(r"^```(console|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    """A command or snippet with the output that the page shows; a line … stands for any lines."""

    kind: str
    source: str
    shown: str


def steps(page: Path) -> list[Step]:
    found: list[Step] = []
    for kind, body in _BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "python":
            found.append(Step(kind, body, ""))
            continue
        for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            found.append(Step(kind, command, shown))
    return found


def matches(shown: str, printed: str) -> bool:
    lines = [re.escape(line.rstrip()) for line in shown.strip().splitlines()]
    pattern = "\n".join("(?:.*\n)*?.*" if line == re.escape("…") else line for line in lines)
    actual = "\n".join(line.rstrip() for line in printed.strip().splitlines())
    return re.fullmatch(pattern, actual) is not None


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder that looks like a clone, for commands that write beside them."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copytree(RECIPES, tmp_path / "docs" / "recipes")
    shutil.copytree(ROOT / "ontology", tmp_path / "ontology")
    with gzip.open(ROOT / "tests" / "migrations" / "0.1.0" / "seeds.trig.gz") as old:
        (tmp_path / "old.trig").write_bytes(old.read())
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_of_a_page_prints_what_is_shown(page: Path, desk: Path) -> None:
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    environment.pop("TRIPLEWIRE_STORE", None)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    with ExitStack() as servers:
        for step in steps(page):
            source = step.source.replace("8080", port)
            if source.endswith(" &"):
                servers.enter_context(serving(source, port, desk, environment))
            else:
                run(step, source, desk, environment)


def run(step: Step, source: str, desk: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, "-c", source]
    if step.kind == "console":
        words = shlex.split(source)
        assert words[0] in {"triplewire", "curl"}, source
        if words[0] == "curl" and shutil.which("curl") is None:
            pytest.skip("a page asks with curl, which is not here")
        command = words if words[0] == "curl" else [sys.executable, "-m", *words]
    result = subprocess.run(
        command,
        cwd=desk,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert result.returncode == 0, f"{step.source}\n{result.stderr}"
    if step.shown:
        assert matches(step.shown, result.stdout), f"{step.source}\n{result.stdout}"


@contextmanager
def serving(
    source: str, port: str, desk: Path, environment: dict[str, str]
) -> Iterator[subprocess.Popen[str]]:
    """Yield a server that a page starts in the background, on a free port."""
    command = [sys.executable, "-m", *shlex.split(source.removesuffix(" &")), "--port", port]
    with subprocess.Popen(
        command, cwd=desk, env=environment, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        assert server.stdout.readline().startswith("Serving "), source
        try:
            yield server
        finally:
            server.terminate()


def test_the_readme_has_its_two_commands_on_its_first_screen() -> None:
    head = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:30]
    commands = [line for line in head if line.startswith("python3 -m venv .venv && ")]

    assert [line.split(" && ")[-1] for line in commands] == [
        ".venv/bin/triplewire build seeds",
        ".venv/bin/pytest -n auto --dist loadfile",
    ]


def test_every_page_that_a_page_links_to_exists() -> None:
    for page in [*PAGES, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs" / "adr").glob("*.md"))]:
        links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
        missing = [link for link in links if not (page.parent / link).exists()]

        assert missing == [], page


def test_a_wrong_output_would_be_noticed() -> None:
    assert matches("a\n…\nd", "a\nb\nc\nd\n")
    assert not matches("a\nb", "a\nc")
