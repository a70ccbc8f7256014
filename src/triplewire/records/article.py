"""What is read: an article with its text, and stretches of it."""

from dataclasses import dataclass

# Enough of a text's hash that nobody can make a second text with the same IRIs.
HASH_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Passage:
    """A stretch of an article's text, with its exact words."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known about an article as a publication; None and () mean the source does not say.

    ``published`` and ``updated`` are ISO 8601 dates or date-times, ``captured`` is the date-time at
    which a page was saved. ``press_release`` marks paid-for distribution. ``topics`` are IRIs of
    concepts. ``rules`` name what guessed a field from the text's layout, where no markup states it.
    """

    title: str | None = None
    subtitle: str | None = None
    url: str | None = None
    publisher: str | None = None
    credited_source: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    captured: str | None = None
    dateline_place: str | None = None
    section: str | None = None
    photo_credit: str | None = None
    copyright: str | None = None
    urls: tuple[str, ...] = ()
    press_release: bool = False
    topics: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """What a newsroom knows an article by, whatever becomes of its text and of its file.

    ``digits`` name it in the IRIs of all that it says. ``path`` is its IRI behind the base, "" for
    one that was never published. ``earlier`` are the SHA-256 of its earlier texts, oldest first.
    """

    digits: str
    path: str = ""
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as read. ``text`` is the snapshot that every offset counts into.

    ``sha256`` is that of ``text`` in UTF-8. ``name`` is the source's path relative to the newsroom
    folder, in POSIX form, followed by ``:LINE`` for a record inside a larger file; ``line`` is the
    source line (from 1) on which ``text`` begins. ``metadata`` holds only what the format states.
    ``lineage`` is None until it is looked for among the articles that a newsroom knows.
    """

    text: str
    sha256: str
    name: str
    line: int = 1
    media_type: str
    language: str
    metadata: Metadata
    lineage: Lineage | None = None

    @property
    def digits(self) -> str:
        """Return the digits that name the article: of its first text where nothing else does."""
        return self.lineage.digits if self.lineage else self.sha256[:HASH_DIGITS]
