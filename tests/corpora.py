r"""What becomes of news that nobody wrote for this program: a digest of each output.

    python -m tests.corpora [FOLDER]

writes tests/golden/corpora.tsv anew after a change that is meant; with a folder, the outputs go
there instead, a file each, to be compared with those of another state.
"""

import hashlib
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pyoxigraph as ox
from click.testing import CliRunner

from tests.test_originals import SHARED
from triplewire import __version__, vocab
from triplewire.ask import stored_queries
from triplewire.build.write import Outcome
from triplewire.cli import main
from triplewire.pipeline import run
from triplewire.store import Store

CORPORA = SHARED / "corpora"
GOLDEN = Path(__file__).parent / "golden" / "corpora.tsv"
_GRAPH = re.compile(r"/graph/(?:article/|comparisons$)")
_EXPLAINED = 60
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


def outputs(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield names and texts of what a build of them, in a folder, gives its users.

    That is each article's graph and the comparisons', the tables of a dump, the answers to the
    stored queries, and explanations of some things.
    """
    with Store(folder / "store") as store:
        about = (triple.subject for triple in store.triples(predicate=vocab.EVIDENCE))
        things = sorted({node.value for node in about if isinstance(node, ox.NamedNode)})
        for graph in filter(_GRAPH.search, store.graphs()):
            quads = sorted(f"{quad} ." for quad in store.quads(graph))
            yield graph.partition("/graph/")[2], "\n".join([*quads, ""])
    _told("dump", "-o", "dump")
    for table in sorted((folder / "dump" / "latest").glob("*.csv")):
        yield f"table/{table.name}", table.read_text(encoding="utf-8")
    for query in stored_queries():
        yield f"query/{query}", _told("query", query, "--format", "csv")
    for thing in things[:: max(1, len(things) // _EXPLAINED)]:
        yield f"explain/{thing.rpartition('triplewire/')[2]}", _told("explain", thing)


def _told(*words: str) -> str:
    """Return what a command prints in the folder we stand in, without our version."""
    result = CliRunner().invoke(main, [*words, "--store", "store"], catch_exceptions=False)
    return result.output.replace(__version__, "VERSION")


def digests(folder: Path) -> dict[str, str]:
    """Return a digest of each output of a build in a folder, by its name."""
    with chdir(folder):
        found = dict(outputs(Path()))
    return {name: hashlib.sha256(text.encode()).hexdigest()[:12] for name, text in found.items()}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as room:
        build(Path(room))
        if sys.argv[1:]:
            to = Path(sys.argv[1]).resolve()
            to.mkdir(exist_ok=True)
            with chdir(room):
                for name, text in outputs(Path()):
                    (to / name.replace("/", "_")).write_text(text, encoding="utf-8")
        else:
            lines = [f"{name}\t{digest}\n" for name, digest in digests(Path(room)).items()]
            GOLDEN.write_text("".join(lines), encoding="utf-8")
