"""The files of our network in, what asks it out.

Three graphs: one reads the words of a window, one judges spans of them, one reads the words around
an event once more. All run on one thread, so that their sums do not depend on how many there are.
How they were made: training/README.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

from triplewire.assets import data
from triplewire.extract.tagger.judge import Ends
from triplewire.extract.tagger.kinds import AROUND, CLASSES, LAYERS
from triplewire.extract.tagger.paths import numbers_of
from triplewire.extract.tagger.pieces import Pieces
from triplewire.extract.tagger.sureness import CURVES
from triplewire.system.hashes import digest

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]


_GRAPHS = ("words.onnx", "spans.onnx", "around.onnx")
_SPANS = (*(name for name in CLASSES if name not in AROUND), "pairs")


class Scorer(Protocol):
    """What a network answers; the scores of answers are their logarithms, but for a constant."""

    def words(
        self, pieces: Integers, shapes: Integers, starts: Integers, /
    ) -> Mapping[str, Floats]:
        """Return states, tags of each layer and kinds of lines, a row for each word.

        And "lower", what a second reading begins with, a row for each piece.
        """

    def spans(self, heads: Floats, aims: Floats, steps: Integers, /) -> Mapping[str, Floats]:
        """Return the answers to each question, a row for each head, and those about all pairs."""

    def around(self, lower: Floats, marked: Floats, ends: Ends, /) -> Mapping[str, Floats]:
        """Return the answers about an event, and those about it and each aim, a row for each.

        ``marked`` is 1 where its words stand among the pieces.
        """


class _Graphs:
    """The three graphs, run by onnxruntime."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime as ort  # noqa: PLC0415 (it takes a tenth of a second to import)

        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._words, self._spans, self._around = (
            ort.InferenceSession(
                (folder / name).read_bytes(), options, providers=["CPUExecutionProvider"]
            )
            for name in _GRAPHS
        )

    def words(self, pieces: Integers, shapes: Integers, starts: Integers) -> Mapping[str, Floats]:
        """Return states, tags of each layer and kinds of lines, a row for each word or piece."""
        given = {"pieces": pieces[None], "shapes": shapes[None], "starts": starts}
        names = ("states", "lower", *LAYERS, "line")
        return dict(zip(names, self._words.run(None, given), strict=True))

    def spans(self, heads: Floats, aims: Floats, steps: Integers) -> Mapping[str, Floats]:
        """Return the answers to each question, a row for each head, and those about all pairs."""
        given = {"heads": heads, "aims": aims, "steps": steps}
        return dict(zip(_SPANS, self._spans.run(None, given), strict=True))

    def around(self, lower: Floats, marked: Floats, ends: Ends) -> Mapping[str, Floats]:
        """Return the answers about an event, and those about it and each aim, a row for each."""
        given = {"lower": lower, "marked": marked, **asdict(ends)}
        return dict(zip((*AROUND, "pairs"), self._around.run(None, given), strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What scores words and spans, the vocabulary it reads by, and how sure its scores make it."""

    scorer: Scorer
    pieces: Pieces
    temperatures: Mapping[str, float]
    paths: Mapping[str, int]


@cache
def fingerprint() -> str:
    """Return what tells one training of the network from another: 12 digits of a hash."""
    names = (*_GRAPHS, "vocabulary.txt", "temperatures.json", "paths.txt", CURVES)
    files = (data("tagger") / name for name in names)
    return digest(*(path.read_bytes() for path in files))[:12]


def read_network(folder: Path) -> Network:
    """Return the network whose files are in a folder."""
    vocabulary = (folder / "vocabulary.txt").read_text("utf-8").splitlines()
    return Network(
        scorer=_Graphs(folder),
        pieces=Pieces(vocabulary),
        temperatures=json.loads((folder / "temperatures.json").read_text("utf-8")),
        paths=numbers_of((folder / "paths.txt").read_text("utf-8").splitlines()),
    )


@cache
def load_network() -> Network:
    """Return the network that comes with the program."""
    return read_network(data("tagger"))
