from hypothesis import given
from hypothesis import strategies as st

from triplewire.extract.tagger.pieces import Pieces
from triplewire.extract.tagger.words import SHAPES, shape_of, windows, words_of

_VOCABULARY = ["[PAD]", "[UNK]", "un", "##want", "##ed", "want", "##s", "e", "##\u0301", "cafe"]
_LETTERS = [*"abcdefghijklmnopqrstuvwxyz", *(f"##{letter}" for letter in "abcdefghijklmnopqrstu")]
PIECES = Pieces(["[PAD]", "[UNK]", *_LETTERS, *".,!?0123456789"])
_TEXTS = st.text(st.sampled_from("abc dxyz.,!\n\n A1é漢"), max_size=400)


def test_a_word_is_read_as_the_longest_pieces_from_the_left() -> None:
    pieces = Pieces(_VOCABULARY)
    assert pieces.of("unwanted") == (2, 3, 4)
    assert pieces.of("wants") == (5, 6)
    assert pieces.of("Café") == (9,)


def test_a_word_without_pieces_is_unknown_as_a_whole() -> None:
    pieces = Pieces(_VOCABULARY)
    assert pieces.of("unx") == (1,)
    assert pieces.of("want" * 50) == (1,)
    assert pieces.of("\u0301") == (1,)


def test_of_a_word_of_many_pieces_the_first_eight_are_read() -> None:
    assert PIECES.of("abcdefghijkl") == PIECES.of("abcdefgh")


def test_the_shape_of_a_word_tells_capitals_and_digits() -> None:
    words = ("house", "House", "HOUSE", "McRae", "A", "3,400", "%")
    shapes = [SHAPES[shape_of(word)] for word in words]
    assert shapes == ["lower", "title", "upper", "mixed", "title", "digits", "other"]


def test_words_know_their_place_and_their_line() -> None:
    words = words_of("Two ships.\n\nOne 3,400 t", PIECES)
    text = "Two ships.\n\nOne 3,400 t"
    assert [text[word.start : word.end] for word in words] == [
        *("Two", "ships", "."),
        *("One", "3,400", "t"),
    ]
    assert [word.line for word in words] == [0, 0, 0, 2, 2, 2]


@given(text=_TEXTS, room=st.integers(18, 80), skip=st.integers(0, 30))
def test_every_word_counts_in_one_window_and_none_is_larger_than_its_room(
    text: str, room: int, skip: int
) -> None:
    words = words_of(text, PIECES)
    found = list(windows(words, room, skip))
    counted = [index for _, first, end in found for index in range(first, end)]
    assert counted == list(range(len(words)))
    for begun, first, end in found:
        assert begun <= first < end
        assert sum(len(word.pieces) for word in words[begun:end]) <= room


@given(text=_TEXTS)
def test_a_window_begins_with_whole_lines_of_the_one_before(text: str) -> None:
    words = words_of(text, PIECES)
    for begun, first, _ in windows(words, 60):
        if begun < first:
            before = [word for word in words if word.line == words[begun].line]
            cut = sum(len(word.pieces) for word in before) > 30
            assert sum(len(word.pieces) for word in words[begun:first]) <= 30
            assert cut or begun == 0 or words[begun - 1].line != words[begun].line
