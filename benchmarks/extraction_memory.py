"""Memory of the extraction by the number of articles: one process, nothing else in it.

    python benchmarks/extraction_memory.py [FOLDER] [--sizes 50,200,800] [--model learned]

FOLDER holds .txt articles (default: seeds/articles). They are copied until they are enough, each
time near copies: the names in them and their last line are made up anew. Each size is a process of
its own. Printed are its memory at the end, its peak, the words that the language model keeps, and
what an article more costs, by the two largest sizes.
"""

import argparse
import random
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

from extraction_speed import SEEDS, _article

from triplewire.extract import extract_all, load_analyser

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{4,} [A-Z][a-z]{4,}\b")
_BATCH = 16


def main() -> None:
    """Print one line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SEEDS)
    parser.add_argument("--sizes", default="50,200,800")
    parser.add_argument("--model", help="as in triplewire build")
    parser.add_argument("--one", action="store_true", help="one size, in this process")
    options = parser.parse_args()
    sizes = [*map(int, options.sizes.split(","))]
    if options.one:
        print(*_measured(sizes[0], options.folder, options.model))
        return
    print("|articles|MB at the end|peak MB|words kept|ms an article|\n|---|---|---|---|---|")
    ends = []
    for size in sizes:
        command = [sys.executable, __file__, str(options.folder), "--one", "--sizes", str(size)]
        command += ["--model", options.model] if options.model else []
        told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        end, peak, words, seconds = map(float, told.split())
        ends.append(end)
        cells = (f"{end:.0f}", f"{peak:.0f}", f"{words:.0f}", f"{1000 * seconds / size:.0f}")
        print(f"| {size} | {' | '.join(cells)} |", flush=True)
    if len(sizes) > 1:
        more = 1000 * (ends[-1] - ends[-2]) / (sizes[-1] - sizes[-2])
        print(f"{more:.1f} kB an article")


def _measured(size: int, folder: Path, model: str | None) -> tuple[float, float, int, float]:
    """Return MB at the end and at most, words in the vocabulary, and processor seconds."""
    originals = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    analyser = load_analyser(model)
    chance = random.Random(1)  # noqa: S311  a benchmark's names need no secrecy
    began = time.process_time()
    for first in range(0, size, _BATCH):
        numbers = range(first, min(first + _BATCH, size))
        texts = (_copy(originals[number % len(originals)], number, chance) for number in numbers)
        for _ in extract_all(map(_article, texts), analyser):
            pass
    seconds = time.process_time() - began
    unit = 2**20 if sys.platform == "darwin" else 2**10
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    status = Path("/proc/self/status").read_text(encoding="ascii")
    resident = re.search(r"VmRSS:\s+(\d+)", status)
    return (
        int(resident[1]) / 2**10 if resident else 0.0,
        peak,
        len(analyser.nlp.vocab.strings),
        (seconds),
    )


def _copy(text: str, number: int, chance: random.Random) -> str:
    for name in sorted({*_NAME.findall(text)}):
        made_up = "".join(chance.choice("bdfglmnprst") + chance.choice("aeiou") for _ in range(3))
        text = text.replace(name, f"{name.split()[0]} {made_up.title()}")
    return f"{text}\nThe report counted {number + 2} delegates.\n"


if __name__ == "__main__":
    main()
