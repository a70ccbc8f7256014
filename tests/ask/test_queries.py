"""Each stored query answers its competency question on the hand-modelled graph, on two engines."""

import json
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from tests.graphs import store_of
from tests.handmade import SHARED, handmade_quads
from tests.passages import texts_of
from triplewire import assets
from triplewire.ask import ask, stored_queries
from triplewire.store import Store
from triplewire.vocab import LABEL, SKOS_PREF_LABEL, TYPE

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")

EXPECTED = SHARED / "design" / "ontology" / "queries"
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Question:
    """A stored query, the parameters that narrow it and the columns that answer the question."""

    expected: str
    query: str
    columns: str
    narrowed: list[dict[str, str]] = field(default_factory=lambda: [{}])


QUESTIONS = [
    Question(
        "01-wang-direct-quotes",
        "who-said",
        "quotation line",
        [{"speaker": "actor:wang-yi", "mode": "c:direct-quotation"}],
    ),
    Question("02-office-at-the-time", "offices", "name office bodyName when"),
    Question(
        "03-said-to-cooper",
        "appeals",
        "text",
        [{"speaker": "Wang Yi", "addressee": "Yvette Cooper"}],
    ),
    Question("04-relayed", "second-hand", "name relayName outlet label"),
    Question("06-unnamed-speakers", "unnamed-sources", "label words"),
    Question(
        "07-audit-says",
        "document-says",
        "text mode",
        [{"document": "document:uk-china-audit"}],
    ),
    Question(
        "09-asked-of-uk",
        "asked-of",
        "name act label",
        [{"addressee": "actor:united-kingdom"}, {"addressee": "actor:yvette-cooper"}],
    ),
    Question(
        "10-evidence-of-one-claim",
        "evidence",
        "words line sha256 headline",
        [{"label": "Differences are normal"}],
    ),
    Question("12-timeline", "timeline", "when label"),
    Question("13-undated-events", "undated-events", "label"),
    Question("15-cameo-consultations", "consultations", "label code"),
    Question("16-plover-counts", "plover-counts", "plover events"),
    Question(
        "18-met-luohu", "met-with", "otherName", [{"actor": "actor:luohu", "month": "2025-05"}]
    ),
    Question(
        "19-sub-events",
        "sub-events",
        "label type",
        [{"wholeLabel": "Economic and trade promotion meeting of Luohu in London"}],
    ),
    Question("20-trade-values", "trade-values", "value unit when source article"),
    Question(
        "22-uk-rank",
        "ranks",
        "rank among article",
        [
            {
                "about": "China",
                "counterpart": "UK",
                "measure": "rank as trading partner",
            }
        ],
    ),
    Question("23-ranks-without-field", "ranks-without-field", "label"),
    Question("25-comparable", "comparable", "claim otherClaim differsIn why"),
    Question("26-contradictions", "contradictions", "claim otherClaim judge confidence"),
    Question("27-shared-topics", "shared-topics", "topic articles claims"),
    Question("29-unlinked-actors", "unlinked-actors", "name", [{"kind": "schema:Person"}]),
    Question("30-incomplete-articles", "incomplete-articles", "title missing claims"),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with store_of(handmade_quads(), tmp_path_factory.mktemp("handmade") / "store") as store:
        yield store


@pytest.fixture(scope="module")
def doubled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Describe every thing in two graphs, as articles do: Oxigraph's union gives that twice."""
    quads = handmade_quads()
    again = [
        ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode("urn:x:twice"))
        for q in quads
        if q.predicate in {TYPE, LABEL, SKOS_PREF_LABEL}
    ]
    with store_of([*quads, *again], tmp_path_factory.mktemp("doubled") / "store") as store:
        yield store


@pytest.fixture(scope="module")
def flat() -> rdflib.Graph:
    triples = {quad.triple for quad in handmade_quads()}
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=data, format="nt")


@pytest.fixture(scope="module")
def named() -> rdflib.Dataset:
    data = ox.serialize(handmade_quads(), format=ox.RdfFormat.N_QUADS)
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # rdflib's own
        return rdflib.Dataset(default_union=True).parse(data=data, format="nquads")


def plain(term: object) -> object:
    """Return a number for a numeric literal, otherwise the text of a term."""
    value = getattr(term, "value", term) if isinstance(term, ox.Literal | ox.NamedNode) else term
    datatype = getattr(term, "datatype", None)
    name = str(getattr(datatype, "value", datatype)).rpartition("#")[2]
    if value is None:
        return None
    return float(str(value)) if name in {"integer", "decimal", "nonNegativeInteger"} else str(value)


def asked(store: Store, question: Question) -> Rows:
    text = stored_queries()[question.query].text
    return [
        {name.value: plain(row[name]) for name in solutions.variables}
        for params in question.narrowed
        for solutions in [ask(store, text, params)]
        if isinstance(solutions, ox.QuerySolutions)
        for row in solutions
    ]


def answer(rows: Rows, columns: str) -> list[str]:
    """Return the distinct rows of some columns, in one order."""
    return sorted({json.dumps([row[name] for name in columns.split()]) for row in rows})


def expected_rows(question: Question) -> list[list[Any]]:
    """Return the rows that were modelled by hand, with lines in the place of offsets."""
    rows = json.loads((EXPECTED / f"{question.expected}.expected.json").read_text())["rows"]
    if "line" in question.columns.split():
        texts = texts_of(SHARED / "seeds").values()
        rows = [[words, _line(texts, words, start), *more] for words, start, _, *more in rows]
    return [[float(v) if isinstance(v, int) else v for v in row] for row in rows]


def _line(texts: Iterable[str], words: str, start: int) -> int:
    (text,) = (text for text in texts if text.startswith(words, start))
    return text.count("\n", 0, start) + 1


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.query)
def test_a_stored_query_answers_its_question(store: Store, question: Question) -> None:
    expected = expected_rows(question)

    assert answer(asked(store, question), question.columns) == sorted(map(json.dumps, expected))


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("name", stored_queries())
def test_rdflib_and_oxigraph_agree_on_graphs_named_and_flat(
    store: Store, flat: rdflib.Graph, named: rdflib.Dataset, name: str
) -> None:
    text = stored_queries()[name].text
    columns = " ".join(stored_queries()[name].variables)
    ours = answer(asked(store, Question("", name, columns)), columns)
    theirs = [
        answer(
            [{str(v): plain(row.get(v)) for v in found.vars or []} for row in found.bindings],
            columns,
        )
        for found in (flat.query(text), named.query(text))
    ]

    assert theirs == [ours, ours]


@pytest.mark.parametrize("name", stored_queries())
def test_what_several_graphs_say_alike_is_listed_once(
    store: Store, doubled: Store, name: str
) -> None:
    question = Question("", name, "")

    assert asked(doubled, question) == asked(store, question)


def test_every_question_has_its_query_and_every_query_its_question() -> None:
    files = {path.name.removesuffix(".expected.json") for path in EXPECTED.glob("*.expected.json")}

    assert {question.expected for question in QUESTIONS} == files
    assert {question.query for question in QUESTIONS} == set(stored_queries())


@pytest.mark.parametrize("name", stored_queries())
def test_a_stored_query_is_ordered_by_all_its_columns(name: str) -> None:
    text = (assets.queries() / f"{name}.rq").read_text()
    order = text.rpartition("ORDER BY")[2]

    assert all(f"?{column}" in order for column in stored_queries()[name].variables)
