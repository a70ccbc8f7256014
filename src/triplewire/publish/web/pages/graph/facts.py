"""A thing of the store in, what the graph says of it by property out."""

from dataclasses import dataclass
from urllib.parse import quote

import pyoxigraph as ox

from triplewire import vocab
from triplewire.ask import rows
from triplewire.ask.evidence import Passage
from triplewire.publish.web.pages.graph.links import Ref
from triplewire.publish.web.pages.graph.site import Site, asked, value_of
from triplewire.publish.web.pages.graph.walk import Walk
from triplewire.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One property of a thing with its value, and the label of what that is."""

    name: ox.NamedNode
    value: ox.NamedNode | ox.Literal
    label: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that is said of one thing."""

    iri: str
    site: Site
    facts: tuple[Fact, ...]

    @property
    def label(self) -> str:
        """Return its name, or its IRI in short form."""
        return (
            self.text(vocab.LABEL) or self.text(vocab.SKOS_PREF_LABEL) or self.site.short(self.iri)
        )

    def text(self, name: ox.NamedNode) -> str | None:
        """Return the first value of a property as text."""
        return next(iter(self.texts(name)), None)

    def texts(self, name: ox.NamedNode) -> list[str]:
        """Return the values of a property as text, each once."""
        return list(dict.fromkeys(f.value.value for f in self.facts if f.name == name))

    def refs(self, *names: ox.NamedNode) -> tuple[Ref, ...]:
        """Return links to what properties point to."""
        found: dict[str, Ref] = {}
        for fact in self.facts:
            if fact.name in names and isinstance(fact.value, ox.NamedNode):
                found.setdefault(fact.value.value, self.site.ref(fact.value.value, fact.label))
        return tuple(found.values())

    def labels(self, name: ox.NamedNode) -> str | None:
        """Return the labels of what a property points to, in one line."""
        return ", ".join(ref.label for ref in self.refs(name)) or None

    def is_a(self, kind: ox.NamedNode) -> bool:
        """Say whether the thing is of a class."""
        return kind.value in self.texts(vocab.TYPE)


def facts_of(store: Store, site: Site, iri: str) -> Facts | None:
    """Return what the graph says of a thing; None when it says nothing, or it is no IRI."""
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return None
    found = rows(store, "described", {ox.Variable("thing"): node})
    if not found:
        return None
    facts = (
        Fact(name=row["property"], value=row["value"], label=value_of(row, "label"))
        for row in found
    )
    return Facts(iri=iri, site=site, facts=tuple(facts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The words that a finding rests on, the file they were read from and the run that found it."""

    place: Passage
    source: str | None
    run: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The rule that found something: what it looks for, and how many of its findings were right."""

    ref: Ref
    definition: str | None
    right: str | None
    counted: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """What a curator decided about a finding."""

    label: str
    who: str
    when: str
    why: str | None


def grounds_of(store: Store, iri: str) -> tuple[Ground, ...]:
    """Return the passages that a finding rests on, the tightest ones."""
    evidence = Walk(store).evidence
    return tuple(
        Ground(
            place=passage,
            source=evidence.source(passage.text).name,
            run=evidence.run(passage.text),
        )
        for passage in evidence.resting(iri)
    )


def rule_of(store: Store, site: Site, facts: Facts) -> Rule | None:
    """Return the rule that found a claim, an event or an office."""
    named = next(iter(facts.refs(vocab.RULE)), None)
    if named is None:
        return None
    said = facts_of(store, site, named.iri) or Facts(iri=named.iri, site=site, facts=())
    local = named.iri.removeprefix(vocab.PREFIXES["twr"])
    return Rule(
        ref=Ref(iri=named.iri, label=said.label, href=f"/rule/{quote(local)}"),
        definition=said.text(vocab.SKOS_DEFINITION),
        right=said.text(vocab.FINDINGS_RIGHT),
        counted=said.text(vocab.FINDINGS_COUNTED),
    )


def added_by(site: Site, facts: Facts) -> tuple[Ref, ...]:
    """Return the version of an article's text that added a finding, by its digits."""
    versions = facts.texts(vocab.ADDED_BY)
    return tuple(site.ref(iri, iri.rpartition("/")[2]) for iri in versions)


def rulings_of(store: Store, iri: str) -> tuple[Ruled, ...]:
    """Return what was decided about a thing."""
    return tuple(
        Ruled(
            label=row["label"].value,
            who=row["who"].value,
            when=row["when"].value,
            why=value_of(row, "why"),
        )
        for row in rows(store, "decided", {ox.Variable("node"): ox.NamedNode(iri)})
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What is held of a thing and another name: joined, likely one, or kept apart, and why."""

    link: Ref
    other: Ref
    status: str
    reason: str
    confidence: str


def identities_of(store: Store, site: Site, iri: str) -> tuple[Identity, ...]:
    """Return which names may stand for a thing, or do not."""
    return tuple(
        Identity(
            link=site.ref(row["link"].value),
            other=site.ref(row["other"].value, row["name"].value),
            status=row["status"].value,
            reason=row["reason"].value,
            confidence=row["confidence"].value,
        )
        for row in asked(store, "identities-of", "thing", iri)
    )
