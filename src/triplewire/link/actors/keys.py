"""An article's actor in, the keys under which it meets those that it may be one with, out.

Two actors that no chain of common keys connects are never compared, nor does the name of one
depend on that of the other. A key more costs time, a key less a wrong result.
"""

from collections.abc import Iterator

from triplewire.link.actors.fitting import name_words, one_spelling
from triplewire.link.actors.join import ACRONYM
from triplewire.link.actors.orders import anchor_of
from triplewire.link.actors.reports import ActorReport
from triplewire.link.actors.signs import needs_country
from triplewire.link.naming import told_apart


def keys_of(report: ActorReport) -> Iterator[str]:
    """Yield the keys of an actor: IRIs that it has or may get, family name, spelling, acronyms."""
    actor = report.actor
    yield actor.iri
    yield from told_apart(actor.iri, anchor_of(report))
    if actor.type == "person":
        yield f"family {name_words(actor.name)[-1]}"
    if actor.type == "org":
        if not needs_country(actor):
            yield f"spelling {one_spelling(actor.name)}"
        names = (actor.name, *(actor.aliases if " " in actor.name else ()))
        yield from (f"acronym {name}" for name in names if ACRONYM.fullmatch(name))
