"""What is said of a node in, the passages of articles that it rests on out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

import pyoxigraph as ox

from triplewire import vocab

# The tightest first: what is claimed, the quoted words, whatever it rests on.
_TIGHTEST = (vocab.CONTENT, vocab.QUOTATION, vocab.EVIDENCE)
_JUDGED = (vocab.SUBJECT_CLAIM, vocab.OBJECT_CLAIM, vocab.ONE, vocab.OTHER)

# What leads from a node to the words it rests on, and what is read there: whoever holds no more of
# a graph than this holds its evidence.
FOLLOWED = frozenset(
    {*_TIGHTEST, vocab.OA_HAS_SOURCE, vocab.OA_HAS_SELECTOR}
    | {vocab.SCHEMA_ENCODING, vocab.SCHEMA_ENCODES_CREATIVE_WORK}
)
READ = frozenset(
    {vocab.OA_START, vocab.OA_END, vocab.OA_EXACT, vocab.OA_PREFIX, vocab.OA_SUFFIX}
    | {vocab.SCHEMA_NAME, vocab.SCHEMA_POSITION, vocab.SCHEMA_SHA256}
)
# No text is so long that its lines have more digits; Python takes no number of thousands.
_MOST_DIGITS = 18

# The values, IRIs and literals, of a node's property.
Values = Callable[[str, ox.NamedNode], Iterable[str]]


class Pointing(Protocol):
    """What knows the way back."""

    def __call__(self, node: str, /, *names: ox.NamedNode) -> Iterable[str]:
        """Return the nodes that point at one by properties, or by any where none is named."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Passage:
    """Words of a text, an IRI: from ``start`` to ``end`` of the ``evidence`` that they lie inside.

    The evidence is words of the text as well; it begins on ``evidence_line`` of the source and
    stands between the words ``before`` and ``after``. A passage that is evidence is all of it.
    Units: offsets count code points from 0, lines count from 1.
    """

    text: str
    evidence_line: int
    evidence: str
    start: int
    end: int
    words: str
    before: str
    after: str

    @property
    def line(self) -> int:
        """Return the line of the source on which the words begin."""
        return self.evidence_line + self.evidence.count("\n", 0, self.start)

    @property
    def around(self) -> tuple[str, str]:
        """Return what stands before and after the words: in the evidence, or else beside it."""
        before, after = self.evidence[: self.start], self.evidence[self.end :]
        return before or self.before, after or self.after


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Cited:
    """A passage with the node that rests on it."""

    passage: Passage
    bearer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a text was read from: its name, the line there on which the text begins, the article."""

    name: str | None
    first_line: int
    article: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The way from a node to passages, in whatever knows ``values`` and who is ``pointing``."""

    values: Values
    pointing: Pointing = lambda _node, *_names: ()

    def resting(self, node: str) -> list[Passage]:
        """Return the tightest passages that a node rests on itself, in the order of their lines."""
        return next(self.layers(node), [])

    def layers(self, node: str) -> Iterator[list[Passage]]:
        """Yield the passages that a node rests on, the tightest ones first."""
        for name in _TIGHTEST:
            if found := self.passages(node, name):
                yield found

    def passages(self, node: str, name: ox.NamedNode) -> list[Passage]:
        """Return the passages that a property leads to, in the order of their lines."""
        found = {self.passage(value) for value in self.values(node, name)}
        return sorted(passage for passage in found if passage is not None)

    def passage(self, node: str) -> Passage | None:
        """Return a passage by its IRI, None for what is none or does not say where it stands."""
        start = _number(self._selected(node, vocab.OA_START))
        end = _number(self._selected(node, vocab.OA_END))
        if start is None or end is None:
            return self._of_text(node)
        source = self.value(node, vocab.OA_HAS_SOURCE)
        words = self._selected(node, vocab.OA_EXACT)
        whole = None if source is None else self._of_text(source)
        if whole is None or words is None:
            return None
        return replace(whole, start=start, end=end, words=words)

    def _of_text(self, node: str) -> Passage | None:
        text = self.value(node, vocab.OA_HAS_SOURCE)
        words = self._selected(node, vocab.OA_EXACT)
        line = _number(self.value(node, vocab.SCHEMA_POSITION))
        if text is None or words is None or line is None:
            return None
        return Passage(
            text=text,
            evidence_line=line,
            evidence=words,
            start=0,
            end=len(words),
            words=words,
            before=self._selected(node, vocab.OA_PREFIX) or "",
            after=self._selected(node, vocab.OA_SUFFIX) or "",
        )

    def bearers(self, node: str) -> list[str]:
        """Return what shows the words that a node rests on: itself, or what it judges, or others.

        A node without words of its own (an actor, a figure, an article) is shown by what speaks of
        it: the claims, events and offices.
        """
        if self.rests(node):
            return [node]
        found: list[str] = []
        for end in self.judged(node) or [node]:
            found += [end] if self.rests(end) else self.speaking(end)
        return list(dict.fromkeys(found))

    def rests(self, node: str) -> bool:
        """Say whether a node has passages of its own."""
        # All that has tighter ones has evidence as well, so that is looked for first.
        return any(True for name in reversed(_TIGHTEST) for _ in self.values(node, name))

    def judged(self, node: str) -> list[str]:
        """Return the two things that a comparison or an identity link judges."""
        return sorted({value for name in _JUDGED for value in self.values(node, name)})

    def speaking(self, node: str, *names: ox.NamedNode) -> list[str]:
        """Return what points at a node, by properties or any, and has passages of its own."""
        return sorted(one for one in set(self.pointing(node, *names)) if self.rests(one))

    def roles(self, event: str, actor: str) -> list[str]:
        """Return the participations by which an actor takes part in an event."""
        return sorted(
            role
            for role in self.values(event, vocab.HAS_PARTICIPATION)
            if actor in self.values(role, vocab.HAS_ACTOR) and self.rests(role)
        )

    def cited(self, node: str) -> list[Cited]:
        """Return the passages of a node, or of what shows its words, in the order of their lines.

        A passage and its selectors stand for themselves; an article or a text rests on all of
        itself: it has none.
        """
        if self.text_of(node) is not None:
            return []
        own = [node, *self.pointing(node, vocab.OA_HAS_SELECTOR)]
        found = [Cited(passage=p, bearer=one) for one in own if (p := self.passage(one))]
        if not found:
            for bearer in self.bearers(node):
                found += [Cited(passage=p, bearer=bearer) for p in self.resting(bearer)]
        return sorted(found)

    def text_of(self, node: str) -> str | None:
        """Return the text that an article or a text stands for."""
        if self.value(node, vocab.SCHEMA_SHA256) is not None:
            return node
        return self.value(node, vocab.SCHEMA_ENCODING)

    def source(self, text: str) -> Source:
        """Return what a text was read from."""
        return Source(
            name=self.value(text, vocab.SCHEMA_NAME),
            first_line=_number(self.value(text, vocab.SCHEMA_POSITION)) or 1,
            article=self.value(text, vocab.SCHEMA_ENCODES_CREATIVE_WORK),
        )

    def run(self, text: str) -> str | None:
        """Return what the run that made the graph of a text says of itself."""
        graphs = sorted(self.pointing(text, vocab.PROV_WAS_DERIVED_FROM))
        runs = (
            run for one in graphs for run in sorted(self.values(one, vocab.PROV_WAS_GENERATED_BY))
        )
        said = (self.value(run, vocab.DCTERMS_DESCRIPTION) for run in runs)
        return next((words for words in said if words is not None), None)

    def value(self, node: str, name: ox.NamedNode) -> str | None:
        """Return the least of a node's values for a property."""
        return min(self.values(node, name), default=None)

    def _selected(self, passage: str, name: ox.NamedNode) -> str | None:
        """Return what the first selector of a passage that says it says."""
        selectors = sorted(self.values(passage, vocab.OA_HAS_SELECTOR))
        found = (self.value(selector, name) for selector in selectors)
        return next((value for value in found if value is not None), None)


def _number(written: str | None) -> int | None:
    if written is None or len(written) > _MOST_DIGITS or not written.isdecimal():
        return None
    return int(written)
