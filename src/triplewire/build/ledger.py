"""What a build published and what it struck out in, the newsroom's register as it is now out."""

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from itertools import chain

import msgspec
from pyoxigraph import Literal, NamedNode, Triple

from triplewire import vocab
from triplewire.ask import in_full
from triplewire.build.corrections import Correction
from triplewire.build.gather import registered_in
from triplewire.build.heads import row_of
from triplewire.build.identity import links_in, rows_in
from triplewire.build.lineages import digits_in, is_article
from triplewire.build.making import heads
from triplewire.build.surveying import profiles
from triplewire.engines import Engine
from triplewire.link import Slice
from triplewire.records import Registered
from triplewire.register import LASTING
from triplewire.system.passing import passing
from triplewire.wording import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a build did to names.

    ``has_graphs`` says of an article, by its digits, whether it has any. ``vanished`` is what was
    said of the things of which nothing is said any more, by IRI; ``alive`` are names that had gone
    once and are there again. ``day`` is that of the build, an ISO 8601 day.
    """

    has_graphs: Callable[[str], bool]
    corrections: tuple[Correction, ...]
    vanished: Callable[[], Iterable[tuple[str, frozenset[Triple]]]]
    alive: frozenset[str]
    day: str


@dataclass(frozen=True, slots=True)
class _Name:
    name: str


@contextmanager
def registered(
    engine: Engine, now: int, published: Published, base: str
) -> Iterator[Iterator[Registered]]:
    """Yield the register of a newsroom after a build, in the order of its names.

    ``now`` is the number of the build. The register has many more names than articles, and lies in
    a file while it is made.
    """
    with closing(Rows()) as rows, closing(Rows()) as before:
        for row in registered_in(engine):
            if row.status == "added" or (is_gone(row) and row.name not in published.alive):
                rows.put(row)
            if is_article(row):
                before.put(row)
        for row in chain(_articles(engine, now, published, before), rows_in(engine)):
            new = row.status == "withdrawn" and not row.when
            rows.put(replace(row, when=published.day) if new else row)
        for made in published.corrections:
            for name in sorted(iri.removeprefix(base) for iri in made.added):
                added = Registered(name=name, status="added", first=now)
                if rows.get(name) is None:
                    rows.put(replace(added, texts=(made.sha256,), when=published.day))
        for row in _vanished(engine, now, published, base):
            earlier = rows.get(row.name)
            if earlier is None or earlier.status == "added":
                rows.put(row)
            else:
                rows.put(replace(earlier, type=row.type, label=row.label))
        yield rows.sorted()


class Rows:
    """Rows of a register by name, in a file without a name: memory holds few of them."""

    def __init__(self) -> None:
        """Begin with none."""
        self._db = passing("rows (name TEXT PRIMARY KEY, row BLOB) WITHOUT ROWID")

    def close(self) -> None:
        """Forget them."""
        self._db.close()

    def put(self, row: Registered) -> None:
        """Keep a row, in the place of another of its name."""
        kept = (row.name, msgspec.json.encode(row))
        self._db.execute("INSERT OR REPLACE INTO rows VALUES (?, ?)", kept)

    def get(self, name: str) -> Registered | None:
        """Return the row of a name."""
        asked = "SELECT row FROM rows WHERE name = ?"
        found = self._db.execute(asked, (name,)).fetchone()
        return None if found is None else msgspec.json.decode(found[0], type=Registered)

    def sorted(self) -> Iterator[Registered]:
        """Yield the rows in the order of their names."""
        for (row,) in self._db.execute("SELECT row FROM rows ORDER BY name"):
            yield msgspec.json.decode(row, type=Registered)


def is_gone(row: Registered) -> bool:
    """Say whether a name stands for nothing, or for another, and is not told anew by each build."""
    return row.status == "withdrawn" or (row.status == "replaced" and not row.known_by)


def _articles(engine: Engine, now: int, published: Published, before: Rows) -> Iterator[Registered]:
    """Yield the rows of articles: those that have graphs, and those that had."""
    with closing(Rows()) as seen:
        for head in heads(engine):
            if published.has_graphs(digits_in(head.path)):
                row = row_of(head, now, before.get(head.path))
                seen.put(row)
                yield row
        for row in before.sorted():
            if seen.get(row.name) is None:
                there = published.has_graphs(digits_in(row.name))
                yield row if there else replace(row, status="withdrawn")


def _vanished(engine: Engine, now: int, published: Published, base: str) -> Iterator[Registered]:
    """Yield the rows of what was struck out: by which text, and what stands in its place."""
    by_text = {iri: made for made in published.corrections for iri in made.withdrawn}
    lost = {iri for iri, _ in published.vanished() if _lasts(iri.removeprefix(base), iri)}
    heirs = _heirs(engine, {iri for iri in lost if not _is_finding(iri.removeprefix(base))})
    for iri, said in published.vanished():
        if iri not in lost:
            continue
        name = iri.removeprefix(base)
        made, heir = by_text.get(iri), heirs.get(iri, "")
        # Only a claim's words are told again: a text's are the article.
        words = _first(said, iri, vocab.SCHEMA_TEXT) if name.startswith("claim/") else None
        see = made.reworded.get(iri, "") if made else heir
        yield Registered(
            name=name,
            status="replaced" if heir else "withdrawn",
            first=now,
            texts=(made.sha256,) if made else (),
            see=see.removeprefix(base),
            when=published.day,
            type=max(_values(said, iri, vocab.TYPE), default=""),
            label=one_line(in_full(_first(said, iri, vocab.LABEL), words) or ""),
        )


def _lasts(name: str, iri: str) -> bool:
    """Say whether a name is one that a newsroom keeps for good.

    A passage is a place in a text, and no name of its own: nor are its selectors.
    """
    kind, _, key = name.partition("/")
    passage = "#" in name or (kind == "text" and key.count("/") > 1)
    return kind in LASTING and not passage and name != iri


def _is_finding(name: str) -> bool:
    """Say whether a name is that of what one article alone says."""
    return name.startswith(("claim/", "text/", "article/"))


def _heirs(engine: Engine, lost: AbstractSet[str]) -> dict[str, str]:
    """Return what has another IRI now than by itself: it was joined, or a table lists it."""
    if not lost:
        return {}
    engine.write("lost", map(_Name, sorted(lost)), _Name)
    joined = {link.other: link.one for link in links_in(engine, "lost") if link.status == "joined"}
    return joined | {
        actor.unlisted: iri
        for profile, known in profiles(engine)
        for actor in profile.actors
        if actor.unlisted in lost
        if (iri := _named(known).get(actor.name, actor.iri)) != actor.unlisted
    }


def _named(known: Slice) -> dict[str, str]:
    return {name: iri for name, iri, _ in known.actors}


def _first(said: Iterable[Triple], iri: str, name: NamedNode) -> str | None:
    return min(_values(said, iri, name), default=None)


def _values(said: Iterable[Triple], iri: str, name: NamedNode) -> list[str]:
    subject = NamedNode(iri)
    return [
        triple.object.value
        for triple in said
        if triple.subject == subject
        and triple.predicate == name
        and isinstance(triple.object, NamedNode | Literal)
    ]
