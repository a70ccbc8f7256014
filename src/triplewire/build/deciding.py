"""Articles in, what decisions may be about each out; and of several the one that it is about.

By these steps all articles are assigned their decisions, though no process holds them together.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import msgspec

from triplewire.decide import Sought, assign, is_held
from triplewire.records import Article, Decision, Metadata, Registered


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What an article is called; ``row`` is that of the register, a Registered as JSON."""

    sha256: str
    name: str
    title: str | None
    url: str | None
    row: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A decision that may be about a text: for its name, or for words that it has.

    ``shared`` counts long words, where the text has most of them.
    """

    decision: int
    sha256: str
    name: str = ""
    has: bool = False
    shared: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article, as JSON."""

    sha256: str
    name: str
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """An article that a decision may mean."""

    block: int
    place: str
    article: str
    row: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The text that a decision is about, or with ``unmet``, an Unmet as JSON, why there is none.

    ``held`` says that an article of its name has its words.
    """

    decision: int
    sha256: str
    unmet: str
    held: bool


@dataclass(frozen=True, slots=True)
class Naming:
    """The step from what an article is called to the decisions that may name it."""

    decisions: tuple[Decision, ...]
    size: int = 1024
    given: type[Called] = Called
    made: type[Hit] = Hit

    def begin(self) -> "_NamingWork":
        """Return what does the work."""
        return _NamingWork(Sought(enumerate(self.decisions)))

    def lost(self, _: Called) -> Iterable[Hit]:
        """Return nothing: no decision is about what no process can read."""
        return []


@dataclass(frozen=True, slots=True)
class _NamingWork:
    sought: Sought

    def __call__(self, rows: Sequence[Called]) -> Iterator[Hit]:
        for row in rows:
            article = Article(
                text="",
                sha256=row.sha256,
                name=row.name,
                media_type="",
                language="",
                metadata=Metadata(title=row.title, url=row.url),
            )
            for number in sorted(self.sought.naming(article, further_names(row.row))):
                yield Hit(decision=number, sha256=row.sha256)


@dataclass(frozen=True, slots=True)
class Searching:
    """The step from a text to the decisions whose words it has, or most of the long ones of."""

    decisions: tuple[tuple[int, Decision], ...]
    size: int = 256
    given: type[Text] = Text
    made: type[Hit] = Hit

    def begin(self) -> "_SearchingWork":
        """Return what does the work."""
        return _SearchingWork(Sought(self.decisions))

    def lost(self, _: Text) -> Iterable[Hit]:
        """Return nothing: no decision is about what no process can read."""
        return []


@dataclass(frozen=True, slots=True)
class _SearchingWork:
    sought: Sought

    def __call__(self, rows: Sequence[Text]) -> Iterator[Hit]:
        for row in rows:
            text = msgspec.json.decode(row.article, type=Article).text
            for number, has, shared in self.sought.in_words(text):
                yield Hit(decision=number, sha256=row.sha256, name=row.name, has=has, shared=shared)


@dataclass(frozen=True, slots=True)
class Placing:
    """The step from the articles that a decision may mean to the one that it is about."""

    decisions: tuple[Decision, ...]
    size: int = 256
    given: type[Meant] = Meant
    made: type[Placed] = Placed

    def begin(self) -> "Placing":
        """Return what does the work: it has no tools."""
        return self

    def __call__(self, rows: Sequence[Meant]) -> Iterator[Placed]:
        """Yield where each decision belongs."""
        for number, block in groupby(rows, key=lambda row: row.block):
            decision = self.decisions[number]
            articles: list[Article] = []
            known: dict[str, tuple[str, ...]] = {}
            for row in block:
                article = msgspec.json.decode(row.article, type=Article)
                articles.append(article)
                known[article.sha256] = further_names(row.row)
            found = assign([decision], articles, known)
            yield Placed(
                decision=number,
                sha256=next(iter(found.by_article), ""),
                unmet=msgspec.json.encode(found.unmet[0]).decode() if found.unmet else "",
                held=is_held(decision, articles, known),
            )

    def lost(self, _: Meant) -> Iterable[Placed]:
        """Return nothing: no decision is about what no process can read."""
        return []


def further_names(row: bytes | None) -> tuple[str, ...]:
    """Return the further names of an article with a row in the register."""
    if row is None:
        return ()
    known = msgspec.json.decode(row, type=Registered)
    return (known.name, *known.texts, *known.known_by)
