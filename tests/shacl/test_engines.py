import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from tests.validate.bad_files import base, report_of, shapes, turtle
from triplewire.errors import ValidateError
from triplewire.records import Graph
from triplewire.shacl import ENGINES, load_shapes
from triplewire.shacl.pyshacl.terms import filled, ntriples
from triplewire.validate import validate_graph

_ORDERED = sorted(base(), key=str)
_SHAPES = """
@prefix e: <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""


def _graph(text: str) -> Graph:
    prefix = "@prefix e: <https://example.org/> . @prefix tw: <https://w3id.org/triplewire/ns#> ."
    return Graph(iri="https://example.org/graph", triples=turtle(prefix + text))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.sampled_from(_ORDERED), min_size=1, max_size=8))
def test_both_engines_agree_whatever_is_missing(missing: set[Triple]) -> None:
    fast, reference = (report_of(base() - missing, engine) for engine in ENGINES)

    assert fast == reference


def test_an_unknown_engine_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(ValidateError, match="no engine 'slow'") as caught:
        validate_graph(_graph(""), (), shapes(), engine="slow")

    assert caught.value.hint == "use one of fast, pyshacl"


def test_results_come_in_one_order_violations_first() -> None:
    missing = {t for t in base() if t.predicate.value.endswith(("#label", "publisher", "about"))}
    results = report_of(base() - missing, "fast").results
    severities = list(dict.fromkeys(result.severity for result in results))

    assert severities == ["Violation", "Warning", "Info"]
    assert list(results) == sorted(
        results, key=lambda r: (severities.index(r.severity), r.shape, r.focus)
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_focus_nodes_that_are_no_iris_are_written_as_in_ntriples(engine: str) -> None:
    report = validate_graph(_graph('e:c tw:speaker "Ada"@en , _:somebody .'), (), shapes(), engine)
    focus = {result.focus for result in report.results}

    assert '"Ada"@en' in focus
    assert any(node.startswith("_:") for node in focus)


def test_both_engines_agree_on_focus_nodes_that_are_no_iris() -> None:
    graph = _graph('e:c tw:speaker "Ada"@en , _:somebody ; tw:actor "Bo" .')

    fast, reference = (validate_graph(graph, (), shapes(), engine) for engine in ENGINES)

    assert fast == reference


def _told(tmp_path: Path) -> Path:
    (tmp_path / "told.ttl").write_text(
        _SHAPES
        + """
        e:S a sh:NodeShape ; sh:targetSubjectsOf e:says ; sh:sparql e:told .
        e:told sh:message "It says {?words}." ;
            sh:select "SELECT $this ?words WHERE { $this <https://example.org/says> ?words }" .
        """
    )
    return tmp_path


def test_words_with_a_backslash_are_shown_by_the_fast_engine(tmp_path: Path) -> None:
    graph = _graph(r'e:c e:says "a \\d {?this} b" .')

    report = validate_graph(graph, (), load_shapes(_told(tmp_path)))

    assert [result.message for result in report.results] == [r"It says a \d {?this} b."]


def test_words_that_pyshacl_cannot_show_name_the_other_engine(tmp_path: Path) -> None:
    loaded = load_shapes(_told(tmp_path))

    with pytest.raises(ValidateError, match="cannot show a value") as caught:
        validate_graph(_graph(r'e:c e:says "a \\d b" .'), (), loaded, engine="pyshacl")

    assert caught.value.hint == "use the engine fast"


def test_a_query_that_pyshacl_cannot_use_is_an_error_not_a_report(tmp_path: Path) -> None:
    (tmp_path / "odd.ttl").write_text(
        _SHAPES
        + r"""
        e:S sh:targetNode e:c ; sh:sparql e:check . e:check sh:message "No." ;
            sh:select "SELECT $this WHERE { $this <https://example.org/p> ?x FILTER(?x > 1 - ) }" .
        """
    )

    with pytest.raises(ValidateError, match="not a SPARQL query"):
        load_shapes(tmp_path)


def test_importing_validate_loads_neither_rdflib_nor_pyshacl() -> None:
    code = (
        "import sys, triplewire.validate; print(sorted({'rdflib', 'pyshacl'} & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
_IRIS = st.from_regex(r"https://example\.org/[a-z0-9/é-]{0,9}(#[a-z]{0,3})?", fullmatch=True)
_TERMS = st.one_of(
    _IRIS.map(NamedNode),
    st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True).map(BlankNode),
    _TEXTS.map(Literal),
    st.builds(Literal, _TEXTS, language=st.sampled_from(["en", "fr", "zh-hans"])),
    st.builds(Literal, _TEXTS, datatype=_IRIS.map(NamedNode)),
    st.builds(
        Literal,
        st.sampled_from(["007", "1.50", "2023-04-01", "not a number"]),
        datatype=st.sampled_from(["integer", "decimal", "date"]).map(
            lambda name: NamedNode(f"http://www.w3.org/2001/XMLSchema#{name}")
        ),
    ),
)


@given(_TERMS)
def test_a_term_goes_through_rdflib_unchanged(term: NamedNode | BlankNode | Literal) -> None:
    node = NamedNode("https://example.org/x")
    ((_, _, value),) = filled(rdflib.Graph(), [Triple(node, node, term)])

    assert ntriples(value) == str(term)


def test_a_triple_term_is_refused() -> None:
    node = NamedNode("https://example.org/x")
    nested = Triple(node, node, Triple(node, node, node))

    with pytest.raises(TypeError, match=r"RDF 1\.1"):
        filled(rdflib.Graph(), [nested])


@pytest.mark.parametrize("engine", ENGINES)
def test_ill_typed_values_are_results_and_nothing_is_written(
    engine: str, capfd: pytest.CaptureFixture[str]
) -> None:
    graph = _graph('e:c tw:notBefore "soon"^^<http://www.w3.org/2001/XMLSchema#date> .')

    report = validate_graph(graph, (), shapes(), engine)

    assert "https://w3id.org/triplewire/shapes#Time-notBefore" in {r.shape for r in report.results}
    assert capfd.readouterr() == ("", "")
