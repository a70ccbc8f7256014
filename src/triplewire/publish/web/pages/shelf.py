"""A store in, what its pages show of the graph as a whole, page by page on a shelf, out.

The shelf is a file of the generation: it is filled once, by whoever asks first, and every process
that serves the generation takes from it what one page shows.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

import msgspec
import pyoxigraph as ox

from triplewire.ask.index import opened
from triplewire.iris import digits_of
from triplewire.publish.dump import counted
from triplewire.publish.web.pages.graph import Site, site_of
from triplewire.publish.web.pages.views import curation, figures
from triplewire.publish.web.pages.views.report import ReportView, report_of
from triplewire.store import Store
from triplewire.system.once import made

# Named by the layout of the views, so that what another version of the program wrote is not read;
# another number for other contents.
_VIEWS = (figures.Group, curation.Curation, ReportView)
_LAYOUT = digits_of("1", msgspec.json.encode(msgspec.json.schema_components(_VIEWS)[1]).decode())
_PAGES, _REPORT = f"pages-{_LAYOUT}.sqlite", f"report-{_LAYOUT}.json"
_SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE page (name TEXT, number INTEGER, data BLOB, PRIMARY KEY (name, number));
CREATE TABLE total (name TEXT PRIMARY KEY, number INTEGER);
"""
_OPEN, _STATE = "open", "curation"
_FIGURES, _DATASET = "figures", "dataset"


class Shelf:
    """The shelf of a generation, open for reading; its file may go meanwhile."""

    def __init__(self, store: Store) -> None:
        """Open the file that lies with the generation; fill it first where it is not there.

        Where it cannot lie there, it is made for this one alone.
        """
        self._lock = Lock()
        try:
            self._db = opened(made(store.path / _PAGES, lambda path: _fill(store, path)))
        except OSError:
            with TemporaryDirectory() as folder:
                path = Path(folder) / "pages"
                _fill(store, path)
                self._db = opened(path)
        with self._lock:
            self._totals = dict(self._db.execute("SELECT name, number FROM total").fetchall())

    def figures(self, page: int) -> tuple[tuple[figures.Group, ...], int]:
        """Return one page of the groups of figures, and how many there are."""
        found = self._taken(_FIGURES, page, tuple[figures.Group, ...], ())
        return found, self._totals[_FIGURES]

    def curation(self, page: int) -> curation.Curation:
        """Return the state of curation with one page of the open findings."""
        found: curation.Curation = self._taken(_STATE, 1, curation.Curation, None)
        some = self._taken(_OPEN, page, tuple[curation.Open, ...], ())
        return replace(found, open=some, totals={**found.totals, "open": self._totals[_OPEN]})

    def dataset(self) -> frozenset[ox.Triple]:
        """Return what a catalogue counts in the whole graph."""
        lines = self._taken(_DATASET, 1, str, "")
        parsed = ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)
        return frozenset(quad.triple for quad in parsed)

    def _taken(self, name: str, number: int, kind: Any, otherwise: Any) -> Any:
        with self._lock:
            found = self._db.execute(
                "SELECT data FROM page WHERE name = ? AND number = ?", (name, number)
            ).fetchone()
        return otherwise if found is None else msgspec.json.decode(found[0], type=kind)


def report_kept(store: Store) -> ReportView:
    """Return what SHACL finds in a store, from the file of whoever asked first."""

    def write(path: Path) -> None:
        path.write_bytes(msgspec.json.encode(report_of(store, site_of(store))))

    try:
        data = made(store.path / _REPORT, write).read_bytes()
    except OSError:
        return report_of(store, site_of(store))
    return msgspec.json.decode(data, type=ReportView)


def _fill(store: Store, path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.executescript(_SCHEMA)
        for name, views, size in _shown(store, site_of(store)):
            db.execute("INSERT INTO total VALUES (?, ?)", (name, len(views)))
            starts = enumerate(range(0, len(views), size), start=1)
            pages = (
                (name, number, msgspec.json.encode(views[start : start + size]))
                for number, start in starts
            )
            db.executemany("INSERT INTO page VALUES (?, ?, ?)", pages)
        lines = "".join(sorted(f"{triple} .\n" for triple in counted(store)))
        for name, view in (
            (_STATE, curation.curation_of(store, site_of(store))),
            (_DATASET, lines),
        ):
            db.execute("INSERT INTO page VALUES (?, 1, ?)", (name, msgspec.json.encode(view)))
        db.commit()


def _shown(store: Store, site: Site) -> Iterator[tuple[str, Sequence[object], int]]:
    """Yield what is shown by pages, by its name, and how much of it one page has."""
    yield _FIGURES, figures.groups_of(store, site), figures.PAGE_SIZE
    yield _OPEN, curation.open_findings(store, site.base), curation.PAGE_SIZE
