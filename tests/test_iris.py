"""IRIs come from natural keys, and from nothing else."""

import re

import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from triplewire.errors import ConvertError
from triplewire.iris import BASE, first_words, is_web_address, mint, slug


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


# Hosts, ports, paths and what stands in none of them; spaces that only some programs take for such.
_PIECES = st.sampled_from(
    re.split(" ", "e.org user@ é / // : :80 .. % %20 %zz ? # & ' | [ ] [::1] < > \" \\ ( ) , ; = *")
    + list("\N{NO-BREAK SPACE}\N{EM SPACE}\ufeff\u202e\ud800\x00\x85\ue000\U000e0041\U0001f600")
)
_ADDRESSES = st.builds(
    lambda scheme, parts: scheme + "".join(parts),
    st.sampled_from(["http://", "https://", "https:/", "ftp://", "HTTP://", ""]),
    st.lists(st.one_of(_PIECES, st.text(max_size=3)), max_size=8),
)


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
@given(st.one_of(_ADDRESSES, st.text()))
@example("https://e.org/50%-off")
@example("https://e.org/a\N{NO-BREAK SPACE}b")
def test_what_is_a_web_address_is_the_same_iri_for_every_program(value: str) -> None:
    if not is_web_address(value):
        return
    node = NamedNode(value)
    quad = Quad(node, node, node, node)
    quads = serialize([quad], format=RdfFormat.N_QUADS)
    turtle = serialize([quad.triple], format=RdfFormat.TURTLE)
    assert quads is not None
    assert turtle is not None
    theirs = rdflib.Dataset().parse(data=quads, format="nquads")

    assert list(parse(quads, format=RdfFormat.N_QUADS)) == [quad]
    assert [found.triple for found in parse(turtle, format=RdfFormat.TURTLE)] == [quad.triple]
    assert {str(term) for found in theirs.quads() for term in found} == {value}
    for form, written in (("turtle", turtle.decode()), ("turtle", None), ("nt", None)):
        graph = rdflib.Graph().parse(
            data=quads.decode().replace(f" <{value}> .", " ."), format="nt"
        )
        again = rdflib.Graph().parse(data=written or graph.serialize(format=form), format=form)
        assert {str(term) for found in again for term in found} == {value}


@pytest.mark.parametrize(
    "value",
    ["https://e.org", "http://e.org:80/a?b=c#d", "http://[::1]/", "https://é.example/ü?q=%C3%A9"],
)
def test_a_page_of_the_web_has_an_address(value: str) -> None:
    assert is_web_address(value)


@pytest.mark.parametrize(
    "value",
    [
        *("", "e.org", "https:///a", "https://:80/", "https://@/", "ftp://e.org/"),
        *("https://e.org/50%-off", "https://e.org/a b", "https://e.org/[a]", "https://e.org/a#b#c"),
        *("https://e.org/\u202egpj", "https://e.org/\ud800", "https://e.org/a\n", "https://[zz]/"),
    ],
)
def test_what_cannot_be_an_iri_of_a_page_is_no_web_address(value: str) -> None:
    assert not is_web_address(value)
