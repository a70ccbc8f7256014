"""One tokeniser reads SPARQL for shapes, for questions and for the endpoint."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire import assets
from triplewire.shacl import TOKEN, readings
from triplewire.shacl.sparql.reader import SyntaxUnknownError, tokens_of

_SUITE = Path(__file__).resolve().parents[3] / "shared" / "suites" / "sparql11"
_SIGNS = {*"{}()[].,;*/^|!?+-=<>", "^^", "&&", "||", "!=", "<=", ">="}
_GAPS = {"space", "comment"}
_SAMPLES = {
    "iri": ["<https://example.org/a#b>", "<>", "<a%20b>"],
    "string": ["'it'", '"a\\"b"', '"""a "quoted" b"""', "'''\n'''", '""'],
    "var": ["?a", "$this", "?a·b", "?été", "?_1"],
    "lang": ["@en", "@de-CH-1996"],
    "blank": ["_:a", "_:a.b", "_:0"],
    "name": ["e:", ":", "e:a", "e:a.b", "e:a-b", "e:%41", "e:\\-", "e.f:1:2", "e:été", "e:\\~b"],
    "number": ["1", "1.5", ".5", "1e5", "1.e5", "-2", "+.5E-3"],
    "word": ["SELECT", "a", "group_concat", "true"],
    "sign": sorted(_SIGNS - {"<"}),
}
_TOKENS = st.sampled_from([(kind, text) for kind, texts in _SAMPLES.items() for text in texts])
_BETWEEN = st.sampled_from([" ", "\n", " # <no> 'token' \n", "\t "])


def queries() -> Iterator[str]:
    for file in sorted(assets.queries().rglob("*.rq")):
        yield file.read_text(encoding="utf-8")
    for file in sorted(assets.shapes().glob("*.ttl")):
        for quad in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
            if quad.predicate.value.endswith(("shacl#select", "shacl#ask")):
                assert isinstance(quad.object, ox.Literal)
                yield quad.object.value
    for file in sorted(_SUITE.rglob("*.rq")):
        yield file.read_text(encoding="utf-8")


def taken(text: str) -> list[tuple[str, str]]:
    found = [(match.lastgroup or "", match[0]) for match in TOKEN.finditer(text)]
    return [(kind, token) for kind, token in found if kind not in _GAPS]


@pytest.mark.parametrize("text", list(queries()))
def test_a_query_is_its_tokens_whoever_reads_it(text: str) -> None:
    tokens = taken(text)
    first = [(piece.kind, piece.text) for piece in readings(text) if piece.first]
    for_shapes = tokens_of(text)
    apart = " ".join(token for _, token in tokens)

    assert "".join(match[0] for match in TOKEN.finditer(text)) == text
    assert {token for kind, token in tokens if kind == "sign"} <= _SIGNS
    assert first == tokens == taken(apart)
    assert "".join(token.text for token in for_shapes) == "".join(token for _, token in tokens)
    assert all(text.startswith(token.text, token.start) for token in for_shapes)


@given(st.lists(st.tuples(_TOKENS, _BETWEEN), max_size=12))
def test_tokens_that_stand_apart_are_found_again(parts: list[tuple[tuple[str, str], str]]) -> None:
    text = "".join(token + gap for (_, token), gap in parts)

    assert taken(text) == [token for token, _ in parts]


@given(st.text(alphabet="aA1eE.:-+_?$@<>\"'\\#%/=^|&! \né·\u00aa", max_size=40))
def test_any_text_is_read_to_its_end_and_nothing_of_it_is_lost(text: str) -> None:
    assert "".join(match[0] for match in TOKEN.finditer(text)) == text
    try:
        tokens = tokens_of(text)
    except SyntaxUnknownError:
        return
    at = [token.start for token in tokens]
    assert at == sorted(set(at))
    assert all(text.startswith(token.text, token.start) for token in tokens)


@pytest.mark.parametrize(
    ("where", "tokens"),
    [
        ("?a<<https://example.org/>", ["?a", "<", "<https://example.org/>"]),
        ("?a+1-2", ["?a", "+", "1", "-", "2"]),
        ("1.e5", ["1.e5"]),
        ("e:-1", ["e:", "-", "1"]),
        ("e:a.b.", ["e:a.b", "."]),
        ("_:a.", ["_:a", "."]),
    ],
)
def test_a_token_ends_where_the_grammar_says(where: str, tokens: list[str]) -> None:
    assert [token.text for token in tokens_of(where)] == tokens


@pytest.mark.parametrize("where", ["?a \u00aa ?b", "<https://example.org/\\u0041>", "`"])
def test_what_no_query_for_shapes_has_is_told(where: str) -> None:
    with pytest.raises(SyntaxUnknownError):
        tokens_of(where)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        # Each piece with where it starts and the next does; ? is not firm, + of another reading.
        ("?a >= 1.5 # so\n ?b", "var ?a 0 3|sign >= 3 6|number 1.5 6 16|var ?b 16 18"),
        (
            "1<2)OR#>\n ?x",
            ("number 1 0 1|iri <2)OR#> 1 10 ?|sign < 1 2 ?+|number 2 2 3 +|sign ) 3 4 +|"
             "word OR 4 10 +|var ?x 10 12"),
        ),
        ("<a(>b", "iri <a(> 0 4 ?|sign < 0 1 ?+|word a 1 2 +|sign ( 2 3 +|sign > 3 4 +|word b 4 5"),
        ("<a> </b> <http://c>", "iri <a> 0 4|iri </b> 4 9|iri <http://c> 9 19"),
        ("?a<<e:b>",
         "var ?a 0 2|sign << 2 4 ?|sign < 2 3 ?+|iri <e:b> 3 8 +|name e:b 4 7|sign > 7 8"),
        (" # so\n e:a 'x'", "name e:a 7 11|string 'x' 11 14"),
        ("e:a.b e:é e:a%41 e:a\\-b",
         "name e:a.b 0 6 ?|name e:é 6 10 ?|name e:a%41 10 17|name e:a\\-b 17 23 ?"),
        ("e: <http://h> e:a", "name e: 0 3|iri <http://h> 3 14|name e:a 14 17 ?"),
        ("e: <http://h/> e:a", "name e: 0 3|iri <http://h/> 3 15|name e:a 15 18"),
        ("'a\\q' 'b\\n' 'c\\u0041' 'd\\ud800'",
         ("string 'a\\q' 0 6 ?|string 'b\\n' 6 12|string 'c\\u0041' 12 22|"
          "string 'd\\ud800' 22 31 ?")),
        ("a é <", "word a 0 2|sign é 2 4 ?|sign < 4 5 ?"),
        ("`?x", "sign ` 0 1"),
        ("", ""),
        (" # so", ""),
    ],
)  # fmt: skip
def test_a_text_is_read_in_all_its_ways_at_once(text: str, pieces: str) -> None:
    found = [
        f"{piece.kind} {piece.text} {piece.start} {piece.next}"
        + (" " if not (piece.firm and piece.first) else "")
        + ("" if piece.firm else "?")
        + ("" if piece.first else "+")
        for piece in readings(text)
    ]

    assert "|".join(found) == pieces


@pytest.mark.parametrize(
    ("text", "loud", "iri"),
    [
        ("select", "SELECT", None),
        ("?select", "", None),
        ("e:select", "E", "http://h/select"),
        ("e:a.b", "E:A.B", "http://h/a.b"),
        ("e:a\\-b", "E:A\\-B", "http://h/a-b"),
        (":select", "", "urn:none:select"),
        ("x:a", "X", None),
        ("unknown:a", "UNKNOWN", None),
        ("<http://h/a>", "", "http://h/a"),
        ("<a>", "", None),
        ("<urn:a>", "", "urn:a"),
        ("<1:a>", "", None),
    ],
)
def test_a_piece_tells_what_may_be_a_keyword_and_what_iri_it_is(
    text: str, loud: str, iri: str | None
) -> None:
    piece, *_ = readings(text)

    assert piece.loud == loud
    assert piece.iri({"e": "http://h/", "x": "relative", "": "urn:none:"}) == iri
    assert not piece.dead


@pytest.mark.parametrize("text", ["\\", '"', "'", "`"])
def test_a_reading_ends_at_what_no_query_has(text: str) -> None:
    (piece,) = readings(f"{text} ?x")

    assert piece.dead
