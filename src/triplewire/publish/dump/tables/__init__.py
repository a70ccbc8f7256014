"""A store in, CSV tables with their CSVW description out."""

from triplewire.publish.dump.tables.cells import SEPARATOR
from triplewire.publish.dump.tables.columns import TABLES
from triplewire.publish.dump.tables.csvw import METADATA, csvw
from triplewire.publish.dump.tables.write import write_tables

__all__ = [
    "METADATA",
    "SEPARATOR",
    "TABLES",
    "csvw",
    "write_tables",
]
