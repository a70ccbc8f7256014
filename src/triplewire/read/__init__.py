"""Files in the formats that newsrooms have in, Articles out."""

from triplewire.read.readers import READERS, read_file
from triplewire.read.reading import Found, Reading
from triplewire.read.sources import sources

__all__ = ["READERS", "Found", "Reading", "read_file", "sources"]
