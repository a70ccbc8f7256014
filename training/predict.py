"""A text in, the same text with the marks that a network puts into it out.

What it marks is a document like those it learned from, so that both are compared in one way.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

import torch
from examples import Window, Word, cuts, words_of
from fit import ROOM
from layers import CLASSES, LAYERS, LINES, PARTY_ROLES, POINTERS, tags
from markup import NAMES, Document, LineKind, Mark
from network import Network, span_states
from tokenizers import Tokenizer
from torch import Tensor

from triplewire.extract.figures.numbers import find_numbers
from triplewire.extract.text.dates import find_dates

_POINTED = {"holder": "of"}
_NAMELESS = frozenset({"antecedent", "again"})


@dataclass(slots=True)
class Guess:
    """A mark in the making: its span in the text's words, and what was said of it."""

    first: int
    last: int
    kind: str
    attributes: dict[str, str]
    points: dict[str, int]
    parties: list[tuple[int, str]]


@torch.no_grad()
def predict(network: Network, tokenizer: Tokenizer, document: Document) -> Document:
    """Return a document's text with the marks of a network; the document's own marks are unread."""
    words = words_of(document.text, tokenizer)
    guesses: list[Guess] = []
    lines: list[LineKind] = list(document.lines)
    for first, counted, end in cuts(words, ROOM):
        window = Window(words=words[first:end])
        states = network.states(window)
        found = list(_spans(network, states))
        _line_kinds(network, states, window, lines)
        _add(guesses, network, states, found, first, counted)
    marks = tuple(_marks(guesses, words, document))
    return replace(document, marks=marks, lines=tuple(lines))


def _spans(network: Network, states: Tensor) -> Iterator[tuple[int, int, str]]:
    for layer in LAYERS:
        row: list[int] = network.tagged(layer, states).argmax(-1).tolist()
        yield from decode(row, layer)


def decode(row: list[int], layer: str) -> list[tuple[int, int, str]]:
    """Return the spans of a layer's tags; an inside tag that follows nothing begins a span."""
    names = tags(layer)
    found: list[tuple[int, int, str]] = []
    for index, tag in enumerate(row):
        if tag == 0:
            continue
        place, _, kind = names[tag].partition("-")
        if place == "I" and found and found[-1][1:] == (index - 1, kind):
            found[-1] = (found[-1][0], index, kind)
        else:
            found.append((index, index, kind))
    return found


def _line_kinds(network: Network, states: Tensor, window: Window, lines: list[LineKind]) -> None:
    kinds: list[int] = network.line(states).argmax(-1).tolist()
    for index, word in enumerate(window.words):
        if index == 0 or window.words[index - 1].line != word.line:
            lines[word.line] = LINES[kinds[index]]  # type: ignore[assignment]


def _add(
    guesses: list[Guess],
    network: Network,
    states: Tensor,
    found: list[tuple[int, int, str]],
    first: int,
    counted: int,
) -> None:
    """Add the spans of a window that begin where it counts, with what is said of them."""
    if not found:
        return
    known = {(one.first, one.last, one.kind): index for index, one in enumerate(guesses)}
    numbers: list[int] = []
    for start, last, kind in found:
        key = (first + start, first + last, kind)
        # Of what an earlier window has seen, only what it marked too may be pointed at.
        if key not in known and key[0] >= counted:
            known[key] = len(guesses)
            guesses.append(Guess(*key, attributes={}, points={}, parties=[]))
        numbers.append(known.get(key, -1))
    ends = [(start, last) for start, last, _ in found]
    spans, pairs = span_states(states, ends), network.pairs(states, ends)
    for i, (start, _, kind) in enumerate(found):
        if first + start < counted:
            continue
        guess = guesses[numbers[i]]
        for name, (kinds, answers) in CLASSES.items():
            if kind in kinds:
                best = int(network.judged(name, spans[i : i + 1]).argmax())
                guess.attributes[name] = answers[best]
        for column, (name, (kinds, aims)) in enumerate(POINTERS.items()):
            if kind in kinds:
                possible = [
                    j
                    for j, one in enumerate(found)
                    if one[2] in aims and j != i and numbers[j] >= 0
                ]
                row = torch.cat([pairs[i, possible, column], torch.zeros(1)])
                best = int(row.argmax())
                if best < len(possible):
                    guess.points[name] = numbers[possible[best]]
        if kind == "event":
            roles: list[int] = pairs[i, :, len(POINTERS) :].argmax(-1).tolist()
            guess.parties = [
                (numbers[j], PARTY_ROLES[role])
                for j, role in enumerate(roles)
                if role and numbers[j] >= 0 and found[j][2] in (*NAMES, "ref", "unnamed")
            ]


def _marks(guesses: list[Guess], words: tuple[Word, ...], document: Document) -> Iterator[Mark]:
    """Yield the marks of guesses, with ids and the attributes that name others."""
    text = document.text
    spans = [(words[one.first].start, words[one.last].end) for one in guesses]
    ids = _ids(guesses, [text[start:end] for start, end in spans])
    published = document.facts.get("published", "-")
    dates = find_dates(text, published if re.match(r"\d{4}-\d\d-\d\d", published) else None)
    numbers = list(find_numbers(text))
    for number, (guess, (start, end)) in enumerate(zip(guesses, spans, strict=True)):
        given = {k: v for k, v in guess.attributes.items() if (k, v) != ("denied", "no")}
        for pointer, aim in guess.points.items():
            if pointer not in _NAMELESS:
                given[_POINTED.get(pointer, pointer)] = ids[aim]
        if guess.kind in {"quote", "said"}:
            given.setdefault("by", "-")
        elif guess.kind == "office":
            given.setdefault("of", "-")
        elif guess.kind == "event":
            who = dict.fromkeys(f"{role}:{ids[aim]}" for aim, role in guess.parties)
            given |= {"who": ",".join(who)} if who else {}
        elif guess.kind == "time":
            inside = [d.value for d in dates if start <= d.start < end]
            given["value"] = inside[0] if inside else "-"
        elif guess.kind in {"figure", "rank"}:
            here = [n for n in numbers if start <= n.start < end]
            given["value"] = str(here[0].value) if here else "0"
            unit = (here[0].unit if here else None) or text[start:end].split()[-1].rstrip("s")
            given |= {"unit": unit} if guess.kind == "figure" else {}
        yield Mark(kind=guess.kind, start=start, end=end, id=ids[number], attributes=given)


def _ids(guesses: list[Guess], said: list[str]) -> list[str]:
    """Return an id for each guess: those of one actor share it, by name or by antecedent."""
    fresh = (f"x{number}" for number in count())
    ids = [next(fresh) for _ in guesses]
    named: dict[str, str] = {}
    order = sorted(range(len(guesses)), key=lambda n: (-len(said[n].split()), guesses[n].first))
    for number in order:
        guess = guesses[number]
        if guess.kind not in NAMES and guess.kind != "adj":
            continue
        key = said[number].lower()
        whole = named.get(key)
        if whole is None and guess.kind in {"person", "org"}:
            ends = (
                name for name in named if name.endswith(f" {key}") or name.startswith(f"{key} ")
            )
            whole = named.get(next(ends, ""))
        ids[number] = whole or ids[number]
        named.setdefault(key, ids[number])
    for number in sorted(range(len(guesses)), key=lambda n: guesses[n].first):
        for pointer in ("antecedent", "again"):
            if pointer in guesses[number].points:
                ids[number] = ids[guesses[number].points[pointer]]
    return ids
