"""What explain finds: things, what they rest on, and where that stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """The words of an article that something rests on, in their sentence.

    ``article`` is the article's label, ``source`` the name of what was read, ``run`` the extractor;
    each is None when the graph does not say. ``line`` and ``column`` count from 1 in the source,
    ``start`` and ``end`` code points from 0 in the kept text; column, start and end are None when
    the text is not there.
    """

    article: str | None
    source: str | None
    start: int | None
    end: int | None
    line: int
    column: int | None
    before: str
    words: str
    after: str
    run: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One node that shows its evidence; its ``label`` is None if it has none.

    ``rule`` is what the rule that found it is called and ``confidence`` how sure it is, where the
    graph says so; ``decisions`` are what curators decided about it, in words.
    """

    name: str
    kind: str
    label: str | None
    excerpts: tuple[Excerpt, ...]
    rule: str | None = None
    confidence: str | None = None
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What a thing or triple is and what it rests on; ``more`` counts grounds that are left out.

    ``reason`` is why a comparison or an identity is held to be so, or why something is gone.
    """

    name: str
    kind: str
    label: str | None
    grounds: tuple[Ground, ...]
    more: int
    reason: str | None = None
