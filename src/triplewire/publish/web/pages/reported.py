"""A store in, the days on which its things were reported out, read in one go."""

import pyoxigraph as ox

from triplewire import vocab
from triplewire.store import Store


def reported_days(store: Store) -> dict[str, str]:
    """Return the last day on which each thing was reported, or published as an article."""
    found: dict[str, str] = {}
    for name in (vocab.SCHEMA_DATE_PUBLISHED, vocab.REPORTED_ON):
        days: dict[str, str] = {}
        for triple in store.triples(predicate=name):
            if isinstance(triple.subject, ox.NamedNode):
                iri, day = triple.subject.value, str(triple.object)
                days[iri] = max(day, days.get(iri, ""))
        found |= days
    return found
