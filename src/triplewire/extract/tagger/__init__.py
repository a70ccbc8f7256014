"""A text in, what our network marks in it out: words, what they are, and how they belong together.

Importing this package costs nothing; onnxruntime is loaded by the first text.
"""

from triplewire.extract.tagger.actors import actors_of
from triplewire.extract.tagger.kinds import NAMES
from triplewire.extract.tagger.marks import AGREED, LEARNED, Mark, Party, Pointer, Tags
from triplewire.extract.tagger.network import Network, fingerprint, load_network, read_network
from triplewire.extract.tagger.sureness import as_confidence
from triplewire.extract.tagger.tag import tag
from triplewire.extract.tagger.tellings import first_tellings

__all__ = [
    "AGREED",
    "LEARNED",
    "NAMES",
    "Mark",
    "Network",
    "Party",
    "Pointer",
    "Tags",
    "actors_of",
    "as_confidence",
    "fingerprint",
    "first_tellings",
    "load_network",
    "read_network",
    "tag",
]
