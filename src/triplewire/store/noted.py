"""What a writer does to graphs in; what changed, and of what nothing is said any more, out."""

from collections.abc import Iterable

import pyoxigraph as ox

# Changed triples that are kept in mind: those of a good hundred articles.
_MOST_CHANGED = 50_000


class Noted:
    """What a build has changed so far; ``all_changed`` where that is too much to be told.

    ``gone`` is what was said of the things that a graph does not describe any more, by IRI.
    """

    def __init__(self, *, all_changed: bool) -> None:
        """Begin with nothing."""
        self.all_changed = all_changed
        self.gone: dict[str, frozenset[ox.Triple]] = {}
        self._added: list[ox.Triple] = []
        self._removed: list[ox.Triple] = []

    def changes(self) -> tuple[list[ox.Triple], list[ox.Triple]] | None:
        """Return the triples that were put into and taken out of graphs; None for too many."""
        return None if self.all_changed else (self._added, self._removed)

    def note(self, gone: Iterable[ox.Triple], come: Iterable[ox.Triple]) -> None:
        """Note the triples that have gone out of a graph and come into it."""
        if not self.all_changed:
            self._added += come
            self._removed += gone
            self.all_changed = len(self._added) + len(self._removed) > _MOST_CHANGED
            if self.all_changed:
                self._added, self._removed = [], []

    def miss(self, before: Iterable[ox.Triple], after: Iterable[ox.Triple]) -> None:
        """Note what a graph does not describe any more."""
        left = {triple.subject for triple in after}
        lost: dict[str, set[ox.Triple]] = {}
        for triple in before:
            if isinstance(triple.subject, ox.NamedNode) and triple.subject not in left:
                lost.setdefault(triple.subject.value, set()).add(triple)
        for iri, said in lost.items():
            self.gone[iri] = frozenset(said) | self.gone.get(iri, frozenset())
