"""Time and memory of a build by the number of articles, beside bare spaCy on the same texts.

    python benchmarks/build_scaling.py [FOLDER] [--sizes 4,40,400]

FOLDER holds articles to copy (default: seeds/articles). Every copy has other names and another
number, so that no text is read twice. Each run is a process of its own; the rival, the spaCy
pipeline that the build runs, goes over the same texts in the same run, in batches of 64.
"""

import argparse
import multiprocessing
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[1] / "seeds" / "articles"
SURNAMES = [
    "Abbott",
    "Barlow",
    "Curtis",
    "Denham",
    "Ellery",
    "Forster",
    "Garrick",
    "Holt",
    "Irving",
]
RIVAL = """
import sys, spacy
from pathlib import Path
from triplewire.extract import load_analyser
nlp = load_analyser().nlp
texts = (path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1]).rglob("*.txt")))
for _ in nlp.pipe(texts, batch_size=64):
    pass
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds of the clock and of the processors, and its peak in MB."""

    wall: float
    cpu: float
    peak: float


def main() -> None:
    """Print one line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SEEDS)
    parser.add_argument("--sizes", default="4,40,400")
    options = parser.parse_args()
    head = "articles|build, s|CPU s|ms an article|peak MB|rebuild, s|bare spaCy, CPU s|ratio"
    print(f"|{head}|")
    print("|---|---|---|---|---|---|---|---|")
    for size in map(int, options.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            print(_row(size, options.folder, Path(folder)), flush=True)


def _row(size: int, originals: Path, folder: Path) -> str:
    articles = folder / "room" / "articles"
    articles.mkdir(parents=True)
    _copies(size, originals, articles)
    command = [sys.executable, "-m", "triplewire", "build", str(folder / "room")]
    command += ["--store", str(folder / "store")]
    build, again = measured(command), measured(command)
    rival = measured([sys.executable, "-c", RIVAL, str(articles)])
    return (
        f"| {size} | {build.wall:.1f} | {build.cpu:.1f} | {1000 * build.wall / size:.0f} "
        f"| {build.peak:.0f} | {again.wall:.1f} | {rival.cpu:.1f} | {build.cpu / rival.cpu:.2f} |"
    )


def _copies(size: int, originals: Path, target: Path) -> None:
    """Write copies of the articles with other surnames and other last digits of years."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(originals.glob("*.txt"))]
    chance = random.Random(1)  # noqa: S311  a benchmark's names need no secrecy
    for number in range(size):
        text = texts[number % len(texts)]
        names = sorted(set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{4,} [A-Z][a-z]{4,}\b", text)))
        for name in names:
            first = name.split()[0]
            text = text.replace(name, f"{first} {chance.choice(SURNAMES)}")
        text += f"\nThe report counted {number + 2} delegates.\n"
        (target / f"{number:05}.txt").write_text(text, encoding="utf-8")


def measured(command: list[str]) -> Cost:
    """Run a command in a process of its own and return what it took."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_measure, (command,))


def _measure(command: list[str]) -> Cost:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Cost(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


if __name__ == "__main__":
    main()
