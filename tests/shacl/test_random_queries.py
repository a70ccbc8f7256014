"""Queries that nobody thought of give what Oxigraph gives."""

from hypothesis import given, reject, settings
from hypothesis import strategies as st

from tests.shacl.asked import PREFIXES, both
from triplewire.shacl.sparql.expressions import UnknownFunctionError
from triplewire.shacl.sparql.operators import ElsewhereError

_NODES = st.sampled_from(["$this", "?x", "?y", "?z", "e:a", "e:b", "e:c"])
_ENDS = st.one_of(_NODES, st.sampled_from(["1", '"one"', "2.5"]))
_WAYS = st.sampled_from(
    ["e:p", "e:q", "e:n", "^e:p", "e:p/e:q", "e:p/^e:q", "(e:p/e:p)", "e:p+", "?w"]
)
_TESTS = st.sampled_from(
    [
        *("?x != ?y", "?x = $this", "bound(?y)", "!bound(?z)", "isIRI(?x)", "?x > 1", "?w = e:p"),
        *("$this = e:a", "?x = 1 || ?y = 1", "isLiteral(?x) && bound(?x)", "true"),
    ]
)
_patterns = st.builds(lambda s, p, o: f"{s} {p} {o} .", _NODES, _WAYS, _ENDS)
_filters = _TESTS.map(lambda test: f"FILTER ({test})")


def _groups(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    elements = st.one_of(
        _patterns,
        _patterns,
        _filters,
        inner.map(lambda group: f"OPTIONAL {{ {group} }}"),
        st.builds(lambda one, other: f"{{ {one} }} UNION {{ {other} }}", inner, inner),
        inner.map(lambda group: f"{{ {group} }}"),
        inner.map(lambda group: f"{{ SELECT $this ?x ?y {{ {group} }} }}"),
        inner.map(lambda group: f"FILTER EXISTS {{ {group} }}"),
        inner.map(lambda group: f"FILTER NOT EXISTS {{ {group} }}"),
    )
    return st.lists(elements, min_size=1, max_size=3).map(" ".join)


_queries = st.recursive(
    st.lists(_patterns, min_size=1, max_size=3).map(" ".join), _groups, max_leaves=4
)


@settings(max_examples=300)
@given(
    _queries,
    st.sampled_from(["<https://example.org/a>", "<https://example.org/b>", '"one"', "_:k"]),
    st.booleans(),
)
def test_a_query_gives_what_oxigraph_gives(where: str, this: str, distinct: bool) -> None:
    only = "DISTINCT" if distinct else ""
    query = f"{PREFIXES} SELECT {only} $this ?x ?y ?z ?w WHERE {{ {where} }}"
    try:
        ours, theirs = both(query, {"?this": this})
    except (UnknownFunctionError, ElsewhereError):
        reject()  # it is left to Oxigraph

    assert ours == theirs
