"""A name that stands for nothing any more in, what its page says of it out."""

from dataclasses import dataclass

from triplewire import vocab
from triplewire.ask import Fate, fate_of, versions_of
from triplewire.publish.web.pages.graph import Ref, Site, Walk
from triplewire.store import Store

_KINDS = {
    "actor": "actor",
    "article": "article",
    "claim": "claim",
    "comparison": "comparison of two claims",
    "decision": "decision",
    "document": "document",
    "event": "event",
    "identity": "judgement on two names",
    "measure": "measure",
    "office": "office",
    "place": "place",
    "role": "role",
    "text": "text of an article",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TombstoneView:
    """A name that was published once as its page shows it.

    ``number`` says how many-eth of the ``versions`` of an article's text withdrew it.
    """

    label: str | None
    kind: str
    withdrawn: bool
    when: str | None
    article: Ref | None
    version: Ref | None
    number: int | None
    versions: int
    heir: Ref | None
    heir_gone: bool


def tombstone_view(store: Store, site: Site, fate: Fate) -> TombstoneView:
    """Return the view of what became of a name."""
    walk = Walk(store)
    text = walk.one(fate.by, vocab.PROV_SPECIALIZATION_OF)
    article = walk.one(text, vocab.SCHEMA_ENCODES_CREATIVE_WORK)
    versions = [version.iri for version in versions_of(store, text)] if text else []
    return TombstoneView(
        label=fate.label,
        kind=_KINDS.get(fate.iri.removeprefix(site.base).partition("/")[0], "thing"),
        withdrawn=fate.withdrawn,
        when=fate.when,
        article=site.ref(article, walk.label(article)) if article else None,
        version=site.ref(fate.by, fate.by.rpartition("/")[2]) if fate.by else None,
        number=versions.index(fate.by) + 1 if fate.by in versions else None,
        versions=len(versions),
        heir=site.ref(fate.see, walk.label(fate.see)) if fate.see else None,
        heir_gone=bool(fate.see and fate_of(store, fate.see)),
    )
