"""What people copy for an identifier in, the IRI that names the thing out."""

import re

from triplewire.iris import is_web_address

_SCHEME = r"(?:(?:https?:)?//)?"
# The page of an item, its data in a format, a link to a statement: all name one item.
_WIKIDATA = re.compile(
    rf"(?:{_SCHEME}(?:(?:www|m)\.)?wikidata\.org/(?:\w+/)?(?:Special:Entity(?:Page|Data)/)?"
    r"|wd:|wikidata:|)(?P<number>[Qq][1-9][0-9]*)(?:\.[a-z]+)?(?:[?#].*)?",
)
_GEONAMES = re.compile(
    rf"(?:{_SCHEME}(?:(?:sws|www)\.)?geonames\.org/|gn:|geonames:)(?P<number>[1-9][0-9]*)(?:[/?#.].*)?"
)
# Whatever else these have is a page about a thing, also inside the address of a copy.
_PAGE = re.compile(
    r"https?://(?:[a-z]+\.)?(?:wikidata|geonames)\.org(?:[:/?#]|\Z)"
    r"|.*(?:wikidata\.org/wiki/|geonames\.org/[0-9]+\Z)",
    re.IGNORECASE,
)
_NO_SCHEME = re.compile(r"(?:www\.|[a-z0-9-]+\.[a-z0-9.-]+/)", re.IGNORECASE)


def identifier(written: str) -> str | None:
    """Return the IRI that an address, a number or a short form stands for; None for none.

    >>> identifier("https://www.wikidata.org/wiki/Q42#P31"), identifier("q42")
    ('http://www.wikidata.org/entity/Q42', 'http://www.wikidata.org/entity/Q42')
    >>> identifier("www.geonames.org/3143244/oslo.html")
    'https://sws.geonames.org/3143244/'
    >>> identifier("viaf.org/viaf/1"), identifier("Q"), identifier("not an iri")
    ('https://viaf.org/viaf/1', None, None)
    """
    if match := _WIKIDATA.fullmatch(written):
        return f"http://www.wikidata.org/entity/{match['number'].upper()}"
    if match := _GEONAMES.fullmatch(written):
        return f"https://sws.geonames.org/{match['number']}/"
    address = f"https://{written}" if _NO_SCHEME.match(written) else written
    return address if is_web_address(address) and not _PAGE.match(address) else None
