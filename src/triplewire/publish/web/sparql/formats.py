"""The formats of query results: by media type, and by the names that clients give them."""

from triplewire.publish.web.http import Problem, best

# Media types by name, the first of each kind being the one for clients that say nothing.
_ROWS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
_BOOLEAN = {name: _ROWS[name] for name in ("json", "xml", "csv", "tsv")}
_TRIPLES = {
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
    "trig": "application/trig",
    "nquads": "application/n-quads",
}
BY_KIND = {"rows": _ROWS, "boolean": _BOOLEAN, "triples": _TRIPLES}
# What clients accept although it names no format of SPARQL.
_LOOSE = {
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/plain": "ntriples",
    "application/x-turtle": "turtle",
    "text/n3": "turtle",
    "text/rdf+n3": "turtle",
}
_ALIASES = {
    "srj": "json",
    "srx": "xml",
    "ttl": "turtle",
    "n3": "turtle",
    "nt": "ntriples",
    "n-triples": "ntriples",
    "nq": "nquads",
    "n-quads": "nquads",
    "json-ld": "jsonld",
    "rdf": "rdfxml",
    "rdf+xml": "rdfxml",
    "rdf/xml": "rdfxml",
}


def choose(kind: str, accept: str | None, name: str | None) -> str:
    """Return the name of the format for results of a kind: rows, boolean or triples.

    ``name`` is what the client asked for outside of Accept: a short name or a media type.
    Raises: Problem 406 when there is no such format for these results.
    """
    known = BY_KIND[kind]
    if name:
        lower = name.lower()
        meant = _ALIASES.get(lower, lower)
        if kind == "triples":
            meant = {"xml": "rdfxml", "json": "jsonld"}.get(meant, meant)
        by_type = {media: form for form, media in known.items()} | _loose(kind)
        found = meant if meant in known else by_type.get(lower)
        if found is None:
            raise Problem(406, f"no format {name[:60]!r} for {_NAMES[kind]}", hint=_offer(kind))
        return found
    if not accept or accept == "*/*":
        return next(iter(known))
    offers = {media: form for form, media in known.items()} | _loose(kind)
    media = best(accept, offers)
    if media is None:
        raise Problem(406, f"nothing accepted suits {_NAMES[kind]}", hint=_offer(kind))
    return offers[media]


def media_type(kind: str, name: str) -> str:
    """Return the Content-Type of a format."""
    media = BY_KIND[kind][name]
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


_NAMES = {"rows": "rows", "boolean": "a yes or no", "triples": "triples"}


def _loose(kind: str) -> dict[str, str]:
    found = {media: form for media, form in _LOOSE.items() if form in BY_KIND[kind]}
    if kind == "triples":
        found |= {"application/json": "jsonld", "application/xml": "rdfxml", "text/xml": "rdfxml"}
    return found


def _offer(kind: str) -> str:
    return "there are " + ", ".join(
        f"{media} (format={name})" for name, media in BY_KIND[kind].items()
    )
