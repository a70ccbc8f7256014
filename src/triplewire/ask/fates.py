"""A name that was published in, what became of it out: withdrawn, or another name in its place."""

from dataclasses import dataclass

import pyoxigraph as ox

from triplewire import vocab
from triplewire.ask.evidence import Lookups
from triplewire.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of a name; it is ``withdrawn``, or else another one is it now.

    ``see`` is the IRI that stands in its place, ``by`` that of the version of an article's text
    which withdrew it, ``type`` that of its class, ``when`` an ISO 8601 day.
    """

    iri: str
    withdrawn: bool
    see: str | None
    by: str | None
    label: str | None
    type: str | None
    when: str | None


def fate_of(store: Store, iri: str) -> Fate | None:
    """Return what became of a name; None for one that stands for something, or never did.

    What a graph describes is there, whatever was once said of its name.
    """
    try:
        ox.NamedNode(iri)
    except ValueError:
        return None
    walk = Lookups(store)
    types, see = walk.out(iri, vocab.TYPE), walk.one(iri, vocab.DCTERMS_IS_REPLACED_BY)
    withdrawn = types == [vocab.AS_TOMBSTONE.value]
    if not withdrawn and (types or see is None):
        return None
    return Fate(
        iri=iri,
        withdrawn=withdrawn,
        see=see,
        by=walk.one(iri, vocab.WITHDRAWN_BY),
        label=walk.one(iri, vocab.LABEL),
        type=walk.one(iri, vocab.AS_FORMER_TYPE),
        when=walk.one(iri, vocab.DCTERMS_DATE),
    )


def successor_of(store: Store, iri: str) -> str | None:
    """Return the name at the end of those that stand one in the place of the other.

    None says that they lead in a circle. A name that was withdrawn ends them.
    """
    seen: set[str] = set()
    while iri not in seen:
        seen.add(iri)
        fate = fate_of(store, iri)
        if fate is None or fate.withdrawn or fate.see is None:
            return iri
        iri = fate.see
    return None
