"""What the concepts are elsewhere: the table, the triples and the rules of SKOS agree."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode

from triplewire import assets, vocab
from triplewire.ontology import concepts, vocabulary

_C, _SKOS = vocab.PREFIXES["c"], vocab.PREFIXES["skos"]
_RELATIONS = {"exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"}
_SCHEMES = (
    "acts",
    "attribution-modes",
    "decisions",
    "dimensions",
    "identity-statuses",
    "measures",
    "modalities",
    "offices",
    "participation-roles",
    "polarities",
    "quads",
    "scopes",
    "topics",
    "value-qualifiers",
)


def _table(name: str) -> list[dict[str, str]]:
    with (assets.ontology() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _pairs(predicate: str) -> Iterator[tuple[str, str]]:
    """Yield subject and object of each triple of the code lists with a property of SKOS."""
    for triple in vocabulary():
        subject, value = triple.subject, triple.object
        if triple.predicate.value == _SKOS + predicate and isinstance(subject, NamedNode):
            assert isinstance(value, NamedNode)
            if subject.value.startswith(_C):
                yield subject.value, value.value


def _broader() -> Mapping[str, set[str]]:
    wider: dict[str, set[str]] = {}
    for narrow, broad in _pairs("broader"):
        wider.setdefault(narrow, set()).add(broad)
    return wider


def _above(concept: str) -> set[str]:
    """Return what is broader than a concept, at any distance."""
    wider, ahead = _broader(), [concept]
    found: set[str] = set()
    while ahead:
        new = wider.get(ahead.pop(), set()) - found
        found |= new
        ahead += new
    return found


def test_every_concept_is_accounted_for_once_mapped_or_not() -> None:
    rows = _table("mappings.tsv")
    listed = {name for scheme in _SCHEMES for name in concepts(scheme)}
    unmapped = Counter(row["concept"] for row in rows if row["relation"] == "none")
    mapped = {row["concept"] for row in rows if row["relation"] != "none"}

    assert len(listed) == 162
    assert mapped | set(unmapped) == listed
    assert not mapped & set(unmapped)
    assert set(unmapped.values()) == {1}
    assert len(mapped) == 120


def test_the_code_lists_say_what_the_table_says() -> None:
    rows = [row for row in _table("mappings.tsv") if row["relation"] != "none"]
    told = {(relation, *pair) for relation in _RELATIONS for pair in _pairs(relation)}

    assert {(row["relation"], _C + row["concept"], row["target"]) for row in rows} == told
    assert len(rows) == len(told)


def test_every_mapping_names_a_label_and_where_it_was_seen() -> None:
    sources = {row["key"] for row in _table("mapping_sources.tsv")}
    used: set[str] = set()
    for row in _table("mappings.tsv"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["checked"])
        if row["relation"] == "none":
            assert row["note"]
            assert not row["target"] + row["label"] + row["seen"]
            continue
        assert row["relation"] in _RELATIONS
        assert row["label"]
        assert row["target"].startswith(("http://", "https://"))
        used |= set(row["seen"].split())

    assert used == sources


def test_a_concept_has_one_relation_to_what_it_is_mapped_to() -> None:
    pairs = Counter(pair for relation in _RELATIONS for pair in _pairs(relation))

    assert max(pairs.values()) == 1


def test_what_is_exactly_one_concept_is_no_other_one() -> None:
    exact = Counter(target for _, target in _pairs("exactMatch"))
    close = {target for _, target in _pairs("closeMatch")}

    assert max(exact.values()) == 1
    assert not close & set(exact)


def test_nothing_is_broader_than_itself() -> None:
    for concept in _broader():
        assert concept not in _above(concept)


def test_what_is_related_is_not_broader() -> None:
    for one, other in _pairs("related"):
        assert one not in _above(other)
        assert other not in _above(one)


def test_a_top_concept_has_nothing_broader_in_its_scheme() -> None:
    for concept, scheme in _pairs("topConceptOf"):
        above = {name.removeprefix(_C) for name in _above(concept)}
        assert not above & concepts(scheme.removeprefix(_C))


def test_a_mapping_does_not_turn_the_hierarchy_round() -> None:
    matched = {relation: set(_pairs(relation)) for relation in _RELATIONS}
    for concept in _broader():
        for wider in _above(concept):
            for relation in ("exactMatch", "closeMatch"):
                for one, target in matched[relation]:
                    if one == concept:
                        assert (wider, target) not in matched["broadMatch"]
                        assert (wider, target) not in matched["exactMatch"]
                    if one == wider:
                        assert (concept, target) not in matched["narrowMatch"]
