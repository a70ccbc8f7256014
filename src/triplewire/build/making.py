"""The surveyed articles and who is one in them in, the checked graphs of each out.

What was made before is not made again: a row depends on the text, the metadata, the decisions and
what other articles add to it alone.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

import msgspec

from triplewire import __version__
from triplewire.ask import enclosing, statements_of
from triplewire.build.comparison import stated
from triplewire.build.faults import Fault, guarded, killed
from triplewire.build.heads import Head
from triplewire.build.kept import count_of, grow_in_parts
from triplewire.build.one_article import Setup, graphs_of
from triplewire.build.surveying import SURVEYED
from triplewire.build.tasks import TASKS
from triplewire.convert import authority_graph, provenance
from triplewire.engines import Engine
from triplewire.iris import mint
from triplewire.link import NOTHING, Slice
from triplewire.records import Article, Draft, Graph, Lineage
from triplewire.store import lines_of

MADE = "made"
# Articles at a time: enough to make little of what each batch costs.
_BATCH = 16
# Digits of a run's IRI.
_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class ToMake:
    """A surveyed article; ``path`` is its IRI behind the base, ``known`` what others add to it."""

    key: str
    path: str
    article: bytes
    draft: bytes
    known: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An article's graphs as lines of N-Triples, or its fault.

    ``key`` names all that they were made of, ``run`` is the IRI of what made them. ``content`` is
    the sum of a graph's quads by which a store knows a set of them. ``provenance`` has the lines
    that the article puts into the graph of that name. ``used`` are the listed things that are
    mentioned.
    """

    key: str
    sha256: str
    digits: str
    name: str
    run: str = ""
    graph: str = ""
    lines: bytes = b""
    content: str = ""
    text_graph: str = ""
    text_lines: bytes = b""
    text_content: str = ""
    review_graph: str = ""
    review_lines: bytes = b""
    review_content: str = ""
    provenance: bytes = b""
    used: tuple[str, ...] = ()
    omitted: bytes = b"[]"
    statements: bytes = b"[]"
    fault: bytes | None = None
    passing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stamp:
    stamp: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changing:
    """An article whose graphs are not those that the store had, and the row that has them."""

    key: str
    sha256: str
    run: str


def make(engine: Engine, setup: Setup, seen: Callable[[Made], None] | None = None) -> None:
    """Make the graphs of what is new among the surveyed tasks; the table keeps the others.

    The table ``making`` says which row of it is that of which task. ``seen`` is called with some of
    what is made while others are.
    Raises: EngineError when no process can do anything.
    """
    stamp = f"{__version__} {setup.fingerprint}"
    engine.write("make_stamp", [_Stamp(stamp=stamp)], _Stamp)
    engine.sql(
        "making",
        f"""
        SELECT t.sha256, t.place, n.key AS surveyed, k.slice AS known,
               CASE t.path WHEN '' THEN v.path ELSE t.path END AS path,
               sha2(concat_ws(
                   '|', s.stamp, t.draft_key, t.name, CAST(t.line AS STRING), t.digits,
                   CASE t.path WHEN '' THEN v.path ELSE t.path END, t.earlier,
                   t.decided, coalesce(sha2(k.slice, 256), '')), 256) AS key
        FROM {TASKS} t CROSS JOIN make_stamp s
        JOIN surveying n ON n.sha256 = t.sha256
        JOIN {SURVEYED} v ON v.key = n.key
        LEFT JOIN slices k ON k.sha256 = t.sha256
        WHERE v.fault IS NULL
        """,
    )
    grow_in_parts(
        engine,
        MADE,
        "making",
        f"""
        SELECT m.key, m.path, t.article, m.known, coalesce(v.decided, v.draft) AS draft
        FROM missing m JOIN {TASKS} t ON t.sha256 = m.sha256
        JOIN {SURVEYED} v ON v.key = m.surveyed
        ORDER BY m.place, m.sha256
        """,
        Make(setup),
        seen,
    )


def number_of(engine: Engine) -> int:
    """Return how many articles get graphs, or a fault in their place."""
    return count_of(engine, "SELECT 1 FROM making")


def heads(engine: Engine) -> Iterator[Head]:
    """Yield what the articles are known by that get graphs, in order."""
    return engine.rows(
        f"""
        SELECT m.sha256, m.path, t.name, t.address, t.earlier, t.sketch
        FROM making m JOIN {TASKS} t ON t.sha256 = m.sha256 ORDER BY m.place, m.sha256
        """,
        Head,
    )


def changed(engine: Engine, is_there: Callable[[Changing], bool]) -> Iterator[Made]:
    """Yield what is new of the articles against the runs that the store had, in no order.

    The table ``changing`` says of which; what is in the store by now is left out.

    The graphs pass by: to sort them they would have to be in memory together.
    """
    engine.sql(
        "changing",
        f"""
        SELECT m.key, m.sha256, d.run FROM making m JOIN (
            SELECT key, run FROM {MADE} UNION ALL SELECT key, run FROM {MADE}_passing
        ) d ON d.key = m.key
        LEFT JOIN entries e ON e.sha256 = m.sha256
        WHERE e.run IS NULL OR e.run <> d.run
        """,
    )
    left = (one for one in engine.rows("SELECT * FROM changing", Changing) if not is_there(one))
    engine.write("to_enter", left, Changing)
    return engine.rows(
        f"""
        SELECT * FROM (SELECT * FROM {MADE} UNION ALL SELECT * FROM {MADE}_passing) made
        WHERE key IN (SELECT key FROM to_enter)
        """,
        Made,
    )


def number_changed(engine: Engine) -> int:
    """Return how many articles `changed` has found."""
    return count_of(engine, "SELECT 1 FROM to_enter")


@dataclass(frozen=True, slots=True)
class Make:
    """Link, convert and validate articles."""

    setup: Setup
    given: type[ToMake] = ToMake
    made: type[Made] = Made
    size: int = _BATCH

    def begin(self) -> Self:
        """Begin; the shapes are loaded when the first graph is judged."""
        return self

    def __call__(self, rows: Sequence[ToMake]) -> Iterator[Made]:
        """Yield what is made of each article."""
        for row in rows:
            article = _with_path(msgspec.json.decode(row.article, type=Article), row.path)
            found = guarded(article.name, self._made, article, row)
            yield _faulty(article, row, found) if isinstance(found, Fault) else found

    def _made(self, article: Article, row: ToMake) -> Made | Fault:
        draft = replace(msgspec.json.decode(row.draft, type=Draft), article=article)
        known = msgspec.json.decode(row.known, type=Slice) if row.known else NOTHING
        graphs = graphs_of(draft, self.setup, known)
        if isinstance(graphs, Fault):
            return graphs
        run = mint("run", f"{__version__}-{row.key[:_DIGITS]}", base=self.setup.base)
        told = Graph(
            iri=mint("graph", "provenance", base=self.setup.base),
            triples=frozenset(provenance(graphs.story, run)),
        )
        known_places = (self.setup.authorities.by_iri[iri] for iri in graphs.used)
        within = enclosing(authority_graph(known_places, self.setup.base).triples)
        lines, content = lines_of(graphs.graph)
        text_lines, text_content = lines_of(graphs.texts)
        review_lines, review_content = lines_of(graphs.review)
        return Made(
            key=row.key,
            sha256=article.sha256,
            digits=article.digits,
            name=article.name,
            run=run,
            graph=graphs.graph.iri,
            lines=lines,
            content=content,
            text_graph=graphs.texts.iri,
            text_lines=text_lines,
            text_content=text_content,
            review_graph=graphs.review.iri,
            review_lines=review_lines,
            review_content=review_content,
            provenance=lines_of(told)[0],
            used=graphs.used,
            omitted=msgspec.json.encode(graphs.omitted),
            statements=stated(run, statements_of(graphs.graph.triples, within)).statements,
        )

    def lost(self, row: ToMake) -> Iterable[Made]:
        """Return the fault of an article over which every process was killed."""
        article = msgspec.json.decode(row.article, type=Article)
        return [_faulty(article, row, killed(article.name))]


def _with_path(article: Article, path: str) -> Article:
    """Return an article with its IRI: the one that it was published under, or else its first."""
    lineage = article.lineage or Lineage(digits=article.digits)
    return replace(article, lineage=replace(lineage, path=path))


def _faulty(article: Article, row: ToMake, fault: Fault) -> Made:
    return Made(
        key=row.key,
        sha256=article.sha256,
        digits=article.digits,
        name=article.name,
        fault=msgspec.json.encode(fault),
        passing=fault.passing,
    )
