"""What a build published and what it struck out in, the newsroom's register as it is now out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode, Triple

from triplewire import vocab
from triplewire.ask import in_full
from triplewire.build.corrections import Correction
from triplewire.build.identify import Identified
from triplewire.build.lineages import articles_of, digits_in, row_of
from triplewire.records import Registered
from triplewire.register import LASTING
from triplewire.wording import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a build did to names.

    ``articles`` are those that have graphs, by their digits. ``vanished`` is what was said of the
    things of which nothing is said any more, by IRI; ``alive`` are names that had gone once and are
    there again. ``day`` is that of the build, an ISO 8601 day.
    """

    articles: frozenset[str]
    corrections: tuple[Correction, ...]
    vanished: Iterable[tuple[str, frozenset[Triple]]]
    alive: frozenset[str]
    day: str


def registered(known: Identified, published: Published, base: str) -> tuple[Registered, ...]:
    """Return the register of a newsroom after a build, in the order of its names."""
    before = {row.name: row for row in known.gathered.register}
    rows = {
        row.name: row
        for row in before.values()
        if row.status == "added" or (is_gone(row) and row.name not in published.alive)
    }
    for row in (*_articles(known, published, before), *known.rows):
        new = row.status == "withdrawn" and not row.when
        rows[row.name] = replace(row, when=published.day) if new else row
    for made in published.corrections:
        for name in sorted(iri.removeprefix(base) for iri in made.added):
            added = Registered(name=name, status="added", first=known.gathered.now)
            rows.setdefault(name, replace(added, texts=(made.sha256,), when=published.day))
    for row in _vanished(known, published, base):
        earlier = rows.get(row.name)
        if earlier is None or earlier.status == "added":
            rows[row.name] = row
        else:
            rows[row.name] = replace(earlier, type=row.type, label=row.label)
    return tuple(rows[name] for name in sorted(rows))


def is_gone(row: Registered) -> bool:
    """Say whether a name stands for nothing, or for another, and is not told anew by each build."""
    return row.status == "withdrawn" or (row.status == "replaced" and not row.known_by)


def _articles(
    known: Identified, published: Published, before: Mapping[str, Registered]
) -> Iterator[Registered]:
    """Yield the rows of articles: those that have graphs, and those that had."""
    seen: set[str] = set()
    for task in known.tasks:
        lineage = task.article.lineage
        if lineage is not None and lineage.digits in published.articles:
            seen.add(lineage.path)
            yield row_of(task.article, known.gathered.now, before.get(lineage.path))
    for row in articles_of(before.values()):
        if row.name not in seen:
            there = digits_in(row.name) in published.articles
            yield row if there else replace(row, status="withdrawn")


def _vanished(known: Identified, published: Published, base: str) -> Iterator[Registered]:
    """Yield the rows of what was struck out: by which text, and what stands in its place."""
    by_text = {iri: made for made in published.corrections for iri in made.withdrawn}
    heirs: dict[str, str] | None = None
    for iri, said in published.vanished:
        name = iri.removeprefix(base)
        kind, _, key = name.partition("/")
        # A passage is a place in a text, and no name of its own: nor are its selectors.
        passage = "#" in name or (kind == "text" and key.count("/") > 1)
        if kind not in LASTING or passage or name == iri:
            continue
        if heirs is None:
            heirs = _heirs(known)
        made, heir = by_text.get(iri), heirs.get(iri, "")
        # Only a claim's words are told again: a text's are the article.
        words = _first(said, iri, vocab.SCHEMA_TEXT) if kind == "claim" else None
        see = made.reworded.get(iri, "") if made else heir
        yield Registered(
            name=name,
            status="replaced" if heir else "withdrawn",
            first=known.gathered.now,
            texts=(made.sha256,) if made else (),
            see=see.removeprefix(base),
            when=published.day,
            type=max(_values(said, iri, vocab.TYPE), default=""),
            label=one_line(in_full(_first(said, iri, vocab.LABEL), words) or ""),
        )


def _heirs(known: Identified) -> dict[str, str]:
    """Return what has another IRI now than by itself: it was joined, or a table lists it."""
    slices = {task.article.sha256: dict(_iris(task.known.actors)) for task in known.tasks}
    joined = {link.other: link.one for link in known.links if link.status == "joined"}
    return joined | {
        actor.unlisted: iri
        for profile in known.profiles
        for actor in profile.actors
        if (iri := slices.get(profile.sha256, {}).get(actor.name, actor.iri)) != actor.unlisted
    }


def _iris(actors: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    return ((name, iri) for name, iri, _ in actors)


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
