"""IRIs come from natural keys, and from nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from triplewire.errors import ConvertError
from triplewire.iris import BASE, first_words, mint, slug


@given(st.text())
def test_any_name_gives_a_slug_that_makes_an_iri(name: str) -> None:
    iri = mint("actor", slug(name))

    assert NamedNode(iri).value == iri
    assert slug(slug(name)) == slug(name)


@given(st.text(), st.integers(1, 9))
def test_first_words_are_the_beginning_of_the_slug(text: str, limit: int) -> None:
    assert slug(text).startswith(first_words(text, limit))
    assert first_words(text, limit).count("-") < limit


def test_accents_and_apostrophes_do_not_split_words() -> None:
    assert slug("Côte d'Ivoire’s café") == "cote-divoires-cafe"
    assert slug("你好") == "x"


@pytest.mark.parametrize("part", ["a b", "a<b", "é", "a\nb"])
def test_a_key_that_is_no_slug_is_refused(part: str) -> None:
    with pytest.raises(ConvertError, match="not a path of slugs"):
        mint("actor", part)


def test_the_base_can_be_another() -> None:
    assert mint("place", "oslo", base="https://news.example/") == "https://news.example/place/oslo"
    assert mint("place", "oslo") == f"{BASE}place/oslo"
