"""Articles and a register in, each article with what the newsroom knows it by out.

An article is known again by its text, else by its address, else by its file, else, where its file
has gone, by a text of the same source that is almost the same. A reprint elsewhere is another one.
What is found of all articles is what is found of each block of them that hang together.
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
class Version:
    """What tells of an article which one it is: all but its words.

    ``seen`` is when its text was captured last, None where that is not known.
    """

    sha256: str
    name: str
    address: str | None
    published: str | None
    captured: str | None
    seen: str | None
    sketch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The lineages of texts by their SHA-256; ``superseded`` pairs a text with the later one."""

    known: Mapping[str, Lineage]
    superseded: tuple[tuple[str, str], ...]


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
    held = {article.sha256: article for article in articles}
    seen = captured or {}
    told = lineages_of((version_of(a, seen.get(sha)) for sha, a in held.items()), register)
    pairs = ((held[one].name, held[other].name) for one, other in told.superseded)
    return Lineages(
        known={sha: replace(held[sha], lineage=lineage) for sha, lineage in told.known.items()},
        superseded=tuple(sorted(pairs)),
    )


def version_of(article: Article, seen: str | None = None) -> Version:
    """Return what tells of an article which one it is; ``seen`` is its text's last capture."""
    return Version(
        sha256=article.sha256,
        name=article.name,
        address=address_of(article),
        published=article.metadata.published,
        captured=article.metadata.captured,
        seen=seen,
        sketch=sketch_of(article.text),
    )


def lineages_of(versions: Iterable[Version], register: Iterable[Registered]) -> Told:
    """Return what a newsroom knows articles by, as ``with_lineages`` does, whatever their words."""
    search = _Search(versions, register)
    search.by_text()
    search.by_address()
    search.by_name()
    search.by_likeness()
    search.begin()
    return Told(known=search.known, superseded=tuple(search.superseded))


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
        versions: Iterable[Version],
        register: Iterable[Registered],
    ) -> None:
        self.known: dict[str, Lineage] = {}
        self.superseded: list[tuple[str, str]] = []
        ordered = sorted(versions, key=lambda one: (_moment(one), one.name, one.sha256))
        self._open = {one.sha256: one for one in ordered}
        self._at: dict[str, list[Version]] = defaultdict(list)
        for one in ordered:
            if one.address is not None:
                self._at[one.address].append(one)
        self._rows = {
            row.name: row
            for row in sorted(filter(is_article, register), key=lambda row: (row.first, row.name))
        }
        self._digits = {digits_in(row.name) for row in self._rows.values()}
        self._names = {article.name for article in ordered}

    def by_text(self) -> None:
        """Know articles again by a text that they have or had; of several by the last of them."""
        texts = {sha: row for row in self._rows.values() for sha in row.texts}
        found: dict[str, list[Version]] = defaultdict(list)
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
                a
                for a in there
                if a.sha256 not in texts and likeness(a.sketch, row.sketch) >= _EDITED
            )
            if all(article.captured for article in versions):
                versions.sort(key=_moment)
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
            addresses = {article.address, *row.known_by[1:]} - {None}
            if len(addresses) < 2 and likeness(article.sketch, row.sketch) >= _EDITED:
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
            (-likeness(article.sketch, row.sketch), row.name, sha)
            for sha, article in self._open.items()
            for part in parts_of(article.sketch)
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
            articles, digits = self._there(address), digits_at(address)
            if articles and digits not in self._digits:
                self._digits.add(digits)
                self._enter(self._alike(articles), Lineage(digits=digits))
        for article in list(self._open.values()):
            self._enter([article], Lineage(digits=article.sha256[:HASH_DIGITS]))

    def _versions(self, article: Version) -> list[Version]:
        """Return an article with the other texts at its address, in their order."""
        found = self._alike(self._there(article.address))
        return found if article in found else [article]

    def _there(self, address: str | None) -> list[Version]:
        """Return the articles at an address that are not known yet, in their order."""
        return [a for a in self._at.get(address or "", ()) if a.sha256 in self._open]

    def _alike(self, articles: Sequence[Version]) -> list[Version]:
        """Return those of an address that are versions of the last of them."""
        if len(articles) < 2:
            return list(articles)
        last = articles[-1].sketch
        return [article for article in articles if likeness(article.sketch, last) >= _EDITED]

    def _take(self, row: Registered, versions: Sequence[Version]) -> None:
        """Let articles be the versions of a registered one, the last of them what it is now."""
        now = versions[-1].sha256
        earlier = dict.fromkeys(sha for sha in row.texts if sha != now)
        lineage = Lineage(digits=digits_in(row.name), path=row.name, earlier=tuple(earlier))
        del self._rows[row.name]
        self._enter(versions, lineage)

    def _enter(self, versions: Sequence[Version], lineage: Lineage) -> None:
        *before, last = versions
        earlier = _woven(lineage.earlier, [a.sha256 for a in before])
        self.known[last.sha256] = replace(lineage, earlier=earlier)
        self.superseded += ((article.sha256, last.sha256) for article in before)
        for article in versions:
            del self._open[article.sha256]


def is_article(row: Registered) -> bool:
    """Say whether a row is that of an article, which may have gone."""
    return row.name.startswith("article/") and bool(row.texts)


def digits_at(address: str) -> str:
    """Return the digits that name what is first known at an address."""
    return digits_of("address", address)


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


def _moment(one: Version) -> str:
    """Return what tells when a text stood where it was read: its last capture, or its date."""
    return one.seen or one.captured or one.published or "9999"


def _one_host(article: Version, row: Registered) -> bool:
    """Say whether an article may be of the source of a registered one: of no other site."""
    hosts = {urlsplit(a).hostname for a in (article.address, *row.known_by[1:]) if a}
    return len(hosts) < 2
