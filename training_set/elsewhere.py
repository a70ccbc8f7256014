"""Annotations of texts that are not ours to publish: offsets kept here, the texts read elsewhere.

A file is JSON: the corpus and document whose text it is about, the text's SHA-256, the facts of the
head, the kinds of the lines, and the marks.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import astuple
from functools import cache
from pathlib import Path

from markup import Document, LineKind, Mark, MarkupError

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"
# Texts of others that whoever wants them gathers here (README.md).
TEXTS = Path(__file__).parent / "texts"
_FOLDERS = (CORPORA, TEXTS)
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


def is_at_hand(path: Path) -> bool:
    """Say whether the corpus that has the text of an annotation is there."""
    return _file(json.loads(path.read_text("utf-8"))["corpus"], _FOLDERS) is not None


def read(path: Path, folders: tuple[Path, ...] | None = None) -> Document:
    """Return an annotated document with its text, which is taken from the corpora.

    Raises: MarkupError when the text is not there or is another one.
    """

    def find(corpus: str, name: str) -> str | None:
        records = _file(corpus, folders or _FOLDERS)
        return None if records is None else _texts(records).get(name)

    return read_with(path, find)


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


def _file(corpus: str, folders: tuple[Path, ...]) -> Path | None:
    """Return the file of the texts of a corpus, of the first folder that has it."""
    files = (folder / corpus / "unified.jsonl" for folder in folders)
    return next((path for path in files if path.is_file()), None)


@cache
def _texts(corpus: Path) -> dict[str, str]:
    with corpus.open(encoding="utf-8") as records:
        read = map(json.loads, records)
        return {record["doc_id"]: str(record["text"]).rstrip("\n") for record in read}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
