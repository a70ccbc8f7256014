"""Profiles of newsrooms that nobody wrote, full of names that may be one; from a number alone."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from tests.link.made import BASE, CHILE, NORWAY, article, event, listed, org, person, ruling
from triplewire.iris import slug
from triplewire.link import Identity, Profile
from triplewire.link.profiles import ActorProfile, EventProfile
from triplewire.link.tellings import Fold
from triplewire.records import Decision, Registered

_FIRST = ("Ana", "Anna", "A.", "Ben", "B.", "Carla", "Jon", "John", "Li")
_MIDDLE = ("", "", "", "M.", "Maria", "K.")
_FAMILY = ("Ruiz", "Lind", "Smith", "Vestergard", "Orla")
_OFFICES = (
    "mayor|place/oslo",
    "mayor|place/lima",
    "trade-minister|norway",
    "singer|",
    "envoy|chile",
)
_FIRMS = ("Orla Foods", "Orla Foods Inc", "Orla Foods, Inc.", "Council of Northern Ports", "CNP")
_BODIES = ("Ministry of Health", "Supreme Court", "U.S. Labor Department", "Department of Labor")
_TABLE = ("Reuters", "United Nations", "NATO", "World Health Organization", "WHO")
_TYPES = ("meeting", "meeting", "attack", "visit", "sign", "accuse")
_DAYS = ("2025-03-01", "2025-03-02", "2025-03", "2025-02-28/2025-03-02", None, "2025-03-05")
_PLACES = ("Oslo", "Lima", "Bergen")
_DONE = ("merge", "keep-apart")


def corpus(seed: int, articles: int) -> list[Profile]:
    """Return profiles of some articles, in no order."""
    random = Random(seed)  # noqa: S311
    profiles = [_article(random, f"{seed}-{number}") for number in range(articles)]
    return [_decided(random, one, profiles) if random.random() < 0.3 else one for one in profiles]


def _article(random: Random, name: str) -> Profile:
    actors = {a.name: a for a in (_actor(random, name) for _ in range(random.randint(1, 7)))}
    lands = random.sample(["Norway", "Chile", "Kenya"], random.randint(0, 2))
    places = random.sample(_PLACES, random.randint(0, 2))
    actors |= {land: listed(land) for land in lands}
    actors |= {place: listed(place, "place") for place in places}
    found = [_event(random, list(actors), places, at) for at in range(random.randint(0, 4))]
    made = article(
        name,
        *actors.values(),
        *found,
        published=random.choice(("2025-03-01", "2025-03-02", "2025-03-03", "")),
    )
    return replace(made, folds=tuple(_folds(random, made)))


def _actor(random: Random, article: str) -> ActorProfile:
    kind = random.random()
    if kind < 0.55:
        return _person(random)
    if kind < 0.75:
        firm = random.choice(_FIRMS)
        alias = random.choice(((), ("CNP",), ("OF",)))
        return replace(org(firm, *alias), iri=f"{BASE}actor/{slug(firm)}")
    if kind < 0.85:
        return replace(
            org(random.choice(_BODIES)), countries=random.choice(((), (NORWAY,), (CHILE,)))
        )
    if kind < 0.95:
        return listed(random.choice(_TABLE), "org")
    nobody = f"{BASE}actor/rebels-{slug(article)}"
    return replace(org("rebels"), type="group", iri=nobody, unlisted=nobody)


def _person(random: Random) -> ActorProfile:
    first, middle, family = (random.choice(words) for words in (_FIRST, _MIDDLE, _FAMILY))
    words = [family] if random.random() < 0.2 else [first, middle, family]
    return person(
        " ".join(filter(None, words)),
        *random.sample(_OFFICES, random.randint(0, 2)),
        countries=random.choice(((), (), (NORWAY,), (CHILE,))),
        born=random.choice((None, None, None, (1950, 1951), (1980, 1980))),
        namesake=random.random() < 0.05,
    )


def _event(random: Random, names: Sequence[str], places: Sequence[str], at: int) -> EventProfile:
    return event(
        random.choice(_TYPES),
        random.choice(_DAYS),
        *random.sample(list(names), min(len(names), random.randint(0, 3))),
        place=random.choice((None, *places)),
        at=at * 30,
        factual=random.random() < 0.9,
    )


def _folds(random: Random, profile: Profile) -> list[Fold]:
    found = []
    for one in profile.events:
        if random.random() < 0.15:
            other = random.choice(profile.events)
            decided = ruling("keep-apart", one.key, "other")[0] if other != one else None
            found.append(
                Fold(
                    key=one.key,
                    told=other.key if decided else "visit-900-920",
                    iri=other.iri if decided else f"{profile.digits}/visit-900-920",
                    labels=(one.label, other.label),
                    reason="told twice",
                    decision=decided,
                )
            )
    return found


def _decided(random: Random, profile: Profile, others: Sequence[Profile]) -> Profile:
    """Return a profile with some decisions of a curator."""
    subjects = [*(a.name for a in profile.actors), *(e.key for e in profile.events)]
    other = random.choice(others)
    values = [
        *(value for a in other.actors for value in (a.name, a.iri, a.iri.removeprefix(BASE))),
        *(value for e in other.events for value in (e.iri, f"{BASE}event/{e.iri}", e.words[0])),
        *(f"actor/{slug(a.name)}-{other.digits[:8]}" for a in other.actors),
        "nobody at all",
        "a attack of 30 words",
        "NATO",
    ]
    made: list[tuple[Decision, str]] = []
    for line in range(random.randint(1, 2)):
        decision, subject = ruling(
            random.choice(_DONE), random.choice(subjects), random.choice(values)
        )
        made.append((replace(decision, line=random.randint(2, 999) + line), subject))
    rulings = article("x", rulings=made).rulings
    return replace(profile, rulings=rulings)


def register(profiles: Sequence[Profile], found: Identity, number: int) -> tuple[Registered, ...]:
    """Return what a newsroom has published after a build of some articles."""
    articles = (
        Registered(
            name=one.path, first=1 + index % number, known_by=(one.name,), texts=(one.sha256,)
        )
        for index, one in enumerate(profiles)
    )
    rows = {row.name: row for row in (*articles, *found.rows)}
    return tuple(rows[name] for name in sorted(rows))
