"""How the cost of comparing claims grows with their number.

    python benchmarks/comparison_scaling.py [--claims 1000 10000 100000]

Half of the claims are figures and half are wordings, of parties, measures, years and words whose
number grows with that of the claims, as it does with that of articles; one in ten repeats another.
Each size runs in a process of its own: first all is new, then one article in a hundred is. Beside
it stands rapidfuzz over all pairs of wordings, the plain way to find claims that are alike, where
that ends within the time.
"""

import argparse
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from rapidfuzz import fuzz, process

from triplewire.build.comparison.program import compare
from triplewire.build.comparison.rows import Run, Stated
from triplewire.build.comparison.steps import stated
from triplewire.build.kept import count_of
from triplewire.build.retelling import Told, changes, settle
from triplewire.engines import Embedded
from triplewire.records import Measured, Statement

_MOST_PAIRED = 20_000
_WORDS_OF_A_CLAIM = 9


def statements(number: int, seed: int = 7) -> list[Statement]:
    """Return so many claims; the same seed gives the same ones."""
    rng = random.Random(seed)  # noqa: S311  no secret
    words = [f"{a}{b}" for a in _syllables(rng) for b in _syllables(rng)]
    made: list[Statement] = []
    for index in range(number):
        if made and rng.random() < 0.1:
            made.append(_again(rng.choice(made), index))
        elif index % 2:
            made.append(_wording(index, rng, words))
        else:
            made.append(_figure(index, rng, number))
    return made


def _syllables(rng: random.Random) -> list[str]:
    return sorted({"".join(rng.sample("bdfgklmnprtvaeiou", 4)) for _ in range(90)})


def _statement(index: int, words: str, measured: Measured | None, voice: int) -> Statement:
    return Statement(
        iri=f"https://example.org/claim/{index:07d}",
        label=words[:40],
        words=words,
        article=f"https://example.org/article/{index // 20:06d}",
        published=f"2025-{1 + index % 12:02d}-{1 + index % 28:02d}",
        evidence=f"https://example.org/text/{index // 20:06d}#passage-1",
        start=700 + index % 20,
        line=20,
        headline=False,
        quotations=(),
        voices=frozenset({f"https://example.org/actor/{voice}"}),
        denied=False,
        measured=measured,
    )


def _wording(index: int, rng: random.Random, words: list[str]) -> Statement:
    chosen = " ".join(rng.choice(words) for _ in range(_WORDS_OF_A_CLAIM))
    return _statement(index, chosen, None, rng.randrange(1 + index))


def _figure(index: int, rng: random.Random, number: int) -> Statement:
    year = rng.randrange(2005, 2025)
    measured = Measured(
        measure=f"https://example.org/measure/{rng.choice(('exports', 'imports', 'inflation'))}",
        value=Decimal(rng.randrange(10, 999)),
        unit="CCY_USD",
        qualifier="exactly",
        when=str(year),
        first=f"{year}-01-01",
        last=f"{year}-12-31",
        about=frozenset({f"https://example.org/actor/{rng.randrange(2 + number // 60)}"}),
        counterpart=None,
        among=None,
    )
    return _statement(index, f"figure {index} of {year}", measured, rng.randrange(1 + index))


def _again(earlier: Statement, index: int) -> Statement:
    return _statement(index, earlier.words, earlier.measured, index)


def measure(number: int) -> None:
    """Print one row for so many claims."""
    made = statements(number)
    told: dict[str, int] = {}
    with TemporaryDirectory() as folder:
        engine = Embedded(Path(folder), 1, tell=lambda table, done, *_: told.update({table: done}))
        spent, found = _compared(engine, _stated(made, 0))
        judged = told.pop("judged_new", 0)
        again, changed = _compared(engine, _stated(made, 100))
        anew = told.get("judged_new", 0)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rival = "–"
    wordings = [one.words for one in made if one.measured is None]
    if len(wordings) <= _MOST_PAIRED:
        start = time.process_time()
        for index, words in enumerate(wordings):
            process.extract(words, wordings[:index], scorer=fuzz.token_set_ratio, score_cutoff=70)
        rival = f"{(time.process_time() - start) / spent:.1f}"
    each = spent / number * 1e6
    cells = (number, found, judged, f"{spent:.2f}", f"{each:.0f}", f"{peak:.0f}")
    print(f"| {' | '.join(map(str, (*cells, f'{again:.2f}', changed, anew, rival)))} |")


def _compared(engine: Embedded, rows: Iterable[Stated]) -> tuple[float, int]:
    """Return the processor time that a comparison takes, and how many pairs are not as before."""
    stated_now = list(rows)
    engine.write("stated", stated_now, Stated)
    engine.write("runs", (Run(run=row.run) for row in stated_now), Run)
    start = time.process_time()
    compare(engine, "SELECT s.* FROM stated s JOIN missing m ON m.run = s.run", {})
    if not engine.has("comparisons"):
        engine.write("comparisons", (), Told)
    query = changes("comparisons", "compared")
    found = count_of(engine, f"SELECT DISTINCT block FROM ({query}) c")  # noqa: S608  our own words
    settle(engine, "comparisons", "compared")
    return time.process_time() - start, found


def _stated(made: list[Statement], every: int) -> Iterator[Stated]:
    """Yield articles, of which one in so many comes a day later than before; 0 is for none."""
    for index, (article, those) in enumerate(groupby(made, key=lambda one: one.article)):
        later = bool(every) and index % every == 0
        yield stated(f"{article} {later}", map(_later, those) if later else those)


def _later(statement: Statement) -> Statement:
    return replace(statement, published="2026-01-01")


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        measure(options.claims[0])
        return
    columns = ("claims", "comparisons", "judged", "CPU s", "µs a claim", "peak MB")
    more = ("1 % anew, CPU s", "changed", "judged", "all pairs of wordings / ours")
    print(f"| {' | '.join((*columns, *more))} |")
    print("|" + "---|" * len((*columns, *more)), flush=True)
    for number in options.claims:
        command = [sys.executable, __file__, "--one", "--claims", str(number)]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
