"""The texts of the Voice of America articles whose sentences the M2E2 archive lists.

A '-' stands where an article had a line break. The first sentence is 'Title-DATELINE —-Text' or
'Title-Text', and a heading, which becomes a paragraph, begins the sentence below it. Captions of
photographs are left out; the other sentences become paragraphs of two. The rules are as rough as
when the texts were annotated ('Abdul-Wahab' may be split): the texts' SHA-256 depend on them.
"""

import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

_FILES = ("text_only_event", "text_multimedia_event")
_PER_PARAGRAPH = 2
_FEWEST_SENTENCES = 5
_DATELINE = re.compile(r"(.+?)\s*-\s*([^a-z]+) —\xa0-(.+)")
_TITLE = re.compile(r"(.+?)(?<!Anti)\s*-([A-Z“\"].*)")
# Two words or more; the endings are those of 'al-Assad', 'anti-Saudi' and 'pro-Trump'.
_HEADING = re.compile(r"(?=[^-]+ )([^-]{,39}[a-z’'])(?<! al)(?<! anti)(?<! pro)-([A-Z].*)")
_CAPTION = re.compile(
    r"^FILE\b|^\(AP Photo|[A-Z][a-z]+\.? \d{1,2}, \d{4}$|\([LR]\)|, (left|right)(,|$)"
)
_IS_ENDED = re.compile(r"[.!?][\"”’]?$")


def voa_m2e2(repositories: Path) -> Iterator[tuple[str, str]]:
    """Yield the articles: identifier, text."""
    articles: dict[str, dict[int, str]] = defaultdict(dict)
    with zipfile.ZipFile(repositories / "m2e2" / "data" / "m2e2_annotations.zip") as archive:
        for file in _FILES:
            for record in json.loads(archive.read(f"m2e2_annotations/{file}.json")):
                name, _, number = record["sentence_id"].rpartition("_")
                articles[name][int(number)] = record["sentence"].strip()
    for name, article in articles.items():
        if len(article) >= _FEWEST_SENTENCES and (text := _text(article)):
            yield "voa_" + name.removeprefix("VOA_EN_NW_"), text


def _text(article: dict[int, str]) -> str | None:
    """Return the text of an article from its numbered sentences, None when it has no title."""
    opening = article.get(0, "")
    if match := _DATELINE.match(opening):
        title, first = match[1], f"{match[2]} — {match[3]}"
    elif match := _TITLE.match(opening):
        title, first = match[1], match[2]
    else:
        return None
    paragraphs, waiting = [title], [_ended(first)]
    for _, sentence in sorted(article.items())[1:]:
        if _CAPTION.search(sentence):
            continue
        if match := _HEADING.match(sentence):
            paragraphs += [*_joined(waiting), match[1]]
            waiting = []
        waiting.append(_ended(match[2] if match else sentence))
    return "\n\n".join([*paragraphs, *_joined(waiting)])


def _joined(sentences: list[str]) -> list[str]:
    starts = range(0, len(sentences), _PER_PARAGRAPH)
    return [" ".join(sentences[start : start + _PER_PARAGRAPH]) for start in starts]


def _ended(sentence: str) -> str:
    return sentence if _IS_ENDED.search(sentence) else sentence + "."
