"""An article's text in, the versions that it had and what each of them changed out."""

from collections.abc import Iterable
from dataclasses import dataclass

from triplewire import vocab
from triplewire.ask.evidence import Lookups
from triplewire.store import Store

# A label that ends so was cut.
_CUT = " …"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim or event in words; of one that is not ``there`` any more, its label is what is left.

    ``when`` is the ISO 8601 day on which it was withdrawn.
    """

    iri: str
    words: str
    there: bool
    when: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A text of an article with what it withdrew, put in other words, and added.

    ``when`` is the ISO 8601 day on which the newsroom first read it, None where it changed nothing.
    """

    iri: str
    sha256: str
    when: str | None
    withdrawn: tuple[Told, ...] = ()
    reworded: tuple[tuple[Told, Told], ...] = ()
    added: tuple[Told, ...] = ()


def versions_of(store: Store, text: str) -> tuple[Version, ...]:
    """Return the versions of a text, the oldest first."""
    walk = Lookups(store)
    return tuple(_version(walk, iri) for iri in _in_order(walk, text))


def in_full(label: str | None, words: str | None) -> str | None:
    """Return a label, or what was cut to make it, under the name of whoever says it.

    >>> in_full("Ada: the wells are …", "The wells are dry."), in_full("Rain falls", "Rain falls.")
    ('Ada: The wells are dry.', 'Rain falls')
    """
    if label is None or words is None or not label.endswith(_CUT):
        return label or words
    voice, colon, begun = label.removesuffix(_CUT).partition(": ")
    said = bool(colon) and words.casefold().startswith(begun.casefold())
    return f"{voice}: {words}" if said else words


def _in_order(walk: Lookups, text: str) -> Iterable[str]:
    """Return the versions of a text, each after the one that it revises."""
    found = walk.into(text, vocab.PROV_SPECIALIZATION_OF)
    before = {iri: walk.one(iri, vocab.PROV_WAS_REVISION_OF) for iri in found}
    after = {earlier: iri for iri, earlier in before.items() if earlier in before}
    ordered: dict[str, None] = {}
    for first in sorted(found, key=lambda iri: (before[iri] in before, iri)):
        iri: str | None = first
        while iri is not None and iri not in ordered:
            ordered[iri] = None
            iri = after.get(iri)
    return ordered


def _version(walk: Lookups, iri: str) -> Version:
    gone = [_told(walk, one) for one in walk.into(iri, vocab.WITHDRAWN_BY)]
    heirs = {one.iri: walk.one(one.iri, vocab.DCTERMS_IS_REPLACED_BY) for one in gone}
    added = (_told(walk, one) for one in walk.into(iri, vocab.ADDED_BY))
    days = [one.when for one in gone if one.when] + walk.out(iri, vocab.DCTERMS_ISSUED)
    return Version(
        iri=iri,
        sha256=walk.one(iri, vocab.SCHEMA_SHA256) or "",
        when=max(days, default=None),
        withdrawn=_ordered(one for one in gone if heirs[one.iri] is None),
        reworded=tuple(
            (one, _told(walk, heir)) for one in _ordered(gone) if (heir := heirs[one.iri])
        ),
        added=_ordered(one for one in added if one.iri not in heirs.values()),
    )


def _told(walk: Lookups, iri: str) -> Told:
    types = walk.out(iri, vocab.TYPE)
    return Told(
        iri=iri,
        words=in_full(walk.one(iri, vocab.LABEL), walk.one(iri, vocab.SCHEMA_TEXT)) or iri,
        there=bool(types) and vocab.AS_TOMBSTONE.value not in types,
        when=walk.one(iri, vocab.DCTERMS_DATE) if vocab.AS_TOMBSTONE.value in types else None,
    )


def _ordered(found: Iterable[Told]) -> tuple[Told, ...]:
    return tuple(sorted(found, key=lambda one: (one.words, one.iri)))
