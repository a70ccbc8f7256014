"""Scores what is guessed from the layout of pasted pages: title, publisher, agency, dateline, date.

    python benchmarks/layouts                the figures of both halves
    python benchmarks/layouts --errors       also what was wrong in the development half
    python benchmarks/layouts --calibrate    count each rule's right guesses on that half

The pages of pages.txt are of our own words, after the patterns of public pages. A hash of its name
puts a page into the development half or the held-out one, whose errors nobody reads. README.md says
how the pages were made.
"""

import argparse
import hashlib
import re
import runpy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from triplewire.extract.layout import prepare_article
from triplewire.records import Article, Metadata

_HERE = Path(__file__).resolve().parent
_ROOT = _HERE.parents[1]
_CONFIDENCE = _ROOT / "src/triplewire/data/confidence.tsv"
_FIELDS = {
    "title": "title",
    "publisher": "publisher",
    "agency": "credited_source",
    "dateline": "dateline_place",
    "date": "published",
}
_DAY = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A pasted page with what a reader would note of it."""

    name: str
    gold: dict[str, str]
    text: str

    @property
    def held_out(self) -> bool:
        """Say whether nothing may be learned from the page."""
        return int(hashlib.sha256(self.name.encode()).hexdigest(), 16) % 2 == 1


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--calibrate", action="store_true")
    options = parser.parse_args()
    known = list(pages())
    halves = {
        "development": [page for page in known if not page.held_out],
        "held out": [page for page in known if page.held_out],
    }
    if options.calibrate:
        _calibrate(halves["development"])
        return
    print("| half | field | P | R | F1 | n |\n|---|---|---|---|---|---|")
    for half, of_half in halves.items():
        for field in _FIELDS:
            print(f"| {half} | {field} | {_figures(of_half, field)} |")
    if options.errors:
        for page in halves["development"]:
            found = guessed(page)
            for field in _FIELDS:
                if found.get(field) != page.gold.get(field):
                    print(f"{page.name}: {field}: {found.get(field)!r}, not {page.gold.get(field)}")


def pages() -> Iterator[Page]:
    """Yield the pages of pages.txt: a name, what is to be found, a line of hyphens, the text."""
    for block in (_HERE / "pages.txt").read_text("utf-8").split("=== ")[1:]:
        head, _, text = block.partition("---\n")
        name, *said = head.splitlines()
        gold = dict(line.split(": ", maxsplit=1) for line in said)
        yield Page(name=name, gold={f: _folded(value) for f, value in gold.items()}, text=text)


def guessed(page: Page) -> dict[str, str]:
    """Return what is read from a page's layout.

    Where a page names an agency and nobody else, it is taken for the publisher as well: that is no
    finding of its own.
    """
    metadata = _read(page)
    found = {f: getattr(metadata, name) for f, name in _FIELDS.items() if getattr(metadata, name)}
    found = {f: _folded(value[:_DAY] if f == "date" else value) for f, value in found.items()}
    if found.get("publisher") == found.get("agency"):
        found.pop("publisher", None)
    return found


def _read(page: Page) -> Metadata:
    digits = hashlib.sha256(page.text.encode()).hexdigest()
    article = Article(
        text=page.text, sha256=digits, name=page.name, media_type="text/plain", language="en",
        metadata=Metadata(),
    )  # fmt: skip
    return prepare_article(article).metadata


def _folded(value: str) -> str:
    return " ".join(value.split()).casefold().removeprefix("the ")


def _figures(of_half: list[Page], field: str) -> str:
    right = found = wanted = 0
    for page in of_half:
        guess, gold = guessed(page).get(field), page.gold.get(field)
        right += guess is not None and guess == gold
        found += guess is not None
        wanted += gold is not None
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"{precision:.2f} | {recall:.2f} | {f1:.2f} | {wanted}"


def _calibrate(of_half: list[Page]) -> None:
    """Write how many guesses of each rule there are and are right, here and in the ontology."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for page in of_half:
        guesses = guessed(page)
        for rule in _read(page).rules:
            field = rule.partition("-")[0]
            if field in guesses:
                found[rule] += 1
                right[rule] += guesses[field] == page.gold.get(field)
    head, *others = _CONFIDENCE.read_text("utf-8").splitlines()
    # What is guessed from the layout of pages in HTML is counted by benchmarks/pages.
    kept = [line for line in others if not re.match("metadata\t(?!page-)", line)]
    lines = [f"metadata\t{rule}\t{right[rule]}\t{number}" for rule, number in found.items()]
    _CONFIDENCE.write_text("\n".join([head, *sorted([*kept, *lines])]) + "\n")
    runpy.run_path(str(_ROOT / "tools/describe_rules.py"), run_name="__main__")


if __name__ == "__main__":
    main()
