"""How right the extraction is: on annotated articles and open corpora, beside baselines.

    python benchmarks/quality                      the two sets of annotated articles
    python benchmarks/quality FOLDER --texts T     your own annotations, of the texts in folder T
    python benchmarks/quality --corpora-too        the open corpora as well
    python benchmarks/quality --errors events      what is wrong or missed, in words
    python benchmarks/quality --calibrate          count each rule's right findings on the dev set
    python benchmarks/quality --train              fit the model that chooses among events
    python benchmarks/quality --check FOLDER       what is wrong with annotations
    python benchmarks/quality --agreement          the second annotator against the first
    python benchmarks/quality --compile W C D      turn an annotation in words into one of offsets

The annotations hold offsets and facts only; the texts are read from the corpora, whose folder is
--corpora (../shared/corpora). guidelines.md says how they were made.
"""

import argparse
import json
import runpy
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from agreement import agreement
from annotations import AGREEMENT, CORPORA, SETS, Annotated, compiled, load, rows
from checks import problems
from corpora import score_corpora
from extractors import EXTRACTORS, triplewire
from scoring import CATEGORIES, Count, score

from training import examples, train
from triplewire.extract import Analyser, load_analyser

_ROOT = Path(__file__).resolve().parents[2]
_DATA = _ROOT / "src/triplewire/data"
_CONFIDENCE = _DATA / "confidence.tsv"
_LIKELIHOOD = _DATA / "likelihood.tsv"
# Which categories each baseline tries.
_TRIES = {
    "spaCy NER": ("actors", "statistics"),
    "textacy": ("quotes", "quote spans"),
    "regular expression": ("quotes", "quote spans"),
}
# The category that each kind of finding is counted in.
_KINDS = {
    "quote": "quotes",
    "indirect": "indirect",
    "statistic": "statistics",
    "rank": "ranks",
    "event": "events",
    "actor": "actors",
    "role": "roles",
}


def main() -> None:
    """Print a table for every set."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", help="dev, heldout, or a folder of annotations")
    parser.add_argument("--texts", type=Path, help="folder of the annotated texts")
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--corpora-too", action="store_true")
    parser.add_argument("--model", help="an installed spaCy pipeline")
    parser.add_argument("--errors", default="", help="categories, with commas")
    parser.add_argument("--calibrate", action="store_true")
    parser.add_argument("--train", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument(
        "--agreement", type=Path, nargs="?", const=AGREEMENT, metavar="FOLDER",
        help="annotations of the same articles by somebody else",
    )  # fmt: skip
    parser.add_argument("--compile", nargs=3, metavar=("WORDS", "CORPUS", "DOCUMENT"))
    options = parser.parse_args()
    if options.compile:
        _compile(*options.compile, corpora=options.corpora)
        return
    if options.check:
        _check(options.folders or SETS, options.corpora, options.texts)
        return
    if options.agreement:
        _agreement(options.agreement, options.corpora, options.errors.split(","))
        return
    analyser = load_analyser(options.model)
    if options.train:
        _train(load(SETS["dev"], options.corpora), analyser)
        return
    if options.calibrate:
        _calibrate(load(SETS["dev"], options.corpora), analyser)
        return
    for name in options.folders or SETS:
        articles = list(load(SETS.get(name, Path(name)), options.corpora, options.texts))
        print(f"\n{name}: {len(articles)} articles")
        _table(articles, analyser, set(options.errors.split(",")))
    if options.corpora_too:
        print("\n| corpus | P | R | F1 | n |\n|---|---|---|---|---|")
        for what, count in score_corpora(options.corpora, analyser):
            print(f"| {what} | {_figures(count)} |")


def _table(articles: list[Annotated], analyser: Analyser, wanted: set[str]) -> None:
    print("\n| category | extractor | P | R | F1 | n |\n|---|---|---|---|---|---|")
    totals: dict[str, dict[str, Count]] = {}
    for name, extractor in EXTRACTORS.items():
        try:
            found = list(extractor((article.text for article in articles), analyser))
        except ImportError:
            print(f"{name} is not installed: left out", file=sys.stderr)
            continue
        totals[name] = {category: Count() for category in CATEGORIES}
        for article, layout in zip(articles, found, strict=True):
            for category, count in score(article.gold, layout).items():
                totals[name][category].add(count)
    for category in CATEGORIES:
        for name, counts in totals.items():
            if name == "Triplewire" or category in _TRIES[name]:
                print(f"| {category} | {name} | {_figures(counts[category])} |")
    for category in CATEGORIES:
        if category in wanted:
            print(f"\n{category}")
            for error in totals["Triplewire"][category].errors:
                print(f"  {error}")


def _figures(count: Count) -> str:
    there = count.right + count.missed
    return f"{count.precision:.3f} | {count.recall:.3f} | {count.f1:.3f} | {there}"


def _check(folders: Iterable[str], corpora: Path, texts: Path | None) -> None:
    """Print what is wrong with the annotations; leave with 1 when anything is."""
    found = [
        f"{name}/{article.name}: {problem}"
        for name in folders
        for article in load(SETS.get(name, Path(name)), corpora, texts)
        for problem in problems(article)
    ]
    sys.exit("\n".join(found) or None)


def _agreement(folder: Path, corpora: Path, wanted: Iterable[str]) -> None:
    """Print how each of two annotators scores against the other."""
    known = {article.name: article for name in SETS for article in load(SETS[name], corpora)}
    agreed = agreement((known[other.name].gold, other.gold) for other in load(folder, corpora))
    print("| category | second, by first | first, by second | mean F1 | n, n |")
    print("|---|---|---|---|---|")
    for category, (there, back) in agreed.items():
        mean = (there.f1 + back.f1) / 2
        numbers = f"{there.right + there.missed}, {back.right + back.missed}"
        print(f"| {category} | {there.f1:.3f} | {back.f1:.3f} | {mean:.3f} | {numbers} |")
        if category in wanted:
            for who, count in (("second", there), ("first", back)):
                for error in count.errors:
                    print(f"  {who}: {error}")


def _calibrate(articles: Iterable[Annotated], analyser: Analyser) -> None:
    """Write how many findings of each rule there are and are right, here and in the ontology."""
    known = list(articles)
    right: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    layouts = triplewire((article.text for article in known), analyser)
    for article, layout in zip(known, layouts, strict=True):
        counts = score(article.gold, layout)
        for kind, category in _KINDS.items():
            for (rule, hit), number in counts[category].by_rule.items():
                found[kind, rule] += number
                right[kind, rule] += number * hit
    lines = [f"{kind}\t{rule}\t{right[kind, rule]}\t{found[kind, rule]}" for kind, rule in found]
    # What is guessed from a text's layout is counted by benchmarks/layouts.
    lines += [line for line in _CONFIDENCE.read_text().splitlines() if line[:9] == "metadata\t"]
    _CONFIDENCE.write_text("\n".join(["kind\trule\tright\tfound", *sorted(lines)]) + "\n")
    runpy.run_path(str(_ROOT / "tools/describe_rules.py"), run_name="__main__")


def _train(articles: Iterable[Annotated], analyser: Analyser) -> None:
    """Write the weights that tell events from mere words, and print how they do."""
    weights, line = train(examples(articles, analyser))
    rows = [f"{name}\t{weight}" for name, weight in sorted(weights.items())]
    _LIKELIHOOD.write_text("\n".join(["feature\tweight", *rows]) + "\n")
    print(line)


def _compile(words: str, corpus: str, document: str, *, corpora: Path) -> None:
    annotation = json.loads(Path(words).read_text("utf-8"))
    text = next(row["text"] for row in rows(corpora, corpus) if row["doc_id"] == document)
    gold = compiled(annotation, text, corpus, document)
    print(json.dumps(gold, indent=1, ensure_ascii=False, sort_keys=True))


if __name__ == "__main__":
    main()
