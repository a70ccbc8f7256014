"""Queries that were made to exhaust a server, by the way in which they do it."""

_CROSS = " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(7))
_NEST = 2_000
_TRAP = "http://127.0.0.1:TRAP/"


def _deep(opening: str, inner: str, closing: str, depth: int = _NEST) -> str:
    return opening * depth + inner + closing * depth


def _replaced(function: str, rounds: int) -> str:
    text = '"aaaaaaaaaa"'
    for _ in range(rounds):
        text = function.replace("X", text)
    return f"SELECT (STRLEN({text}) AS ?n) {{}}"


def _grown(expression: str, rounds: int) -> str:
    """Return a query that makes a string longer step by step, each from the one before it."""
    steps = " ".join(
        f"BIND({expression.replace('X', f'?x{n}')} AS ?x{n + 1})" for n in range(rounds)
    )
    return f'SELECT (STRLEN(?x{rounds}) AS ?n) {{ BIND("aaaaaaaaaa" AS ?x0) {steps} }}'


HOSTILE: dict[str, str] = {
    "cross-count": f"SELECT (COUNT(*) AS ?n) {{ {_CROSS} }}",
    "cross-rows": f"SELECT * {{ {_CROSS} }}",
    "cross-distinct": f"SELECT DISTINCT ?s0 ?o3 ?p5 {{ {_CROSS} }}",
    "cross-sort": f"SELECT * {{ {_CROSS} }} ORDER BY ?o6 ?o5",
    "cross-sort-limit": f"SELECT * {{ {_CROSS} }} ORDER BY ?o6 ?o5 LIMIT 1",
    "cross-ask": f'ASK {{ {_CROSS} FILTER(?o0 = "no such thing") }}',
    "cross-construct": f"CONSTRUCT {{ ?s0 ?p1 ?o2 }} WHERE {{ {_CROSS} }}",
    "cross-group": f"SELECT ?s0 ?s1 ?s2 (COUNT(*) AS ?n) {{ {_CROSS} }} GROUP BY ?s0 ?s1 ?s2",
    "cross-concat": f"SELECT (GROUP_CONCAT(STR(?o0)) AS ?t) {{ {_CROSS} }}",
    "cross-offset": f"SELECT * {{ {_CROSS} }} OFFSET 9999999999 LIMIT 1",
    "cross-filter": f"SELECT * {{ {_CROSS} FILTER(?o0 < ?o1 && ?o1 < ?o2 && ?o2 < ?o0) }}",
    "cross-optional": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c "
    + " ".join(f"OPTIONAL {{ ?s{n} ?p{n} ?o{n} }}" for n in range(6))
    + " }",
    "cross-minus": f"SELECT (COUNT(*) AS ?n) {{ {_CROSS} MINUS {{ ?s0 ?q ?r . ?t ?u ?v }} }}",
    "cross-not-exists": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
    "FILTER NOT EXISTS { ?j ?k ?l . ?m ?n ?o FILTER(?l = ?o && ?l != ?l) } }",
    "cross-subqueries": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"{{ SELECT * {{ ?s{n} ?p{n} ?o{n} }} }}" for n in range(6))
    + " }",
    "cross-values": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(60)))} }}" for n in range(8))
    + " }",
    "cross-union": f"SELECT (COUNT(*) AS ?n) {{ {{ {_CROSS} }} UNION {{ {_CROSS} }} }}",
    "cross-hash": f"SELECT (COUNT(DISTINCT SHA512(CONCAT(STR(?o0), 'x'))) AS ?n) {{ {_CROSS} }}",
    "path-star": "SELECT (COUNT(*) AS ?n) { ?a (!<x:a>)* ?b . ?c (!<x:a>)* ?d . ?e (!<x:a>)* ?f }",
    "path-inverse": "SELECT (COUNT(*) AS ?n) { ?a (!<x:a>|^!<x:a>)* ?b . "
    "?b (!<x:a>|^!<x:a>)+ ?c . ?c (!<x:a>|^!<x:a>)* ?d }",
    "path-sequence": "SELECT (COUNT(*) AS ?n) { ?a "
    + "/".join(["(!<x:a>|^!<x:a>)"] * 12)
    + " ?b }",
    "path-nested": "SELECT (COUNT(*) AS ?n) { ?a " + _deep("(", "!<x:a>", ")*", 12) + " ?b . "
    "?c " + _deep("(", "!<x:b>|^!<x:b>", ")*", 12) + " ?d . ?e ?f ?g . ?h ?i ?j . ?k ?l ?m }",
    "nested-groups": f"SELECT * {_deep('{', ' ?s ?p ?o ', '}')}",
    "nested-brackets": f"SELECT ({_deep('(', '1', ')')} AS ?n) {{}}",
    "nested-optionals": f"SELECT * {{ {_deep('OPTIONAL { ?s ?p ?o ', '', '}')} }}",
    "nested-lists": f"SELECT * {{ ?s ?p {_deep('(', '1', ')')} }}",
    "nested-nodes": f"SELECT * {{ ?s ?p {_deep('[ ?p ', '1', ']')} }}",
    "nested-not": f"SELECT ({'!' * 20_000}true AS ?n) {{}}",
    "nested-minus": f"SELECT ({'- ' * 20_000}1 AS ?n) {{}}",
    "nested-if": f"SELECT ({_deep('IF(true, ', '1', ', 0)')} AS ?n) {{}}",
    "nested-exists": f"SELECT * {{ {_deep('FILTER EXISTS { ', '?s ?p ?o', ' }')} }}",
    "nested-triples": f"SELECT * {{ {_deep('<<( ?s ?p ', '?o', ')>>')} ?p ?o }}",
    "long-union": f"SELECT * {{ {' UNION '.join(['{ ?s ?p ?o }'] * 4_000)} }}",
    "long-or": f"SELECT * {{ ?s ?p ?o FILTER({' || '.join(['?o = 1'] * 6_000)}) }}",
    "long-plus": f"SELECT ({' + '.join(['1'] * 12_000)} AS ?n) {{}}",
    "long-join": f"SELECT * {{ {' '.join(f'?s ?p{n} ?o{n} .' for n in range(2_000))} }}",
    "long-path": f"SELECT * {{ ?s {'/'.join(['<x:p>'] * 5_000)} ?o }}",
    "long-in": f"SELECT * {{ {_CROSS} FILTER(?o0 IN ({', '.join(map(str, range(9_000)))})) }}",
    "grow-replace": _grown('REPLACE(X, "a", "aaaaaaaaaa")', 12),
    "grow-concat": _grown("CONCAT(X, X, X, X)", 20),
    "grow-nested-replace": _replaced('REPLACE(X, ".", "$0$0$0$0$0$0$0$0$0$0")', 12),
    "grow-encode": _grown("ENCODE_FOR_URI(CONCAT(X, '%%%', X, '%%%', X))", 14),
    "regex": 'SELECT * { ?s ?p ?o FILTER(REGEX("%s", "(a*)*(a*)*(a*)*b{1,500}c{1,500}")) }'
    % ("a" * 5_000),
    "regex-size": 'SELECT * { ?s ?p ?o FILTER(REGEX("a", "((a{1,90}){1,90}){1,90}")) }',
    "service": f"SELECT * {{ SERVICE <{_TRAP}> {{ ?s ?p ?o }} }}",
    "service-quoted": f'SELECT * {{ ?s ?p """a"b""" . SERVICE <{_TRAP}> {{ ?s ?p ?o }} }}',
    "service-commented": f"SELECT * {{ # \"\n SERVICE <{_TRAP}> {{ ?s ?p ?o }} # '\n }}",
    "service-variable": f"SELECT * {{ VALUES ?u {{ <{_TRAP}> }} SERVICE ?u {{ ?s ?p ?o }} }}",
    "load": f"LOAD <{_TRAP}>",
    "from": f"ASK FROM <{_TRAP}> {{ ?s ?p ?o }}",
    "huge": "SELECT * { " + "?s ?p ?o . " * 90_000 + "}",
}
