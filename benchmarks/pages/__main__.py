"""What is read of real pages and samples of every format, beside trafilatura; see README.md."""

import argparse
import json
import re
import runpy
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path

from page_samples import (
    FIELDS,
    Expected,
    Page,
    Sample,
    evaluated,
    feeds,
    linked,
    newsml,
    ninjs,
    nitf,
    readability,
)
from trafilatura import bare_extraction
from trafilatura.settings import Document

from triplewire.errors import ReadError
from triplewire.field_map import AS_KNOWN
from triplewire.read import decode
from triplewire.read.readers import reader_of
from triplewire.read.reading import Found
from triplewire.read.web import read_html

_ROOT = Path(__file__).resolve().parents[2]
_CONFIDENCE = _ROOT / "src/triplewire/data/confidence.tsv"
_SIMILAR = 0.9
_SAME_WORDS = 0.95
_SLOW = 3  # seconds
_COLUMNS = (*FIELDS, "language")
_OTHERS = ("subtitle", "updated", "section", "copyright", "credited_source", "keywords", "topics")
# What each rule that guesses from a page's layout is about.
_OF_RULES = {
    "title": "title",
    "author": "author",
    "byline": "author",
    "publisher": "publisher",
    "date": "date",
}

Values = dict[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: how many of what was expected are right, wrong and missing."""

    name: str
    items: Counter[str] = field(default_factory=Counter)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, found: Values, expected: Expected, phrases: Iterable[str] = ()) -> None:
        """Count what was found of an item."""
        self.items["read"] += 1
        text = _plain(found.get("text", ""))
        for phrase in phrases:
            self.counts["text", "right" if _plain(phrase) in text else "missing"] += 1
        for name, wanted in expected.items():
            value = found.get(name, "")
            right = agree(name, value, wanted)
            self.counts[name, "right" if right else "wrong" if value else "missing"] += 1

    def __str__(self) -> str:
        cells = (
            "/".join(str(self.counts[name, how]) for how in ("right", "wrong", "missing"))
            for name in _COLUMNS
        )
        return f"| {self.name} | {self.items['read']} | {' | '.join(cells)} |"


def ours(page: str, name: str) -> tuple[Values, tuple[str, ...]]:
    """Return what the program reads of a page, and the rules by which it guessed."""
    (found,) = read_html(page, name)
    return values(found), found.metadata.rules


def values(found: Found) -> Values:
    """Return what was read by the names of the columns."""
    said = found.metadata
    return {
        "text": found.text,
        "title": said.title or "",
        "date": said.published or "",
        "author": "; ".join(said.authors),
        "publisher": said.publisher or "",
        "address": said.url or "",
        "language": found.language or "",
        **{key: str(getattr(said, key) or "") for key in _OTHERS[:5]},
        "keywords": ", ".join(said.keywords),
        "topics": ", ".join(said.topics),
    }


def bare(page: str, _name: str) -> tuple[Values, tuple[str, ...]]:
    """Return what trafilatura finds with its own settings."""
    found = bare_extraction(page, include_comments=False, include_tables=False, with_metadata=True)
    if not isinstance(found, Document):
        return {}, ()
    said = {
        "text": found.text,
        "title": found.title,
        "date": found.date,
        "author": found.author,
        "publisher": found.sitename,
        "address": found.url,
        "language": found.language,
    }
    return {key: value or "" for key, value in said.items()}, ()


def agree(name: str, found: str, expected: str) -> bool:
    """Say whether a value is the expected one, in other signs or spaces perhaps."""
    if name == "date":
        return _same_day(found, expected)
    if name == "language":
        return found[:2].lower() == expected[:2].lower()
    if name == "address":
        return _address(found) == _address(expected)
    if name == "author":
        return _people(found) == _people(expected)
    one, other = _plain(found), _plain(expected)
    if name == "text":
        words, wanted = Counter(one.split()), Counter(other.split())
        shared = 2 * (words & wanted).total() / max(1, (words + wanted).total())
        return shared >= _SAME_WORDS
    return one == other or (
        name == "title" and SequenceMatcher(None, one, other).ratio() >= _SIMILAR
    )


def _same_day(found: str, expected: str) -> bool:
    one, other = _moment(found), _moment(expected)
    if one and other and one.tzinfo and other.tzinfo:
        return one == other or one.date() == other.date()
    return bool(one and other and one.date() == other.date()) or found[:10] == expected[:10]


def _moment(text: str) -> datetime | None:
    words = " ".join(text.split())
    for read in (
        datetime.fromisoformat,
        partial(_strptime, pattern="%a, %d %b %Y %H:%M:%S %z"),
        partial(_strptime, pattern="%a, %d %b %Y %H:%M:%S %Z"),
        lambda text: _strptime(re.sub(r" [A-Z]{3,4} ", " ", text), "%a %b %d %H:%M:%S %Y"),
    ):
        try:
            return read(words)
        except ValueError:
            continue
    return None


def _strptime(text: str, pattern: str) -> datetime:
    return datetime.strptime(text, pattern)  # noqa: DTZ007 - the zone is in the pattern


def _plain(text: str) -> str:
    return " ".join(re.sub(r"\W+", " ", text.casefold()).split())


def _address(url: str) -> str:
    return re.sub(r"^https?://(?:www\.|m\.)?|[?#].*$|/$", "", url.strip())


def _people(names: str) -> set[str]:
    # Below the names of a by-line stand the house and the day.
    line = re.sub(r"^by\s+", "", names.strip(), flags=re.IGNORECASE).partition("\n")[0]
    listed = re.split(r"\s*(?:;|,| and | & |\|)\s*", line)
    return {plain for name in listed if (plain := _plain(name))}


def main() -> None:
    """Print the table."""
    options = _options()
    pages = [
        *(readability(options.readability) if options.readability else ()),
        *(
            evaluated(options.trafilatura, all_regions=options.all_regions)
            if options.trafilatura
            else ()
        ),
    ][:: options.every]
    if options.calibrate:
        _calibrate(page for page in pages if not page.held_out)
        return
    rows = _measured_pages(pages, options.faults, values_too=options.values)
    samples: list[Sample] = list(linked(pages))
    samples += ninjs(options.newsinjson) if options.newsinjson else ()
    for folder in options.xml:
        for kind in (newsml, nitf, feeds):
            samples += kind(folder)
    rows += _measured_samples(samples, options.faults)
    print("right/wrong/missing:\n")
    print(f"| read | items | {' | '.join(_COLUMNS)} |\n|---|{'---|' * (len(_COLUMNS) + 1)}")
    print(*rows, sep="\n")
    for row in rows:
        # A feed's entry with a summary alone is read where that is long enough to be the story.
        if row.items["refused"] and row.name not in {"RSS", "Atom"}:
            none = row.items["refused"] + row.items["story"]
            print(f"{row.name}: of {none} items without a story {row.items['refused']} refused")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readability", type=Path, help="a copy of mozilla/readability")
    parser.add_argument("--trafilatura", type=Path, help="a copy of adbar/trafilatura")
    parser.add_argument("--newsinjson", type=Path, help="a copy of iptc/newsinjson")
    parser.add_argument(
        "--xml", type=Path, action="append", default=[], help="a folder of NewsML-G2, NITF or feeds"
    )
    parser.add_argument("--all-regions", action="store_true", help="in other languages, too")
    parser.add_argument("--every", type=int, default=1, help="look at each nth page alone")
    parser.add_argument("--faults", help="a field whose differences are listed, held-out pages not")
    parser.add_argument("--values", action="store_true", help="list what is read, for the eye")
    parser.add_argument(
        "--calibrate", action="store_true", help="count what is guessed on the development half"
    )
    return parser.parse_args()


def _measured_pages(pages: Iterable[Page], faults: str | None, *, values_too: bool) -> list[Row]:
    ways: dict[str, Callable[[str, str], tuple[Values, tuple[str, ...]]]] = {
        "ours": ours,
        "trafilatura": bare,
    }
    rows = {
        (held_out, way): Row(f"HTML, {'held out' if held_out else 'development'}: {way}")
        for held_out in (False, True)
        for way in ways
    }
    seconds = dict.fromkeys(ways, 0.0)
    for page in pages:
        text = decode(page.path.read_bytes(), page.name)
        for way, read in ways.items():
            begun = time.perf_counter()
            found, rules = _read(read, text, page.name)
            took = time.perf_counter() - begun
            seconds[way] += took
            if took > _SLOW:
                print(f"{page.name}: {way} {took:.1f} s", file=sys.stderr)
            rows[page.held_out, way].add(found, page.expected, page.phrases)
            if way == "ours" and not page.held_out:
                _show(page.name, found, page.expected, faults, rules)
                if values_too:
                    shown = {k: v[:70] for k, v in found.items() if v and k != "text"}
                    print(page.name, json.dumps(shown, ensure_ascii=False, indent=1), *rules)
    if any(seconds.values()):
        print(f"{', '.join(f'{way} {took:.0f} s' for way, took in seconds.items())}")
    return [row for row in rows.values() if row.items]


def _read(
    read: Callable[[str, str], tuple[Values, tuple[str, ...]]], text: str, name: str
) -> tuple[Values, tuple[str, ...]]:
    try:
        return read(text, name)
    except ReadError as fault:
        print(f"{name}: {fault.what}", file=sys.stderr)
        return {}, ()


def _show(
    name: str, found: Values, expected: Expected, faults: str | None, rules: tuple[str, ...] = ()
) -> None:
    wanted = expected.get(faults or "", "")
    value = found.get(faults or "", "")
    if wanted and not agree(faults or "", value, wanted):
        print(f"{name}\t{wanted[:200]!r}\t{value[:200]!r}\t{' '.join(rules)}")


def _measured_samples(samples: Iterable[Sample], faults: str | None) -> list[Row]:
    rows: dict[str, Row] = {}
    for sample in samples:
        row = rows.setdefault(sample.kind, Row(sample.kind))
        items = list(_items(sample))
        # A file that is refused as a whole has none of its items.
        items += [None] * (len(sample.expected) - len(items))
        for found, expected in zip(items, sample.expected, strict=False):
            if expected is None:
                row.items["refused" if found is None else "story"] += 1
                continue
            read = {} if found is None else values(found)
            row.add(read, expected)
            if not sample.held_out:
                _show(sample.name, read, expected, faults)
    return list(rows.values())


def _items(sample: Sample) -> Iterator[Found | None]:
    try:
        text = decode(sample.data, sample.name)
        for found in reader_of(sample.suffix, AS_KNOWN)(text, sample.name):
            yield found if isinstance(found, Found) else None
    except ReadError as fault:
        print(f"{sample.name}: {fault.what}", file=sys.stderr)


def _calibrate(pages: Iterable[Page]) -> None:
    """Write how many guesses of each rule there are and are right, here and in the ontology."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for page in pages:
        read, rules = _read(ours, decode(page.path.read_bytes(), page.name), page.name)
        for rule in rules:
            name = _OF_RULES[rule.split("-")[1]]
            if name in page.expected:
                found[rule] += 1
                right[rule] += agree(name, read[name], page.expected[name])
    head, *others = _CONFIDENCE.read_text("utf-8").splitlines()
    kept = [line for line in others if not line.startswith("metadata\tpage-")]
    lines = [f"metadata\t{rule}\t{right[rule]}\t{number}" for rule, number in found.items()]
    _CONFIDENCE.write_text("\n".join([head, *sorted([*kept, *lines])]) + "\n")
    runpy.run_path(str(_ROOT / "tools/describe_rules.py"), run_name="__main__")


if __name__ == "__main__":
    main()
