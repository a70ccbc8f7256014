r"""Pages of three newsrooms, as they were when they were last read.

    python -m tests.publish.pages.golden

writes tests/golden/pages anew after a change that is meant; look at them in a browser.
"""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from tests.graphs import BASE, invented, store_of
from tests.publish.pages.conftest import SEEDS, client_of, curated_newsroom, told
from triplewire import vocab
from triplewire.ask.index import KINDS, Index
from triplewire.pipeline import run
from triplewire.publish.web.pages.graph.links import page_path
from triplewire.store import Store, rebuild

GOLDEN = Path(__file__).parents[2] / "golden" / "pages"
_EACH = 3  # pages of things of a kind
_OVERVIEWS = (
    *("/search?q=trade", "/search?q=nowhere", "/search?q=china&kind=actor", "/conflicts"),
    *("/statistics", "/report", "/workbench", "/workbench?name=who-said", "/no/such/page"),
    *("/workbench/terms.json", "/workbench/things.json?q=chi"),
    *(f"/browse/{kind}s" for kind in KINDS),
)
_COMPARED = (
    *("/conflicts", "/conflicts?relation=comparable", "/conflicts?relation=refinements"),
    *("/conflicts?relation=repetitions", "/statistics"),
    *(f"/browse/{kind}s" for kind in KINDS),
)
# What a changed style sheet or release changes too, and the editor that only a wheel brings.
_VOLATILE = re.compile(r"(?<=\?v=)\w+|(?<=Triplewire )\d[\w.]+")
_EDITOR = ' data-editor="/static/editor.js"'


def pages(folder: Path) -> Iterator[tuple[str, str]]:
    """Build all newsrooms in a folder, and yield names and texts of their pages."""
    run(SEEDS, folder / "seeds")
    rooms = {
        "seeds": (folder / "seeds", (*_OVERVIEWS, *_things(folder / "seeds"))),
        "curated": (curated := curated_newsroom(folder), tuple(_things(curated))),
        "everything": (all_ := everything(folder), (*_COMPARED, *_all_things(all_))),
    }
    for name, (store, paths) in rooms.items():
        with client_of(store) as client:
            for path in ("/", "/curation", *paths):
                answer = client.get(path, headers={"accept": "text/html"}, follow_redirects=True)
                told = f"<!-- {path} {answer.status_code} -->\n{answer.text}\n"
                file = re.sub(r"[^\w.-]+", "_", path.removesuffix(".html")).strip("_") or "home"
                yield (
                    f"{name}/{file[:80]}.html",
                    _VOLATILE.sub("…", told.replace(_EDITOR, "")),
                )


def everything(folder: Path) -> Path:
    """Build a store in which everything is said that a page can show."""
    turtle = Path(__file__).with_name("everything.ttl").read_text(encoding="utf-8")
    quads = [*invented(), *told(), *ox.parse(turtle, format=ox.RdfFormat.TURTLE)]
    store_of(quads, folder / "everything").close()
    with rebuild(folder / "everything") as writer:
        writer.manifest.base = BASE
    return folder / "everything"


def _all_things(folder: Path) -> Iterator[str]:
    """Yield the paths of everything that has a page, and of what is around a few of them."""
    with Store(folder) as store:
        found = {page_path(str(t.subject)[1:-1], BASE) for t in store.triples(predicate=vocab.TYPE)}
    yield from sorted(path for path in found if path)
    yield from ("/actor/ada-m", "/actor/round", "/run/0.1-0123456789abcdef")
    for local in ("actor/ada-moor", "event/aa/feast", "claim/aa/water", "place/fen", "actor/town"):
        yield f"/neighbourhood?of={BASE}{local}"


def _things(folder: Path) -> Iterator[str]:
    """Yield the paths of the first things of each kind, and of what is around them."""
    with Store(folder) as store:
        base = (store.manifest.base or "").rstrip("/")
        index = Index(store)
        for kind in KINDS:
            for entry in index.listed(kind).entries[:_EACH]:
                yield entry.iri.removeprefix(base)
        for entry in index.listed("actor").entries[:1]:
            yield f"/neighbourhood?of={entry.iri}"


if __name__ == "__main__":
    for name, text in pages(Path(tempfile.mkdtemp())):
        (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
        (GOLDEN / name).write_text(text, encoding="utf-8")
