"""A number in, so many short articles out: about 630 characters each, no two alike."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

_FIRST = [
    "Ada",
    "Ben",
    "Carla",
    "Dmitri",
    "Elena",
    "Farid",
    "Grace",
    "Hugo",
    "Irene",
    "Jonas",
    "Katya",
    "Leon",
    "Mara",
    "Nils",
    "Olga",
    "Pavel",
    "Rosa",
    "Stefan",
    "Tara",
    "Ugo",
    "Vera",
    "Walid",
    "Yara",
    "Zoltan",
]
_LAST = [
    a + b
    for a in [
        "Al",
        "Bar",
        "Cor",
        "Den",
        "El",
        "Far",
        "Gar",
        "Hol",
        "Ir",
        "Jas",
        "Kel",
        "Lam",
        "Mor",
        "Nor",
        "Os",
        "Pel",
    ]
    for b in [
        "ander",
        "bury",
        "cott",
        "dell",
        "ford",
        "grave",
        "holm",
        "lington",
        "mann",
        "nard",
        "ridge",
        "ston",
        "vale",
        "wick",
    ]
]
_TOWNS = [
    "Lisbon",
    "Oslo",
    "Vienna",
    "Dublin",
    "Prague",
    "Warsaw",
    "Athens",
    "Helsinki",
    "Budapest",
    "Tallinn",
    "Riga",
    "Vilnius",
    "Zagreb",
    "Ljubljana",
    "Bratislava",
    "Sofia",
    "Bucharest",
    "Nicosia",
    "Valletta",
    "Reykjavik",
]
_LANDS = [
    "Portugal",
    "Norway",
    "Austria",
    "Ireland",
    "Poland",
    "Greece",
    "Finland",
    "Hungary",
    "Estonia",
    "Latvia",
    "Lithuania",
    "Croatia",
    "Slovenia",
    "Slovakia",
    "Bulgaria",
    "Romania",
    "Cyprus",
    "Malta",
    "Iceland",
    "Denmark",
]
_GOODS = [
    "timber",
    "wheat",
    "steel",
    "wool",
    "copper",
    "fish",
    "machinery",
    "glass",
    "paper",
    "cement",
]
_WORDS = [
    "harbour",
    "bridge",
    "tunnel",
    "hospital",
    "airport",
    "library",
    "railway",
    "market",
    "canal",
    "stadium",
    "archive",
    "mill",
    "quarry",
    "theatre",
    "reservoir",
    "observatory",
]


def write(folder: Path, size: int, *, changed: float = 0.0) -> None:
    """Write articles as files, or write a share of those that are there anew with other words."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = range(size) if not changed else range(0, size, round(1 / changed))
    for number in numbers:
        below = folder / f"{number // 1000:04}"
        below.mkdir(exist_ok=True)
        text = article(number, edition=1 if changed else 0)
        (below / f"{number:07}.txt").write_text(text, encoding="utf-8")


def article(number: int, edition: int = 0) -> str:
    """Return an article by its number; every edition of it says something else."""
    chance = random.Random(number)  # noqa: S311  a benchmark's names need no secrecy
    minister, mayor, head = (f"{chance.choice(_FIRST)} {chance.choice(_LAST)}" for _ in range(3))
    here, there = chance.sample(_LANDS, 2)
    town, thing, goods = chance.choice(_TOWNS), chance.choice(_WORDS), chance.choice(_GOODS)
    firm = f"{chance.choice(_LAST)} {chance.choice(('Holdings', 'Group', 'Energy', 'Rail'))}"
    day = date(2024, 1, 1) + timedelta(days=number % 700)
    amount, share = chance.randrange(100, 9900) / 10, chance.randrange(10, 400) / 10
    lines = [
        f"{here} and {there} agree on {goods} from {town} plant {number}",
        "",
        (
            f"{town.upper()}, {day:%B} {day.day}, {day.year} — {here}'s Foreign Minister {minister} met"
            f" officials of {there} in {town} on {day:%A}."
        ),
        (
            f"Exports of {goods} to {there} rose {share} percent to ${amount} million in"
            f" {day.year - 1}, the ministry said."
        ),
        (
            f'"The {thing} will open before the winter of {day.year + 1 + number % 9}," said {mayor},'
            f" mayor of {town}."
        ),
        (
            f"{head}, chief executive of {firm}, said that the company had hired"
            f" {number % 900 + 12 + edition} workers for the {thing}."
        ),
        (
            f"On {day - timedelta(days=9):%B} {(day - timedelta(days=9)).day} the parliament of {there}"
            f" approved a loan of {amount + 7:.1f} million euros."
        ),
        (
            f"{minister.split()[1]} told reporters that talks on {goods} would go on in"
            f" {chance.choice(_TOWNS)}."
        ),
    ]
    return "\n".join(lines) + "\n"


def sample(size: int) -> Iterator[str]:
    """Yield the first articles."""
    return (article(number) for number in range(size))
