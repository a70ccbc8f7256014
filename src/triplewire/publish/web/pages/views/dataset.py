"""A store and the folder of its dumps in, the page about the dataset out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triplewire import vocab
from triplewire.ask import counts
from triplewire.publish.dump import Dump, latest_dump, version_of
from triplewire.publish.web.pages.graph import Facts
from triplewire.store import Store

_STEPS = ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file of the latest dump."""

    name: str
    href: str
    kind: str
    media_type: str
    size: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetView:
    """The dataset as its page shows it.

    ``version`` names the dump that can be had, ``current`` says that it is what is served.
    """

    facts: Facts
    counts: dict[str, int]
    graphs: int
    downloads: tuple[Download, ...]
    version: str | None
    current: bool


def dataset_view(store: Store, facts: Facts, dumps: Path | None) -> DatasetView:
    """Return the view of the dataset; ``dumps`` is the folder that is served at /dumps/."""
    latest = None if dumps is None else latest_dump(dumps)
    return DatasetView(
        facts=facts,
        counts=counts(store),
        graphs=len(store.articles),
        downloads=tuple(_downloads(latest)) if latest else (),
        version=latest.version if latest else None,
        current=latest is not None and latest.version == version_of(store),
    )


def _downloads(dump: Dump) -> Iterator[Download]:
    for file in dump.files:
        yield Download(
            name=file.name,
            href=f"/dumps/{dump.version}/{file.name}",
            kind=file.title,
            media_type="application/gzip" if file.packed else file.media_type,
            size=_size(file.size),
            sha256=file.sha256,
        )


def _size(number: int) -> str:
    unit = next((step for step in _STEPS if number >= step[0]), None)
    return f"{number} B" if unit is None else f"{number / unit[0]:.1f} {unit[1]}"


def dataset_linked(view: DatasetView, address: str) -> dict[str, Any]:
    """Return the dataset as schema.org has it; ``address`` is that of the server."""
    site = view.facts.site
    members = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": view.facts.iri,
        "name": site.title,
        "description": f"{site.title}: articles, actors, events and claims as linked data, each"
        " with the words that it rests on.",
        "license": view.facts.text(vocab.DCTERMS_LICENSE),
        "creator": {"@type": "Organization", "name": site.publisher or site.title},
        "url": f"{address}dataset",
        "version": view.version,
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": f"{address}{file.href.removeprefix('/')}",
                "encodingFormat": file.media_type,
                "sha256": file.sha256,
            }
            for file in view.downloads
        ],
    }
    return {name: value for name, value in members.items() if value not in (None, [])}
