"""Parameters of SHACL Core in, tests and checks of value nodes out: one function a parameter."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from triplewire.shacl.graph import (
    CHECKS,
    TRUE,
    TYPE,
    Data,
    Term,
    compare,
    datatype,
    is_literal,
    is_well_typed,
    language,
    lexical,
    matcher,
    plain,
    sh,
    shown,
    value_of,
)
from triplewire.shacl.shapes.parts import SetCheck, ValueTest
from triplewire.shacl.shapes.setting import Setting

Offending = Iterator[tuple[Term | None, str | None]]

_KINDS = {
    sh("IRI"): "<",
    sh("Literal"): '"',
    sh("BlankNode"): "_",
    sh("BlankNodeOrIRI"): "_<",
    sh("BlankNodeOrLiteral"): '_"',
    sh("IRIOrLiteral"): '<"',
}


Build = Callable[[Setting, Term], ValueTest | SetCheck | None]


class Parameter(NamedTuple):
    """What builds a constraint, and what is true of the parameter that declares it.

    A shape has the parameter ``once``; ``of_paths`` says that only a property shape has it.
    ``reads`` tells what the constraint looks at beyond the value nodes themselves: their types,
    the focus node's values of the predicate that the parameter names, or, where the parameter is
    true, all that is said of the value nodes.
    """

    build: Build
    once: bool = False
    of_paths: bool = False
    reads: Literal["nothing", "types", "named", "all"] = "nothing"


def _class(_: Setting, kind: Term) -> ValueTest:
    def test(data: Data, node: Term) -> bool:
        types = data.out[node].get(TYPE)
        return types is not None and (kind in types or data.is_a(node, kind))

    return ValueTest("Class", test, f"Value is no instance of {shown(kind)}.")


def _datatype(setting: Setting, value: Term) -> ValueTest:
    if value[0] != "<":
        raise setting.odd("datatype", value)
    iri = shown(value)
    ending, check = f'"^^{value}', CHECKS.get(iri)

    if iri.endswith(("#string", "#langString")):

        def test(_: Data, node: Term) -> bool:
            return node[0] == '"' and datatype(node) == iri and is_well_typed(node, iri)
    elif check is None:

        def test(_: Data, node: Term) -> bool:
            return node.endswith(ending) and node[0] == '"'
    else:
        known: dict[Term, bool] = {}

        def test(_: Data, node: Term) -> bool:
            good = known.get(node)
            if good is None:
                good = node.endswith(ending) and node[0] == '"' and check(lexical(node))
                if len(known) > 50_000:
                    known.clear()
                known[node] = good
            return good

    return ValueTest("Datatype", test, f"Value is not a well-formed literal of {iri}.")


def _node_kind(setting: Setting, kind: Term) -> ValueTest:
    marks = _KINDS.get(kind)
    if marks is None:
        raise setting.odd("nodeKind", kind)
    return ValueTest("NodeKind", lambda _, node: node[0] in marks, f"Value is no {shown(kind)}.")


def _min_count(setting: Setting, value: Term) -> SetCheck:
    least = setting.count("minCount", value)

    def check(_: Data, __: Term, values: Sequence[Term]) -> list[tuple[None, None]]:
        return [(None, None)] if len(values) < least else []

    return SetCheck("MinCount", check, f"Fewer than {least} values.", least=least)


def _max_count(setting: Setting, value: Term) -> SetCheck:
    most = setting.count("maxCount", value)

    def check(_: Data, __: Term, values: Sequence[Term]) -> list[tuple[None, None]]:
        return [(None, None)] if len(values) > most else []

    return SetCheck("MaxCount", check, f"More than {most} values.", most=most)


def _bound(component: str, parameter: str, allowed: tuple[int, ...]) -> Build:
    def build(setting: Setting, value: Term) -> ValueTest:
        if not is_literal(value):
            raise setting.odd(parameter, value)
        limit, same = value_of(value), value if 0 in allowed else ""

        def test(_: Data, node: Term) -> bool:
            return node[0] == '"' and (compare(value_of(node), limit) in allowed or node == same)

        return ValueTest(component, test, f"Value is not within sh:{parameter} {plain(value)}.")

    return build


def _length(component: str, parameter: str) -> Build:
    def build(setting: Setting, value: Term) -> ValueTest:
        limit = setting.count(parameter, value)
        if parameter == "minLength":

            def test(_: Data, node: Term) -> bool:
                return node[0] != "_" and len(plain(node)) >= limit
        else:

            def test(_: Data, node: Term) -> bool:
                return node[0] != "_" and len(plain(node)) <= limit

        return ValueTest(component, test, f"Length is not within sh:{parameter} {limit}.")

    return build


def _pattern(setting: Setting, value: Term) -> ValueTest:
    flags = setting.shapes.one(setting.shape, sh("flags"))
    if not is_literal(value):
        raise setting.odd("pattern", value)
    matches = matcher(lexical(value), plain(flags) if flags else "")
    return ValueTest(
        "Pattern",
        lambda _, node: node[0] != "_" and matches(plain(node)),
        f"Value does not match {lexical(value)}.",
    )


def _language_in(setting: Setting, head: Term) -> ValueTest:
    ranges = [plain(tag).lower() for tag in setting.members("languageIn", head)]

    def test(_: Data, node: Term) -> bool:
        tag = language(node) if node[0] == '"' else ""
        return bool(tag) and any(
            wanted in (tag, "*") or tag.startswith(f"{wanted}-") for wanted in ranges
        )

    return ValueTest("LanguageIn", test, f"Language is none of {', '.join(ranges)}.")


def _unique_lang(_: Setting, value: Term) -> SetCheck | None:
    if value != TRUE:
        return None

    def check(_: Data, __: Term, values: Sequence[Term]) -> list[tuple[None, None]]:
        if len(values) < 2:
            return []
        tags = [language(node) for node in values if node[0] == '"' and node[-1] not in '">']
        return [(None, None) for tag in sorted(set(tags)) if tags.count(tag) > 1]

    return SetCheck("UniqueLang", check, "A language is used more than once.")


def _equals(_: Setting, predicate: Term) -> SetCheck:
    def check(data: Data, focus: Term, values: Sequence[Term]) -> Offending:
        others = data.out[focus].get(predicate, ())
        ours, theirs = set(values), set(others)
        for value in (*values, *others):
            if (value in ours) != (value in theirs):
                yield value, None

    return SetCheck("Equals", check, f"Values are not those of {shown(predicate)}.")


def _disjoint(_: Setting, predicate: Term) -> SetCheck:
    def check(data: Data, focus: Term, values: Sequence[Term]) -> Offending:
        others = set(data.out[focus].get(predicate, ()))
        for value in values:
            if value in others:
                yield value, None

    return SetCheck("Disjoint", check, f"A value is one of {shown(predicate)} too.")


def _less(component: str, parameter: str, allowed: tuple[int, ...]) -> Build:
    def build(setting: Setting, predicate: Term) -> SetCheck:
        if sh("path") not in setting.shapes.out[setting.shape]:
            raise setting.odd(parameter, predicate)

        def check(data: Data, focus: Term, values: Sequence[Term]) -> Offending:
            others = data.out[focus].get(predicate)
            for value in values if others else ():
                for other in others or ():
                    if not _fit(value, other, allowed):
                        yield value, None

        return SetCheck(component, check, f"Value is not sh:{parameter} {shown(predicate)}.")

    return build


def _fit(one: Term, other: Term, allowed: tuple[int, ...]) -> bool:
    """Say whether two terms are in order; each is equal to itself, whatever it is."""
    if one == other and 0 in allowed:
        return True
    return one[0] == other[0] == '"' and compare(value_of(one), value_of(other)) in allowed


def _has_value(_: Setting, wanted: Term) -> SetCheck:
    def check(_: Data, __: Term, values: Sequence[Term]) -> list[tuple[None, None]]:
        return [] if wanted in values else [(None, None)]

    return SetCheck("HasValue", check, f"Value {shown(wanted)} is missing.")


def _in(setting: Setting, head: Term) -> ValueTest:
    allowed = frozenset(setting.members("in", head))
    return ValueTest("In", lambda _, node: node in allowed, "Value is none of those allowed.")


def _closed(setting: Setting, value: Term) -> SetCheck | None:
    if value != TRUE:
        return None
    shapes, shape = setting.shapes, setting.shape
    heads = shapes.out[shape].get(sh("ignoredProperties"), ())
    allowed = {p for head in heads for p in setting.members("ignoredProperties", head)}
    below = shapes.out[shape].get(sh("property"), ())
    allowed |= {p for inner in below for p in shapes.out[inner].get(sh("path"), ()) if p[0] == "<"}

    def check(data: Data, _: Term, values: Sequence[Term]) -> Offending:
        for node in values:
            for predicate, objects in data.out[node].items():
                if predicate not in allowed:
                    for found in objects:
                        yield found, shown(predicate)

    return SetCheck("Closed", check, "A property that the closed shape does not have.")


CORE: dict[str, Parameter] = {
    "class": Parameter(_class, reads="types"),
    "datatype": Parameter(_datatype, once=True),
    "nodeKind": Parameter(_node_kind, once=True),
    "minCount": Parameter(_min_count, once=True, of_paths=True),
    "maxCount": Parameter(_max_count, once=True, of_paths=True),
    "minExclusive": Parameter(_bound("MinExclusive", "minExclusive", (1,)), once=True),
    "minInclusive": Parameter(_bound("MinInclusive", "minInclusive", (0, 1)), once=True),
    "maxExclusive": Parameter(_bound("MaxExclusive", "maxExclusive", (-1,)), once=True),
    "maxInclusive": Parameter(_bound("MaxInclusive", "maxInclusive", (-1, 0)), once=True),
    "minLength": Parameter(_length("MinLength", "minLength"), once=True),
    "maxLength": Parameter(_length("MaxLength", "maxLength"), once=True),
    "pattern": Parameter(_pattern),
    "languageIn": Parameter(_language_in, once=True),
    "uniqueLang": Parameter(_unique_lang, once=True, of_paths=True),
    "equals": Parameter(_equals, reads="named"),
    "disjoint": Parameter(_disjoint, reads="named"),
    "lessThan": Parameter(_less("LessThan", "lessThan", (-1,)), of_paths=True, reads="named"),
    "lessThanOrEquals": Parameter(
        _less("LessThanOrEquals", "lessThanOrEquals", (-1, 0)), of_paths=True, reads="named"
    ),
    "hasValue": Parameter(_has_value),
    "in": Parameter(_in, once=True),
    "closed": Parameter(_closed, once=True, reads="all"),
}
"""Constraints that need no other shape, by the parameter that declares them."""
