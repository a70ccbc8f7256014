"""A file of RDF and nodes in, the line and column where each of them is described out."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urljoin

from triplewire.report.findings import Place

_LARGEST = 64_000_000
_CONTEXT = 300
_LONGEST = 4096
_LINES = frozenset({".nt", ".nq"})
_READ = _LINES | {".ttl", ".trig"}
# What Turtle and TriG are made of, as far as it takes to tell where a statement begins.
_WORD = re.compile(
    r"""
    (?P<space>\s+|\#[^\n]*)
  | (?P<string>\"{3}(?:[^\\"]|\\.|"{1,2}(?!"))*\"{3}|'{3}(?:[^\\']|\\.|'{1,2}(?!'))*'{3}
      |"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
  | (?P<iri><(?:[^<>"{}|^`\\\s]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
  | (?P<mark>\^\^|[.;,\[\](){}])
  | (?P<tag>@[A-Za-z][A-Za-z0-9-]*)
  | (?P<name>(?:[^\s<>"'\[\](){};,#.\\^]|\\.|\.(?![\s\[\](){};,<"'\#]|$))+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_BEGINS = frozenset({".", "{", "}"})


def subject_places(path: Path, file: str, nodes: Iterable[str]) -> dict[str, Place]:
    """Return where a file describes nodes, or mentions those that it does not describe.

    ``nodes`` are IRIs and ``_:labels``; one that is found nowhere, or whose file is neither Turtle
    nor TriG of up to 64 MB, nor N-Triples nor N-Quads, is left out. ``file`` is what the place
    calls the file.
    """
    wanted = set(nodes)
    if path.suffix.lower() not in _READ:
        return {}
    try:
        if path.stat().st_size > _LARGEST and path.suffix.lower() not in _LINES:
            return {}
        if path.suffix.lower() in _LINES:
            with path.open(encoding="utf-8", errors="replace") as lines:
                return _in_lines(lines, file, wanted)
        return _in_turtle(path.read_text(encoding="utf-8", errors="replace"), file, wanted)
    except OSError:
        return {}


def _in_lines(lines: Iterable[str], file: str, wanted: set[str]) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for number, line in enumerate(lines, start=1):
        words = line[:_LONGEST].split(None, 1)
        written = words[0] if words else ""
        node = _unescaped(written[1:-1]) if written.startswith("<") else written
        if node in wanted and node not in found:
            found[node] = _place(file, line.rstrip("\r\n"), number, line.index(written), written)
            if len(found) == len(wanted):
                break
    return found


def _place(file: str, line: str, number: int, at: int, word: str) -> Place:
    end = at + len(word)
    return Place(
        file=file,
        line=number,
        column=at + 1,
        end_line=number,
        end_column=end + 1,
        before=line[max(0, at - _CONTEXT) : at],
        words=word,
        after=line[end : end + _CONTEXT],
    )


def _in_turtle(text: str, file: str, wanted: set[str]) -> dict[str, Place]:
    described: dict[str, tuple[int, str]] = {}
    mentioned: dict[str, tuple[int, str]] = {}
    for node, at, word, begins in _terms(text):
        if node in wanted:
            (described if begins else mentioned).setdefault(node, (at, word))
            if len(described) == len(wanted):
                break
    places = {}
    number, counted = 1, 0
    for node, (at, word) in sorted((mentioned | described).items(), key=lambda item: item[1]):
        number, counted = number + text.count("\n", counted, at), at
        head = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        line = text[head : len(text) if end < 0 else end].rstrip("\r")
        places[node] = _place(file, line, number, at - head, word)
    return places


def _terms(text: str) -> Iterator[tuple[str, int, str, bool]]:
    """Yield each IRI and label of a document: its offset, how it is written, if it is a subject."""
    prefixes: dict[str, str] = {}
    base, depth, before = "", 0, "."
    directive: list[str] = []
    for match in _WORD.finditer(text):
        kind, word = match.lastgroup, match[0]
        if kind == "space":
            continue
        if not directive and word.lstrip("@").lower() in {"prefix", "base"} and before in _BEGINS:
            directive = [word.lstrip("@").lower()]
            continue
        if directive and kind == "iri":
            iri = _resolved(word, base)
            if directive[0] == "base":
                base = iri
            else:
                prefixes[directive[-1].removesuffix(":")] = iri
            directive, before = [], "."
            continue
        if directive:
            directive.append(word)
            continue
        if kind == "mark" and word in "[]()":
            depth += 1 if word in "[(" else -1
        if kind in {"iri", "name"}:
            node = _node(word, prefixes, base)
            if node is not None:
                yield node, match.start(), word, before in _BEGINS and depth <= 0
        before = word


def _node(word: str, prefixes: dict[str, str], base: str) -> str | None:
    if word.startswith("<"):
        return _resolved(word, base)
    if word.startswith("_:"):
        return word
    prefix, colon, name = word.partition(":")
    if not colon or prefix not in prefixes:
        return None
    return prefixes[prefix] + re.sub(r"\\(.)", r"\1", name)


def _resolved(word: str, base: str) -> str:
    """Return the IRI that is written between angle brackets."""
    iri = _unescaped(word[1:-1])
    if not base:
        return iri
    found = urljoin(base, iri)
    # A fragment that is empty is one: most prefixes end so.
    return f"{found}#" if iri.endswith("#") and not found.endswith("#") else found


def _unescaped(iri: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), iri)
