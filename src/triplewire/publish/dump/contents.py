"""A store in, the files of one version of a dump out; nothing here says where they belong."""

import gzip
import hashlib
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from heapq import merge
from pathlib import Path

import pyoxigraph as ox

from triplewire import assets, vocab
from triplewire.ask import counts, rows
from triplewire.iris import BASE, mint
from triplewire.newsroom import Settings
from triplewire.publish.dump.catalogue import catalogue
from triplewire.publish.dump.distributions import DumpFile, Served
from triplewire.publish.dump.documentation import VOCABULARY, write_vocabulary
from triplewire.publish.dump.rdf import SUFFIXES, dump, vocabulary_graph, write_quads
from triplewire.publish.dump.readme import readme
from triplewire.publish.dump.tables import METADATA, TABLES, csvw, write_tables
from triplewire.store import Store

NAME = "triplewire"
_VOCABULARY = "vocabulary"
_COMPLETE = "complete.nq.gz"
_ONTOLOGY = "The ontology and its code lists"
# The part of the dataset that the catalogue calls so.
_SUBSET = "graphs-vocabulary"
# Counted up when the same data give other files, so that a version has another name then.
_LAYOUT = "2"
SUMS = "SHA256SUMS"
README = "README.md"
_CATALOGUES = {"turtle": "void.ttl", "jsonld": "void.jsonld"}
_FORMATS = "http://www.w3.org/ns/formats/"
_RDF: dict[str, tuple[str, str, str]] = {
    "turtle": ("The data, the graphs flattened, as Turtle", "text/turtle", "Turtle"),
    "trig": ("The data in named graphs as TriG", "application/trig", "TriG"),
    "nquads": ("The data in named graphs as N-Quads", "application/n-quads", "N-Quads"),
    "jsonld": ("The data in named graphs as JSON-LD", "application/ld+json", "JSON-LD"),
}
# The title, media type, format and content, if it is but a part of the dataset, of every data file.
_KINDS: dict[str, tuple[str, str, str | None, str | None]] = {
    **{f"{NAME}{SUFFIXES[form]}": (*kind, None) for form, kind in _RDF.items()},
    **{
        f"{NAME}{SUFFIXES[form]}.gz": (f"{title}, packed", media_type, w3c, None)
        for form, (title, media_type, w3c) in _RDF.items()
    },
    **{
        f"{_VOCABULARY}{SUFFIXES[form]}": (f"{_ONTOLOGY} as {w3c}", _RDF[form][1], w3c, _SUBSET)
        for form, w3c in (("turtle", "Turtle"), ("jsonld", "JSON-LD"))
    },
    _COMPLETE: (
        "Data and vocabulary in named graphs as N-Quads, packed",
        "application/n-quads",
        "N-Quads",
        None,
    ),
    **{
        f"{t.name}.csv": (f"{t.name.capitalize()} as a table", "text/csv", None, None)
        for t in TABLES
    },
}
# What a folder of dumps has beside its versions: each leads to the same file of the latest one.
LINKED = (
    *(f"{NAME}{suffix}" for suffix in SUFFIXES.values()),
    *(f"{_VOCABULARY}{SUFFIXES[form]}" for form in ("turtle", "jsonld")),
    _COMPLETE,
)
# Enough: more effort makes graphs a few per cent smaller and takes several times as long.
_EFFORT = 6
_CHUNK = 1 << 20


def layout() -> str:
    """Return what names the kind of files that this program makes of the same data."""
    context = (assets.ontology() / "context.jsonld").read_text(encoding="utf-8")
    return f"{_LAYOUT} {context}"


def write_contents(store: Store, folder: Path, *, version: str, url: str) -> None:
    """Write all files of a version.

    ``url`` is the web address of the folder, for the catalogue. Memory does not grow with the
    graph.
    """
    for form, suffix in SUFFIXES.items():
        path = folder / f"{NAME}{suffix}"
        with path.open("wb") as out:
            dump(store, out, form, texts=store.manifest.publish_text)
        _pack(path)
    _write_vocabulary(store, folder)
    sizes = write_tables(store, folder)
    title, licence = _title_and_licence(store)
    (folder / METADATA).write_bytes(csvw(title, licence))
    shown = readme(title, licence, version, counts(store), sizes)
    (folder / README).write_text(shown, encoding="utf-8")
    write_vocabulary(folder / VOCABULARY)
    written = (path for path in sorted(folder.rglob("*")) if path.is_file())
    sums = {path.relative_to(folder).as_posix(): _sha256(path) for path in written}
    served = Served(folder=url, files=_described(folder, sums), version=version)
    quads = [ox.Quad(t.subject, t.predicate, t.object) for t in catalogue(store, served)]
    for form, name in _CATALOGUES.items():
        with (folder / name).open("wb") as out:
            write_quads(quads, out, form, store.manifest.base or BASE)
        sums[name] = _sha256(folder / name)
    lines = "".join(f"{digits}  {name}\n" for name, digits in sorted(sums.items()))
    (folder / SUMS).write_text(lines, encoding="utf-8")


def distributed(folder: Path) -> tuple[DumpFile, ...]:
    """Return the files of a finished version that hold its data."""
    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    split = (line.partition("  ") for line in lines)
    return _described(folder, {name: digits for digits, _, name in split})


def _write_vocabulary(store: Store, folder: Path) -> None:
    """Write the vocabulary alone and, merged into the data's sorted lines, with the data."""
    quads = list(store.quads(vocabulary_graph(store)))
    plain = [ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads]
    for form in ("turtle", "jsonld"):
        with (folder / f"{_VOCABULARY}{SUFFIXES[form]}").open("wb") as out:
            write_quads(plain, out, form, store.manifest.base or BASE)
    ours = sorted(f"{quad} .\n".encode() for quad in quads)
    data = (folder / f"{NAME}{SUFFIXES['nquads']}").open("rb")
    with data, _packed(folder / _COMPLETE) as out:
        out.writelines(merge(data, ours))


def _described(folder: Path, sums: Mapping[str, str]) -> tuple[DumpFile, ...]:
    """Return the files of data; a version of an earlier program has not all of them."""
    return tuple(
        DumpFile(
            name=name,
            size=(folder / name).stat().st_size,
            sha256=sums[name],
            title=title,
            media_type=media_type,
            packed=name.endswith(".gz"),
            form=form and f"{_FORMATS}{form}",
            subset=subset,
        )
        for name, (title, media_type, form, subset) in _KINDS.items()
        if name in sums
    )


def _title_and_licence(store: Store) -> tuple[str, str | None]:
    dataset = ox.NamedNode(mint("dataset", base=store.manifest.base or BASE))
    said = {
        row["property"]: row["value"].value
        for row in rows(store, "dataset-said", {ox.Variable("dataset"): dataset})
    }
    title = said.get(vocab.DCTERMS_TITLE, Settings().title)
    return " ".join(title.split()), said.get(vocab.DCTERMS_LICENSE)


@contextmanager
def _packed(path: Path) -> Iterator[gzip.GzipFile]:
    """Yield a file that packs what is written to it, with neither time nor name in its head.

    What is packed is the same everywhere; how it is packed is the choice of the zlib at hand.
    """
    with (
        path.open("wb") as out,
        gzip.GzipFile(
            filename="", mode="wb", compresslevel=_EFFORT, fileobj=out, mtime=0
        ) as zipped,
    ):
        yield zipped


def _pack(path: Path) -> None:
    """Write the gzip of a file beside it."""
    with path.open("rb") as plain, _packed(path.with_name(f"{path.name}.gz")) as out:
        shutil.copyfileobj(plain, out, _CHUNK)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
