"""What needs ../shared is skipped by hand where it is not; the gate fails there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py").read_text(encoding="utf-8")
GATE = Path(__file__).resolve().parents[1] / ".ci" / "run"
NEEDING = """import pytest

@pytest.mark.skipif({}, reason="needs ../shared/suites")
def test_a_suite(): ...
"""
CASES = """import pytest

@pytest.mark.parametrize("case", {})
def test_a_case(case): ...
"""


def ran(
    folder: Path, tests: str, *more: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (folder / "test_it.py").write_text(tests, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *more]
    plain = {name: value for name, value in os.environ.items() if name != "TRIPLEWIRE_GATE"}
    return subprocess.run(
        command, cwd=folder, env=plain | environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("tests", [NEEDING.format(True), CASES.format([])])
def test_a_gate_without_the_shared_folder_fails_at_once(tmp_path: Path, tests: str) -> None:
    by_hand = ran(tmp_path, tests)
    gate = ran(tmp_path, tests, TRIPLEWIRE_GATE="1")

    assert (by_hand.returncode, "1 skipped" in by_hand.stdout) == (0, True)
    assert gate.returncode == 4
    assert "1 tests would be skipped for want of ../shared, test_it.py::" in gate.stderr


@pytest.mark.parametrize("tests", [NEEDING.format(True), CASES.format([])])
def test_a_gate_of_several_processes_without_the_shared_folder_fails(
    tmp_path: Path, tests: str
) -> None:
    gate = ran(tmp_path, tests, "-n", "2", TRIPLEWIRE_GATE="1")

    assert (gate.returncode, "1 error" in gate.stdout) == (1, True), gate.stdout + gate.stderr
    assert "it needs ../shared: put it beside the clone" in gate.stdout


def test_a_gate_with_the_shared_folder_passes(tmp_path: Path) -> None:
    gate = ran(tmp_path, NEEDING.format(False) + CASES.format([1]), TRIPLEWIRE_GATE="1")

    assert (gate.returncode, "2 passed" in gate.stdout) == (0, True), gate.stdout + gate.stderr


def test_the_gate_says_that_it_is_one() -> None:
    assert re.search(r"^export TRIPLEWIRE_GATE=1$", GATE.read_text(encoding="utf-8"), re.MULTILINE)
