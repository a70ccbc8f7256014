"""Two hundred short articles of our own making, with what is one in them and what only looks so.

The world is invented but for its countries: people with offices, some of them namesakes; firms
with legal forms and acronyms; happenings that up to three articles report, each with a twin on
another day; figures that are repeated, rounded, contradicted, revised, or that another period,
scope or currency tells apart; statements that are repeated or denied; releases that are reprinted.
The same seed makes the same articles.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

ARTICLES = 200
_COUNTRIES = ("Norway", "Chile", "Kenya", "Portugal", "Vietnam", "Morocco", "Peru", "Finland")
_CITIES = {
    "Norway": "Bergen", "Chile": "Valparaíso", "Kenya": "Mombasa", "Portugal": "Porto",
    "Vietnam": "Da Nang", "Morocco": "Tangier", "Peru": "Arequipa", "Finland": "Tampere",
}  # fmt: skip
_FIRST = (
    "Anna", "Carlos", "Daniel", "Elena", "Grace", "Henry", "Julia", "Kevin", "Laura", "Martin",
    "Nora", "Oscar", "Paula", "Robert",
)  # fmt: skip
_LAST = (
    "Halvorsen", "Moraga", "Kiprono", "Teixeira", "Lindqvist", "Benali", "Quispe", "Virtanen",
    "Aldridge", "Brennan", "Castell", "Dunmore", "Eastwick", "Farrow",
)  # fmt: skip
_OFFICES = (
    "trade minister",
    "foreign minister",
    "finance minister",
    "health minister",
    "central bank governor",
)
_FIRMS = (
    "Northgate Shipping",
    "Calder Mining",
    "Orla Foods",
    "Pinewood Energy",
    "Sable Textiles",
    "Tarn Robotics",
)
_LEGAL = ("", " Ltd", " plc", " Inc")
_BODIES = (
    ("Nordic Harbour Association", "NHA"), ("Pacific Fisheries Council", "PFC"),
    ("African Ports Forum", "APF"), ("Global Grain Institute", "GGI"),
)  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October",
)  # fmt: skip
_MEASURES = ("exports", "imports", "inflation", "unemployment")
_TOPICS = (
    "the new port", "the fishing quota", "the rail line", "the tax on fuel", "the grain reserve",
    "the power grid", "the school plan", "the water treaty",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody: two people may have one name."""

    key: str
    name: str
    office: str
    country: str


@dataclass(slots=True, kw_only=True)
class Made:
    """One article with what it names and tells.

    ``actors`` are names with the key of who they are; ``events`` and ``claims`` are sentences with
    the key of what they tell.
    """

    published: str
    title: str
    sentences: list[str] = field(default_factory=list)
    actors: dict[str, str] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)
    claims: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Return the article's text."""
        return " ".join(self.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The articles, and what each pair of claims is, by their keys: a relation, what differs."""

    articles: list[Made]
    relations: dict[frozenset[str], tuple[str, str]]


def make(seed: int = 7) -> Corpus:
    """Return the corpus of a seed."""
    rng = random.Random(seed)  # noqa: S311  no secret
    people = _people(rng)
    articles = [
        Made(published=f"2025-{1 + n // 20:02d}-{1 + n % 20:02d}", title="")
        for n in range(ARTICLES)
    ]
    relations: dict[frozenset[str], tuple[str, str]] = {}
    _events(articles, people, rng)
    _figures(articles, relations, rng)
    _look_alikes(articles, relations, rng)
    _statements(articles, people, relations, rng)
    _firms(articles, rng)
    for number, article in enumerate(articles):
        if not article.sentences:
            article.sentences.append(
                f"Nothing was decided in session {number} of the town council."
            )
        article.title = f"Report {number + 1}"
    _reprints(articles, people, relations, rng)
    return Corpus(articles=articles, relations=relations)


def _people(rng: random.Random) -> list[Person]:
    names = [f"{first} {last}" for first in _FIRST for last in _LAST]
    rng.shuffle(names)
    people = []
    for number, country in enumerate(_COUNTRIES * len(_OFFICES)):
        office = _OFFICES[number // len(_COUNTRIES)]
        # Every fifth has the name of somebody else in another country.
        name = people[number - 3].name if number % 5 == 4 else names[number]
        people.append(Person(key=f"person-{number}", name=name, office=office, country=country))
    return people


def _titled(person: Person) -> str:
    return f"{person.country}'s {person.office} {person.name}"


def _day(article: Made) -> str:
    _, month, day = article.published.split("-")
    return f"{_MONTHS[int(month) - 1]} {int(day)}, 2025"


def _near(articles: list[Made], rng: random.Random, count: int) -> list[Made]:
    """Return a few articles of one week, so that they can report one happening."""
    start = rng.randrange(len(articles) - 8)
    return sorted(rng.sample(articles[start : start + 6], count), key=lambda a: a.published)


def _events(articles: list[Made], people: list[Person], rng: random.Random) -> None:
    forms = (
        "{a} met {b} in {city} on {day}.",
        "{a} held talks with {b} in {city} on {day}.",
        "{a} visited {city} on {day} as a guest of {b}.",
        "{a} spoke with {b} by phone on {day}.",
    )
    for number in range(48):
        one, other = rng.sample(people, 2)
        if one.name == other.name:
            continue
        reporting = _near(articles, rng, rng.choice((1, 2, 3)))
        form = forms[number % len(forms)]
        for twin in (0, 1):
            told = reporting if not twin else _near(articles, rng, 1)
            day = _day(told[0])
            key = f"event-{number}-{day}"
            for article in told:
                sentence = form.format(
                    a=_titled(one), b=_titled(other), city=_CITIES[other.country], day=day
                )
                if (
                    len(article.sentences) < 4
                    and one.name not in article.actors
                    and other.name not in article.actors
                ):
                    article.sentences.append(sentence)
                    article.events[sentence] = key
                    article.actors |= {one.name: one.key, other.name: other.key}


def _figures(
    articles: list[Made], relations: dict[frozenset[str], tuple[str, str]], rng: random.Random
) -> None:
    """Put figures into articles: each base figure with one that repeats it and one that differs."""
    number = 0
    for country in _COUNTRIES:
        earlier: list[str] = []
        for year in (2022, 2023, 2024):
            value = rng.randrange(20, 90)
            base = f"figure-{number}"
            exports = f"{country}'s exports reached"
            half = f"{value - 11} billion in the first half of {year}"
            variants = {
                "repeats": (f"{exports} ${value} billion in {year}.", "repeats", ""),
                "contradicts": (
                    f"{exports} ${value + 9} billion in {year}.",
                    "contradicts",
                    "value",
                ),
                "period": (f"{exports} ${half}.", "comparableWith", "period"),
                "unit": (f"{exports} €{value - 2} billion in {year}.", "comparableWith", "unit"),
            }
            kind = ("repeats", "contradicts", "period", "unit")[number % 4]
            sentence, relation, differs = variants[kind]
            first, second = _apart(articles, rng)
            plain = f"{exports} ${value} billion in {year}."
            _claim(first, plain, base)
            other = base if kind == "repeats" else f"{base}-{kind}"
            _claim(second, sentence, other)
            # A figure of another year is a look-alike of another period.
            for known in earlier:
                for key in (base, other):
                    relations[frozenset((known, key))] = ("comparableWith", "period")
            if other != base:
                relations[frozenset((base, other))] = (relation, differs)
            earlier += [base, other]
            number += 1
    for country, other_country in pairwise(_COUNTRIES):
        first, second = _apart(articles, rng)
        one = f"{other_country} is {country}'s third-largest trading partner in Europe."
        two = f"{other_country} is {country}'s fourth-largest trading partner in the world."
        _claim(first, one, f"rank-{country}-europe")
        _claim(second, two, f"rank-{country}-world")
        relations[frozenset((f"rank-{country}-europe", f"rank-{country}-world"))] = (
            "comparableWith",
            "scope",
        )


def _look_alikes(
    articles: list[Made], relations: dict[frozenset[str], tuple[str, str]], rng: random.Random
) -> None:
    """Put pairs into articles that differ by what is measured, where, or by a later revision."""
    for country in _COUNTRIES:
        city, office = _CITIES[country], f"The statistics office of {country}"
        rate, jobless, value = rng.randrange(2, 9), rng.randrange(4, 12), rng.randrange(20, 90)
        pairs = {
            "definition": (
                f"Inflation in {country} was {rate}.2 percent in 2024.",
                f"Core inflation in {country} was {rate}.7 percent in 2024.",
            ),
            "area": (
                f"Unemployment in {country} was {jobless} percent in 2024.",
                f"Unemployment in {city} was {jobless + 3} percent in 2024.",
            ),
            "revision": (
                f"{office} said that {country}'s imports reached ${value} billion in 2021.",
                f"{office} said that {country}'s imports reached ${value + 4} billion in 2021.",
            ),
        }
        for differs, sentences in pairs.items():
            keys = [f"{differs}-{country}-{number}" for number in range(len(sentences))]
            told = sorted(_apart(articles, rng), key=lambda article: article.published)
            for article, sentence, key in zip(told, sentences, keys, strict=True):
                _claim(article, sentence, key)
            relations[frozenset(keys)] = ("comparableWith", differs)


def _apart(articles: list[Made], rng: random.Random) -> tuple[Made, Made]:
    free = [article for article in articles if len(article.claims) < 2]
    first, second = rng.sample(free, 2)
    return first, second


def _claim(article: Made, sentence: str, key: str) -> None:
    article.sentences.append(sentence)
    article.claims[sentence] = key


def _statements(
    articles: list[Made],
    people: list[Person],
    relations: dict[frozenset[str], tuple[str, str]],
    rng: random.Random,
) -> None:
    """Put statements into articles that another repeats, and some that another denies."""
    for number, topic in enumerate(_TOPICS * 4):
        speaker = people[(number * 7) % len(people)]
        country = _COUNTRIES[number % len(_COUNTRIES)]
        content = f"{topic} would cost {country} nothing before the autumn harvest"
        first, second = _apart(articles, rng)
        key = f"statement-{topic}-{country}"
        for article, verb in ((first, "said"), (second, "denied" if number % 4 == 3 else "said")):
            known = article.actors.get(speaker.name, speaker.key)
            if known != speaker.key:
                continue
            mark = "denied" if verb == "denied" else "said"
            _claim(article, f"{_titled(speaker)} {verb} that {content}.", f"{key}-{mark}")
            article.actors[speaker.name] = speaker.key
        relations[frozenset((f"{key}-said", f"{key}-denied"))] = ("contradicts", "")


def _firms(articles: list[Made], rng: random.Random) -> None:
    for number, article in enumerate(rng.sample(articles, 80)):
        if number % 2:
            firm = _FIRMS[number % len(_FIRMS)]
            name = firm + _LEGAL[number % len(_LEGAL)]
            article.sentences.append(
                f"{name} opened a factory in {_CITIES[_COUNTRIES[number % 8]]}."
            )
            article.actors[name] = firm
        else:
            full, short = _BODIES[(number // 2) % len(_BODIES)]
            if number % 6 == 0:
                article.sentences.append(f"The {short} welcomed the plan.")
                article.actors[short] = full
            else:
                article.sentences.append(f"The {full} ({short}) welcomed the plan.")
                article.actors[full] = full


def _reprints(
    articles: list[Made],
    people: list[Person],
    relations: dict[frozenset[str], tuple[str, str]],
    rng: random.Random,
) -> None:
    """Let the last ten articles be five releases and their reprints, alike but for a line."""
    for number, (release, reprint) in enumerate(
        zip(articles[-10::2], articles[-9::2], strict=True)
    ):
        speaker = people[number]
        release.sentences, release.actors, release.events, release.claims = [], {}, {}, {}
        for part in range(4):
            cabins = f"{rng.randrange(12, 90)} new cabins on board"
            content = f"ferry route {number + 1}{part + 1} will open with {cabins}"
            key = f"release-{number}-{part}"
            _claim(release, f"{_titled(speaker)} said that {content}.", key)
            relations[frozenset((key,))] = ("repeats", "reprint")
        release.actors[speaker.name] = speaker.key
        reprint.sentences = [*release.sentences, "The paper prints this release unchanged."]
        reprint.actors, reprint.events = dict(release.actors), {}
        reprint.claims = dict(release.claims)


def lines(corpus: Corpus) -> Iterator[dict[str, str]]:
    """Yield the articles as JSON Lines records."""
    for number, article in enumerate(corpus.articles):
        yield {
            "title": article.title,
            "published": article.published,
            "url": f"https://example.org/{number + 1}",
            "text": article.text,
        }
