"""A trained network in, three ONNX graphs out: of words, of spans, of the words around events."""

import shutil
from pathlib import Path

import torch
from network import Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from triplewire.extract.tagger.judge import STEPS
from triplewire.extract.tagger.kinds import AROUND, CLASSES, LAYERS

_OPSET = 17


class Words(nn.Module):
    """Pieces of a window in; states, scores of tags and of lines out, a row for each word."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, shapes: Tensor, starts: Tensor) -> tuple[Tensor, ...]:
        """Return states, lower ones, the scores of each layer's tags, and those of the lines."""
        states, lower = self.network(pieces, shapes, starts)
        layers = [self.network.tagged(name, states) for name in LAYERS]
        return (states, lower, *layers, self.network.line(states))


class Spans(nn.Module):
    """States of spans and the steps between them in; scores of classes and of pairs out."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, heads: Tensor, aims: Tensor, steps: Tensor) -> tuple[Tensor, ...]:
        """Return the scores of each question's answers, then those of all pairs."""
        classes = [self.network.judged(name, heads) for name in CLASSES if name not in AROUND]
        return (*classes, self.network.pairs(heads, aims, steps))


class Scene(nn.Module):
    """Pieces around an event, and spans among them, in; scores of classes and of pairs out."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.around = network.around

    def forward(
        self,
        lower: Tensor,
        marked: Tensor,
        aims: Tensor,
        head: Tensor,
        steps: Tensor,
        paths: Tensor,
    ) -> tuple[Tensor, ...]:
        """Return the scores of each question's answers, then a row of them for each span."""
        pieces = self.around.read(lower[None], marked[None])[0]
        states = torch.cat([pieces[aims[:, 0]], pieces[aims[:, 1]]], dim=-1)
        own = states[head]
        classes = [self.around.judged(name, own)[0] for name in AROUND]
        return (
            *classes,
            self.around.pairs(own, states, steps[None], self.around.paths(paths[None]))[0],
        )


def export(network: Network, vocabulary: Path, folder: Path) -> None:
    """Write the three graphs in eight bits, the vocabulary and the whole network.

    The temperatures are all 1 at first: `calibrate` reads what is written here.
    """
    network.eval()
    folder.mkdir(parents=True, exist_ok=True)
    width = network.encoder.config.hidden_size
    torch.save(network.state_dict(), folder / "network.pt")
    shutil.copyfile(vocabulary, folder / "vocabulary.txt")
    (folder / "temperatures.json").write_text("{}\n")
    (folder / "paths.txt").write_text("".join(f"{path}\n" for path in network.known_paths))
    some = torch.tensor([[101, 2003, 2023, 102]])
    _write(
        Words(network),
        {"pieces": some, "shapes": torch.zeros_like(some), "starts": torch.tensor([1, 2])},
        ["states", "lower", *LAYERS, "line"],
        {
            **{key: {1: "pieces"} for key in ("pieces", "shapes")},
            "lower": {0: "pieces"},
            **{key: {0: "words"} for key in ("starts", "states", *LAYERS, "line")},
        },
        folder / "words.onnx",
    )
    asked = [name for name in CLASSES if name not in AROUND]
    steps = torch.zeros(3, 4, dtype=torch.long) + STEPS
    _write(
        Spans(network),
        {"heads": torch.zeros(3, 2 * width), "aims": torch.zeros(4, 2 * width), "steps": steps},
        [*asked, "pairs"],
        {
            "aims": {0: "aims"},
            **{key: {0: "heads", 1: "aims"} for key in ("steps", "pairs")},
            **{key: {0: "heads"} for key in ("heads", *asked)},
        },
        folder / "spans.onnx",
    )
    _write(
        Scene(network),
        {
            "lower": torch.zeros(6, width),
            "marked": torch.tensor([0.0, 1, 1, 0, 0, 0]),
            "aims": torch.tensor([[1, 2], [0, 0], [4, 5]]),
            "head": torch.tensor([0]),
            "steps": torch.zeros(3, dtype=torch.long) + STEPS,
            "paths": torch.zeros(3, dtype=torch.long),
        },
        [*AROUND, "pairs"],
        {
            **{key: {0: "pieces"} for key in ("lower", "marked")},
            **{key: {0: "aims"} for key in ("aims", "steps", "paths", "pairs")},
        },
        folder / "around.onnx",
    )


def _write(
    part: nn.Module,
    given: dict[str, Tensor],
    answers: list[str],
    sizes: dict[str, dict[int, str]],
    path: Path,
) -> None:
    """Write one graph in eight bits, with the sizes that may change."""
    whole = path.with_suffix(".whole.onnx")
    torch.onnx.export(
        part,
        tuple(given.values()),
        str(whole),
        input_names=list(given),
        output_names=answers,
        dynamic_axes=sizes,
        opset_version=_OPSET,
        dynamo=False,
    )
    # With a range of seven bits the sums are the same on processors with and without VNNI.
    quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    whole.unlink()
