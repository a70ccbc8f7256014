"""actors.csv, the gazetteer and the vocabulary in; an index from names to IRIs out."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from triplewire import gazetteer, vocab
from triplewire.errors import LinkError
from triplewire.iris import BASE, mint, slug
from triplewire.link import stated
from triplewire.link.identifiers import identifier
from triplewire.records import ActorType, Authority, ExternalLink
from triplewire.tables import Row, read_table

LISTED = ("key", "name", "type", "aliases", "identifiers", "within")
# A further column that `reconcile` writes and a curator reads; a build passes over it.
CANDIDATES = "candidates"
# Newsrooms' bases that a process meets.
_BASES = 4
_KEY = re.compile(r"(actor|place|document)/[a-z0-9-]+")
_SCHEMA = vocab.PREFIXES["schema"]
_FOAF = vocab.PREFIXES["foaf"]

# The type column of actors.csv: the extractor's type, then the classes of the thing.
TYPES: dict[str, tuple[ActorType, tuple[str, ...]]] = {
    "person": ("person", (f"{_SCHEMA}Person",)),
    "organization": ("org", (f"{_SCHEMA}Organization",)),
    "government": ("org", (f"{_SCHEMA}GovernmentOrganization", f"{_SCHEMA}Organization")),
    "news-organization": ("org", (f"{_SCHEMA}NewsMediaOrganization", f"{_SCHEMA}Organization")),
    "country": ("country", (f"{_SCHEMA}Country", f"{_SCHEMA}Place")),
    "administrative-area": ("place", (f"{_SCHEMA}AdministrativeArea", f"{_SCHEMA}Place")),
    "city": ("place", (f"{_SCHEMA}City", f"{_SCHEMA}Place")),
    "continent": ("place", (f"{_SCHEMA}Continent", f"{_SCHEMA}Place")),
    "place": ("place", (f"{_SCHEMA}Place",)),
    "group": ("group", (f"{_FOAF}Group",)),
    "document": ("document", (f"{_SCHEMA}CreativeWork",)),
}

# Types between which news moves freely: a district acts, a ministry is a group of people.
_KIN: dict[ActorType, frozenset[ActorType]] = {
    "person": frozenset({"person"}),
    "org": frozenset({"org", "group", "place"}),
    "group": frozenset({"group", "org"}),
    "country": frozenset({"country", "place"}),
    "place": frozenset({"place", "country", "org"}),
    "document": frozenset({"document"}),
}


def normal(name: str) -> str:
    """Return a name in the form that names are compared in.

    >>> normal("The People’s Bank of Bogotá")
    "people's bank of bogota"
    """
    plain = name.replace("’", "'").casefold()
    if not plain.isascii():
        letters = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(plain.split()).removeprefix("the ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorities:
    """The listed actors, places and documents by name and IRI; offices and measures by name.

    ``wrong`` says what of the table could not be used.
    """

    base: str
    listed: tuple[Authority, ...]
    by_iri: Mapping[str, Authority]
    by_name: Mapping[str, tuple[Authority, ...]]
    offices: Mapping[str, str]
    measures: Mapping[str, str]
    wrong: tuple[LinkError, ...] = ()

    def find(self, name: str, kind: ActorType) -> Authority | None:
        """Return the one authority of that name and a fitting type; the curator's come first."""
        for authority in self.by_name.get(normal(name), ()):
            if authority.type in _KIN[kind]:
                return authority
        return None


def load_authorities(
    path: Path | None, vocabulary: Iterable[Triple], base: str = BASE
) -> Authorities:
    """Return the authorities of a newsroom; what is wrong with a row leaves the others as they are.

    Shape: actors.csv has the columns key, name, type, aliases, identifiers, within; aliases and
    identifiers are separated by ``|``; a column candidates may follow; key and within are
    ``actor/…``, ``place/…``, ``document/…``.
    Raises: LinkError when it is no such table.
    """
    wrong: list[LinkError] = []
    listed = () if path is None else tuple(_rows(path, base, wrong))
    ours, others = _Index(listed), _gazetteer(base)
    hidden = ours.by_iri.keys() & others.by_iri.keys()
    by_name = {**others.by_name, **ours.by_name}
    shared = {name for iri in hidden for name in _names(others.by_iri[iri])}
    for name in shared | (ours.by_name.keys() & others.by_name.keys()):
        known = (one for one in others.by_name[name] if one.iri not in hidden)
        by_name[name] = (*ours.by_name.get(name, ()), *known)
    triples = list(vocabulary)
    return Authorities(
        base=base,
        listed=listed,
        by_iri={**ours.by_iri, **{i: o for i, o in others.by_iri.items() if i not in hidden}},
        by_name={name: found for name, found in by_name.items() if found},
        offices=_concepts(triples, "offices"),
        measures=_concepts(triples, "measures"),
        wrong=tuple(wrong),
    )


class _Index:
    """Things by their IRIs, of which the first counts, and by their names in the form of those."""

    def __init__(self, authorities: Iterable[Authority]) -> None:
        self.by_iri: dict[str, Authority] = {}
        self.by_name: dict[str, tuple[Authority, ...]] = {}
        for authority in authorities:
            if self.by_iri.setdefault(authority.iri, authority) is authority:
                for name in _names(authority):
                    self.by_name[name] = (*self.by_name.get(name, ()), authority)


def _names(authority: Authority) -> Iterable[str]:
    return dict.fromkeys(map(normal, (authority.name, *authority.aliases)))


@lru_cache(_BASES)
def _gazetteer(base: str) -> _Index:
    """Return the things of the gazetteer: a process that builds again has them already."""
    return _Index(_gazetted(base))


def _rows(path: Path, base: str, wrong: list[LinkError]) -> Iterator[Authority]:
    """Yield what the rows describe, each key once, and note what is wrong with them."""
    seen: dict[str, int] = {}
    table = read_table(path, (LISTED, (*LISTED, CANDIDATES)))
    wrong += table.wrong
    for row in table.rows:
        try:
            authority = _authority(row, base)
        except LinkError as error:
            wrong.append(error)
            continue
        earlier = seen.setdefault(authority.iri, row.line)
        if earlier != row.line:
            reason = f"the key {row.cells['key'].strip()} stands in line {earlier} already"
            wrong.append(LinkError(reason, where=row.where, hint="the row is left out"))
            continue
        names = dict.fromkeys(map(identifier, authority.identifiers))
        wrong += (
            LinkError(
                f"not an identifier: {written!r}",
                where=row.where,
                hint="it is left out: write Q42, or the address of a thing, such as"
                " https://sws.geonames.org/2643743/",
            )
            for written in authority.identifiers
            if identifier(written) is None
        )
        yield replace(authority, identifiers=tuple(filter(None, names)))


def _authority(row: Row, base: str) -> Authority:
    """Return what a row describes, its identifiers as they are written.

    Raises: LinkError when its key, name, type or whole cannot be used.
    """
    where = row.where
    cell = {name: value.strip() for name, value in row.cells.items()}
    for column in ("key", "within"):
        if not _KEY.fullmatch(cell[column]) and (column == "key" or cell[column]):
            raise LinkError(
                f"not a {column}: {cell[column]!r}",
                where=where,
                hint="the row is left out: write actor/…, place/… or document/… with a-z, 0-9"
                " and hyphens",
            )
    if not cell["name"] or cell["type"] not in TYPES:
        raise LinkError(
            f"no such type: {cell['type']!r}" if cell["name"] else "the name is empty",
            where=where,
            hint=f"the row is left out: types are {', '.join(TYPES)}",
        )
    kind, types = TYPES[cell["type"]]
    return Authority(
        iri=mint(cell["key"], base=base),
        name=cell["name"],
        type=kind,
        types=types,
        aliases=_cells(cell["aliases"]),
        identifiers=_cells(cell["identifiers"]),
        within=mint(cell["within"], base=base) if cell["within"] else None,
    )


def _cells(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split("|") if part.strip())


def _gazetted(base: str) -> Iterator[Authority]:
    """Yield countries, cities, regions and known organisations; earlier ones take precedence."""
    countries = gazetteer.countries()
    for country in countries.values():
        kind = "administrative-area" if country.territory else "country"
        iri = _country_iri(country, base)
        yield _described(
            Authority(
                iri=iri,
                name=country.name,
                type=TYPES[kind][0],
                types=TYPES[kind][1],
                aliases=country.aliases,
            ),
            stated.country(iri, country.name, country.code, country.geonames),
        )
    namesakes = (city for same in gazetteer.namesakes().values() for city in same)
    for city in (*gazetteer.cities().values(), *namesakes):
        within = countries.get(city.country)
        iri = mint("place", slug(city.name), base=base)
        yield _described(
            Authority(
                iri=iri,
                name=city.name,
                type="place",
                types=TYPES["city"][1],
                within=_country_iri(within, base) if within else None,
            ),
            stated.city(iri, city.name, city.geonames),
        )
    yield Authority(
        iri=mint("place", "world", base=base), name="World", type="place", types=TYPES["place"][1]
    )
    for region in gazetteer.regions().values():
        iri = mint("place", slug(region.name), base=base)
        yield _described(
            Authority(
                iri=iri,
                name=region.name,
                type="place",
                types=TYPES["continent" if region.kind == "continent" else "place"][1],
                aliases=region.aliases,
            ),
            stated.named(iri, region.name, "region"),
        )
    for organisation in gazetteer.organisations().values():
        kind = "news-organization" if organisation.news_agency else "organization"
        iri = mint("actor", slug(organisation.name), base=base)
        yield _described(
            Authority(
                iri=iri,
                name=organisation.name,
                type="org",
                types=TYPES[kind][1],
                aliases=organisation.aliases,
            ),
            stated.named(iri, organisation.name, "organisation"),
        )


def _described(authority: Authority, links: Iterable[ExternalLink]) -> Authority:
    """Return a thing of the gazetteer with what it is called elsewhere."""
    external = tuple(links)
    identifiers = tuple(link.identifier for link in external)
    return replace(authority, identifiers=identifiers, external=external)


def _country_iri(country: gazetteer.Country, base: str) -> str:
    return mint("place" if country.territory else "actor", slug(country.name), base=base)


def _concepts(triples: list[Triple], scheme: str) -> dict[str, str]:
    """Return the concepts of a scheme by the slugs of their local names and labels."""
    members = {
        triple.subject
        for triple in triples
        if triple.predicate == vocab.SKOS_IN_SCHEME and triple.object == vocab.concept(scheme)
    }
    names: dict[str, str] = {}
    labels = {vocab.SKOS_PREF_LABEL, vocab.SKOS_ALT_LABEL}
    for triple in sorted(triples, key=str):
        subject, label = triple.subject, triple.object
        if subject in members and isinstance(subject, NamedNode):
            names.setdefault(subject.value.removeprefix(vocab.PREFIXES["c"]), subject.value)
            if triple.predicate in labels and isinstance(label, Literal):
                names.setdefault(slug(label.value), subject.value)
    return names
