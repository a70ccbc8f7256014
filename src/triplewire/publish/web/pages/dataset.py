"""A store and the folder of its dumps in, the page about the dataset out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triplewire import vocab
from triplewire.ask.run import counts
from triplewire.publish.web.pages.facts import Facts
from triplewire.store import Store

_SUMS = "SHA256SUMS"
_KINDS = {
    ".nq": "N-Quads, with named graphs",
    ".trig": "TriG, with named graphs",
    ".jsonld": "JSON-LD, with named graphs",
    ".ttl": "Turtle, all graphs as one",
    ".csv": "CSV table",
    ".md": "What is what",
    ".json": "What the columns of the tables mean",
}
_STEPS = ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file of the latest dump."""

    name: str
    href: str
    kind: str
    size: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetView:
    """The dataset as its page shows it; ``version`` names the dump that can be had."""

    facts: Facts
    counts: dict[str, int]
    graphs: int
    downloads: tuple[Download, ...]
    version: str | None


def dataset_view(store: Store, facts: Facts, dumps: Path | None) -> DatasetView:
    """Return the view of the dataset; ``dumps`` is the folder that is served at /dumps/."""
    latest = None if dumps is None else (dumps / "latest").resolve()
    files = () if latest is None else tuple(_downloads(latest))
    return DatasetView(
        facts=facts,
        counts=counts(store),
        graphs=len(store.manifest.articles),
        downloads=files,
        version=latest.name if latest is not None and files else None,
    )


def _downloads(folder: Path) -> Iterator[Download]:
    """Yield the files that a dump's list of checksums names and that are there."""
    sums = folder / _SUMS
    for line in sums.read_text(encoding="utf-8").splitlines() if sums.is_file() else ():
        sha256, _, name = line.partition("  ")
        path = folder / name
        if "/" in name or not path.is_file():
            continue
        packed = path.suffix == ".gz"
        kind = _KINDS.get(Path(path.stem).suffix if packed else path.suffix, "")
        yield Download(
            name=name,
            href=f"/dumps/{folder.name}/{name}",
            kind=f"{kind}, packed" if packed else kind,
            size=_size(path.stat().st_size),
            sha256=sha256,
        )


def _size(number: int) -> str:
    unit = next((step for step in _STEPS if number >= step[0]), None)
    return f"{number} B" if unit is None else f"{number / unit[0]:.1f} {unit[1]}"


def dataset_linked(view: DatasetView, address: str) -> dict[str, Any]:
    """Return the dataset as schema.org has it; ``address`` is that of the server."""
    site = view.facts.site
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": view.facts.iri,
        "name": site.title,
        "description": f"{site.title}: articles, actors, events and claims as linked data, each"
        " with the words that it rests on.",
        "license": view.facts.text(vocab.DCTERMS_LICENSE) or None,
        "creator": {"@type": "Organization", "name": site.publisher or site.title},
        "url": f"{address}dataset",
        "version": view.version,
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": f"{address}{file.href.removeprefix('/')}",
                "encodingFormat": file.kind,
                "sha256": file.sha256,
            }
            for file in view.downloads
        ],
    }
