"""Articles and a register in, each article with what the newsroom knows it by out.

An article is known again by its text, else by its address, else by its file, else, where its file
has gone, by a text of the same source that is almost the same. A reprint elsewhere is another one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from triplewire.build.sketch import likeness, parts_of, sketch_of
from triplewire.iris import digits_of
from triplewire.records import HASH_DIGITS, Article, Lineage, Registered

# How alike a text is to the one that had its name or its address before, to be that one corrected;
# and one that has neither.
_EDITED = 0.2
_ALMOST_SAME = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineages:
    """The articles with their lineages, by the SHA-256 of their texts.

    ``superseded`` pairs the name of an article with that of the later version of it.
    """

    known: Mapping[str, Article]
    superseded: tuple[tuple[str, str], ...]


def with_lineages(
    articles: Iterable[Article],
    register: Iterable[Registered],
    captured: Mapping[str, str] | None = None,
) -> Lineages:
    """Return articles with what a newsroom knows each by; of several versions the last one stays.

    ``captured`` is when a text was captured last, by its SHA-256, where that is not when its
    article says. The result does not depend on the order of the articles.
    """
    search = _Search(articles, register, captured or {})
    search.by_text()
    search.by_address()
    search.by_name()
    search.by_likeness()
    search.begin()
    return Lineages(known=search.known, superseded=tuple(sorted(search.superseded)))


def row_of(article: Article, first: int, earlier: Registered | None) -> Registered:
    """Return an article's row in the register; its lineage has a path."""
    lineage = article.lineage or Lineage(digits=article.digits)
    same = earlier is not None and earlier.texts[-1:] == (article.sha256,)
    return Registered(
        name=lineage.path,
        first=earlier.first if earlier else first,
        known_by=(article.name, *filter(None, [address_of(article)])),
        texts=(*lineage.earlier, article.sha256),
        sketch=earlier.sketch if earlier and same else sketch_of(article.text),
    )


def address_of(article: Article) -> str | None:
    """Return an article's own address in the form that addresses are compared in.

    None is for one without a path: that is the address of a site.

    >>> from triplewire.records import Metadata
    >>> meta = Metadata(url="HTTP://News.example.org/a/b/?id=1#top")
    >>> address_of(Article(text="", sha256="", name="", media_type="", language="", metadata=meta))
    'https://news.example.org/a/b?id=1'
    """
    parts = urlsplit(article.metadata.url or "")
    path = parts.path.rstrip("/")
    if not parts.hostname or not (path or parts.query):
        return None
    query = f"?{parts.query}" if parts.query else ""
    port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    return f"https://{parts.hostname}{port}{path}{query}"


class _Search:
    """The articles that are not yet known again, and the registered ones that are not yet found."""

    def __init__(
        self,
        articles: Iterable[Article],
        register: Iterable[Registered],
        captured: Mapping[str, str],
    ) -> None:
        self.known: dict[str, Article] = {}
        self.superseded: list[tuple[str, str]] = []
        self._captured = captured
        ordered = sorted(articles, key=lambda a: (self._moment(a), a.name, a.sha256))
        self._open = {article.sha256: article for article in ordered}
        self._sketches: dict[str, str] = {}
        self._at: dict[str, list[Article]] = defaultdict(list)
        for article in ordered:
            address = address_of(article)
            if address is not None:
                self._at[address].append(article)
        self._rows = {
            row.name: row
            for row in sorted(articles_of(register), key=lambda row: (row.first, row.name))
        }
        self._digits = {digits_in(row.name) for row in self._rows.values()}
        self._names = {article.name for article in ordered}

    def by_text(self) -> None:
        """Know articles again by a text that they have or had; of several by the last of them."""
        texts = {sha: row for row in self._rows.values() for sha in row.texts}
        found: dict[str, list[Article]] = defaultdict(list)
        for sha, article in self._open.items():
            if sha in texts:
                found[texts[sha].name].append(article)
        for name, versions in found.items():
            row = self._rows[name]
            versions.sort(key=lambda article: row.texts.index(article.sha256))
            # A text that nobody knew, at the address of one that is still there, is a later one,
            # unless captures of both say when they stood there.
            there = (a for known in row.known_by[1:] for a in self._there(known))
            versions.extend(
                a for a in there if a.sha256 not in texts and self._likeness(a, row) >= _EDITED
            )
            if all(article.metadata.captured for article in versions):
                versions.sort(key=self._moment)
            self._take(row, versions)

    def by_address(self) -> None:
        """Know articles again by their address; other texts there are other versions."""
        for row in list(self._rows.values()):
            versions = [a for known in row.known_by[1:] for a in self._there(known)]
            if versions:
                self._take(row, self._alike(versions))

    def by_name(self) -> None:
        """Know articles again by their file, where it has an edited text and no other address."""
        rows = {row.known_by[0]: row for row in self._rows.values() if row.known_by}
        for article in list(self._open.values()):
            row = rows.get(article.name)
            if row is None or row.name not in self._rows or article.sha256 not in self._open:
                continue
            addresses = {address_of(article), *row.known_by[1:]} - {None}
            if len(addresses) < 2 and self._likeness(article, row) >= _EDITED:
                self._take(row, self._versions(article))

    def by_likeness(self) -> None:
        """Know articles again that were renamed and edited at once."""
        by_part: dict[str, list[Registered]] = defaultdict(list)
        for row in self._rows.values():
            if not {*row.known_by[:1]} & self._names:
                for part in parts_of(row.sketch):
                    by_part[part].append(row)
        if not by_part:
            return
        near = {
            (-self._likeness(article, row), row.name, sha)
            for sha, article in self._open.items()
            for part in parts_of(self._sketch(article))
            for row in by_part.get(part, ())
            if _one_host(article, row)
        }
        for score, name, sha in sorted(near):
            if -score < _ALMOST_SAME:
                return
            if name in self._rows and sha in self._open:
                self._take(self._rows[name], self._versions(self._open[sha]))

    def begin(self) -> None:
        """Give what is not known yet a lineage of its own."""
        for address in self._at:
            articles, digits = self._there(address), digits_of("address", address)
            if articles and digits not in self._digits:
                self._digits.add(digits)
                self._enter(self._alike(articles), Lineage(digits=digits))
        for article in list(self._open.values()):
            self._enter([article], Lineage(digits=article.sha256[:HASH_DIGITS]))

    def _versions(self, article: Article) -> list[Article]:
        """Return an article with the other texts at its address, in their order."""
        found = self._alike(self._there(address_of(article)))
        return found if article in found else [article]

    def _there(self, address: str | None) -> list[Article]:
        """Return the articles at an address that are not known yet, in their order."""
        return [a for a in self._at.get(address or "", ()) if a.sha256 in self._open]

    def _alike(self, articles: Sequence[Article]) -> list[Article]:
        """Return those of an address that are versions of the last of them."""
        if len(articles) < 2:
            return list(articles)
        last = self._sketch(articles[-1])
        return [article for article in articles if likeness(self._sketch(article), last) >= _EDITED]

    def _moment(self, article: Article) -> str:
        """Return what tells when a text stood where it was read: its last capture, or its date."""
        metadata = article.metadata
        captured = self._captured.get(article.sha256) or metadata.captured
        return captured or metadata.published or "9999"

    def _likeness(self, article: Article, row: Registered) -> float:
        return likeness(self._sketch(article), row.sketch)

    def _sketch(self, article: Article) -> str:
        """Return an article's sketch; most are known by their texts, and need none."""
        if article.sha256 not in self._sketches:
            self._sketches[article.sha256] = sketch_of(article.text)
        return self._sketches[article.sha256]

    def _take(self, row: Registered, versions: Sequence[Article]) -> None:
        """Let articles be the versions of a registered one, the last of them what it is now."""
        now = versions[-1].sha256
        earlier = dict.fromkeys(sha for sha in row.texts if sha != now)
        lineage = Lineage(digits=digits_in(row.name), path=row.name, earlier=tuple(earlier))
        del self._rows[row.name]
        self._enter(versions, lineage)

    def _enter(self, versions: Sequence[Article], lineage: Lineage) -> None:
        *before, last = versions
        earlier = _woven(lineage.earlier, [a.sha256 for a in before])
        self.known[last.sha256] = replace(last, lineage=replace(lineage, earlier=earlier))
        self.superseded += ((article.name, last.name) for article in before)
        for article in versions:
            del self._open[article.sha256]


def articles_of(register: Iterable[Registered]) -> list[Registered]:
    """Return the rows of articles, those that have gone among them."""
    return [row for row in register if row.name.startswith("article/") and row.texts]


def digits_in(name: str) -> str:
    """Return the digits at the end of an article's name."""
    return name.rpartition("-")[2]


def _woven(known: Sequence[str], found: Sequence[str]) -> tuple[str, ...]:
    """Return known texts with those that were found among them, each before what it came before.

    >>> _woven(["b", "d"], ["a", "b", "c"])
    ('a', 'b', 'd', 'c')
    """
    woven = list(known)
    place = len(woven)
    for text in reversed(found):
        if text not in woven:
            woven.insert(place, text)
        place = woven.index(text)
    return tuple(woven)


def _one_host(article: Article, row: Registered) -> bool:
    """Say whether an article may be of the source of a registered one: of no other site."""
    hosts = {urlsplit(a).hostname for a in (address_of(article), *row.known_by[1:]) if a}
    return len(hosts) < 2
