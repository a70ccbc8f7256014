"""Answers that were given lately, to be given again as long as the generation is the same."""

from collections import OrderedDict

# Bytes of all answers together, and of the largest that is kept.
_CAPACITY, _LARGEST = 64 << 20, 256 << 10


class AnswerCache:
    """Complete answers by their ETag, which names the generation: none can be out of date."""

    def __init__(self) -> None:
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0

    def get(self, etag: str) -> bytes | None:
        """Return an answer that was kept."""
        body = self._bodies.get(etag)
        if body is not None:
            self._bodies.move_to_end(etag)
        return body

    def put(self, etag: str, body: bytes) -> None:
        """Keep an answer, and drop those that were not asked for longest."""
        if len(body) > _LARGEST or etag in self._bodies:
            return
        self._bodies[etag] = body
        self._size += len(body)
        while self._size > _CAPACITY:
            _, dropped = self._bodies.popitem(last=False)
            self._size -= len(dropped)
