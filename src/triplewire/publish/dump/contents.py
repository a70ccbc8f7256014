"""A store in, the files of one version of a dump out; nothing here says where they belong."""

import gzip
import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from triplewire import vocab
from triplewire.ask import counts, rows
from triplewire.iris import BASE, mint
from triplewire.newsroom import Settings
from triplewire.publish.dump.catalogue import catalogue
from triplewire.publish.dump.distributions import DumpFile, Served
from triplewire.publish.dump.documentation import VOCABULARY, write_vocabulary
from triplewire.publish.dump.rdf import SUFFIXES, dump, write_quads
from triplewire.publish.dump.readme import readme
from triplewire.publish.dump.tables import METADATA, TABLES, csvw, write_tables
from triplewire.store import Store

NAME = "triplewire"
SUMS = "SHA256SUMS"
README = "README.md"
_CATALOGUES = {"turtle": "void.ttl", "jsonld": "void.jsonld"}
_FORMATS = "http://www.w3.org/ns/formats/"
_RDF: dict[str, tuple[str, str, str]] = {
    "turtle": ("All triples, the graphs flattened, as Turtle", "text/turtle", "Turtle"),
    "trig": ("All named graphs as TriG", "application/trig", "TriG"),
    "nquads": ("All named graphs as N-Quads", "application/n-quads", "N-Quads"),
    "jsonld": ("All named graphs as JSON-LD", "application/ld+json", "JSON-LD"),
}
# The title, media type and format of every file that holds data.
_KINDS: dict[str, tuple[str, str, str | None]] = {
    **{f"{NAME}{SUFFIXES[form]}": kind for form, kind in _RDF.items()},
    **{
        f"{NAME}{SUFFIXES[form]}.gz": (f"{title}, packed", media_type, w3c)
        for form, (title, media_type, w3c) in _RDF.items()
    },
    **{f"{t.name}.csv": (f"{t.name.capitalize()} as a table", "text/csv", None) for t in TABLES},
}
# Enough: more effort makes graphs a few per cent smaller and takes several times as long.
_EFFORT = 6
_CHUNK = 1 << 20


def rdf_file(folder: Path, form: str) -> Path:
    """Return the path of the graph in a format of SUFFIXES."""
    return folder / f"{NAME}{SUFFIXES[form]}"


def write_contents(store: Store, folder: Path, *, version: str, url: str) -> None:
    """Write all files of a version.

    ``url`` is the web address of the folder, for the catalogue. Memory does not grow with the
    graph, but for what Oxigraph needs to count distinct terms.
    """
    for form in SUFFIXES:
        path = rdf_file(folder, form)
        with path.open("wb") as out:
            dump(store, out, form, texts=store.manifest.publish_text)
        _pack(path)
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
            write_quads(quads, out, form)
        sums[name] = _sha256(folder / name)
    lines = "".join(f"{digits}  {name}\n" for name, digits in sorted(sums.items()))
    (folder / SUMS).write_text(lines, encoding="utf-8")


def distributed(folder: Path) -> tuple[DumpFile, ...]:
    """Return the files of a finished version that hold its data."""
    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    split = (line.partition("  ") for line in lines)
    return _described(folder, {name: digits for digits, _, name in split})


def _described(folder: Path, sums: Mapping[str, str]) -> tuple[DumpFile, ...]:
    return tuple(
        DumpFile(
            name=name,
            size=(folder / name).stat().st_size,
            sha256=sums[name],
            title=title,
            media_type=media_type,
            packed=name.endswith(".gz"),
            form=form and f"{_FORMATS}{form}",
        )
        for name, (title, media_type, form) in _KINDS.items()
    )


def _title_and_licence(store: Store) -> tuple[str, str | None]:
    dataset = ox.NamedNode(mint("dataset", base=store.manifest.base or BASE))
    said = {
        row["property"]: row["value"].value
        for row in rows(store, "dataset-said", {ox.Variable("dataset"): dataset})
    }
    title = said.get(vocab.DCTERMS_TITLE, Settings().title)
    return " ".join(title.split()), said.get(vocab.DCTERMS_LICENSE)


def _pack(path: Path) -> None:
    """Write the gzip of a file beside it, with neither time nor name in its head.

    What is packed is the same everywhere; how it is packed is the choice of the zlib at hand.
    """
    packed = path.with_name(f"{path.name}.gz")
    with (
        path.open("rb") as plain,
        packed.open("wb") as out,
        gzip.GzipFile(
            filename="", mode="wb", compresslevel=_EFFORT, fileobj=out, mtime=0
        ) as zipped,
    ):
        shutil.copyfileobj(plain, zipped, _CHUNK)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
