r"""Pages of two newsrooms, as they were when they were last read.

    python -m tests.publish.pages.golden

writes tests/golden/pages anew after a change that is meant; look at them in a browser.
"""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.publish.pages.conftest import SEEDS, client_of, curated_newsroom
from triplewire.pipeline import run
from triplewire.publish.web.pages.entries import KINDS
from triplewire.publish.web.pages.index import Index
from triplewire.store import Store

GOLDEN = Path(__file__).parents[2] / "golden" / "pages"
_EACH = 3  # pages of things of a kind
_OVERVIEWS = (
    *("/search?q=trade", "/search?q=nowhere", "/search?q=china&kind=actor", "/conflicts"),
    *("/statistics", "/report", "/workbench", "/workbench?name=who-said", "/no/such/page"),
    *("/workbench/terms.json", "/workbench/things.json?q=chi"),
    *(f"/browse/{kind}s" for kind in KINDS),
)
# What a changed style sheet or release changes too.
_VOLATILE = re.compile(r"(?<=\?v=)\w+|(?<=Triplewire )\d[\w.]+")


def pages(folder: Path) -> Iterator[tuple[str, str]]:
    """Build both newsrooms in a folder, and yield names and texts of their pages."""
    run(SEEDS, folder / "seeds")
    for store in (folder / "seeds", curated_newsroom(folder)):
        name = "curated" if store.name == "store" else store.name
        with client_of(store) as client:
            overviews = _OVERVIEWS if name == "seeds" else ()
            for path in ("/", "/curation", *overviews, *_things(store)):
                answer = client.get(path, headers={"accept": "text/html"}, follow_redirects=True)
                told = f"<!-- {path} {answer.status_code} -->\n{answer.text}\n"
                file = re.sub(r"[^\w.-]+", "_", path).strip("_") or "home"
                yield f"{name}/{file[:80]}.html", _VOLATILE.sub("…", told)


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
