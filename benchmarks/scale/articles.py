"""A number in, so many short articles out: about 630 characters each, no two alike.

Families are as many as news has. Of 2,843 mentions of persons in open corpora (Wikigold, CrossNER
politics), 1,826 had a family name of their own, and in half of them 0.57 as many: new names come
with the power 0.8 of the mentions. So does what is drawn here (1,790 of 2,843).
"""

import random
from datetime import date, timedelta
from pathlib import Path

# Words in one line each are easier to read than in a list.
_FIRST, _LEFT, _MIDDLE, _RIGHT, _TOWNS, _LANDS, _GOODS, _WORDS = (
    line.split()
    for line in """
Ada Ben Carla Dmitri Elena Farid Grace Hugo Irene Jonas Katya Leon Mara Nils Olga Pavel Rosa Tara
Al Bar Cor Den El Far Gar Hol Ir Jas Kel Lam Mor Nor Os Pel
ba be ca de fi go la li lo ma mi na ne pe ra ro sa te vi zo
ander bury cott dell ford grave holm lington mann nard ridge ston vale wick
Lisbon Oslo Vienna Dublin Prague Warsaw Athens Helsinki Budapest Tallinn Riga Vilnius Zagreb Sofia
Portugal Norway Austria Ireland Poland Greece Finland Hungary Estonia Latvia Croatia Malta Denmark
timber wheat steel wool copper fish machinery glass paper cement
harbour bridge tunnel hospital airport library railway market canal stadium archive mill theatre
""".strip().splitlines()
)
# Of the names that come first, about so many are equally common; the rest of names by rank.
_COMMON, _TAIL = 40, 0.25
# Those with three syllables in the middle at most.
_FAMILIES = len(_LEFT) * len(_RIGHT) * sum(len(_MIDDLE) ** count for count in range(4))
_TEXT = """\
{here} and {there} agree on {goods} from {town} plant {number}

{capitals}, {day:%B} {day.day}, {day.year} — {here}'s Foreign Minister {minister} met officials of \
{there} in {town} on {day:%A}.
Exports of {goods} to {there} rose {share} percent to ${amount} million in {last}, it was said.
"The {thing} will open before the winter of {opening}," said {mayor}, mayor of {town}.
{head}, head of {firm}, said that the company had hired {hired} workers for the {thing}.
On {before:%B} {before.day} the parliament of {there} approved a loan of {loan:.1f} million euros.
{name} told reporters that talks on {goods} would go on in {next}.
"""


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
    minister, mayor, head = (f"{chance.choice(_FIRST)} {_surname(chance)}" for _ in range(3))
    here, there = chance.sample(_LANDS, 2)
    town, amount = chance.choice(_TOWNS), chance.randrange(100, 9900) / 10
    day = date(2024, 1, 1) + timedelta(days=number % 700)
    return _TEXT.format(
        number=number,
        here=here,
        there=there,
        goods=chance.choice(_GOODS),
        town=town,
        capitals=town.upper(),
        day=day,
        minister=minister,
        share=chance.randrange(10, 400) / 10,
        amount=amount,
        last=day.year - 1,
        thing=chance.choice(_WORDS),
        opening=day.year + 1 + number % 9,
        mayor=mayor,
        head=head,
        firm=f"{_surname(chance)} {chance.choice(('Holdings', 'Group', 'Energy', 'Rail'))}",
        hired=number % 900 + 12 + edition,
        before=day - timedelta(days=9),
        loan=amount + 7,
        name=minister.split()[1],
        next=chance.choice(_TOWNS),
    )


def _surname(chance: random.Random) -> str:
    """Return a family name: of rank r or beyond with the chance (1 + r / 40) ** -0.25."""
    rank = int(_COMMON * ((1 - chance.random()) ** (-1 / _TAIL) - 1)) % _FAMILIES
    rank, last = divmod(rank, len(_RIGHT))
    rank, first = divmod(rank, len(_LEFT))
    middle = ""
    while rank:
        rank, place = divmod(rank - 1, len(_MIDDLE))
        middle += _MIDDLE[place]
    return _LEFT[first] + middle + _RIGHT[last]
