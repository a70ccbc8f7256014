"""The network that comes with the program: that it is there, answers the same, and knows names."""

from triplewire.extract import load_analyser
from triplewire.extract.parse import parse
from triplewire.extract.tagger import Tags, fingerprint, load_network, tag

_TEXT = (
    'OSLO (Nordwire) - Finance Minister Ingrid Solheim said on Tuesday that prices would rise. "We '
    'will wait," she told reporters in Bergen.\n'
)


def _tags(text: str) -> Tags:
    (doc,) = parse(load_analyser(), [text])
    return tag(text, doc, load_network())


def test_the_network_marks_who_says_what() -> None:
    found = _tags(_TEXT)
    words = {(mark.kind, _TEXT[mark.start : mark.end]): mark for mark in found.marks}

    assert ("person", "Ingrid Solheim") in words
    assert ("office", "Finance Minister") in words
    assert ("place", "Bergen") in words
    quote = next(mark for mark in found.marks if mark.kind == "quote")
    source = quote.pointers["by"].mark
    assert source is not None
    named = _TEXT[found.marks[source].start : found.marks[source].end]
    assert named in {"she", "Ingrid Solheim"}


def test_the_network_answers_the_same_each_time() -> None:
    assert _tags(_TEXT * 9) == _tags(_TEXT * 9)


def test_the_extractor_is_named_with_the_training_of_the_network() -> None:
    learned = load_analyser("learned")

    assert learned.learned
    assert learned.version == f"{load_analyser().version} tagger/{fingerprint()}"
    assert len(fingerprint()) == 12
