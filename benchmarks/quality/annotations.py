"""Annotated articles: from words to offsets, and from the stored offsets back to words.

The annotations kept beside this file hold offsets and facts, and no words of the articles: those
are read from the corpora. ``words`` of a passage may be shortened to its ends: "It was [...] dawn".
"""

import hashlib
import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Item = dict[str, Any]
HERE = Path(__file__).resolve().parent
CORPORA = HERE.parents[2] / "shared" / "corpora"
SETS = {name: HERE / "annotations" / name for name in ("dev", "heldout")}
AGREEMENT = HERE / "annotations" / "agreement"
_ELLIPSIS = " [...] "


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article's name and text with its gold annotation, passages with offsets and words."""

    name: str
    text: str
    gold: Item


def load(folder: Path, corpora: Path = CORPORA, texts: Path | None = None) -> Iterator[Annotated]:
    """Yield the annotated articles of a folder, by name.

    A file names its corpus and document, or stands for ``file`` in the folder ``texts``.
    Raises: ValueError when a text is not the one that was annotated.
    """
    documents: dict[str, dict[str, str]] = {}
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        if "corpus" in gold:
            corpus = gold["corpus"]
            if corpus not in documents:
                documents[corpus] = {row["doc_id"]: row["text"] for row in rows(corpora, corpus)}
            text = documents[corpus][gold["document"]]
        else:
            with ((texts or folder) / gold["file"]).open(encoding="utf-8", newline="") as stream:
                text = stream.read()
        if gold.get("sha256") not in {None, hashlib.sha256(text.encode()).hexdigest()}:
            raise ValueError(f"{path}: the text is not the one that was annotated")
        yield Annotated(path.stem, text, _with_words(gold, text))


def rows(corpora: Path, corpus: str) -> Iterator[Item]:
    """Yield the documents of a corpus."""
    with (corpora / corpus / "unified.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def compiled(annotation: Item, text: str, corpus: str, document: str) -> Item:
    """Return an annotation made in words as one of offsets only.

    Raises: ValueError naming every passage that is not in the text, or is in it more than once.
    """
    gold = deepcopy(annotation)
    problems: list[str] = []
    for passage in _passages(gold):
        places = _places(text, passage.pop("text"))
        number = passage.pop("nth", 1)
        if len(places) < number:
            problems.append(f"not in the text: {passage}")
        else:
            passage["start"], passage["end"] = places[number - 1]
    if problems:
        raise ValueError("\n".join(problems))
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return {"corpus": corpus, "document": document, "sha256": sha256, **gold}


def _passages(gold: Item) -> Iterator[Item]:
    for event in gold["events"]:
        yield event["evidence"]
    yield from gold["claims"]


def _places(text: str, words: str) -> list[tuple[int, int]]:
    first, gap, last = words.partition(_ELLIPSIS)
    places = []
    for match in re.finditer(re.escape(first), text):
        end = text.find(last, match.end()) if gap else match.end()
        if end >= 0:
            places.append((match.start(), end + len(last)))
    return places


def _with_words(gold: Item, text: str) -> Item:
    gold = deepcopy(gold)
    for passage in _passages(gold):
        passage["text"] = text[passage["start"] : passage["end"]]
    return gold
