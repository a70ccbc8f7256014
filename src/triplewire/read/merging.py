"""Metadata from several places in, one metadata out, and by what rules it was guessed."""

from collections.abc import Iterable
from dataclasses import fields, replace

from triplewire.records import Metadata


def merged(said: Iterable[Metadata]) -> Metadata:
    """Return each field as the first says it that says anything."""
    result = Metadata()
    for one in said:
        values = {
            field.name: value
            for field in fields(Metadata)
            if (value := getattr(one, field.name)) and not getattr(result, field.name)
        }
        result = replace(result, **values)
    return result


def with_guesses(known: Metadata, guesses: Iterable[tuple[Metadata, str]]) -> Metadata:
    """Return metadata with guesses in what they leave open, and the rules of those that are.

    >>> with_guesses(Metadata(title="A"), [(Metadata(title="B"), "x"), (Metadata(url="u"), "y")])
    ... # doctest: +ELLIPSIS
    Metadata(title='A', subtitle=None, url='u', ..., rules=('y',))
    """
    rules: list[str] = []
    for guess, rule in guesses:
        filled = merged([known, guess])
        rules += [rule] if filled != known else []
        known = filled
    return replace(known, rules=tuple(sorted({*known.rules, *rules})))
