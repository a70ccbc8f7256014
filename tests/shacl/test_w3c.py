"""The W3C test suite for SHACL Core and SHACL-SPARQL: every case of it passes."""

from collections import Counter

import pytest
import w3c

from triplewire.errors import ValidateError
from triplewire.shacl import shapes_of
from triplewire.shacl.graph.index import Data, rows_of

_CASES = list(w3c.cases())


@pytest.mark.skipif(not _CASES, reason="needs ../shared")
def test_the_suite_is_whole() -> None:
    assert len(_CASES) == 121


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.name)
def test_a_case_of_the_suite_gives_its_results(case: w3c.Case) -> None:
    data = Data(rows_of(w3c.triples(case.data)))
    if case.expected is None:
        with pytest.raises(ValidateError):
            list(shapes_of(w3c.triples(case.shapes)).program.results(data))
        return
    program = shapes_of(w3c.triples(case.shapes)).program

    assert Counter(map(w3c.row_of, program.results(data))) == case.expected
    assert program.elsewhere == ()
