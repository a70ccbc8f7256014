"""Processor time of every page and endpoint on a store and on one ten times as large.

    python benchmarks/serving/scans.py [--small 3] [--large 30] [--times 5]

The stores are copies of the seeds' graph, each with names of its own, so that nothing has more
neighbours in the large one: what takes longer there looks at more than it needs. ``first`` is the
first request after the application started, with what is made for all that follow; ``then`` is the
median of those.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
from data import ROOT, seeds

from triplewire import vocab
from triplewire.publish.web.app import create_app
from triplewire.publish.web.pages.graph import KINDS
from triplewire.publish.web.settings import Settings
from triplewire.store import Store

sys.path.insert(0, str(ROOT))

from tests.copies import clone

# Below this no ratio is worth printing: milliseconds.
_LITTLE = 0.2
_WHOLE = (
    *("/", "/search?q=trade", "/search?q=trade&kind=claim", "/search?q=wang&page=3"),
    *(f"/browse/{kind}s" for kind in ("article", "actor", "event", "claim", "place")),
    *("/browse/documents", "/browse/mentions", "/browse/claims?page=3"),
    *("/conflicts", "/conflicts?relation=comparable&page=2", "/statistics", "/statistics?page=2"),
    *("/curation", "/curation?page=2", "/workbench", "/workbench/terms.json"),
    *("/workbench/things.json?q=wa", "/dataset", "/dataset.html", "/dataset.ttl"),
    *("/.well-known/void", "/sitemap.xml", "/sitemap-1.xml", "/robots.txt", "/metrics"),
    *("/sparql", "/ns.html", "/concept.html", "/shapes.html", "/rule.html", "/nowhere"),
    *("/actor/nobody", "/run/0.1.0-0123456789abcdef"),
)


def addresses(store: Store) -> list[str]:
    """Return what is asked: all pages, and things of every kind, that with most neighbours."""
    base, found = store.manifest.base, list(_WHOLE)
    subjects = {t.subject.value for t in store.triples(predicate=vocab.TYPE)}
    for kind in KINDS:
        own = [iri for iri in subjects if iri.startswith(f"{base}{kind}/") and "#" not in iri]
        if own:
            iri = max(own, key=lambda iri: (_neighbours(store, iri), iri))
            path = f"/{iri.removeprefix(base)}"
            found += [path, *(f"{path}.{suffix}" for suffix in ("html", "ttl", "jsonld"))]
            found.append(f"/neighbourhood?of={quote(iri)}")
    return found


def _neighbours(store: Store, iri: str) -> int:
    node = ox.NamedNode(iri)
    return sum(1 for some in (store.triples(node), store.triples(value=node)) for _ in some)


def main() -> None:
    """Print a line for each address."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=3)
    parser.add_argument("--large", type=int, default=30)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--only", default="", help="addresses that begin so")
    parser.add_argument("--folder", type=Path, help="where the stores are kept, to be used again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = options.folder or Path(made)
        first = folder / "seeds"
        if not (first / "current").exists():
            seeds(first)
        stores = [folder / f"copies-{number}" for number in (options.small, options.large)]
        sizes = []
        for path, number in zip(stores, (options.small, options.large), strict=True):
            if not (path / "current").exists():
                clone(first, path, number)
            with Store(path) as store:
                sizes.append(sum(1 for _ in store.triples()))
        with Store(stores[0]) as store:
            asked = [one for one in addresses(store) if one.startswith(options.only)]
        print(f"{sizes[0]:,} and {sizes[1]:,} triples; processor time in ms\n")
        print("| address | status | first | first, large | ratio | then | then, large | ratio |")
        print("|---|---|---|---|---|---|---|---|")
        for address in asked:
            (status, first, then), (_, first_large, then_large) = (
                asyncio.run(measured(path, address, options.times)) for path in stores
            )
            cells = [f"`{address[:60]}`", str(status), f"{first:.1f}", f"{first_large:.1f}"]
            cells += [_ratio(first, first_large), f"{then:.2f}", f"{then_large:.2f}"]
            print(f"| {' | '.join([*cells, _ratio(then, then_large)])} |", flush=True)


def _ratio(small: float, large: float) -> str:
    return "" if max(small, large) < _LITTLE else f"{large / max(small, _LITTLE):.1f}"


async def measured(folder: Path, address: str, times: int) -> tuple[int, float, float]:
    """Return status, processor time of the first request and the median of others, in ms.

    The application is a new one, which has made nothing yet.
    """
    app, spent = create_app(folder, Settings()), []
    status = 0
    for _ in range(1 + times):
        begin = time.process_time()
        status = await asked(app, address)
        spent.append((time.process_time() - begin) * 1e3)
    app.state.overviews.close()
    app.state.generation.close()
    return status, spent[0], statistics.median(spent[1:])


async def asked(app: object, address: str) -> int:
    """Return the status of the answer to a GET, taken to its end; 503 is asked again."""
    path, _, query = address.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(b"host", b"localhost"), (b"accept", b"*/*")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "root_path": "",
    }
    status = 0

    async def receive() -> dict[str, object]:
        await asyncio.sleep(3600)
        return {"type": "http.disconnect"}

    async def send(message: dict[str, object]) -> None:
        nonlocal status
        status = int(str(message.get("status", status)))

    while status in {0, 503}:
        await app(scope, receive, send)  # type: ignore[operator]
    return status


if __name__ == "__main__":
    main()
