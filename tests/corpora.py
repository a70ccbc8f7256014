r"""What becomes of news that nobody wrote for this program: a digest of each article's graph.

    python -m tests.corpora [FOLDER]

writes tests/golden/corpora.tsv anew after a change that is meant; with a folder, the graphs go
there as N-Quads instead, one file an article, to be compared with those of another state.
"""

import hashlib
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.test_originals import SHARED
from triplewire.build.write import Outcome
from triplewire.pipeline import run
from triplewire.store import Store

CORPORA = SHARED / "corpora"
GOLDEN = Path(__file__).parent / "golden" / "corpora.tsv"
_GRAPH = re.compile(r"/graph/(?:article/|comparisons$)")
# Sentences of the corpora that give no documents are read as articles of so many.
_SENTENCES = 25


def records() -> Iterator[dict[str, object]]:
    """Yield the texts of all corpora as records."""
    for path in sorted(CORPORA.glob("*/unified.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield from (record for record in map(json.loads, lines) if record["text"])
    for path in sorted(CORPORA.glob("*/*.conll")):
        sentences = path.read_text(encoding="utf-8").split("\n\n")
        for start in range(0, len(sentences), _SENTENCES):
            words = (s.split("\n") for s in sentences[start : start + _SENTENCES])
            text = "\n".join(" ".join(w.split()[0] for w in s if w.strip()) for s in words)
            if text.strip():
                yield {"text": text}


def build(folder: Path) -> Outcome:
    """Build a newsroom of all of them."""
    (folder / "articles").mkdir()
    with (folder / "articles" / "news.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(record)}\n" for record in records())
    return run(folder, folder / "store")


def graphs(store: Path) -> Iterator[tuple[str, str]]:
    """Yield the name of each article's graph and of the comparisons', and its quads in order."""
    with Store(store) as current:
        for graph in filter(_GRAPH.search, current.graphs()):
            quads = sorted(f"{quad} ." for quad in current.quads(graph))
            yield graph, "\n".join([*quads, ""])


def digests(store: Path) -> dict[str, str]:
    """Return a digest of each graph, by its name."""
    return {
        graph: hashlib.sha256(quads.encode()).hexdigest()[:12] for graph, quads in graphs(store)
    }


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as room:
        build(Path(room))
        if sys.argv[1:]:
            folder = Path(sys.argv[1])
            folder.mkdir(exist_ok=True)
            for graph, quads in graphs(Path(room) / "store"):
                name = graph.rstrip("/").rpartition("/")[2]
                (folder / f"{name}.nq").write_text(quads, encoding="utf-8")
        else:
            lines = [
                f"{graph}\t{digest}\n" for graph, digest in digests(Path(room) / "store").items()
            ]
            GOLDEN.write_text("".join(lines), encoding="utf-8")
