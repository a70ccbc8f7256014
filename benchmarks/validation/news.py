"""Generated news graphs with planted violations, for benchmarks: about 100 triples an article.

    python benchmarks/validation/news.py 1000 out.nq [--violations 100]

The graph of what articles share (actors, places, publishers, extractors) comes first, then a graph
for each article. One seed gives the same bytes everywhere. ``plant`` says of each kind of violation
what is put in the place of what is right, and which result must come of it.
"""

import argparse
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

BASE = "https://news.example.org/"
PREFIXES = {
    "n": BASE + "terms#",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
ACTORS, PLACES, PUBLISHERS, EXTRACTORS = 5000, 800, 200, 3
_WORDS = [
    "harbour",
    "ferry",
    "minister",
    "budget",
    "council",
    "vote",
    "bridge",
    "school",
    "strike",
    "river",
    "grain",
    "price",
    "market",
    "court",
    "treaty",
    "border",
    "storm",
    "hospital",
    "rail",
    "tax",
    "port",
    "museum",
    "garden",
    "island",
    "winter",
    "engine",
    "forest",
    "salt",
    "Zürich",
    "São",
    "Kyïv",
    "naïve",
    "東京",
    "l’heure",
]
_KINDS = ("visit", "vote", "strike", "trial", "flood", "match")
_STANCES = ("assert", "deny", "doubt", "ask")
_LANGUAGES = ("en", "fr", "de", "es")
_START = datetime(2023, 1, 1)  # noqa: DTZ001 - a made-up clock
Lines = list[str]


def iri(name: str) -> str:
    """Return a term from a prefixed name, or from a path below the base."""
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>" if local else f"<{BASE}{name}>"


def text(words: str, tag: str = "") -> str:
    """Return a literal: plain, with a language, or with a datatype given as a prefixed name."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"' + (f"^^{iri(tag)}" if ":" in tag else f"@{tag}" if tag else "")


def _moment(when: datetime) -> str:
    return text(when.strftime("%Y-%m-%dT%H:%M:%SZ"), "xsd:dateTime")


def _day(when: datetime) -> str:
    return text(when.date().isoformat(), "xsd:date")


@dataclass(slots=True)
class Draft:
    """The triples of a graph as they are made; values may be replaced before they are written."""

    values: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def put(self, node: str, name: str, *values: str) -> None:
        """Add values of a property."""
        self.values.setdefault((node, iri(name)), []).extend(values)

    def set(self, node: str, name: str, *values: str) -> None:
        """Replace the values of a property."""
        self.values[node, iri(name)] = list(values)

    def lines(self, graph: str) -> Lines:
        """Return the graph as N-Quads."""
        return [
            f"{node} {name} {value} {graph} .\n"
            for (node, name), values in self.values.items()
            for value in values
        ]


def _phrase(rng: random.Random, number: int) -> str:
    return " ".join(rng.choices(_WORDS, k=number))


def _sentence(rng: random.Random, number: int) -> str:
    words, chance = _phrase(rng, number).capitalize() + ".", rng.random()
    if chance < 0.1:
        return f'She said: "{words}"'
    return words + "\nMore." if chance < 0.13 else words


def shared() -> Draft:
    """Return what all articles share."""
    rng, draft = random.Random(11), Draft()  # noqa: S311 - not for secrets
    for number in range(ACTORS):
        node, person = iri(f"actor/{number}"), rng.random() < 0.6
        kind = "schema:Person" if person else "schema:Organization"
        draft.put(node, "rdf:type", iri("n:Actor"), iri(kind))
        draft.put(node, "schema:name", text(f"{_phrase(rng, 2).title()} {number}", "en"))
        draft.put(node, "schema:sameAs", f"<https://ids.example.net/entity/Q{number + 7}>")
        draft.put(node, "rdfs:label", text(f"Akteur {number}", "de"))
        if person:
            birth = _START - timedelta(days=rng.randint(9000, 30000))
            draft.put(node, "schema:birthDate", _day(birth))
    for number in range(PLACES):
        node = iri(f"place/{number}")
        draft.put(node, "rdf:type", iri("n:Place"))
        draft.put(node, "rdfs:label", text(f"{_phrase(rng, 1)} {number}", "en"))
        draft.put(node, "schema:latitude", text(f"{rng.uniform(-80, 80):.4f}", "xsd:decimal"))
        draft.put(node, "schema:longitude", text(f"{rng.uniform(-170, 170):.4f}", "xsd:decimal"))
    for number in range(PUBLISHERS):
        node = iri(f"publisher/{number}")
        draft.put(node, "rdf:type", iri("schema:NewsMediaOrganization"))
        draft.put(node, "schema:name", text(f"Paper {number}"))
        draft.put(node, "schema:url", f"<https://paper{number}.example.com/>")
    for number in range(EXTRACTORS):
        node = iri(f"extractor/{number}")
        draft.put(node, "rdf:type", iri("prov:SoftwareAgent"))
        draft.put(node, "n:version", text(f"1.{number}.0"))
    return draft


def article(number: int) -> Draft:
    """Return the graph of one article, in which nothing is wrong."""
    rng, draft = random.Random(7_000_003 * (number + 1)), Draft()  # noqa: S311 - not for secrets
    node, run = iri(f"article/{number}"), iri(f"article/{number}/run")
    published = _START + timedelta(seconds=rng.randint(0, 90_000_000))
    language, paper = rng.choice(_LANGUAGES), number % PUBLISHERS
    actors = [iri(f"actor/{each}") for each in rng.sample(range(ACTORS), 6)]
    draft.put(node, "rdf:type", iri("schema:NewsArticle"))
    draft.put(node, "schema:headline", text(_phrase(rng, 8).capitalize(), language))
    draft.put(node, "schema:url", f"<https://paper{paper}.example.com/{published.year}/{number}>")
    draft.put(node, "schema:datePublished", _moment(published))
    if rng.random() < 0.3:
        draft.put(node, "schema:dateModified", _moment(published + timedelta(hours=5)))
    draft.put(node, "schema:inLanguage", text(language))
    draft.put(node, "schema:publisher", iri(f"publisher/{paper}"))
    draft.put(node, "schema:wordCount", text(str(rng.randint(90, 2400)), "xsd:integer"))
    draft.put(node, "schema:mentions", *actors)
    draft.put(node, "prov:wasGeneratedBy", run)
    draft.put(run, "rdf:type", iri("prov:Activity"))
    draft.put(run, "prov:startedAtTime", _moment(published + timedelta(hours=60)))
    draft.put(run, "prov:endedAtTime", _moment(published + timedelta(hours=61)))
    draft.put(run, "prov:wasAssociatedWith", iri(f"extractor/{rng.randrange(EXTRACTORS)}"))
    for each in range(2):
        _event(draft, rng, node, f"article/{number}/event/{each}", published, actors)
    start = rng.randint(0, 300)
    for each in range(5):
        name = f"article/{number}/claim/{each}"
        start = _claim(draft, rng, node, name, published, actors, language, start)
    draft.set(iri(f"article/{number}/claim/0"), "n:stance", text("assert"))
    return draft


def _event(
    draft: Draft, rng: random.Random, node: str, name: str, published: datetime, actors: list[str]
) -> None:
    event, day = iri(name), published - timedelta(days=rng.randint(0, 40))
    draft.put(node, "n:reports", event)
    draft.put(event, "rdf:type", iri("n:Event"))
    draft.put(event, "rdfs:label", text(_phrase(rng, 5), "en"))
    draft.put(event, "n:kind", iri(f"n:{rng.choice(_KINDS)}"))
    draft.put(event, "schema:startDate", _day(day))
    if rng.random() < 0.5:
        draft.put(event, "schema:endDate", _day(day + timedelta(days=rng.randint(0, 5))))
    draft.put(event, "schema:location", iri(f"place/{rng.randrange(PLACES)}"))
    draft.put(event, "n:participant", *rng.sample(actors, rng.choice((2, 2, 3))))


def _claim(  # noqa: PLR0913, PLR0917 - all that a claim is made of
    draft: Draft,
    rng: random.Random,
    node: str,
    name: str,
    published: datetime,
    actors: list[str],
    language: str,
    after: int,
) -> int:
    claim, words = iri(name), iri(f"{name}/words")
    said = published - timedelta(minutes=rng.randint(1, 4000))
    quoted = _sentence(rng, rng.randint(8, 16))
    start = after + rng.randint(10, 400)
    draft.put(node, "n:claim", claim)
    draft.put(claim, "rdf:type", iri("n:Claim"))
    draft.put(claim, "n:speaker", rng.choice(actors))
    draft.put(claim, "schema:text", text(_sentence(rng, rng.randint(10, 18)), language))
    draft.put(claim, "n:said", _day(said) if rng.random() < 0.1 else _moment(said))
    draft.put(claim, "n:stance", text(rng.choice(_STANCES)))
    draft.put(claim, "n:confidence", text(f"{rng.random() * 0.99:.3f}1", "xsd:decimal"))
    draft.put(claim, "n:evidence", words)
    draft.put(words, "rdf:type", iri("oa:TextQuoteSelector"))
    draft.put(words, "oa:exact", text(quoted))
    draft.put(words, "oa:start", text(str(start), "xsd:integer"))
    draft.put(words, "oa:end", text(str(start + len(quoted)), "xsd:integer"))
    return start + len(quoted)


Result = tuple[str, str | None, str]
"""A focus node without brackets, a path, and a constraint component without its namespace."""
Plant = tuple[str, str | None, str, str | None, str, Callable[[int], list[str]]]

_LATER = text("2099-01-01T00:00:00Z", "xsd:dateTime")
# Of the article (""), a part of it, or a part's part: where the result comes, what is put there.
PLANTS: dict[str, Plant] = {
    "datatype": (
        "", "schema:datePublished", "Datatype", "schema:datePublished", "",
        lambda _: [text("2024-05-01T10:00:00Z")],
    ),
    "ill-typed": (
        "", "schema:wordCount", "Datatype", "schema:wordCount", "",
        lambda _: [text("12.5", "xsd:integer")],
    ),
    "minCount": ("/claim/1", "n:speaker", "MinCount", "n:speaker", "/claim/1", lambda _: []),
    "maxCount": (
        "", "schema:publisher", "MaxCount", "schema:publisher", "",
        lambda n: [iri(f"publisher/{n % 9}"), iri(f"publisher/{n % 9 + 9}")],
    ),
    "class": (
        "/event/0", "schema:location", "Class", "schema:location", "/event/0",
        lambda n: [iri(f"place/none-{n}")],
    ),
    "nodeKind": (
        "", "schema:url", "NodeKind", "schema:url", "", lambda n: [text(f"https://e.example/{n}")],
    ),
    "pattern": (
        "", "schema:url", "Pattern", "schema:url", "", lambda n: [f"<ftp://e.example/{n}>"],
    ),
    "in": ("/claim/1", "n:stance", "In", "n:stance", "/claim/1", lambda _: [text("perhaps")]),
    "or": ("/claim/1", "n:said", "Or", "n:said", "/claim/1", lambda _: [text("yesterday")]),
    "lessThanOrEquals": (
        "/event/0", "schema:startDate", "LessThanOrEquals", "schema:endDate", "/event/0",
        lambda _: [text("1999-01-01", "xsd:date")],
    ),
    "uniqueLang": (
        "/event/0", "rdfs:label", "UniqueLang", "rdfs:label", "/event/0",
        lambda n: [text(f"one {n}", "en"), text(f"other {n}", "en")],
    ),
    "minLength": (
        "/claim/1", "schema:text", "MinLength", "schema:text", "/claim/1", lambda _: [text("ab")],
    ),
    "maxInclusive": (
        "/claim/1", "n:confidence", "MaxInclusive", "n:confidence", "/claim/1",
        lambda _: [text("1.5", "xsd:decimal")],
    ),
    "node": (
        "/claim/1", "n:evidence", "Node", "rdf:type", "/claim/1/words", lambda _: [],
    ),
    "qualified": (
        "", "n:claim", "QualifiedMinCount", None, "", lambda _: [],
    ),
    "inverse": (
        "/event/7", None, "MinCount", "rdf:type", "/event/7", lambda _: [iri("n:Event")],
    ),
    "words": (
        "/claim/1/words", None, "SPARQL", "oa:end", "/claim/1/words",
        lambda _: [text("99999999", "xsd:integer")],
    ),
    "late": ("/claim/1", None, "SPARQL", "n:said", "/claim/1", lambda _: [_LATER]),
    "stranger": (
        "/claim/1", None, "SPARQL", "schema:mentions", "", lambda _: [],
    ),
    "order": (
        "/run", "prov:startedAtTime", "LessThanOrEquals", "prov:startedAtTime", "/run",
        lambda _: [_LATER],
    ),
}  # fmt: skip


def plant(draft: Draft, number: int, kind: str) -> list[Result]:
    """Put one violation into an article's graph; return the results that it must lead to.

    There is one, but a number that is ill-typed is not within bounds either.
    """
    focus, path, component, prop, place, values = PLANTS[kind]
    node, base = iri(f"article/{number}{place}"), f"article/{number}"
    if kind == "stranger":
        speaker = draft.values[iri(f"{base}/claim/1"), iri("n:speaker")][0]
        others = [iri(f"{base}/claim/{each}") for each in (0, 2, 3, 4)]
        known = next(a for a in draft.values[node, iri("schema:mentions")] if a != speaker)
        kept = [a for a in draft.values[node, iri("schema:mentions")] if a != speaker]
        for claim in others:
            draft.set(claim, "n:speaker", known)
        draft.set(node, "schema:mentions", *kept)
    elif kind == "qualified":
        for each in range(5):
            draft.set(iri(f"{base}/claim/{each}"), "n:stance", text("deny"))
    elif kind == "inverse":
        event = iri(f"{base}/event/7")
        draft.put(event, "rdf:type", iri("n:Event"))
        draft.put(event, "rdfs:label", text("nobody reports it", "en"))
        draft.put(event, "n:kind", iri("n:vote"))
        draft.put(event, "schema:startDate", text("2024-05-01", "xsd:date"))
        draft.put(event, "n:participant", iri("actor/1"))
    elif prop is not None:
        draft.set(node, prop, *values(number))
        if kind == "lessThanOrEquals":
            draft.set(node, "schema:startDate", text("2001-01-01", "xsd:date"))
        if kind == "datatype":
            draft.set(node, "schema:dateModified")
    components = (component, "MinInclusive") if kind == "ill-typed" else (component,)
    return [(f"{BASE}{base}{focus}", _full(path), each) for each in components]


def _full(path: str | None) -> str | None:
    return None if path is None else iri(path)[1:-1]


def write(path: Path, articles: int, violations: int = 100) -> list[Result]:
    """Write the graphs of so many articles as N-Quads; return the results that are planted."""
    rng, expected = random.Random(99), []  # noqa: S311 - not for secrets
    chosen = rng.sample(range(articles), violations)
    kinds = {number: list(PLANTS)[k % len(PLANTS)] for k, number in enumerate(chosen)}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(shared().lines(iri("graph/shared")))
        for number in range(articles):
            draft = article(number)
            if number in kinds:
                expected += plant(draft, number, kinds[number])
            file.writelines(draft.lines(iri(f"graph/article/{number}")))
    return expected


def main() -> None:
    """Write a file and, beside it, what is planted in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--violations", type=int, default=100)
    options = parser.parse_args()
    expected = write(options.out, options.articles, options.violations)
    options.out.with_suffix(".json").write_text(json.dumps(expected, indent=0), encoding="utf-8")


if __name__ == "__main__":
    main()
