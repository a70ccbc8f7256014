"""The documents that our model learns from.

python training_set                 count what is annotated, and say what is wrong with it
python training_set FILE ...        the same for some documents
python training_set keep FILE ...   keep offsets alone of texts that are not ours to publish
python training_set show FILE ...   print such documents in the markup, their texts put back
python training_set gather FOLDER   clean texts of others, whose repositories are in a folder
python training_set agree           compare the documents that were annotated twice, blind
"""

import sys
from collections import Counter
from pathlib import Path

import elsewhere
from corpus import ELSEWHERE, SECOND, files, read_any
from gather import gather
from markup import Document, MarkupError, problems, read, written
from pairs import Pair, agreement, scores

_STEPS = ("keep", "show", "gather", "agree")


def main(arguments: list[str]) -> int:
    """Do what is asked; return 1 where something is wrong."""
    step = arguments.pop(0) if arguments[:1] in ([step] for step in _STEPS) else "check"
    paths = [Path(argument) for argument in arguments] or files()
    if step == "keep":
        ELSEWHERE.mkdir(exist_ok=True)
        for path in paths:
            (ELSEWHERE / f"{path.stem}.json").write_text(elsewhere.kept(read(path)), "utf-8")
    elif step == "show":
        print(*(written(read_any(path)) for path in paths), sep="\n", end="")
    elif step == "agree":
        agree()
    elif step == "gather":
        for corpus, texts in gather(paths[0], elsewhere.TEXTS):
            print(f"{corpus}: {texts} texts")
    else:
        return check(paths)
    return 0


def agree() -> None:
    """Print how far two annotators agree: F1 of one against the other, and how many marks."""
    second = {path.stem: path for path in sorted(SECOND.iterdir()) if path.stem in names()}
    pairs = [Pair(read_any(names()[name]), read_any(path)) for name, path in second.items()]
    print(f"{len(pairs)} documents")
    for name, both, one, other in agreement(pairs):
        print(f"  {name:26}{scores(both, one, other)[2]:6.2f}{one:6}{other:6}")


def names() -> dict[str, Path]:
    """Return the files of all documents by name."""
    return {path.stem: path for path in files()}


def check(paths: list[Path]) -> int:
    """Print what documents hold and what is wrong with them; return 1 where something is."""
    checked: list[Document] = []
    wrong = 0
    for path in paths:
        try:
            document = read_any(path)
        except MarkupError as error:
            print(error)
            wrong += 1
            continue
        found = list(problems(document))
        wrong += bool(found)
        print(*found, sep="\n", end="\n" if found else "")
        checked.append(document)
    marks = [mark for document in checked for mark in document.marks]
    counts = Counter(mark.kind for mark in marks)
    types = Counter(mark.attributes.get("type", "") for mark in marks if mark.kind == "event")
    genres = Counter(document.facts.get("genre", "") for document in checked)
    length = sum(len(document.text) for document in checked)
    print(f"{len(checked)} documents, {length:,} characters, {wrong} wrong")
    for counter in (genres, counts, types):
        print("  " + ", ".join(f"{name} {number}" for name, number in counter.most_common()))
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
