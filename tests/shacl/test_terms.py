"""Terms are taken apart as pyoxigraph writes them; lines are read as its parser reads them."""

from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.errors import ValidateError
from triplewire.shacl.graph import nquads
from triplewire.shacl.graph.index import Row
from triplewire.shacl.graph.nquads import LineReader
from triplewire.shacl.graph.terms import (
    RDF,
    XSD,
    canonical,
    datatype,
    is_literal,
    language,
    lexical,
    literal,
    parsed,
    plain,
    shown,
)

_TEXTS = st.text(st.sampled_from('ab"\\\n\r\t\b\f é^@>😀'), max_size=6)
_TAGS = st.sampled_from(["en", "de-at"])
_IRIS = st.sampled_from(["e:a", "http://example.org/x#y", f"{XSD}integer", f"{XSD}dateTime"])
_nodes = st.one_of(
    st.builds(ox.NamedNode, _IRIS), st.sampled_from([ox.BlankNode("b1"), ox.BlankNode("x")])
)
_literals = st.one_of(
    st.builds(ox.Literal, _TEXTS),
    st.builds(lambda text, tag: ox.Literal(text, language=tag), _TEXTS, _TAGS),
    st.builds(lambda text, kind: ox.Literal(text, datatype=ox.NamedNode(kind)), _TEXTS, _IRIS),
)  # fmt: skip


@given(_literals)
def test_a_literal_has_its_text_datatype_and_language(made: ox.Literal) -> None:
    term = str(made)

    assert is_literal(term)
    assert lexical(term) == plain(term) == made.value
    assert datatype(term) == made.datatype.value
    assert language(term) == (made.language or "")
    assert parsed(term) == made
    assert shown(term) == canonical(term) == term


@given(_nodes)
def test_a_node_is_shown_without_brackets(made: ox.NamedNode | ox.BlankNode) -> None:
    term = str(made)

    assert not is_literal(term)
    assert parsed(term) == made
    assert plain(term) == shown(term) == (term if term[0] == "_" else made.value)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (r'"\u00e9\U0001F600"', "é😀"),
        (r'"\t\n\r\b\f\"\\\'"', "\t\n\r\b\f\"\\'"),
        (r'"\\u00e9"@en', r"\u00e9"),
        (r'"a\"b"^^<e:t>', 'a"b'),
        ('""', ""),
    ],
)
def test_escapes_are_undone(term: str, text: str) -> None:
    assert lexical(term) == text
    if "'" not in text:
        assert canonical(term) == str(parsed(term))


def test_a_term_is_brought_into_one_form() -> None:
    assert canonical('"x"@EN-gb') == '"x"@en-gb'
    assert canonical(f'"x"^^<{XSD}string>') == '"x"' == literal("x")
    assert datatype('"x"@en') == f"{RDF}langString"
    with pytest.raises(SyntaxError):
        canonical("x")


# ---------------------------------------------------------------- lines


def _lines(reader: LineReader, *lines: str, first: int = 1) -> list[Row]:
    return list(reader.rows(lines, "file", first))


_terms = st.one_of(_nodes, _literals).map(str)
_graphs = st.sampled_from(["", " <e:g>", " <e:h>", " _:g"])


@given(st.lists(st.tuples(_nodes.map(str), _IRIS, _terms, _graphs), max_size=8))
def test_lines_are_read_as_a_parser_reads_them(made: list[tuple[str, str, str, str]]) -> None:
    lines = [f"{s} <{p}> {o}{graph} ." for s, p, o, graph in made]

    assert _lines(LineReader(), *lines) == [(s, f"<{p}>", o) for s, p, o, _ in made]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ('<e:a> <e:p> "x"@EN .', ("<e:a>", "<e:p>", '"x"@en')),
        (f'<e:a> <e:p> "x"^^<{XSD}string> .', ("<e:a>", "<e:p>", '"x"')),
        (r'<e:a> <e:p> "\u00e9" <e:g> .', ("<e:a>", "<e:p>", '"é"')),
        ('<e:a>\t<e:p>   "a <e:g> ."  <e:g>   .  # so', ("<e:a>", "<e:p>", '"a <e:g> ."')),
        ("<e:a> <e:p> <e:b>.", ("<e:a>", "<e:p>", "<e:b>")),
        ("<e:a> <e:p> <e:b> <e:g>.", ("<e:a>", "<e:p>", "<e:b>")),
    ],
)
def test_other_forms_of_a_line_are_the_same(line: str, row: Row) -> None:
    before, after = "<e:x> <e:p> <e:y> <e:g> .", "<e:x> <e:p> <e:z> <e:g> ."

    assert _lines(LineReader(), before, line, after) == [
        ("<e:x>", "<e:p>", "<e:y>"),
        row,
        ("<e:x>", "<e:p>", "<e:z>"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        *("<e:a> _:p <e:b> .", '<e:a> "p" <e:b> .', '"a" <e:p> <e:b> .', "<e:a> <e:p> .", "x"),
        *("<a> <e:p> <e:b> .", '<e:a> <e:p> "b .', '<e:a> <e:p> <e:b> "g" .', "<e:a> <e:p> <e:b>"),
    ],
)
def test_what_is_no_line_is_refused_with_its_number(line: str) -> None:
    reader = LineReader()

    with pytest.raises(ValidateError, match=r"file:8:\d+: .*not N-Quads"):
        # What was well-formed at one place is not so at another.
        _lines(reader, "_:p <e:p> _:p .", "", "# so", line, first=5)
    assert _lines(reader, "_:p <e:p> <e:a> .") == [("_:p", "<e:p>", "<e:a>")]


def test_what_is_remembered_of_lines_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nquads, "_KEPT", 5)
    reader = LineReader()
    seen: list[int] = []

    def lines() -> Iterator[str]:
        for number in range(40):
            seen.append(len(reader._good))
            yield f"<e:{number}> <e:p> <e:{number}> ."

    assert len(list(reader.rows(lines()))) == 40
    assert max(seen) == 6
