"""Measures what is found in the world's press: articles of many sites that no rule was made from.

    python benchmarks/press GROUND_TRUTH [--model NAME] [--by genre]

GROUND_TRUTH is a file of texts that are not ours to publish; README.md says where it is. Counted
are precision, recall and F1 against the annotations. Of their events it is known which sentence,
not which words tell them: an event is found when its sentence is, and the rest is the same.
"""

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "training_set"))

from elsewhere import read_with
from pairs import Pair, agreement, scores
from press_drafts import marked

from triplewire.extract import extract_all, load_analyser
from triplewire.read import read_data

ANNOTATIONS = Path(__file__).parent / "annotations"
# Marks that no finding of ours corresponds to: they are parts of others.
_LEFT_OUT = frozenset({"cue", "again", "time", "measure", "dateline", "unnamed", "adj", "ref"})


def pairs(texts: dict[str, str], model: str | None) -> list[Pair]:
    """Return each annotated document beside what is found in its text."""
    wanted = [
        read_with(path, lambda _, name: texts.get(name))
        for path in sorted(ANNOTATIONS.glob("*.json"))
    ]
    articles = []
    for document in wanted:
        date = document.facts["published"]
        head = f"---\ndate: {date}\n---\n" if date != "-" else ""
        data = f"{head}{document.text}".encode()
        articles += read_data(data, document.name, ".md").articles
    drafts = {draft.article.name: draft for draft in extract_all(articles, load_analyser(model))}
    return [Pair(document, marked(drafts[document.name], document)) for document in wanted]


def main() -> None:
    """Read the command line."""
    about, _, usage = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(
        description=about, epilog=usage, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", type=Path, metavar="GROUND_TRUTH")
    parser.add_argument("--model", metavar="NAME", help="as in triplewire build")
    parser.add_argument("--by", choices=["genre"], help="a table for each")
    given = parser.parse_args()
    kept = json.loads(given.texts.read_text(encoding="utf-8"))
    found = pairs({name: value["articleBody"].strip() for name, value in kept.items()}, given.model)
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
