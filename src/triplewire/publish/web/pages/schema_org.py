"""A thing's view in, schema.org JSON-LD for search engines out."""

from typing import Any

from triplewire import vocab
from triplewire.publish.web.pages.graph import Facts, Ref
from triplewire.publish.web.pages.words import safe_href

_SCHEMA = vocab.PREFIXES["schema"]
_ACTORS = (
    "Person", "Country", "City", "GovernmentOrganization", "NewsMediaOrganization",
    "Organization", "Place", "CreativeWork",
)  # fmt: skip


def linked_data(facts: Facts) -> dict[str, Any] | None:
    """Return a thing as schema.org has it, None where schema.org has no such class."""
    kinds = {iri.removeprefix(_SCHEMA) for iri in facts.texts(vocab.TYPE)}
    for kind, write in _WRITERS.items():
        if kind in kinds:
            return _node(facts, kind, write(facts))
    if facts.is_a(vocab.CLAIM):
        return _node(facts, "Claim", _claim(facts))
    return None


def _node(facts: Facts, kind: str, members: dict[str, Any]) -> dict[str, Any]:
    known = {name: value for name, value in members.items() if value not in (None, [], "")}
    return {"@context": "https://schema.org", "@type": kind, "@id": facts.iri, **known}


def _article(facts: Facts) -> dict[str, Any]:
    return {
        "headline": facts.label,
        "datePublished": facts.text(vocab.SCHEMA_DATE_PUBLISHED),
        "inLanguage": facts.text(vocab.SCHEMA_IN_LANGUAGE),
        "publisher": _things("Organization", facts.refs(vocab.SCHEMA_PUBLISHER)),
        "author": [{"@type": "Person", "name": a} for a in facts.texts(vocab.SCHEMA_AUTHOR)],
        "url": _addresses(facts.texts(vocab.SCHEMA_URL)),
        "mentions": [
            {"@id": ref.iri, "name": ref.label} for ref in facts.refs(vocab.SCHEMA_MENTIONS)
        ],
    }


def _event(facts: Facts) -> dict[str, Any]:
    return {
        "name": facts.label,
        "startDate": facts.text(vocab.NOT_BEFORE),
        "endDate": facts.text(vocab.NOT_AFTER),
        "location": _things("Place", facts.refs(vocab.SCHEMA_LOCATION)),
        "eventStatus": facts.text(vocab.SCHEMA_EVENT_STATUS),
        "attendee": [{"@id": ref.iri, "name": ref.label} for ref in facts.refs(vocab.PARTICIPANT)],
        "subjectOf": [{"@id": ref.iri, "name": ref.label} for ref in facts.refs(vocab.REPORTED_IN)],
    }


def _claim(facts: Facts) -> dict[str, Any]:
    voices = facts.refs(vocab.SPEAKER, vocab.PROV_HAD_PRIMARY_SOURCE)
    return {
        "text": facts.text(vocab.SCHEMA_TEXT),
        "author": [{"@id": ref.iri, "name": ref.label} for ref in voices],
        "appearance": [
            {"@type": "NewsArticle", "@id": ref.iri, "headline": ref.label}
            for ref in facts.refs(vocab.REPORTED_IN)
        ],
    }


def _named(facts: Facts) -> dict[str, Any]:
    return {
        "name": facts.label,
        "alternateName": facts.texts(vocab.SCHEMA_ALTERNATE_NAME),
        "sameAs": _addresses(facts.texts(vocab.SCHEMA_SAME_AS)),
    }


def _things(kind: str, refs: tuple[Ref, ...]) -> list[dict[str, Any]]:
    return [{"@type": kind, "@id": ref.iri, "name": ref.label} for ref in refs]


def _addresses(addresses: list[str]) -> list[str]:
    return [address for address in addresses if safe_href(address)]


_WRITERS = {
    "NewsArticle": _article,
    "AdvertiserContentArticle": _article,
    "Event": _event,
    **dict.fromkeys(_ACTORS, _named),
}
