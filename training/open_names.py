"""Sentences of open corpora in which names are marked in, windows with names alone out.

Source: wikigold (CC BY 4.0) and the politics part of CrossNER (MIT, text CC BY-SA), which are read
from the folder of the corpora.
"""

from collections.abc import Iterator
from pathlib import Path

from elsewhere import CORPORA
from examples import Window

from triplewire.extract.names import entry
from triplewire.extract.tagger.kinds import tags
from triplewire.extract.tagger.pieces import Pieces
from triplewire.extract.tagger.words import ROOM, words_of

_KINDS = {
    **dict.fromkeys(("PER", "person", "politician"), "person"),
    **dict.fromkeys(("ORG", "organisation", "politicalparty"), "org"),
    **dict.fromkeys(("LOC", "location"), "place"),
    "country": "country",
}
# What has a mark there and may have one here too, or none: it teaches nothing.
_UNSAID, IGNORED = frozenset({"MISC", "misc"}), -100
_NAMES = tags("name")


def open_windows(pieces: Pieces) -> Iterator[tuple[str, Window]]:
    """Yield texts of whole sentences, each on a line of its own, with their windows."""
    for path in sorted((CORPORA / "open_ner").glob("*.conll")):
        some: list[list[tuple[str, str]]] = []
        size = 0
        for sentence in _sentences(path):
            length = sum(len(word.pieces) for word in words_of(_text(sentence), pieces))
            if some and size + length > ROOM:
                yield _window(some, pieces)
                some, size = [], 0
            some.append(sentence)
            size += length
        if some:
            yield _window(some, pieces)


def _sentences(path: Path) -> Iterator[list[tuple[str, str]]]:
    sentence: list[tuple[str, str]] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        cells = line.split()
        if cells:
            sentence.append((cells[0], cells[-1]))
        elif sentence:
            yield sentence
            sentence = []


def _text(sentence: list[tuple[str, str]]) -> str:
    return " ".join(word for word, _ in sentence)


def _window(sentences: list[list[tuple[str, str]]], pieces: Pieces) -> tuple[str, Window]:
    whole = "\n".join(map(_text, sentences))
    words = words_of(whole, pieces)
    begun = {word.start: index for index, word in enumerate(words)}
    ends = {word.end: index for index, word in enumerate(words)}
    row = [0] * len(words)
    place = 0
    for sentence in sentences:
        for first, end, kind, text in _named(sentence):
            span = range(begun[place + first], ends[place + end] + 1)
            inside = [_tag(kind, text, "I")] * (len(span) - 1)
            row[span.start : span.stop] = [_tag(kind, text, "B"), *inside]
        place += len(_text(sentence)) + 1
    return whole, Window(words=words, tags={"name": row})


def _named(sentence: list[tuple[str, str]]) -> Iterator[tuple[int, int, str, str]]:
    """Yield the start and end of each marked stretch of a sentence, its kind and its words."""
    place, begun = 0, None
    for (word, tag), (_, following) in zip(sentence, [*sentence[1:], ("", "O")], strict=True):
        kind = tag.partition("-")[2]
        if kind and begun is None:
            begun = place
        if begun is not None and following != f"I-{kind}":
            end = place + len(word)
            yield begun, end, kind, _text(sentence)[begun:end]
            begun = None
        place += len(word) + 1


def _tag(kind: str, text: str, place: str) -> int:
    if kind in _UNSAID:
        return IGNORED
    name = _KINDS.get(kind)
    if name is None:
        return 0
    known = entry(text)
    if name == "place" and known is not None and known[1] == "country":
        name = "country"
    return _NAMES.index(f"{place}-{name}")
