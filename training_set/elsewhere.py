"""Annotations of texts that are not ours to publish: offsets kept here, the texts read elsewhere.

A file is JSON: the corpus and document whose text it is about, the text's SHA-256, the facts of the
head, the kinds of the lines, and the marks.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path

from markup import Document, LineKind, Mark, MarkupError

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"
_KEPT_APART = ("corpus", "document")


def kept(document: Document) -> str:
    """Return the annotations of a document as JSON, without its text.

    Raises: MarkupError when its head does not say which document of which corpus it is.
    """
    if not {*_KEPT_APART} <= document.facts.keys():
        raise MarkupError(f"{document.name}: it needs corpus and document")
    value = {
        **{name: document.facts[name] for name in _KEPT_APART},
        "sha256": _digest(document.text),
        "facts": {k: v for k, v in document.facts.items() if k not in _KEPT_APART},
        "lines": " ".join(document.lines),
    }
    marks = ",\n  ".join(json.dumps(astuple(mark), ensure_ascii=False) for mark in document.marks)
    head = json.dumps(value, indent=1, ensure_ascii=False).removesuffix("\n}")
    return f'{head},\n "marks": [\n  {marks}\n ]\n}}\n'


def read(path: Path, corpora: Path = CORPORA) -> Document:
    """Return an annotated document with its text, which is taken from the corpora.

    Raises: MarkupError when the text is not there or is another one.
    """
    return read_with(path, lambda corpus, name: _text(corpora / corpus / "unified.jsonl", name))


def read_with(path: Path, find: Callable[[str, str], str | None]) -> Document:
    """Return an annotated document with the text that is found by its corpus and name.

    Raises: MarkupError when the text is not there or is another one.
    """
    value = json.loads(path.read_text("utf-8"))
    text = find(value["corpus"], value["document"])
    if text is None or _digest(text) != value["sha256"]:
        raise MarkupError(f"{path}: {value['corpus']} has no such text")
    lines: list[LineKind] = value["lines"].split()
    facts = {**value["facts"], **{name: value[name] for name in _KEPT_APART}}
    marks = tuple(
        Mark(kind=kind, start=start, end=end, id=name, attributes=attributes)
        for kind, start, end, name, attributes in value["marks"]
    )
    return Document(name=path.stem, facts=facts, text=text, lines=tuple(lines), marks=marks)


def _text(corpus: Path, name: str) -> str | None:
    with corpus.open(encoding="utf-8") as records:
        for record in map(json.loads, records):
            if record["doc_id"] == name:
                return str(record["text"]).rstrip("\n")
    return None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
