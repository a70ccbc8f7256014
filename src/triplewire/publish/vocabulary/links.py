"""The IRI of a term in, its name and where a reader may follow it out."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote

from triplewire.ask import shorten, visible
from triplewire.iris import PROJECT
from triplewire.publish.vocabulary.documents import Document, Release, releases

# The address of a document in the form of a suffix.
Hrefs = Callable[[Document, str], str]

_TOKEN = re.compile(r"\b[a-z]+:[A-Za-z][\w-]*\b")
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A piece of text, and the address that it leads to if it leads anywhere."""

    label: str
    href: str | None = None


def beside(document: Document, suffix: str) -> str:
    """Return the name of the file of a document, beside those of the others."""
    return f"{stem(document)}.{suffix}"


def stem(document: Document) -> str:
    """Return the name of the files of a document, without a suffix."""
    return f"{document.name}-{document.version}" if document.old else document.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the pages of a document need to name terms and to link them."""

    places: Mapping[str, str]
    prefixes: Mapping[str, str]

    @classmethod
    def of(cls, here: Document, release: Release, hrefs: Hrefs, *, alone: bool = False) -> Self:
        """Return the names of a page; ``alone`` says that it shows one term of its document."""
        places, prefixes = {}, dict(here.prefixes)
        for document in release.documents.values():
            page = "" if document is here and not alone else hrefs(document, "html")
            places[document.iri.removesuffix("/")] = places[document.iri] = page or "#main"
            for iri in document.graph.subjects():
                if iri.startswith(PROJECT):
                    # Whatever else the project names is said to be so among other vocabularies.
                    places.setdefault(iri, f"{page}#others")
            for name, iri in document.terms.items():
                places[iri] = f"{page}#{quote(name)}"
            prefixes |= {prefix: iri for prefix, iri in document.prefixes.items() if prefix}
        for one in releases():
            for document in one.documents.values():
                version = f"{PROJECT}{document.name}/{document.version}"
                places[version] = hrefs(document, "html")
        return cls(places=places, prefixes=prefixes)

    def ref(self, iri: str, label: str = "") -> Ref:
        """Return a link to a term of ours, or to the web."""
        href = self.places.get(iri)
        if href is None and iri.startswith(_WEB) and visible(iri) == iri:
            href = iri
        return Ref(label=label or self.short(iri), href=href)

    def refs(self, iris: list[str]) -> tuple[Ref, ...]:
        """Return links to several terms."""
        return tuple(map(self.ref, iris))

    def short(self, iri: str) -> str:
        """Return an IRI as a prefixed name, as itself where it has none."""
        name = shorten(iri, self.prefixes)
        return name.removeprefix("<").removesuffix(">")

    def rich(self, text: str) -> tuple[Ref, ...]:
        """Return a text in which the names of our terms lead to them."""
        found, end = [], 0
        for match in _TOKEN.finditer(text):
            prefix, _, local = match[0].partition(":")
            href = self.places.get(self.prefixes.get(prefix, "") + local)
            if href is not None:
                found += [Ref(label=text[end : match.start()]), Ref(label=match[0], href=href)]
                end = match.end()
        return tuple(ref for ref in (*found, Ref(label=text[end:])) if ref.label)
