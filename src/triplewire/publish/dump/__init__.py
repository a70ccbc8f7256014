"""A store in, files for others out: RDF, tables, a catalogue, checksums."""

from triplewire.publish.dump.atomically import write_atomically
from triplewire.publish.dump.catalogue import catalogue, counted, offered
from triplewire.publish.dump.distributions import Served
from triplewire.publish.dump.documentation import VOCABULARY, write_vocabulary
from triplewire.publish.dump.rdf import SUFFIXES, dump, write_quads
from triplewire.publish.dump.release import LATEST, Dump, latest_dump, version_of, write_dump

__all__ = [
    "LATEST",
    "SUFFIXES",
    "VOCABULARY",
    "Dump",
    "Served",
    "catalogue",
    "counted",
    "dump",
    "latest_dump",
    "offered",
    "version_of",
    "write_atomically",
    "write_dump",
    "write_quads",
    "write_vocabulary",
]
