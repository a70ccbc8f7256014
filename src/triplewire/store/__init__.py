"""The embedded store: complete generations of named graphs in Oxigraph, switched by one rename.

A store folder holds ``gen-N`` folders, each two Oxigraph databases with a manifest, and a file
``current`` that names the one to read. A build works on a copy (hard links) of the current
generation and switches last, so whenever it is killed, readers find the last complete state.
"""

from triplewire.store.articles import Articles, Entry
from triplewire.store.content import content_of, with_content
from triplewire.store.databases import REVIEW, TEXTS
from triplewire.store.generations import current_generation
from triplewire.store.graphs import Dataset, Store
from triplewire.store.lines import as_kept, as_told, lines_in, lines_of, triples_in
from triplewire.store.loading import load
from triplewire.store.manifest import Folder, Manifest
from triplewire.store.noted import Changes
from triplewire.store.rebuilding import rebuild
from triplewire.store.seals import verify
from triplewire.store.shards import Part, Shards, Sum, are_shards, read_shards, write_shards
from triplewire.store.writer import Writer

__all__ = [
    "REVIEW",
    "TEXTS",
    "Articles",
    "Changes",
    "Dataset",
    "Entry",
    "Folder",
    "Manifest",
    "Part",
    "Shards",
    "Store",
    "Sum",
    "Writer",
    "are_shards",
    "as_kept",
    "as_told",
    "content_of",
    "current_generation",
    "lines_in",
    "lines_of",
    "load",
    "read_shards",
    "rebuild",
    "triples_in",
    "verify",
    "with_content",
    "write_shards",
]
