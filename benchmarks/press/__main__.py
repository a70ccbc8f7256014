"""Measures what is found in the world's press: articles of many sites that no rule was made from.

    python benchmarks/press [GROUND_TRUTH] [--model NAME] [--by genre] [--reliability]
    python benchmarks/press --model learned --calibrate
    python benchmarks/press [GROUND_TRUTH] [--model NAME] --sample 200 --seed 1

GROUND_TRUTH is a file of texts that are not ours to publish; README.md says where it is. Without it
the fifth of the training set is taken that nothing learns from: for development. Counted are
precision, recall and F1 against the annotations. Of our events it is known which sentence, not
which words tell them: an event is found when its sentence is, and the rest is the same.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "training_set"))

from corpus import documents, is_held
from elsewhere import read_with
from markup import Document
from pairs import Pair, agreement, judged, scores, tests
from press_curves import fitted
from press_drafts import marked
from press_sample import sample

from triplewire.extract import extract_all, load_analyser
from triplewire.read import read_data
from triplewire.records import Draft

CURVES = Path(__file__).parents[2] / "src/triplewire/data/tagger/curves.json"
ANNOTATIONS = Path(__file__).parent / "annotations"
# Marks that no finding of ours corresponds to: they are parts of others.
_LEFT_OUT = frozenset({"cue", "again", "time", "measure", "dateline", "unnamed", "adj", "ref"})


def annotated(texts: Path | None) -> list[Document]:
    """Return the documents to measure on."""
    if texts is None:
        return [document for document in documents() if is_held(document)]
    kept = json.loads(texts.read_text(encoding="utf-8"))
    bodies = {name: value["articleBody"].strip() for name, value in kept.items()}
    return [
        read_with(path, lambda _, name: bodies.get(name))
        for path in sorted(ANNOTATIONS.glob("*.json"))
    ]


def drafts(wanted: list[Document], model: str | None) -> dict[str, Draft]:
    """Return what is found in the texts of documents, by their names."""
    articles = []
    for document in wanted:
        date = document.facts["published"]
        head = f"---\ndate: {date}\n---\n" if date != "-" else ""
        data = f"{head}{document.text}".encode()
        articles += read_data(data, document.name, ".md").articles
    return {draft.article.name: draft for draft in extract_all(articles, load_analyser(model))}


def pairs(wanted: list[Document], found: dict[str, Draft]) -> list[Pair]:
    """Return each annotated document beside what is found in its text."""
    return [
        Pair(document, marked(found[document.name], document))
        for document in wanted
        if document.name in found
    ]


def reliability(found: list[Pair]) -> Iterator[str]:
    """Yield a line for each kind and tenth of confidence: how many, how sure, how many are right.

    The last of each kind is its expected calibration error (Guo et al. 2017).
    """
    bins: dict[str, dict[int, list[tuple[float, bool]]]] = defaultdict(lambda: defaultdict(list))
    for pair in found:
        for name, (kind, same) in tests(pair).items():
            for mark, right in judged(pair, kind, same):
                given = mark.attributes.get("confidence")
                if given is not None:
                    sure = float(given)
                    bins[name][min(9, int(10 * sure))].append((sure, right))
    for name, tenths in bins.items():
        total, error = sum(map(len, tenths.values())), 0.0
        for tenth, marks in sorted(tenths.items()):
            sure, right = (sum(column) / len(marks) for column in zip(*marks, strict=True))
            error += abs(sure - right) * len(marks) / total
            yield f"{name:26}{tenth / 10:5.1f}{len(marks):6}{sure:7.2f}{right:6.2f}"
        yield f"{name:26}error{total:6}{error:7.2f}"


def main() -> None:
    """Read the command line."""
    about, _, usage = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(
        description=about, epilog=usage, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", type=Path, nargs="?", metavar="GROUND_TRUTH")
    parser.add_argument("--model", metavar="NAME", help="as in triplewire build")
    parser.add_argument("--by", choices=["genre"], help="a table for each")
    parser.add_argument(
        "--reliability", action="store_true", help="how often what is found is right, by confidence"
    )
    parser.add_argument(
        "--calibrate", action="store_true", help="write how sure the network's findings are"
    )
    parser.add_argument(
        "--sample", type=int, metavar="N", help="print so many findings for a reader to judge"
    )
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    wanted = annotated(given.texts)
    made = drafts(wanted, given.model)
    if given.sample:
        print(*sample(made.values(), given.sample, given.seed), sep="\n")
        return
    found = pairs(wanted, made)
    if given.calibrate:
        CURVES.write_text(json.dumps(fitted(found), indent=1) + "\n")
        return
    if given.reliability:
        print(*reliability(found), sep="\n")
        return
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in found:
        groups[pair.one.facts[given.by] if given.by else "all"].append(pair)
    for name, group in sorted(groups.items()):
        print(f"{name}: {len(group)} documents\n{'':26}     P     R    F1 wanted")
        for what, both, wanted, made in agreement(group):
            if what not in _LEFT_OUT:
                p, r, f1 = scores(both, wanted, made)
                print(f"{what:26}{p:6.2f}{r:6.2f}{f1:6.2f}{wanted:7}")


if __name__ == "__main__":
    main()
