"""How right the identifiers of the outside world are that a build gives, on news that others link.

    python benchmarks/external [--corpora ../shared/corpora] [--names 2000] [--all]

Wikinews' authors linked names to articles of Wikipedia: an identifier is right where its source
has the title of the article, or a name of the thing that is the title. The other corpora have no
links; with --all each identifier is listed, for reading. Last, whoever the articles name gets the
name of a politician of the table, drawn by chance: what is still certain is told by no sign.
"""

import argparse
import json
import random
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

from triplewire import gazetteer, open_tables
from triplewire.assets import table
from triplewire.extract import extract_all, load_analyser
from triplewire.link import Profile, identify, load_authorities, profile
from triplewire.link.authorities import Authorities, normal
from triplewire.ontology import vocabulary
from triplewire.read import read_data
from triplewire.records import Draft

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ("wikinews_links", "gum_news", "re3d")
LINKED = "wikinews_links"
# Titles that are names of the same thing in the encyclopedia of another year.
RENAMED = {
    "almeria": "almería",
    "cuzco": "cusco",
    "halifax regional municipality, nova scotia": "halifax",
    "people's republic of china": "china",
    "republic of ireland": "ireland",
    "united states of america": "united states",
}


def main() -> None:
    """Print the figures of each corpus, and what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=ROOT.parent / "shared" / "corpora")
    parser.add_argument("--names", type=int, default=2000)
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    authorities, analyser = load_authorities(None, vocabulary()), load_analyser()
    everything = []
    for corpus in CORPORA:
        rows = [json.loads(line) for line in (options.corpora / corpus / "unified.jsonl").open()]
        drafts = [
            draft
            for number, row in enumerate(rows)
            for draft in extract_all(_articles(row, f"{corpus}-{number}.jsonl"), analyser)
        ]
        profiles = [profile(draft, authorities) for draft in drafts]
        everything += profiles
        report(corpus, rows, drafts, profiles, authorities, told=options.all)
    by_chance(everything, authorities, options.names)


def _articles(row: dict[str, Any], name: str) -> Any:
    return read_data(json.dumps(row).encode(), name, ".jsonl").articles


def report(
    corpus: str,
    rows: list[dict[str, Any]],
    drafts: list[Draft],
    profiles: list[Profile],
    authorities: Authorities,
    *,
    told: bool,
) -> None:
    """Print how many names of each kind have an identifier, and how many of those are right."""
    given = identifiers(profiles, authorities)
    titles = known_titles()
    named: Counter[str] = Counter()
    covered: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    wrong: list[str] = []
    for row, one in zip(rows, profiles, strict=True):
        gold = {link["text"]: link["target"] for link in row.get("links", ())}
        for actor in one.actors:
            kind = actor.type
            if kind not in {"person", "org", "country", "place"}:
                continue
            named[kind] += 1
            numbers = given.get((one.sha256, actor.name), frozenset())
            if not numbers:
                continue
            covered[kind] += 1
            if told and kind in {"person", "org"}:
                print(f"  {actor.name}: {', '.join(sorted(numbers))}")
            target = next((gold[name] for name in (actor.name, *actor.aliases) if name in gold), "")
            title = target.partition(":")[2].removeprefix("w:")
            if not title:
                continue
            judged[kind] += 1
            if not any(_names(title) & titles.get(number, frozenset()) for number in numbers):
                wrong.append(f"  {actor.name}: {sorted(numbers)}, linked to {title}")
    print(f"{corpus}: {len(drafts)} articles")
    for called in sorted(named):
        print(
            f"  {called:8} {named[called]:5} named, {covered[called]:5} with an identifier"
            f" ({covered[called] / named[called]:.0%}),"
            f" {judged[called]} of them linked by the authors"
        )
    print(f"  not the linked one by its name: {len(wrong)}", *wrong, sep="\n")


def _names(title: str) -> frozenset[str]:
    name = normal(title)
    return frozenset({name, RENAMED.get(name, name)})


def identifiers(
    profiles: list[Profile], authorities: Authorities
) -> dict[tuple[str, str], frozenset[str]]:
    """Return the published identifiers of each name of each article."""
    identity = identify(profiles, authorities)
    found: dict[str, set[str]] = defaultdict(set)
    for link in identity.external:
        if link.status == "joined":
            found[link.iri].add(link.identifier)
    renamed = {
        (sha, name): iri for sha, known in identity.slices.items() for name, iri, _ in known.actors
    }
    given = {}
    for one in profiles:
        for actor in one.actors:
            iri = renamed.get((one.sha256, actor.name), actor.iri)
            authority = authorities.by_iri.get(iri)
            listed = authority.identifiers if authority else ()
            given[one.sha256, actor.name] = frozenset({*listed, *found.get(iri, ())})
    return given


def known_titles() -> dict[str, frozenset[str]]:
    """Return the names and titles, in one form, that the tables have for each identifier."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in table("known_persons"):
        title = row["name"] if row["title"] == "=" else row["title"]
        found[f"http://www.wikidata.org/entity/{row['wikidata']}"] |= {row["name"], title} - {""}
    for row in table("known_organisations"):
        found[f"http://www.wikidata.org/entity/{row['wikidata']}"].add(row["name"])
    for land in gazetteer.countries().values():
        for one in (
            open_tables.listed()["country", land.code],
            open_tables.geonames(land.geonames),
        ):
            found[one.identifier] |= {land.name, *land.aliases}
    for city in gazetteer.cities().values():
        found[open_tables.geonames(city.geonames).identifier].add(city.name)
    for kind, things in (
        ("region", gazetteer.regions()),
        ("organisation", gazetteer.organisations()),
    ):
        for name, thing in things.items():
            known = open_tables.listed().get((kind, name))
            if known is not None:
                found[known.identifier] |= {name, *thing.aliases}
    return {number: frozenset(map(normal, names)) for number, names in found.items()}


def by_chance(profiles: list[Profile], authorities: Authorities, many: int) -> None:
    """Print how often a politician's name alone makes somebody else that politician."""
    names = sorted(row["name"] for row in table("known_persons"))
    chance = random.Random(7)  # noqa: S311 -- not for secrets
    tried = certain = 0
    while tried < many:
        renamed = [one for one in (_renamed(p, names, chance) for p in profiles) if one]
        for one in renamed:
            tried += 1
            links = identify([one], authorities).external
            taken = [link for link in links if link.status == "joined"]
            certain += bool(taken)
            for link in taken:
                print(f"  {link.labels[1]}: {link.reason}")
    print(f"names by chance: {certain} of {tried} taken for the politician")


def _renamed(one: Profile, names: list[str], chance: random.Random) -> Profile | None:
    """Return an article with one person in it, of another name; None where it has no person."""
    persons = [a for a in one.actors if a.type == "person" and not a.listed]
    if not persons:
        return None
    person, name = chance.choice(persons), chance.choice(names)
    other = replace(person, name=name, iri=f"{person.iri}-x")
    rest = tuple(actor for actor in one.actors if actor.listed)
    return replace(one, actors=(*rest, other), events=(), rulings=())


if __name__ == "__main__":
    main()
