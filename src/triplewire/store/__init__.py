"""The embedded store: complete generations of named graphs in Oxigraph, switched by one rename.

A store folder holds ``gen-N`` folders, each an Oxigraph database with a manifest, and a file
``current`` that names the one to read. A build works on a copy (hard links) of the current
generation and switches last, so whenever it is killed, readers find the last complete state.
"""

from triplewire.store.graphs import TEXTS, Dataset, Store, Writer, rebuild
from triplewire.store.manifest import Entry, Folder, Manifest

__all__ = ["TEXTS", "Dataset", "Entry", "Folder", "Manifest", "Store", "Writer", "rebuild"]
