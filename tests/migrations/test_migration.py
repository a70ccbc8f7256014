"""A dump of an older vocabulary, converted, answers its own queries as before, and the new ones."""

import gzip
import warnings
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from tests.recipes.page import recipes
from tests.validate.bad_files import shapes
from triplewire import assets
from triplewire.check import check_files
from triplewire.vocab import CONFIDENCE, RULE

FOLDER = Path(__file__).parent / "0.1.0"
# The dump of the example newsroom's four articles as release 0.1.0 wrote it, vocabulary included.
DUMP = gzip.decompress((FOLDER / "seeds.trig.gz").read_bytes())
UPDATE = (assets.ontology() / "migrations" / "0.1.0-to-0.2.0.ru").read_text(encoding="utf-8")
OLD_QUERIES = {
    f"{path.parent.name}/{path.stem}": path.read_text(encoding="utf-8")
    for path in sorted(FOLDER.glob("*/*.rq"))
}
# Their claims have a day now: it is one row more for each office in which somebody spoke on it.
SAY_MORE = {"queries/offices"}
OURS = ("<https://w3id.org/triplewire/concept/", "<https://w3id.org/triplewire/ns")
Quads = set[tuple[str, str, str, str]]


def store(*, flat: bool = False) -> ox.Store:
    """Return the old dump: with its graphs, or as its Turtle has it."""
    found = ox.Store()
    for quad in ox.parse(DUMP, format=ox.RdfFormat.TRIG):
        found.add(ox.Quad(*quad.triple) if flat else quad)
    return found


def converted(old: ox.Store) -> ox.Store:
    old.update(UPDATE)
    return old


def rows(store: ox.Store, query: str) -> list[tuple[str | None, ...]]:
    found = store.query(query, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    names = found.variables
    return [tuple(None if row[name] is None else str(row[name]) for name in names) for row in found]


def quads(store: ox.Store) -> Quads:
    return {(str(q.subject), str(q.predicate), str(q.object), str(q.graph_name)) for q in store}


@pytest.fixture(scope="module")
def before() -> ox.Store:
    return store()


@pytest.fixture(scope="module")
def after() -> ox.Store:
    return converted(store())


@pytest.mark.parametrize("name", OLD_QUERIES)
def test_an_old_query_has_the_same_rows(before: ox.Store, after: ox.Store, name: str) -> None:
    old, new = rows(before, OLD_QUERIES[name]), rows(after, OLD_QUERIES[name])

    if name in SAY_MORE:
        assert set(old) < set(new)
    else:
        assert old == new


@pytest.mark.parametrize("name", recipes())
def test_a_new_recipe_gives_what_its_old_form_gave(
    before: ox.Store, after: ox.Store, name: str
) -> None:
    old, new = rows(before, OLD_QUERIES[f"recipes/{name}"]), rows(after, recipes()[name])

    assert old
    assert set(old) <= set(new)


@pytest.mark.parametrize("flat", [False, True], ids=["with graphs", "flat"])
def test_to_convert_twice_is_to_convert_once(flat: bool) -> None:
    once = converted(store(flat=flat))
    first = quads(once)

    assert quads(converted(once)) == first


def test_a_flat_dump_becomes_what_one_with_graphs_becomes(after: ox.Store) -> None:
    flat = converted(store(flat=True))

    assert {quad.graph_name for quad in flat} == {ox.DefaultGraph()}
    assert {quad[:3] for quad in quads(flat)} == {quad[:3] for quad in quads(after)}


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("flat", [False, True], ids=["with graphs", "flat"])
def test_rdflib_converts_alike(flat: bool) -> None:
    data = ox.serialize(store(flat=flat), format=ox.RdfFormat.N_QUADS)
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # rdflib's own
        theirs = rdflib.Dataset().parse(data=data, format="nquads")
        theirs.update(UPDATE)
        written = theirs.serialize(format="nquads").encode()
    found = ox.Store()
    found.load(written, format=ox.RdfFormat.N_QUADS)

    assert quads(found) == quads(converted(store(flat=flat)))


def test_nothing_is_lost_but_what_has_another_form(before: ox.Store, after: ox.Store) -> None:
    lost = quads(_in_short_graphs(before)) - quads(after)
    data = {predicate for subject, predicate, _, _ in lost if not subject.startswith(OURS)}

    assert data == {str(RULE), str(CONFIDENCE)}


def test_what_the_converted_dump_says_of_the_vocabulary_is_so_today(after: ox.Store) -> None:
    files = sorted(assets.ontology().glob("*.ttl"))
    today = {triple for file in files for triple in ox.parse(path=file)}
    ours = {quad.triple for quad in after if str(quad.subject).startswith(OURS)}

    assert ours
    assert ours <= {quad.triple for quad in today}


def test_the_converted_dump_conforms_to_the_shapes_of_today(
    after: ox.Store, tmp_path: Path
) -> None:
    after.dump(tmp_path / "new.trig", format=ox.RdfFormat.TRIG)
    report = check_files([tmp_path / "new.trig"], shapes())

    assert [r for r in report.results if r.severity == "Violation"] == []


def _in_short_graphs(store: ox.Store) -> ox.Store:
    """Return the dump with the names of graphs that the mapping gives."""
    first, second = UPDATE.index("# The graph of an article"), UPDATE.index("# Who did it")
    prefixes = UPDATE[: UPDATE.index("# What lies in no graph")]
    short = ox.Store()
    short.extend(store)
    short.update(prefixes + UPDATE[first:second].rstrip().rstrip(";"))
    return short


ARTICLE = """
@prefix c: <https://w3id.org/triplewire/concept/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix tw: <https://w3id.org/triplewire/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://e.org/> .
"""


def says(data: str, question: str) -> bool:
    """Convert a few triples of the old vocabulary, and ask for some of the new one."""
    old = ox.Store()
    old.load((ARTICLE + data).encode(), format=ox.RdfFormat.TURTLE)
    prologue = ARTICLE.replace("@prefix", "PREFIX").replace(" .\n", "\n")
    found = converted(old).query(f"{prologue} ASK {{ {question} }}")
    assert isinstance(found, ox.QueryBoolean)
    return bool(found)


EVENT = ":event a schema:Event ; tw:when %s^^edtf:EDTF-level1 ."


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ('"2024"', '"2024"^^xsd:gYear', '"2024"^^xsd:gYear'),
        ('"2024-05"', '"2024-05"^^xsd:gYearMonth', '"2024-05"^^xsd:gYearMonth'),
        ('"2024-05-02"', '"2024-05-02"^^xsd:date', '"2024-05-02"^^xsd:date'),
        ('"2024/2024-05-02"', '"2024"^^xsd:gYear', '"2024-05-02"^^xsd:date'),
    ],
)
def test_an_event_has_dates_no_more_exact_than_its_text(when: str, start: str, end: str) -> None:
    assert says(EVENT % when, f":event schema:startDate {start} ; schema:endDate {end}")


@pytest.mark.parametrize("when", ['"2024-05?"', '"2024-05~/2024-06"', '"2024/.."'])
def test_a_date_in_doubt_is_none_of_a_calendar(when: str) -> None:
    assert not says(EVENT % when, ":event schema:startDate ?date")


CLAIM = """
:claim a tw:Claim , schema:Claim ; tw:reportedIn :article ; tw:madeDuring :call .
:article schema:datePublished "2024-05-03T09:00:00Z"^^xsd:dateTime .
:call a schema:Event ; tw:when "%s"^^edtf:EDTF-level1 ;
  tw:notBefore "2024-05-01"^^xsd:date ; tw:notAfter "2024-05-31"^^xsd:date .
"""


@pytest.mark.parametrize(("when", "day"), [("2024-05-02", "2024-05-02"), ("2024-05", "2024-05-03")])
def test_a_claim_is_dated_by_the_call_if_that_is_one_day_else_by_the_article(
    when: str, day: str
) -> None:
    asked = f':claim tw:when ?when ; schema:datePublished "{day}"^^xsd:date'

    assert says(CLAIM % when, asked)
    assert says(CLAIM % when, ':claim tw:reportedOn "2024-05-03"^^xsd:date')


def test_of_two_dates_of_one_call_none_is_chosen() -> None:
    twice = CLAIM % "2024-05-02" + ':call tw:when "2024-05-09"^^edtf:EDTF-level1 .'

    assert not says(twice, ":claim tw:when ?when")


def test_a_claim_performs_the_act_of_its_speaker_on_the_same_words_alone() -> None:
    act = """
    :claim a tw:Claim ; tw:speechAct c:appeal ; tw:speaker :ana ; tw:evidence :words .
    :event a schema:Event ; tw:eventType c:appeal ; tw:participant :%s ; tw:evidence :words .
    """

    assert says(act % "ana", ":claim tw:performs :event")
    assert not says(act % "bo", ":claim tw:performs :event")


@pytest.mark.parametrize(
    ("finding", "kind"),
    [
        (":claim\\/00aa00aa00aa00aa\\/quote-1 a tw:Claim", "quote-after"),
        (":event\\/1 a schema:Event", "event-after"),
        (":office\\/1 a org:Membership", "role-after"),
    ],
)
def test_a_rule_is_named_by_what_it_finds(finding: str, kind: str) -> None:
    rule = f"<https://w3id.org/triplewire/rule/{kind}>"

    assert says(f'{finding} ; tw:rule "after" ; tw:confidence 0.9 .', f"?x tw:rule {rule}")
    assert says(f'{finding} ; tw:rule "after" ; tw:confidence 0.9 .', "?x tw:confidence 0.9")


def test_what_only_stands_there_has_no_confidence() -> None:
    said = ':claim\\/00aa00aa00aa00aa\\/assertion-1 a tw:Claim ; tw:rule "own-voice" ; '

    assert not says(f"{said} tw:confidence 1 .", "?x tw:confidence ?c")
