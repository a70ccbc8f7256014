"""Expressions of a query in, functions of a solution out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from triplewire.shacl.graph import TRUE, Data, Term
from triplewire.shacl.sparql import algebra as al
from triplewire.shacl.sparql.functions import FUNCTIONS
from triplewire.shacl.sparql.operators import (
    FALSE,
    ElsewhereError,
    TermError,
    arithmetic,
    boolean,
    equal,
    number,
    numeral,
    truth,
)

Solution = Mapping[al.Node, Term]
Row = list[Any]
"""The terms of a solution by their places; None where nothing is bound."""
Evaluate = Callable[[Data, Row], Term]
Truth = Callable[[Data, Row], bool]


@dataclass(frozen=True, slots=True)
class Setting:
    """Where expressions stand: the places of variables, and how a group is tested for EXISTS."""

    slot: Callable[[al.Node], int]
    exists: Callable[[al.Group], Truth]


class UnknownFunctionError(Exception):
    """Say that an expression has a function that only Oxigraph computes."""


def compiled(expression: al.Expression, setting: Setting) -> Evaluate:
    """Return a function that evaluates an expression.

    Raises: UnknownFunctionError for a function that is not known here.
    """
    match expression:
        case al.Var(name):
            return _variable(name, setting.slot(name))
        case al.Const(term):
            return lambda _, __: term
        case al.Exists(group, negated):
            test = setting.exists(group)
            return lambda data, row: boolean(test(data, row) != negated)
        case al.Call("BOUND", (al.Var(name),)):
            place = setting.slot(name)
            return lambda _, row: boolean(row[place] is not None)
        case al.Call(name, arguments) if name in _FORMS:
            return _FORMS[name]([compiled(argument, setting) for argument in arguments])
        case al.Call(name, arguments) if name in FUNCTIONS:
            return _function(FUNCTIONS[name], [compiled(each, setting) for each in arguments])
        case _:
            raise UnknownFunctionError(str(expression))


def truth_of(expression: al.Expression, setting: Setting) -> Truth:
    """Return a function that says whether a solution passes a filter."""
    evaluate = compiled(expression, setting)

    def passes(data: Data, row: Row) -> bool:
        try:
            return truth(evaluate(data, row))
        except TermError:
            return False

    return passes


def _variable(name: al.Node, place: int) -> Evaluate:
    def value(_: Data, row: Row) -> Term:
        term: Term | None = row[place]
        if term is None:
            raise TermError(name)
        return term

    return value


def _function(function: Callable[..., Term], inner: list[Evaluate]) -> Evaluate:
    if len(inner) == 1:
        (only,) = inner
        return lambda data, row: function(only(data, row))
    if len(inner) == 2:
        one, other = inner
        return lambda data, row: function(one(data, row), other(data, row))
    return lambda data, row: function(*(argument(data, row) for argument in inner))


def _either(decisive: bool) -> "Form":
    """Return || (decided by true) or && (decided by false), which outlive an error beside it."""

    def form(inner: list[Evaluate]) -> Evaluate:
        def evaluate(data: Data, row: Row) -> Term:
            error: TermError | None = None
            for argument in inner:
                try:
                    if truth(argument(data, row)) == decisive:
                        return TRUE if decisive else FALSE
                except TermError as caught:
                    error = caught
            if error is not None:
                raise error
            return FALSE if decisive else TRUE

        return evaluate

    return form


def _in(inner: list[Evaluate]) -> Evaluate:
    wanted, members = inner[0], inner[1:]

    def evaluate(data: Data, row: Row) -> Term:
        term, error = wanted(data, row), False
        for member in members:
            try:
                if equal(term, member(data, row)):
                    return TRUE
            except TermError:
                error = True
        if error:
            raise TermError(term)
        return FALSE

    return evaluate


def _if(inner: list[Evaluate]) -> Evaluate:
    test, then, otherwise = inner
    return lambda data, row: then(data, row) if truth(test(data, row)) else otherwise(data, row)


def _coalesce(inner: list[Evaluate]) -> Evaluate:
    def evaluate(data: Data, row: Row) -> Term:
        for argument in inner:
            try:
                return argument(data, row)
            except TermError:
                continue
        raise TermError("COALESCE")

    return evaluate


def _signed(sign: str) -> "Form":
    def form(inner: list[Evaluate]) -> Evaluate:
        zero = numeral(0, 0)
        if len(inner) == 1:
            (only,) = inner
            return lambda data, row: arithmetic(sign, zero, only(data, row))
        one, other = inner
        return lambda data, row: arithmetic(sign, one(data, row), other(data, row))

    return form


Form = Callable[[list[Evaluate]], Evaluate]

_FORMS: dict[str, Form] = {
    "||": _either(decisive=True),
    "&&": _either(decisive=False),
    "IN": _in,
    "IF": _if,
    "COALESCE": _coalesce,
    "+": _signed("+"),
    "-": _signed("-"),
}


def aggregate(of: al.Aggregate, setting: Setting) -> Callable[[Data, list[Row]], Term]:
    """Return a function that evaluates an aggregate over the solutions of a group."""
    argument = compiled(of.argument, setting) if of.argument is not None else None
    combine = _AGGREGATES.get(of.name)
    if combine is None:
        raise UnknownFunctionError(of.name)

    def evaluate(data: Data, rows: list[Row]) -> Term:
        if argument is None:
            found = [str(row) for row in rows]
        else:
            found = []
            for row in rows:
                try:
                    found.append(argument(data, row))
                except TermError:
                    if of.name != "COUNT":
                        raise
        return combine(list(dict.fromkeys(found)) if of.distinct else found)

    return evaluate


def _extreme(wanted: int) -> Callable[[list[Term]], Term]:
    def choose(found: list[Term]) -> Term:
        if not found:
            raise TermError("of nothing")
        best = found[0]
        for term in found[1:]:
            order = FUNCTIONS["<" if wanted < 0 else ">"](term, best)
            if order == TRUE:
                best = term
        return best

    def careful(found: list[Term]) -> Term:
        try:
            return choose(found)
        except TermError as error:
            if not found:
                raise
            raise ElsewhereError("an order of terms") from error

    return careful


def _sum(found: list[Term]) -> Term:
    total = numeral(0, 0)
    for term in found:
        total = arithmetic("+", total, term)
    return total


def _average(found: list[Term]) -> Term:
    if not found:
        return numeral(0, 0)
    number(found[0])
    return arithmetic("/", _sum(found), numeral(len(found), 0))


_AGGREGATES: dict[str, Callable[[list[Term]], Term]] = {
    "COUNT": lambda found: numeral(len(found), 0),
    "SUM": _sum,
    "AVG": _average,
    "MIN": _extreme(-1),
    "MAX": _extreme(1),
}
