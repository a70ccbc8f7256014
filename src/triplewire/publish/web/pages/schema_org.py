"""A thing's view in, schema.org JSON-LD for search engines and fact-checkers out."""

from typing import Any

import pyoxigraph as ox

from triplewire import vocab
from triplewire.publish.web.pages.graph import Facts, Ref, Walk
from triplewire.publish.web.pages.words import safe_href
from triplewire.store import Store

_SCHEMA = vocab.PREFIXES["schema"]
# Of several classes of a thing, the first of these says most.
_NAMED = (
    "Person", "Country", "City", "Continent", "GovernmentOrganization", "NewsMediaOrganization",
    "Organization", "AdministrativeArea", "Place", "CreativeWork",
)  # fmt: skip
_PLACES = frozenset({"Country", "City", "Continent", "AdministrativeArea", "Place"})
_REPORTS = ("NewsArticle", "AdvertiserContentArticle")

_Node = dict[str, Any]


def linked_data(store: Store, facts: Facts) -> _Node | None:
    """Return a thing as schema.org has it, None where schema.org has no such class."""
    kinds = _kinds(facts.texts(vocab.TYPE))
    write = _Writer(store)
    for kind in _REPORTS:
        if kind in kinds:
            return _node(facts, kind, write.article(facts))
    if "Event" in kinds:
        return _node(facts, "Event", write.event(facts))
    if "Claim" in kinds:
        return _node(facts, "Claim", write.claim(facts))
    if facts.is_a(vocab.CLAIM):
        # An appeal or a promise can be quoted, and there is nothing in it to be checked.
        return _node(facts, "CreativeWork", write.utterance(facts))
    named = next((kind for kind in _NAMED if kind in kinds), None)
    return _node(facts, named, write.named(facts, named)) if named else None


def _node(facts: Facts, kind: str, members: _Node) -> _Node:
    known = {name: value for name, value in members.items() if value not in (None, [], "")}
    return {"@context": "https://schema.org", "@type": kind, "@id": facts.iri, **known}


class _Writer:
    """Writes the members of each kind; the store knows of which class other things are."""

    def __init__(self, store: Store) -> None:
        self._walk = Walk(store)

    def article(self, facts: Facts) -> _Node:
        return {
            "headline": facts.label,
            "alternativeHeadline": facts.text(vocab.SCHEMA_ALTERNATIVE_HEADLINE),
            "datePublished": facts.text(vocab.SCHEMA_DATE_PUBLISHED),
            "dateModified": facts.text(vocab.SCHEMA_DATE_MODIFIED),
            "inLanguage": facts.text(vocab.SCHEMA_IN_LANGUAGE),
            "articleSection": facts.texts(vocab.SCHEMA_ARTICLE_SECTION),
            "keywords": facts.texts(vocab.SCHEMA_KEYWORDS),
            "copyrightNotice": facts.text(vocab.SCHEMA_COPYRIGHT_NOTICE),
            "publisher": self._things(facts, vocab.SCHEMA_PUBLISHER),
            "author": [{"@type": "Person", "name": a} for a in facts.texts(vocab.SCHEMA_AUTHOR)],
            "creditText": facts.text(vocab.SCHEMA_CREDIT_TEXT),
            "locationCreated": self._things(facts, vocab.SCHEMA_LOCATION_CREATED),
            "url": _addresses(facts.texts(vocab.SCHEMA_URL)),
            "mentions": self._things(facts, vocab.SCHEMA_MENTIONS),
        }

    def event(self, facts: Facts) -> _Node:
        return {
            "name": facts.label,
            "startDate": facts.text(vocab.SCHEMA_START_DATE),
            "endDate": facts.text(vocab.SCHEMA_END_DATE),
            "location": self._things(facts, vocab.SCHEMA_LOCATION),
            "eventStatus": facts.text(vocab.SCHEMA_EVENT_STATUS),
            "attendee": self._things(facts, vocab.PARTICIPANT),
            "superEvent": self._things(facts, vocab.SCHEMA_SUPER_EVENT),
            "subjectOf": self._reports(facts),
        }

    def claim(self, facts: Facts) -> _Node:
        return {**self._said(facts), "appearance": self._reports(facts)}

    def utterance(self, facts: Facts) -> _Node:
        return {**self._said(facts), "isPartOf": self._reports(facts)}

    def named(self, facts: Facts, kind: str) -> _Node:
        around = self._things(facts, vocab.SCHEMA_CONTAINED_IN_PLACE)
        return {
            "name": facts.text(vocab.SCHEMA_NAME) or facts.label,
            "alternateName": facts.texts(vocab.SCHEMA_ALTERNATE_NAME),
            "sameAs": _addresses(facts.texts(vocab.SCHEMA_SAME_AS)),
            "containedInPlace": around if kind in _PLACES else None,
        }

    def _said(self, facts: Facts) -> _Node:
        sources = self._things(facts, vocab.PROV_HAD_PRIMARY_SOURCE)
        return {
            "text": facts.text(vocab.SCHEMA_TEXT),
            "author": self._things(facts, vocab.SPEAKER),
            "creditText": facts.text(vocab.SCHEMA_CREDIT_TEXT),
            "isBasedOn": [node for node in sources if node["@type"] == "CreativeWork"],
            "datePublished": facts.text(vocab.SCHEMA_DATE_PUBLISHED)
            or facts.text(vocab.REPORTED_ON),
            "about": self._things(facts, vocab.SCHEMA_ABOUT),
        }

    def _reports(self, facts: Facts) -> list[_Node]:
        return [
            {"@type": self._kind(ref, _REPORTS, "Article"), "@id": ref.iri, "headline": ref.label}
            for ref in facts.refs(vocab.REPORTED_IN)
        ]

    def _things(self, facts: Facts, name: ox.NamedNode) -> list[_Node]:
        return [
            {"@type": self._kind(ref, ("Event", *_NAMED), "Thing"), "@id": ref.iri,
             "name": ref.label}
            for ref in facts.refs(name)
        ]  # fmt: skip

    def _kind(self, ref: Ref, known: tuple[str, ...], otherwise: str) -> str:
        kinds = _kinds(self._walk.out(ref.iri, vocab.TYPE))
        return next((kind for kind in known if kind in kinds), otherwise)


def _kinds(types: list[str]) -> set[str]:
    return {iri.removeprefix(_SCHEMA) for iri in types if iri.startswith(_SCHEMA)}


def _addresses(addresses: list[str]) -> list[str]:
    return [address for address in addresses if safe_href(address)]
