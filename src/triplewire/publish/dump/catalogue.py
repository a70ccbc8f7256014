"""A store in, its dataset described for catalogues out: VoID and DCAT, without blank nodes.

Every number is counted in the store, every date comes from the data, and every node is named below
the dataset's IRI (``…/dataset#…``), so that one document describes them all.
Source: W3C VoID (2011), DCAT 3 (2024), SPDX 2.3 for checksums.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

import pyoxigraph as ox

from triplewire import vocab
from triplewire.ask import counts, rows
from triplewire.iris import BASE, digits_of, mint
from triplewire.newsroom import Settings
from triplewire.publish.dump.distributions import Served, distributions, number, part, service
from triplewire.publish.dump.order import ordered
from triplewire.store import Store
from triplewire.vocab import PREFIXES, term

Values = Mapping[ox.NamedNode, ox.NamedNode | ox.Literal]

# What stands between the base and the rest of a graph's name, and what such graphs are together.
_GRAPHS = "graph/"
_SUBSETS = {
    "article": "Articles and what they say, one named graph an article",
    "authorities": "Listed actors, places and documents",
    "comparisons": "Claims compared across articles",
    "identities": "Which names stand for one thing, and which do not",
    "names": "What became of names that were published once",
    "provenance": "Where each graph comes from",
    "text": "The articles' texts",
    "vocabulary": "The ontology and its code lists",
}
_EXAMPLES = (vocab.SCHEMA_ARTICLE, vocab.ACTOR, vocab.SCHEMA_EVENT, vocab.CLAIM)

_NOWHERE = Served()
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class _Texts:
    """How many texts are published, and how many of their wordings nothing else in the graph says.

    They are no part of what is asked, so that what is counted by queries lacks them.
    """

    number: int
    unsaid: int

    @classmethod
    def kept(cls, store: Store) -> Self:
        if not store.manifest.publish_text:
            return cls(0, 0)
        (row,) = rows(store, "dataset-texts")
        return cls(_int(row["texts"]), _int(row["unsaid"]))


def catalogue(store: Store, served: Served = _NOWHERE) -> frozenset[ox.Triple]:
    """Return the VoID and DCAT description of what a store publishes.

    The texts of the articles count only where the newsroom publishes them.
    """
    return counted(store) | offered(store, served)


def counted(store: Store) -> frozenset[ox.Triple]:
    """Return the part of the description that is counted in the whole store."""
    base = store.manifest.base or BASE
    dataset, said = _dataset(store)
    texts = _Texts.kept(store)
    return frozenset(
        (
            *_said(said, dataset),
            *_sized(store, dataset, base, texts),
            *_partitions(store, dataset, texts),
            *_subsets(store, dataset, base),
            *_dated(store, dataset),
        )
    )


def offered(store: Store, served: Served) -> frozenset[ox.Triple]:
    """Return the part that says where the dataset can be had."""
    dataset, said = _dataset(store)
    files = distributions(dataset, served, said.get(vocab.DCTERMS_LICENSE))
    return frozenset((*files, *service(dataset, served.endpoint)))


def _dataset(store: Store) -> tuple[ox.NamedNode, dict[ox.NamedNode, Any]]:
    """Return the dataset, and what the graph says of it."""
    dataset = ox.NamedNode(mint("dataset", base=store.manifest.base or BASE))
    found = rows(store, "dataset-said", {ox.Variable("dataset"): dataset})
    return dataset, {row["property"]: row["value"] for row in found}


def _said(said: Values, dataset: ox.NamedNode) -> Iterator[ox.Triple]:
    """Yield what the newsroom's settings say: title, licence and publisher."""
    yield ox.Triple(dataset, vocab.TYPE, vocab.VOID_DATASET)
    yield ox.Triple(dataset, vocab.TYPE, vocab.DCAT_DATASET)
    title = said.get(vocab.DCTERMS_TITLE, ox.Literal(Settings().title, language="en"))
    yield ox.Triple(dataset, vocab.DCTERMS_TITLE, title)
    if vocab.DCTERMS_LICENSE in said:
        yield ox.Triple(dataset, vocab.DCTERMS_LICENSE, said[vocab.DCTERMS_LICENSE])
    if vocab.DCTERMS_PUBLISHER in said:
        # A catalogue wants an agent where the graph gives a name.
        publisher = part(dataset, "publisher")
        yield ox.Triple(dataset, vocab.DCTERMS_PUBLISHER, publisher)
        yield ox.Triple(publisher, vocab.TYPE, term("foaf", "Agent"))
        yield ox.Triple(publisher, term("foaf", "name"), said[vocab.DCTERMS_PUBLISHER])


def _sized(store: Store, dataset: ox.NamedNode, base: str, texts: _Texts) -> Iterator[ox.Triple]:
    """Yield how large the dataset is, in words and in the numbers of VoID."""
    words = ", ".join(f"{amount} {kind}" for kind, amount in counts(store).items())
    about = f"News as linked data, each statement with the words it rests on: {words}."
    yield ox.Triple(dataset, vocab.DCTERMS_DESCRIPTION, ox.Literal(about, language="en"))
    yield ox.Triple(dataset, term("void", "uriSpace"), ox.Literal(base))
    (size,) = rows(store, "dataset-counts")
    subjects, objects = _terms(store)
    typed = store.triples(None, vocab.TYPE)
    things = (str(t.subject).encode() for t in typed if t.object != vocab.AS_TOMBSTONE)
    for name, amount in (
        ("triples", _int(size["triples"]) + texts.number),
        ("distinctSubjects", subjects),
        ("distinctObjects", objects + texts.unsaid),
        # Names that stand for nothing any more are none.
        ("entities", _distinct(things)),
    ):
        yield ox.Triple(dataset, term("void", name), number(amount))


def _partitions(store: Store, dataset: ox.NamedNode, texts: _Texts) -> Iterator[ox.Triple]:
    """Yield which classes and properties are used how often, their vocabularies, and examples."""
    members = {row["class"]: row for row in rows(store, "dataset-classes")}
    uses = Counter(
        {row["property"]: _int(row["uses"]) for row in rows(store, "dataset-properties")}
    )
    if texts.number:
        uses[vocab.SCHEMA_TEXT] += texts.number
    yield ox.Triple(dataset, term("void", "classes"), number(len(members)))
    yield ox.Triple(dataset, term("void", "properties"), number(len(uses)))
    for kind, row in members.items():
        node = part(dataset, f"class-{_name(kind)}")
        yield ox.Triple(dataset, term("void", "classPartition"), node)
        yield ox.Triple(node, vocab.TYPE, vocab.VOID_DATASET)
        yield ox.Triple(node, term("void", "class"), kind)
        yield ox.Triple(node, term("void", "entities"), number(_int(row["members"])))
    for kind in _EXAMPLES:
        if kind in members:
            example = ox.NamedNode(members[kind]["example"].value)
            yield ox.Triple(dataset, term("void", "exampleResource"), example)
    for kind, amount in uses.items():
        node = part(dataset, f"property-{_name(kind)}")
        yield ox.Triple(dataset, term("void", "propertyPartition"), node)
        yield ox.Triple(node, vocab.TYPE, vocab.VOID_DATASET)
        yield ox.Triple(node, term("void", "property"), kind)
        yield ox.Triple(node, term("void", "triples"), number(amount))
    for prefix in {_prefix(kind) for kind in (*members, *uses)} - {None}:
        namespace = ox.NamedNode(PREFIXES[str(prefix)])
        yield ox.Triple(dataset, term("void", "vocabulary"), namespace)


def _subsets(store: Store, dataset: ox.NamedNode, base: str) -> Iterator[ox.Triple]:
    """Yield each kind of named graph as a subset."""
    sizes: Counter[str] = Counter()
    begin = {ox.Variable("space"): ox.NamedNode(f"{base}{_GRAPHS}")}
    for row in rows(store, "dataset-graphs", begin):
        sizes[row["kind"].value] += _int(row["triples"])
    if not store.manifest.publish_text:
        del sizes["text"]
    for group in sizes.keys() & _SUBSETS.keys():
        node = part(dataset, f"graphs-{group}")
        title = ox.Literal(_SUBSETS[group], language="en")
        space = ox.Literal(f"{base}{_GRAPHS}{group}")
        yield ox.Triple(dataset, term("void", "subset"), node)
        yield ox.Triple(node, vocab.TYPE, vocab.VOID_DATASET)
        yield ox.Triple(node, vocab.DCTERMS_TITLE, title)
        yield ox.Triple(node, term("void", "triples"), number(sizes[group]))
        yield ox.Triple(node, term("void", "uriSpace"), space)


def _dated(store: Store, dataset: ox.NamedNode) -> Iterator[ox.Triple]:
    """Yield the days that the articles cover, and the last day on which anything is dated."""
    (row,) = rows(store, "dataset-dates")
    first, last, decided = (
        day.value if (day := row[name]) else None for name in ("first", "last", "decided")
    )
    newest = max((day for day in (last, decided) if day), default=None)
    if newest:
        yield ox.Triple(dataset, term("dcterms", "modified"), _date(newest))
    if first and last:
        period = part(dataset, "period")
        yield ox.Triple(dataset, term("dcterms", "temporal"), period)
        yield ox.Triple(period, vocab.TYPE, term("dcterms", "PeriodOfTime"))
        yield ox.Triple(period, term("dcat", "startDate"), _date(first))
        yield ox.Triple(period, term("dcat", "endDate"), _date(last))


def _terms(store: Store) -> tuple[int, int]:
    """Return how many subjects and how many objects there are, each counted once."""
    with TemporaryDirectory(prefix="triplewire-") as folder:
        path = Path(folder, "triples")
        store.write_triples(path)
        with path.open("rb") as lines:
            subjects = _distinct(line.partition(b" ")[0] for line in lines)
            lines.seek(0)
            # No space is in a subject or in a property.
            return subjects, _distinct(line.split(b" ", 2)[2] for line in lines)


def _distinct(terms: Iterable[bytes]) -> int:
    """Return how many terms there are, each counted once, in bounded memory."""
    # What comes several times comes one after another as a rule, and is sorted once then.
    with ordered(term.rstrip(b"\n") + b"\n" for term, _ in groupby(terms)) as found:
        return sum(1 for _ in found)


def _name(node: ox.NamedNode) -> str:
    """Return a name for a class or property that can end an IRI."""
    prefix = _prefix(node)
    if prefix is None or not _PLAIN.fullmatch(node.value, len(PREFIXES[prefix])):
        return digits_of(node.value)
    return f"{prefix}-{node.value.removeprefix(PREFIXES[prefix])}"


def _prefix(node: ox.NamedNode) -> str | None:
    fitting = [prefix for prefix, iri in PREFIXES.items() if node.value.startswith(iri)]
    return max(fitting, key=lambda prefix: len(PREFIXES[prefix]), default=None)


def _date(day: str) -> ox.Literal:
    return ox.Literal(day, datatype=vocab.XSD_DATE)


def _int(term: ox.Literal) -> int:
    return int(term.value)
