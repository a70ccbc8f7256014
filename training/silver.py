"""Texts in, the parses of their sentences out: what an encoder of sentences forgot.

The parser's answers are not all right, but they are free: an encoder that has to give them too
knows who does what to whom.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from triplewire.extract.parse import Analyser, parse
from triplewire.extract.tagger.paths import PART, Arc, aligned, arcs_of, cut_arcs
from triplewire.extract.tagger.words import Word

# A word whose head stands in another window, or that the parser knows nothing of.
IGNORED = -100


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """The number of the head of each word, of its relation to it, and of its part of speech.

    The head of a sentence is its own head.
    """

    heads: list[int]
    relations: list[int]
    speech: list[int]
    arcs: list[Arc]

    def cut(self, first: int, end: int) -> "Parsed":
        """Return the words from one to another; a head that is none of them is not known."""
        heads = [h - first if first <= h < end else IGNORED for h in self.heads[first:end]]
        return Parsed(
            heads=heads,
            relations=self.relations[first:end],
            speech=self.speech[first:end],
            arcs=cut_arcs(self.arcs, first, end),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What the parser calls relations and parts of speech."""

    relations: tuple[str, ...]
    speech: tuple[str, ...]


def labels_of(analyser: Analyser) -> Labels:
    """Return what a parser calls relations and parts of speech."""
    parser, tagger = analyser.nlp.get_pipe("parser"), analyser.nlp.get_pipe("tagger")
    return Labels(
        relations=(PART, *sorted({*parser.labels, "ROOT"})),  # type: ignore[attr-defined]
        speech=(PART, *sorted(tagger.labels)),  # type: ignore[attr-defined]
    )


def parsed(
    texts: Iterable[tuple[str, Sequence[Word]]], analyser: Analyser, labels: Labels
) -> Iterator[Parsed]:
    """Yield the parse of each text, word by word."""
    texts = list(texts)
    for (_, words), doc in zip(texts, parse(analyser, [text for text, _ in texts]), strict=True):
        rows: list[tuple[int, str, str]] = [(IGNORED, PART, PART)] * len(words)
        for token, head, inside in aligned(words, doc):
            for number in inside:
                rows[number] = (inside[0], PART, PART)
            if head is not None:
                rows[inside[0]] = (head, token.dep_, token.tag_)
        yield Parsed(
            heads=[head for head, _, _ in rows],
            relations=[_number(labels.relations, name) for _, name, _ in rows],
            speech=[_number(labels.speech, name) for _, _, name in rows],
            arcs=arcs_of(words, doc),
        )


def _number(names: tuple[str, ...], name: str) -> int:
    return names.index(name) if name in names else IGNORED
