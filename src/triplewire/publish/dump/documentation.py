"""The vocabulary's pages and data in, a folder of them out."""

from pathlib import Path

from triplewire.publish.dump.atomically import write_atomically
from triplewire.publish.vocabulary import files

# The folder beside the data of a dump.
VOCABULARY = "vocabulary"


def write_vocabulary(folder: Path) -> list[str]:
    """Write the vocabulary's files into a folder, each at once, and return their names, sorted."""
    found = files()
    for name, data in found.items():
        with write_atomically(folder / name) as out:
            out.write(data)
    return list(found)
