"""A trained network in, two ONNX graphs out: one for words, one for what is asked of spans."""

import shutil
from pathlib import Path

import torch
from network import Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from triplewire.extract.tagger.kinds import CLASSES, LAYERS
from triplewire.extract.tagger.tag import STEPS

_OPSET = 17


class Words(nn.Module):
    """Pieces of a window in; states, scores of tags and of lines out, a row for each word."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, shapes: Tensor, starts: Tensor) -> tuple[Tensor, ...]:
        """Return the states, then the scores of each layer's tags, then those of the lines."""
        states = self.network(pieces, shapes, starts)
        layers = [self.network.tagged(name, states) for name in LAYERS]
        return (states, *layers, self.network.line(states))


class Spans(nn.Module):
    """States of spans and the steps between them in; scores of classes and of pairs out."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, spans: Tensor, steps: Tensor) -> tuple[Tensor, ...]:
        """Return the scores of each question's answers, then those of all pairs."""
        classes = [self.network.judged(name, spans) for name in CLASSES]
        return (*classes, self.network.paired(spans, steps))


def export(network: Network, vocabulary: Path, folder: Path) -> None:
    """Write words.onnx, quantised to eight bits, spans.onnx, the vocabulary and the whole network.

    The temperatures are all 1 at first: `calibrate` reads what is written here.
    """
    network.eval()
    folder.mkdir(parents=True, exist_ok=True)
    width = network.encoder.config.hidden_size
    torch.save(network.state_dict(), folder / "network.pt")
    shutil.copyfile(vocabulary, folder / "vocabulary.txt")
    (folder / "temperatures.json").write_text("{}\n")
    whole = folder / "words.fp32.onnx"
    some = torch.tensor([[101, 2003, 2023, 102]])
    torch.onnx.export(
        Words(network),
        (some, torch.zeros_like(some), torch.tensor([1, 2])),
        str(whole),
        input_names=["pieces", "shapes", "starts"],
        output_names=["states", *LAYERS, "line"],
        dynamic_axes={
            **{key: {1: "pieces"} for key in ("pieces", "shapes")},
            **{key: {0: "words"} for key in ("starts", "states", *LAYERS, "line")},
        },
        opset_version=_OPSET,
        dynamo=False,
    )
    # With a range of seven bits the sums are the same on processors with and without VNNI.
    quantize_dynamic(
        whole,
        folder / "words.onnx",
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
    )
    whole.unlink()
    torch.onnx.export(
        Spans(network),
        (torch.zeros(3, 2 * width), torch.zeros(3, 3, dtype=torch.long) + STEPS),
        str(folder / "spans.onnx"),
        input_names=["spans", "steps"],
        output_names=[*CLASSES, "pairs"],
        dynamic_axes={
            "steps": {0: "spans", 1: "spans"},
            "pairs": {0: "spans", 1: "spans"},
            **{key: {0: "spans"} for key in ("spans", *CLASSES)},
        },
        opset_version=_OPSET,
        dynamo=False,
    )
