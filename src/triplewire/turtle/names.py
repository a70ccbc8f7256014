"""IRIs in, the shortest names that read back as them out, by prefixes and relative to a base."""

import re
from collections.abc import Iterator

from triplewire.iris import BASE, KINDS
from triplewire.turtle.places import THINGS
from triplewire.vocab import PREFIXES

# What needs no escape behind a prefix, and what every reader takes for the same behind a base: no
# colon in it, no empty segment, none that begins with a dot.
_LOCAL = re.compile(r"(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?)?")
_SEGMENT = "[A-Za-z0-9_~-][A-Za-z0-9_.~=,-]*"
# Things of the data alone: files and documents at the base keep their addresses.
_RELATIVE = re.compile(
    rf"(?:{'|'.join(THINGS)})(?![^/#])(?:/{_SEGMENT})*+(?:#[A-Za-z0-9_/.~=,-]+)?"
)
_BASE = re.compile(rf"https?://[A-Za-z0-9.-]+(?::[0-9]+)?/(?:{_SEGMENT}/)*+")
# Those of a few articles, one after the other, and what all of them share.
_REMEMBERED = 20_000


class Names:
    """Short names for the IRIs of one document; what they rest on stands in its head.

    The prefixes are those of the vocabulary and, for the kinds of things of the data, those at the
    base. A base to which nothing can be relative is used for prefixes alone.
    """

    def __init__(self, base: str = BASE) -> None:
        """Begin with a document that has no name yet."""
        kinds = {f"{base}{kind}/": kind for kind in KINDS}
        self._prefixes = {**kinds, **{namespace: prefix for prefix, namespace in PREFIXES.items()}}
        self.base = base
        self._relative = _BASE.fullmatch(base) is not None
        self._known: dict[str, str] = {}
        self._used: set[str] = set()
        self._base_used = False

    def short(self, iri: str) -> str:
        """Return a prefixed name, else the IRI relative to the base, else all of it."""
        known = self._known.get(iri)
        if known is None:
            if len(self._known) == _REMEMBERED:
                self._known.clear()
            known = self._known[iri] = self._shortened(iri)
        return known

    def head(self) -> Iterator[str]:
        """Yield the lines that declare what was used so far: the base, and the prefixes sorted."""
        if self._base_used:
            yield f"@base <{self.base}> .\n"
        prefixes = {self._prefixes[namespace]: namespace for namespace in self._used}
        for prefix, namespace in sorted(prefixes.items()):
            yield f"@prefix {prefix}: <{namespace}> .\n"

    def _shortened(self, iri: str) -> str:
        # A local name has neither of these in it, so that one namespace alone can fit.
        end = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefixes.get(iri[:end])
        if prefix is not None and _LOCAL.fullmatch(iri, end):
            self._used.add(iri[:end])
            return f"{prefix}:{iri[end:]}"
        length = len(self.base)
        if self._relative and iri.startswith(self.base) and _RELATIVE.fullmatch(iri, length):
            self._base_used = True
            return f"<{iri[length:]}>"
        return f"<{iri}>"
