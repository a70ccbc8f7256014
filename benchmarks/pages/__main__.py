"""What is read of real news pages, beside what trafilatura alone finds; see README.md."""

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from trafilatura import bare_extraction
from trafilatura.settings import Document

from triplewire.errors import ReadError
from triplewire.read import decode
from triplewire.read.web import read_html

FIELDS = ("title", "date", "author", "publisher", "address", "language")
_SIMILAR = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of a suite with what the suite expects of it, by field."""

    name: str
    path: Path
    expected: dict[str, str]
    phrases: tuple[str, ...] = ()


def readability(root: Path) -> Iterator[Page]:
    """Yield the test pages of mozilla/readability."""
    names = {
        "title": "title",
        "byline": "author",
        "siteName": "publisher",
        "publishedTime": "date",
        "lang": "language",
    }
    for folder in sorted((root / "test/test-pages").iterdir()):
        stated, source = folder / "expected-metadata.json", folder / "source.html"
        if stated.is_file() and source.is_file() and not _made_up(source):
            data = json.loads(stated.read_text("utf-8"))
            yield Page(
                name=f"readability/{folder.name}",
                path=source,
                expected={ours: data[theirs] for theirs, ours in names.items() if data.get(theirs)},
            )


def _made_up(source: Path) -> bool:
    """Say whether a page was written to test a rule, and is no page of the web."""
    text = source.read_text("utf-8", "replace")
    return "orem ipsum" in text or "http" not in text or len(text) < 5000


def evaluated(root: Path, *, all_regions: bool) -> Iterator[Page]:
    """Yield the pages of adbar/trafilatura whose metadata its evaluation annotates."""
    data = json.loads((root / "tests/evaldata.json").read_text("utf-8"))
    for url, item in sorted(data.items()):
        if not all_regions and item.get("region") not in {
            "US",
            "GB",
            "UK",
            "AU",
            "CA",
            "IE",
            "NZ",
            "IN",
            "ZA",
        }:
            continue
        if not item.get("title"):
            continue
        path = next(
            (
                file
                for folder in ("cache", "eval")
                if (file := root / "tests" / folder / item["file"]).is_file()
            ),
            None,
        )
        if path is None:
            continue
        author = item.get("author") or ""
        expected = {
            "title": item.get("title"),
            "date": item.get("date"),
            "author": "; ".join(author) if isinstance(author, list) else author,
            "publisher": item.get("sitename"),
            "address": url,
        }
        yield Page(
            name=f"trafilatura/{path.name}",
            path=path,
            expected={key: value for key, value in expected.items() if value},
            phrases=tuple(item.get("with", ())),
        )


def ours(page: str, name: str) -> dict[str, str]:
    """Return what the program reads of a page."""
    (found,) = read_html(page, name)
    said = found.metadata
    return {
        "text": found.text,
        "title": said.title or "",
        "date": said.published or "",
        "author": "; ".join(said.authors),
        "publisher": said.publisher or "",
        "address": said.url or "",
        "language": found.language or "",
        **{key: str(getattr(said, key) or "") for key in ("subtitle", "updated", "section")},
        **{key: str(getattr(said, key) or "") for key in ("copyright", "credited_source")},
        "keywords": ", ".join(said.keywords),
        "topics": ", ".join(said.topics),
    }


def bare(page: str, _name: str) -> dict[str, str]:
    """Return what trafilatura finds with its own settings."""
    found = bare_extraction(page, include_comments=False, include_tables=False, with_metadata=True)
    if not isinstance(found, Document):
        return {}
    return {
        "text": found.text or "",
        "title": found.title or "",
        "date": found.date or "",
        "author": found.author or "",
        "publisher": found.sitename or "",
        "address": found.url or "",
        "language": found.language or "",
    }


def agree(field: str, found: str, expected: str) -> bool:
    """Say whether a value is the expected one, in other signs or spaces perhaps."""
    if field == "date":
        return found[:10] == expected[:10]
    if field == "language":
        return found[:2].lower() == expected[:2].lower()
    if field == "address":
        return _address(found) == _address(expected)
    if field == "author":
        return _people(found) == _people(expected)
    one, other = _plain(found), _plain(expected)
    return one == other or (
        field == "title" and SequenceMatcher(None, one, other).ratio() >= _SIMILAR
    )


def _plain(text: str) -> str:
    return " ".join(re.sub(r"\W+", " ", text.casefold()).split())


def _address(url: str) -> str:
    return re.sub(r"^https?://(?:www\.|m\.)?|[?#].*$|/$", "", url.strip())


def _people(names: str) -> set[str]:
    listed = re.split(
        r"\s*(?:;|,| and | & |\|)\s*", re.sub(r"^by\s+", "", names.strip(), flags=re.IGNORECASE)
    )
    return {plain for name in listed if (plain := _plain(name))}


def main() -> None:
    """Print the table of fields: expected, right, wrong and missing of both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readability", type=Path)
    parser.add_argument("--trafilatura", type=Path)
    parser.add_argument("--all-regions", action="store_true", help="in other languages, too")
    parser.add_argument("--every", type=int, default=1, help="look at each nth page alone")
    parser.add_argument("--faults", help="a field whose differences are listed")
    parser.add_argument("--values", action="store_true", help="list what is read, for the eye")
    arguments = parser.parse_args()
    pages = [
        *(readability(arguments.readability) if arguments.readability else ()),
        *(
            evaluated(arguments.trafilatura, all_regions=arguments.all_regions)
            if arguments.trafilatura
            else ()
        ),
    ]
    pages = pages[:: arguments.every]
    ways: dict[str, Callable[[str, str], dict[str, str]]] = {"ours": ours, "trafilatura": bare}
    counts = {way: Counter[str]() for way in ways}
    seconds = dict.fromkeys(ways, 0.0)
    refused = 0
    for page in pages:
        text = decode(page.path.read_bytes(), page.name)
        for way, read in ways.items():
            begun = time.perf_counter()
            try:
                found = read(text, page.name)
            except ReadError as fault:
                refused += 1
                print(f"{page.name}: {fault.what}", file=sys.stderr)
                found = {}
            took = time.perf_counter() - begun
            seconds[way] += took
            if took > 3:
                print(f"{page.name}: {way} {took:.1f} s", file=sys.stderr)
            _count(counts[way], found, page)
            if arguments.faults and way == "ours":
                field = arguments.faults
                expected, value = page.expected.get(field, ""), found.get(field, "")
                if expected and not agree(field, value, expected):
                    print(f"{page.name}\t{expected!r}\t{value!r}\t{bare(text, '').get(field)!r}")
            if arguments.values and way == "ours":
                shown = {k: v[:70] for k, v in found.items() if v and k != "text"}
                print(page.name, json.dumps(shown, ensure_ascii=False, indent=1))
    print(f"{len(pages)} pages, {refused} refused; seconds " + str(seconds))
    print("| field | expected | right | wrong | missing | trafilatura: right | wrong | missing |")
    print("|---|---|---|---|---|---|---|---|")
    for field in ("text", *FIELDS):
        cells = [
            str(counts[way][f"{field} {what}"])
            for way in ways
            for what in ("right", "wrong", "missing")
        ]
        print(f"| {field} | {counts['ours'][field]} | " + " | ".join(cells) + " |")
    for field in (
        "subtitle",
        "updated",
        "section",
        "copyright",
        "credited_source",
        "keywords",
        "topics",
    ):
        print(f"{field}: stated on {counts['ours'][f'{field} found']}")


def _count(counts: Counter[str], found: dict[str, str], page: Page) -> None:
    for field, value in found.items():
        counts[f"{field} found"] += bool(value)
    for phrase in page.phrases:
        counts["text"] += 1
        held = _plain(phrase) in _plain(found.get("text", ""))
        counts["text right" if held else "text missing"] += 1
    for field, expected in page.expected.items():
        counts[field] += 1
        value = found.get(field, "")
        right = agree(field, value, expected)
        counts[f"{field} {'right' if right else 'wrong' if value else 'missing'}"] += 1


if __name__ == "__main__":
    main()
