"""The embedded store: complete generations of named graphs in Oxigraph, switched by one rename.

A store folder holds ``gen-N`` folders, each two Oxigraph databases with a manifest, and a file
``current`` that names the one to read. A build works on a copy (hard links) of the current
generation and switches last, so whenever it is killed, readers find the last complete state.
"""

from triplewire.store.articles import Articles, Entry
from triplewire.store.databases import REVIEW, TEXTS
from triplewire.store.generations import current_generation, sync, sync_tree
from triplewire.store.graphs import Dataset, Store
from triplewire.store.lines import lines_of
from triplewire.store.manifest import Folder, Manifest
from triplewire.store.rebuilding import rebuild
from triplewire.store.seals import verify
from triplewire.store.writer import Writer

__all__ = [
    "REVIEW",
    "TEXTS",
    "Articles",
    "Dataset",
    "Entry",
    "Folder",
    "Manifest",
    "Store",
    "Writer",
    "current_generation",
    "lines_of",
    "rebuild",
    "sync",
    "sync_tree",
    "verify",
]
