"""The W3C's cases for SPARQL 1.1 endpoints; the results are written down in docs/conformance.md."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publish.web import w3c
from tests.publish.web.serving import Running, running
from triplewire.publish.web.settings import Settings

pytestmark = pytest.mark.skipif(not w3c.SUITE.is_dir(), reason="needs ../shared/suites")
TABLE = Path(__file__).resolve().parents[3] / "docs" / "conformance.md"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("w3c") / "store"
    w3c.build(folder)
    with running(folder, Settings(workers=1)) as server:
        yield server


@pytest.mark.parametrize("case", w3c.cases(), ids=lambda case: f"{case.suite}-{case.name}")
def test_a_case_of_the_w3c(loaded: Running, case: w3c.Case) -> None:
    wrong = w3c.judge(loaded, case)

    assert bool(wrong) == (case.name in w3c.KNOWN), wrong


def test_the_table_of_the_docs_has_every_case() -> None:
    table = TABLE.read_text(encoding="utf-8")
    missing = [case for case in w3c.cases() if f"| {case.suite} | {case.name} |" not in table]

    assert missing == []
