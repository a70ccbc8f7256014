"""The texts of others that the training set is about, from the repositories that publish them.

Each is cleaned until it reads as an article: a title, then paragraphs, empty lines between them.
"""

import html
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from voa import voa_m2e2

_MARKUP = re.compile(r"^\](?:</center>)?\]\s*|''|</?su[bp]>")
_LINK = re.compile(r"\{\{w\|([^\]}]*)\]\]")
_DAY = re.compile(r"[A-Z]\w+ \d+ ?, \d{4}")
# Words are kept with spaces between them; these had none before or behind them.
_CLINGS = re.compile(r"[.,;:!?)\]%…”]+|['’](?:|s|re|ve|ll|d|m)|n't")
_HOLDS = tuple("([$£€“‘")
_SAFE = etree.XMLParser(resolve_entities=False, no_network=True)
_QUOTE = '"'
WRITTEN = {"``": _QUOTE, "''": _QUOTE, "`": "‘", "#": "£"}


def gather(repositories: Path, folder: Path) -> Iterator[tuple[str, int]]:
    """Write the texts of each corpus into a folder; yield the corpora and how many texts they have.

    The repositories are folders in one folder, by the names that they are published under.
    """
    for name, texts in _CORPORA.items():
        records = [{"doc_id": document, "text": text} for document, text in texts(repositories)]
        path = folder / name / "unified.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = (json.dumps(record, ensure_ascii=False) for record in records)
        path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        yield name, len(records)


def wikinews_dexter(repositories: Path) -> Iterator[tuple[str, str]]:
    """Yield the Wikinews of dexter-datasets: identifier, text."""
    records = repositories / "dexter-datasets" / "entity-saliency" / "saliency-dataset.json"
    for record in map(json.loads, records.read_text("utf-8").rstrip("\n").split("\n")):
        yield f"dexter_{record['docId']:03}", "\n\n".join(paragraphs_of(record))


def paragraphs_of(record: dict[str, Any]) -> list[str]:
    """Return the title and paragraphs of a record of dexter-datasets."""
    parts = (part["value"] for part in record["document"] if part["name"] != "dateline")
    return [text for text in map(_cleaned, parts) if _is_text(text)]


def wikinews_meantime(repositories: Path) -> Iterator[tuple[str, str]]:
    """Yield the Wikinews of MEANTIME: identifier, text; two sentences make a paragraph."""
    corpus = repositories / "StructTempRel-EMNLP17" / "data" / "meantime_newsreader_english_oct15"
    for path in sorted(corpus.glob("intra_cross-doc_annotation/*/*.xml")):
        words: dict[str, list[str]] = defaultdict(list)
        for token in etree.parse(path, _SAFE).iter("token"):
            words[token.attrib["sentence"]].append(token.text or "")
        title, *sentences = map(joined, words.values())
        text = [sentence for sentence in sentences if not _DAY.fullmatch(sentence)]
        paragraphs = [" ".join(text[i : i + 2]) for i in range(0, len(text), 2)]
        yield f"meantime_{path.name.split('_')[0]}", "\n\n".join([title, *paragraphs])


def _cleaned(paragraph: str) -> str:
    """Return a paragraph without what is left of the wiki's markup."""
    text = _LINK.sub(r"\1", _MARKUP.sub("", html.unescape(paragraph)))
    return re.sub(r"[ \t\n\xa0]+", " ", text).strip()


def _is_text(paragraph: str) -> bool:
    return paragraph != "Sources" and any(map(str.isalnum, paragraph))


def joined(words: list[str]) -> str:
    """Return words as one sentence, with the spaces that were between them."""
    sentence = ""
    is_open = False
    for number, word in enumerate(WRITTEN.get(word, word) for word in words):
        closes = word == _QUOTE and (is_open or number == len(words) - 1)
        held = sentence.endswith(_HOLDS) or (is_open and sentence.endswith(_QUOTE))
        if sentence and not (closes or held or _CLINGS.fullmatch(word)):
            sentence += " "
        sentence += word
        if word == _QUOTE:
            is_open = not closes
    return sentence


_CORPORA: dict[str, Callable[[Path], Iterator[tuple[str, str]]]] = {
    "wikinews_dexter": wikinews_dexter,
    "wikinews_meantime": wikinews_meantime,
    "voa_m2e2": voa_m2e2,
}
