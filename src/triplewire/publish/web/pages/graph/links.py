"""IRIs in, the addresses of their pages out."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from triplewire.publish.vocabulary import releases

# Things with an address of their own; what hangs on them by a fragment is shown on their page.
KINDS = (
    "article", "actor", "place", "document", "event", "claim", "comparison", "identity",
    "decision", "office", "role", "measure", "agent", "run", "text", "graph",
)  # fmt: skip
_PATH = re.compile(rf"({'|'.join(KINDS)})/(.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """Something that a page names: its label, and the address of its page if it has one."""

    iri: str
    label: str
    href: str | None


def page_path(iri: str, base: str) -> str | None:
    """Return the path of the page about a thing of the dataset, None for anything else.

    >>> page_path("https://e.org/claim/ab/quote-1-2#observation", "https://e.org/")
    '/claim/ab/quote-1-2.html'
    """
    if not base or not iri.startswith(base):
        return None
    local = iri.removeprefix(base).partition("#")[0]
    if _PATH.fullmatch(local) is None:
        return None
    return f"/{quote(local, safe='/,=@:')}.html"


def term_path(iri: str) -> str | None:
    """Return the path of what is said here of a term of the vocabulary, None for anything else.

    >>> term_path("https://w3id.org/triplewire/ns#Claim"), term_path("https://e.org/claim/ab")
    ('/ns.html#Claim', None)
    """
    for document in releases()[0].documents.values():
        local = iri.removeprefix(document.namespace)
        if local != iri and document.has(iri):
            apart = document.namespace.endswith("/")
            return f"/{document.name}/{local}.html" if apart else f"/{document.name}.html#{local}"
    return None
