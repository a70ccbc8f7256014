"""Names by their words alone: forms, places, surnames that are words, and what is called again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.extract.names import (
    Forms,
    RunningText,
    find_known,
    find_wordlike_names,
    stand_in,
    surname_of,
    wordlike_places,
)
from triplewire.extract.names.wordlike import is_pinyin


@pytest.mark.parametrize(
    ("full", "surname"),
    [
        ("Ana", "Ana"),
        ("Ana Ruiz", "Ruiz"),
        ("Ana Maria Ruiz", "Ruiz"),
        ("Ana Ruiz Jr.", "Ruiz"),
        ("Ana Ruiz III", "Ruiz"),
        ("Ana Ruiz Sr", "Ruiz"),
        ("Ana Jr.", "Ana Jr."),
        ("Ana de Souza", "de Souza"),
        ("de Souza", "Souza"),
        ("Ana Van Berg", "Van Berg"),
        ("Ana van der Berg", "der Berg"),
        ("Xi Mingde", "Xi"),
        ("Kim Ming-un", "Kim"),
        ("Kim Ming Un", "Kim"),
        ("Kim Smith", "Smith"),
        ("Kim Ann Smith", "Kim"),
        ("Kim Lee-Ann", "Kim"),
        ("Lim Siew Hong Tan", "Tan"),
        ("He Mingde", "He"),
    ],
)
def test_a_person_is_called_again_by_the_surname(full: str, surname: str) -> None:
    assert surname_of(full) == surname


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Mingde", True), ("Ming-de", True), ("Smith", False), ("Lane", False), ("Anna", False)],
)
def test_a_given_name_in_pinyin_is_told_from_other_words(word: str, expected: bool) -> None:
    assert is_pinyin(word) is expected


@pytest.mark.parametrize(
    ("text", "parsable"),
    [
        ("He Lifan said so. Then He said so.", "Li Lifan said so. Then Li said so."),
        ("They met, He Mingde said", "They met, Li Mingde said"),
        ("They met; He Mingde said", "They met; Li Mingde said"),
        ("In sum You Mingde met", "In sum Liu Mingde met"),
        ("A ministry’s You Mingde met", "A ministry’s Liu Mingde met"),
        ("So Mingde rose.", "Su Mingde rose."),
        ("Song Weiwei, Long Mingzhe and An Ling", "Chen Weiwei, Wang Mingzhe and Xu Ling"),
        # A word that also stands alone is one before which a sentence only begins.
        ("Mingde rose. He Mingde came", None),
        ("He Mingde came. Mingde rose.", None),
        ("He Mingde came. So Mingde rose.", "Li Mingde came. Su Mingde rose."),
        ("Up went Mingde, then He Mingde.", "Up went Mingde, then Li Mingde."),
        # A known place, an English word and a given name.
        ("He Wuhan knew.", None),
        ("He Lena knew.", None),
        ("You Lane met", None),
    ],
)  # fmt: skip
def test_surnames_that_are_words_are_made_readable(text: str, parsable: str | None) -> None:
    assert stand_in(text, find_wordlike_names(text)) == (text if parsable is None else parsable)


def test_the_first_of_two_with_the_same_surname_names_it() -> None:
    assert find_wordlike_names("Then He Mingde met He Lifan") == {"He": "He Mingde"}


def test_a_surname_alone_is_a_name_in_mid_sentence() -> None:
    text = "He said that He went, then He Mingde; So He."
    found = [(place.start, place.end) for place in wordlike_places(text, "He")]

    assert found == [(13, 15), (41, 43)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Acme Toys Ltd", ["Acme Toys"]),
        ("Acme Toysx", ["Acme"]),
        ("Acme$ Acme_ Acme1 xAcme", []),
        ("Acme Toys Acme", ["Acme Toys", "Acme"]),
        ("Acme's", ["Acme"]),
        ("Acme\xa0Toys", ["Acme Toys"]),
        ("Jean-Luc Jean‑Luc", ["Jean‑Luc", "Jean‑Luc"]),
        ("D’Arc d’Arc", ["D'Arc"]),
        ("A.B. law", ["A.B."]),
        ("’t Hof", []),
    ],
)
def test_the_longest_form_is_found_at_each_place(text: str, found: list[str]) -> None:
    forms = Forms(["Acme", "Acme Toys", "Jean‑Luc", "A.B.", "D'Arc", "’t Hof"])
    places = list(forms.find(text))

    assert [form for _, _, form in places] == found
    assert all(end - start == len(form) for start, end, form in places)


WORDS = st.lists(st.sampled_from(["Ana", "Bo", "Ana Bo", "Bo Ek", "and"]), max_size=8).map(" ".join)


@given(WORDS)
def test_forms_are_found_from_the_left(text: str) -> None:
    expected, rest = [], text.split()
    while rest:
        for form in ("Ana Bo Ek", "Ana Bo", "Bo Ek", "Ek"):
            words = form.split()
            if rest[: len(words)] == words:
                expected.append(form)
                rest = rest[len(words) :]
                break
        else:
            rest = rest[1:]
    forms = Forms(["Ek", "Bo Ek", "Ana Bo", "Ana Bo Ek"])

    assert [form for _, _, form in forms.find(text)] == expected


@pytest.mark.parametrize(
    ("text", "name", "places", "is_place"),
    [
        ("In Lund. Lund said.", "Lund", [3, 9], True),
        ("Lund and in Lund and Lund", "Lund", [0, 12, 21], False),
        ("the capital of Lund", "Lund", [15], True),
        ("toward the Lund", "Lund", [11], True),
        ("Lundx xLund", "Lund", [], False),
        ("Lund-based", "Lund", [0], False),
        ("in Anna Lund", "Anna Lund", [3], False),
        ("in Bergen Lund", "Bergen Lund", [3], True),
        ("in Bergen Lunds", "Bergen Lund", [], False),
        ("'", "'", [], False),
    ],
)
def test_a_running_text_knows_where_its_names_stand(
    text: str, name: str, places: list[int], is_place: bool
) -> None:
    running = RunningText(text)

    assert list(running.places_of(name)) == places
    assert running.has(name) is bool(places)
    assert running.is_place(name) is is_place
    # What was asked is remembered.
    assert running.is_place(name) is is_place


@pytest.mark.parametrize(
    ("text", "speaks"),
    [("Lund said so", True), ("in Lund said so", False), ("Lund explained", True), ("Lund", False)],
)
def test_a_city_speaks_where_it_is_told_to_say_something(text: str, speaks: bool) -> None:
    running = RunningText(text)

    assert running.speaks("Lund") is speaks
    assert running.speaks("Lund") is speaks


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in Southwest Asia", [("Southwest Asia", "Southwest Asia", "place", "name")]),
        ("Asia", [("Asia", "Asia", "place", "name")]),
        ("in south Asia", [("Asia", "Asia", "place", "name")]),
        ("AFRICA", [("AFRICA", "Africa", "place", "name")]),
        ("NORWAY", []),
        ("South Oslo", []),
        ("The Netherlands", [("The Netherlands", "Netherlands", "country", "name")]),
        ("the Norway", [("Norway", "Norway", "country", "name")]),
        ("the Norwegians", [("Norwegians", "Norway", "country", "adj")]),
        ("the European Union", [("the European Union", "European Union", "org", "name")]),
        ("the Guam", [("Guam", "Guam", "place", "name")]),
        # A city, unless it is a person's name.
        ("Oslo Lee rose", [("Oslo", "Oslo", "place", "name")]),
        ("Ann Oslo rose", []),
        ("Mr Oslo rose", []),
        ("in Ann Oslo rose", []),
        ("then Oslo rose", [("Oslo", "Oslo", "place", "name")]),
        ("Ann Oslo, Sea", [("Oslo", "Oslo", "place", "name")]),
        # Words, and small cities, need a sign that they are places.
        ("Bath rose", []),
        ("in Bath it rained", [("Bath", "Bath", "place", "name")]),
        ("at Bath Smith", []),
        ("Bath, Sea", [("Bath", "Bath", "place", "name")]),
        ("town of Bath", [("Bath", "Bath", "place", "name")]),
        ("Gatineau rose", [("Gatineau", "Gatineau", "place", "name")]),
        ("Fergana rose", []),
        ("near Fergana", [("Fergana", "Fergana", "place", "name")]),
        ("Batikent rose", [("Batikent", "Batikent", "place", "name")]),
        ("Kiev rose", [("Kiev", "Kyiv", "place", "name")]),
    ],
)  # fmt: skip
def test_the_gazetteer_sees_its_names(
    text: str, found: list[tuple[str, str, str | None, str]]
) -> None:
    seen = list(find_known(text, frozenset()))

    assert [(text[s.start : s.end], s.name, s.type, s.kind) for s in seen] == found


def test_a_person_s_short_name_is_no_city_and_may_be_a_country() -> None:
    seen = list(find_known("then Oslo and Norway", frozenset({"Oslo", "Norway"})))

    assert [sighting.name for sighting in seen] == ["Norway"]
