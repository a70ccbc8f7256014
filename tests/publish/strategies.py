"""Quads as odd as RDF 1.1 allows, without blank nodes."""

import string

import pyoxigraph as ox
from hypothesis import strategies as st

XSD = "http://www.w3.org/2001/XMLSchema#"

_CHARACTERS = st.characters(exclude_categories=["Cs"])
_LOCALS = st.text(
    st.one_of(
        st.sampled_from(string.ascii_letters + string.digits + "-._~!$&'()*+,;=:@/?#"),
        st.characters(categories=["L", "N", "M"], min_codepoint=0xA0),
    ),
    max_size=8,
)
_NAMESPACES = [
    "http://example.org/",
    "https://schema.org/",
    "https://w3id.org/triplewire/ns#",
    "https://newsroom.example/text/0a1b2c3d4e5f6071#",
    "urn:example:",
    "tag:example.org,2024:",
]
_NUMBERS = ["0", "7", "007", "-0", "+1", "1.50", "1.", ".5", "1e3", "123456789012345678", "true"]


def _is_iri(text: str) -> bool:
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    # Relative segments and a second "#" are not kept by every reader.
    return "/." not in text and text.count("#") <= 1


iris = (
    st.builds("".join, st.tuples(st.sampled_from(_NAMESPACES), _LOCALS))
    .filter(_is_iri)
    .map(ox.NamedNode)
)
_datatypes = st.sampled_from(
    [
        f"{XSD}integer",
        f"{XSD}boolean",
        f"{XSD}decimal",
        f"{XSD}double",
        f"{XSD}date",
        f"{XSD}nonNegativeInteger",
        "http://id.loc.gov/datatypes/edtf/EDTF-level1",
    ]
).map(ox.NamedNode)
_words = st.text(_CHARACTERS, max_size=12)
literals = st.one_of(
    st.builds(ox.Literal, _words),
    st.builds(
        lambda text, tag: ox.Literal(text, language=tag),
        _words,
        st.sampled_from(["en", "zh-hant", "de-ch-1996"]),
    ),
    st.builds(
        lambda text, datatype: ox.Literal(text, datatype=datatype),
        st.one_of(st.sampled_from(_NUMBERS), _words),
        _datatypes,
    ),
)
_predicates = st.one_of(
    iris,
    st.sampled_from(
        [
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
            "https://w3id.org/triplewire/ns#speaker",
            "https://w3id.org/triplewire/ns#when",
            "http://www.w3.org/ns/oa#start",
        ]
    ).map(ox.NamedNode),
)
quads = st.builds(
    ox.Quad,
    iris,
    _predicates,
    st.one_of(iris, literals),
    st.one_of(st.just(ox.DefaultGraph()), iris),
)
