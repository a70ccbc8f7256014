"""The documents that our model learns from.

python training_set             count what is annotated, and say what is wrong with it
python training_set FILE ...    the same for some documents
"""

import sys
from collections import Counter
from pathlib import Path

from markup import Document, MarkupError, problems, read

DOCUMENTS = Path(__file__).parent / "documents"


def main(arguments: list[str]) -> int:
    """Print what the documents hold and what is wrong with them; return how many are wrong."""
    paths = [Path(argument) for argument in arguments] or sorted(DOCUMENTS.rglob("*.txt"))
    documents: list[Document] = []
    wrong = 0
    for path in paths:
        try:
            document = read(path)
        except MarkupError as error:
            print(error)
            wrong += 1
            continue
        found = list(problems(document))
        wrong += bool(found)
        print(*found, sep="\n", end="\n" if found else "")
        documents.append(document)
    counts = Counter(mark.kind for document in documents for mark in document.marks)
    types = Counter(
        mark.attributes.get("type", "")
        for document in documents
        for mark in document.marks
        if mark.kind == "event"
    )
    genres = Counter(document.facts.get("genre", "") for document in documents)
    length = sum(len(document.text) for document in documents)
    print(f"{len(documents)} documents, {length:,} characters, {wrong} wrong")
    for counter in (genres, counts, types):
        print("  " + ", ".join(f"{name} {number}" for name, number in counter.most_common()))
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
