"""Scores what is guessed from the layout of pasted pages: title, publisher, agency, dateline, date.

    python benchmarks/layouts                       the figures of the development halves
    python benchmarks/layouts --held-out            also those of the held-out halves
    python benchmarks/layouts --set other_hand      those of one file alone
    python benchmarks/layouts --texts               headlines of the texts of the training set, too
    python benchmarks/layouts --errors              also what was wrong in the development halves
    python benchmarks/layouts --calibrate           count each rule's right guesses on those

The pages are of our own words, after the patterns of public pages. A hash of its name puts a page
into the development half or the held-out one, whose errors nobody reads; each look at its figures
is counted in README.md, which says how the pages were made.
"""

import argparse
import hashlib
import re
import runpy
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training_set"))

from markup import read

from triplewire.extract.layout import prepare_article
from triplewire.extract.layout.agencies import same_agency
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
SETS = ("pages", "other_hand")


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
    parser.add_argument("--set", choices=SETS, action="append")
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--texts", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--calibrate", action="store_true")
    options = parser.parse_args()
    known = {name: list(pages(name)) for name in options.set or SETS}
    if options.calibrate:
        _calibrate([page for each in known.values() for page in each if not page.held_out])
        return
    print("| pages | half | field | P | R | F1 | n |\n|---|---|---|---|---|---|---|")
    for name, of_set in known.items():
        for held_out in (False, True)[: 1 + options.held_out]:
            half = [page for page in of_set if page.held_out is held_out]
            for field in _FIELDS:
                told = "held out" if held_out else "development"
                print(f"| {name} | {told} | {field} | {_figures(half, field)} |")
    if options.texts:
        print(f"| training set | all | title | {_figures(list(texts()), 'title')} |")
    if options.errors:
        for page in (page for of_set in known.values() for page in of_set if not page.held_out):
            found = guessed(page)
            for field in _FIELDS:
                guess, gold = found.get(field), page.gold.get(field)
                if not _is_right(field, guess, gold):
                    print(f"{page.name}: {field}: {guess!r}, not {gold!r}")


def pages(name: str = "pages") -> Iterator[Page]:
    """Yield the pages of a file: a name, what is to be found, a line of hyphens, the text."""
    for block in (_HERE / f"{name}.txt").read_text("utf-8").split("=== ")[1:]:
        head, _, text = block.partition("---\n")
        name, *said = head.splitlines()
        gold = dict(line.split(": ", maxsplit=1) for line in said if line)
        yield Page(name=name, gold={f: _folded(value) for f, value in gold.items()}, text=text)


def texts() -> Iterator[Page]:
    """Yield the texts of the training set with their headlines; what else is noted is not here."""
    for path in sorted((_ROOT / "training_set" / "documents").glob("*.txt")):
        document = read(path)
        lines = zip(document.text.split("\n"), document.lines, strict=True)
        titles = [line for line, kind in lines if kind == "title"]
        gold = {"title": _folded(titles[0])} if titles else {}
        yield Page(name=path.stem, gold=gold, text=document.text)


def guessed(page: Page) -> dict[str, str]:
    """Return what is read from a page's layout.

    Where a page names an agency and nobody else, it is taken for the publisher as well: that is no
    finding of its own.
    """
    metadata = _read(page)
    found = {f: getattr(metadata, name) for f, name in _FIELDS.items() if getattr(metadata, name)}
    found = {f: _folded(value[:_DAY] if f == "date" else value) for f, value in found.items()}
    if _is_right("agency", found.get("publisher"), found.get("agency")):
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


def _is_right(field: str, guess: str | None, gold: str | None) -> bool:
    """Say whether a guess is right; "AP" and "Associated Press" are one agency."""
    if guess is None or gold is None or field != "agency":
        return guess == gold
    return same_agency(guess, gold)


def _figures(of_half: list[Page], field: str) -> str:
    right = found = wanted = 0
    for page in of_half:
        guess, gold = guessed(page).get(field), page.gold.get(field)
        right += guess is not None and _is_right(field, guess, gold)
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
                right[rule] += _is_right(field, guesses[field], page.gold.get(field))
    head, *others = _CONFIDENCE.read_text("utf-8").splitlines()
    # What is guessed from the layout of pages in HTML is counted by benchmarks/pages.
    kept = [line for line in others if not re.match("metadata\t(?!page-)", line)]
    lines = [f"metadata\t{rule}\t{right[rule]}\t{number}" for rule, number in found.items()]
    _CONFIDENCE.write_text("\n".join([head, *sorted([*kept, *lines])]) + "\n")
    runpy.run_path(str(_ROOT / "tools/describe_rules.py"), run_name="__main__")


if __name__ == "__main__":
    main()
