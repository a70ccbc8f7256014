"""Time of the extraction beside that of the bare spaCy pipeline that it runs, back to back.

    python benchmarks/extraction_speed.py [FOLDER] [--rounds 5] [--model learned]

FOLDER holds .txt articles (default: seeds/articles, each twenty times with another last line, so
that none is the same). The ratio of processor seconds is printed for each round, and its median:
one thread, both over the same texts, the rival in batches of 64.
"""

import argparse
import hashlib
import statistics
import time
from pathlib import Path

from triplewire.extract import extract_all, load_analyser
from triplewire.records import Article, Metadata

SEEDS = Path(__file__).resolve().parents[1] / "seeds" / "articles"
_COPIES = 20


def main() -> None:
    """Print the seconds and the ratio of every round."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SEEDS)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--model", help="as in triplewire build")
    options = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(options.folder.glob("*.txt"))]
    if options.folder == SEEDS:
        texts = [f"{text}\nIt has {n} pages.\n" for n in range(2, _COPIES + 2) for text in texts]
    analyser = load_analyser(options.model)
    nlp = analyser.nlp
    articles = [_article(text) for text in texts]
    for _ in extract_all(articles[:4], analyser):
        pass
    ratios = []
    for number in range(1, options.rounds + 1):
        start = time.process_time()
        for _ in nlp.pipe(texts, batch_size=64):
            pass
        bare = time.process_time() - start
        start = time.process_time()
        for _ in extract_all(articles, analyser):
            pass
        whole = time.process_time() - start
        ratios.append(whole / bare)
        print(f"{number}: bare {bare:.1f} s, extraction {whole:.1f} s, ratio {whole / bare:.2f}")
    print(f"{len(texts)} texts, median ratio {statistics.median(ratios):.2f}")


def _article(text: str) -> Article:
    return Article(
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        name="text.txt",
        media_type="text/plain",
        language="en",
        metadata=Metadata(),
    )


if __name__ == "__main__":
    main()
