"""Rows in the order of their blocks in, batches of whole blocks out."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import TypeVar

Given = TypeVar("Given")


def blocks_together(rows: Iterable[Given], size: int) -> Iterator[list[Given]]:
    """Yield rows in batches of whole blocks, of about a size."""
    batch: list[Given] = []
    for _, block in groupby(rows, key=attrgetter("block")):
        if len(batch) >= size:
            yield batch
            batch = []
        batch.extend(block)
    if batch:
        yield batch
