"""What is found in fifty articles by our own hands is what was read when it last changed."""

import pytest

from tests.extract.findings import GOLDEN, findings


@pytest.fixture(scope="module")
def found() -> dict[str, str]:
    """Return what is found in each article."""
    return findings()


@pytest.mark.parametrize("name", sorted(path.stem for path in GOLDEN.glob("*.txt")))
def test_findings_are_those_that_were_read(name: str, found: dict[str, str]) -> None:
    assert found[name] == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
