"""Articles of others in, with which person or organisation their links say each name stands for.

The links were set by people: authors of Wikinews, and annotators. No text is kept here.
"""

import gzip
import html
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from gather import WRITTEN, joined, paragraphs_of
from lxml import etree

_SAFE = etree.XMLParser(resolve_entities=False, no_network=True)
_KINDS = {"PER": "person", "ORG": "organisation", "organisation": "organisation"}
_KINDS |= {"person": "person"}
# A mention of more words is a description.
_MOST_WORDS = 8
_DAY = re.compile(r"([A-Z][a-z]+) (\d+) ?, (\d{4})")
_ARTICLE = re.compile(r"(?:the|an?) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A stretch of a text, and whom it stands for.

    ``target`` is the same wherever the same is meant, ``label`` is its name there; ``kind`` is
    person or organisation, None where the source does not say what its targets are.
    """

    start: int
    end: int
    target: str
    label: str
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedText:
    """An article with its links; ``published`` is an ISO 8601 date or empty."""

    name: str
    title: str
    published: str
    text: str
    links: tuple[Link, ...]


def sources(shared: Path, repositories: Path | None) -> Iterator[tuple[str, list[LinkedText]]]:
    """Yield each source that is at hand: its name, its articles.

    ``shared`` holds corpora that README.md names, ``repositories`` the clones that it names.
    """
    for name, (path, read) in _SOURCES.items():
        folder = repositories if name in _CLONED else shared
        if folder is not None and (folder / path).exists():
            texts = read(folder / path)
            yield name, sorted((replace(t, links=_once(t.links)) for t in texts), key=_name)


def together(sources: Iterable[list[LinkedText]]) -> list[LinkedText]:
    """Return the articles of all sources, each title once."""
    found: dict[str, LinkedText] = {}
    for texts in sources:
        for text in texts:
            found.setdefault(" ".join(re.findall(r"\w+", text.title.lower())), text)
    return list(found.values())


def _name(text: LinkedText) -> str:
    return text.name


def _once(links: tuple[Link, ...]) -> tuple[Link, ...]:
    return tuple(sorted(set(links), key=lambda link: (link.start, link.end, link.target)))


def wikinews_links(path: Path) -> Iterator[LinkedText]:
    """Yield Wikinews with the links that its authors set; the targets are pages."""
    for row in _rows(path):
        links = (
            Link(start=link["start"], end=link["end"], target=title, label=title)
            for link in row["links"]
            if (title := _page(link["target"]))
        )
        yield LinkedText(
            name=row["doc_id"],
            title=row["title"],
            published=_iso(row["date"] or ""),
            text=row["text"],
            links=tuple(links),
        )


def gum_news(path: Path) -> Iterator[LinkedText]:
    """Yield the Wikinews of GUM, whose annotators say which page of Wikipedia a name stands for."""
    for row in _rows(path):
        links = (
            Link(
                start=found["start"],
                end=found["end"],
                target=(title := unquote(found["wikipedia"]).replace("_", " ")),
                label=title,
                kind=_KINDS.get(found["type"], "other"),
            )
            for found in row["entities"]
            if found["wikipedia"] and found["named"]
        )
        yield LinkedText(
            name=row["doc_id"],
            title=row["title"],
            published=row["date"],
            text=row["text"],
            links=tuple(links),
        )


def wikinews_dexter(path: Path) -> Iterator[LinkedText]:
    """Yield Wikinews with the pages of Wikipedia that its authors linked.

    Which words were linked is not kept; of the words that such a page is called by in the article
    (the second file has them) the longest are taken, at the first place with a capital.
    """
    called = _called(path.with_name("saliency.svm.gz"))
    for record in map(json.loads, path.read_text("utf-8").rstrip("\n").split("\n")):
        number = record["docId"]
        meant = {one["entityid"] for one in record["saliency"]}
        title, *paragraphs = paragraphs_of(record)
        text = "\n\n".join(paragraphs)
        spots = {page: words for page, words in called[number].items() if page in meant}
        parts = {part["name"]: part.get("value", "") for part in record["document"]}
        yield LinkedText(
            name=f"dexter_{number:03}",
            title=title,
            published=_iso(html.unescape(parts.get("dateline", ""))) or record["timestamp"][:10],
            text=text,
            links=tuple(_spotted(text, spots)),
        )


def _called(path: Path) -> dict[int, dict[int, tuple[str, tuple[str, ...]]]]:
    """Return the title and the words of each page that an article may mean, by article, by page."""
    found: dict[int, dict[int, tuple[str, tuple[str, ...]]]] = defaultdict(dict)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            numbers, _, said = line.partition("#")
            words, page, title = said.strip().split("\t")
            article = int(numbers.split()[1].removeprefix("qid:"))
            spots = tuple(word.strip() for word in words.strip("[]").split(","))
            found[article][int(page)] = (title.strip().replace("_", " "), spots)
    return found


def _spotted(text: str, pages: dict[int, tuple[str, tuple[str, ...]]]) -> Iterator[Link]:
    wanted = sorted(
        (-len(spot), spot, title) for title, spots in pages.values() for spot in spots if spot
    )
    taken: list[tuple[int, int]] = []
    done: set[str] = set()
    for _, spot, title in wanted:
        if title in done:
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(spot)}(?!\w)", text, re.IGNORECASE):
            start, end = match.span()
            free = all(end <= begin or finish <= start for begin, finish in taken)
            if free and any(map(str.isupper, match[0])):
                taken.append((start, end))
                done.add(title)
                yield Link(start=start, end=end, target=title, label=title)
                break


def wikinews_meantime(path: Path) -> Iterator[LinkedText]:
    """Yield the Wikinews of MEANTIME, whose annotators say who is one in all of its articles.

    They name most of them by pages of Wikipedia.
    """
    for file in sorted(path.glob("*/*.xml")):
        root = etree.parse(file, _SAFE).getroot()
        sentences: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for token in root.iter("token"):
            sentences[token.attrib["sentence"]].append((token.attrib["t_id"], token.text or ""))
        title, *rest = sentences.values()
        places: dict[str, tuple[int, int]] = {}
        text = ""
        for sentence in rest:
            written = joined([word for _, word in sentence])
            if _DAY.fullmatch(written):
                continue
            begin = len(text)
            for token, word in sentence:
                begin = f"{text}{written}".index(WRITTEN.get(word, word), begin)
                places[token] = (begin, begin := begin + len(WRITTEN.get(word, word)))
            text += f"{written} "
        published = next(
            (
                time.attrib.get("value", "")
                for time in root.iter("TIMEX3")
                if time.attrib.get("functionInDocument") == "CREATION_TIME"
            ),
            "",
        )
        yield LinkedText(
            name=f"meantime_{file.name.split('_')[0]}",
            title=joined([word for _, word in title]),
            published=published if re.fullmatch(r"\d{4}-\d\d-\d\d", published) else "",
            text=text,
            links=tuple(_annotated(root, places, text)),
        )


def _annotated(root: Any, places: dict[str, tuple[int, int]], text: str) -> Iterator[Link]:
    things = {
        entity.attrib["m_id"]: entity.attrib
        for entity in root.iter("ENTITY")
        if entity.attrib.get("instance_id")
    }
    mentions = {
        mention.attrib["m_id"]: [anchor.attrib["t_id"] for anchor in mention.iter("token_anchor")]
        for mention in root.iter("ENTITY_MENTION")
    }
    for relation in root.iter("REFERS_TO"):
        thing = next((things.get(t.attrib["m_id"]) for t in relation.iter("target")), None)
        if thing is None:
            continue
        page = thing.get("external_ref", "").rsplit("/", 1)[-1]
        title = unquote(page).replace("_", " ")
        for source in relation.iter("source"):
            tokens = mentions.get(source.attrib["m_id"], [])
            spans = [places[token] for token in tokens if token in places]
            if not spans or len(tokens) > _MOST_WORDS:
                continue
            start, end = min(spans)[0], max(end for _, end in spans)
            if _ARTICLE.sub("", text[start:end], count=1)[:1].isupper():
                yield Link(
                    start=start,
                    end=end,
                    target=title or thing["instance_id"],
                    label=title or thing["TAG_DESCRIPTOR"],
                    kind=_KINDS.get(thing.get("ent_type", ""), "other"),
                )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, path.read_text("utf-8").rstrip("\n").split("\n"))


def _page(target: str) -> str:
    """Return the title of a page of Wikipedia as it is written there, "" for other targets.

    >>> _page("wikipedia:mercosur#History"), _page("wikinews:w:Mercosur"), _page("wikinews:Brazil")
    ('Mercosur', 'Mercosur', '')
    """
    found = re.fullmatch(r"(?:wikipedia:|wikinews:w:)([^#]+).*", target, re.IGNORECASE)
    title = found[1].replace("_", " ").strip() if found else ""
    return title[:1].upper() + title[1:]


def _iso(date: str) -> str:
    """Return an ISO 8601 date of one like "November 13, 2004", "" where it is written otherwise."""
    found = _DAY.search(date)
    if found is None:
        return date if re.fullmatch(r"\d{4}-\d\d-\d\d", date) else ""
    try:
        return datetime.strptime(" ".join(found.groups()), "%B %d %Y").date().isoformat()  # noqa: DTZ007
    except ValueError:
        return ""


_CLONED = frozenset({"wikinews_dexter", "wikinews_meantime"})
_SOURCES: dict[str, tuple[str, Callable[[Path], Iterator[LinkedText]]]] = {
    "wikinews_dexter": (
        "dexter-datasets/entity-saliency/saliency-dataset.json",
        wikinews_dexter,
    ),
    "wikinews_meantime": (
        "StructTempRel-EMNLP17/data/meantime_newsreader_english_oct15/intra_cross-doc_annotation",
        wikinews_meantime,
    ),
    "wikinews_links": ("wikinews_links/unified.jsonl", wikinews_links),
    "gum_news": ("gum_news/unified.jsonl", gum_news),
}
