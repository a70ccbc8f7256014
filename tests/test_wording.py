from hypothesis import given
from hypothesis import strategies as st

from triplewire.wording import PlainText, ordinal, plain

TEXTS = st.text(alphabet="ab “”\"'’-–\n\t", max_size=60)


@given(TEXTS, st.data())
def test_each_place_of_words_has_a_number_of_its_own_and_they_count_up(
    text: str, data: st.DataObject
) -> None:
    words = data.draw(st.text(alphabet="ab ", min_size=1, max_size=3))
    places = [start for start in range(len(text)) if text.startswith(words, start)]
    assert [ordinal(words, text, start) for start in places] == list(range(1, len(places) + 1))


@given(st.lists(st.text(alphabet='ab“”"’-–', min_size=1, max_size=4), max_size=12), st.data())
def test_spaces_marks_and_dashes_change_no_number(words: list[str], data: st.DataObject) -> None:
    gaps = [data.draw(st.sampled_from([" ", "\n", "  ", "\t \n"])) for _ in words]
    text = "".join(word + gap for word, gap in zip(words, gaps, strict=True))
    start = 0
    for word, gap in zip(words, gaps, strict=True):
        loose, strict = PlainText(text), PlainText(plain(text))
        at = len(plain(text[:start] + "x")) - 1
        assert loose.ordinal(plain(word), start) == strict.ordinal(plain(word), at)
        start += len(word) + len(gap)


def test_words_that_begin_inside_a_word_of_the_text_are_counted_from_there() -> None:
    text = "“Yes”, he said.\n\n  “Yes”, she said."
    assert PlainText(text).ordinal("Yes", text.rindex("Yes")) == 2
