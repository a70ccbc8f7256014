"""Metadata from several places in, one metadata out, and by what rules it was guessed."""

from collections.abc import Iterable
from dataclasses import fields, replace

from triplewire.read.reading import NOTHING_STATED
from triplewire.records import Metadata

# What a page's layout shows gives way to what the book states that it stands in: by the second
# words of the rules. A chapter's headline does not, for the book has another.
_GIVE_WAY = {
    "authors": ("author", "byline"),
    "published": ("date",),
    "publisher": ("publisher",),
}


def merged(said: Iterable[Metadata]) -> Metadata:
    """Return each field as the first says it that says anything."""
    result = NOTHING_STATED
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


def with_stated(known: Metadata, outer: Metadata) -> Metadata:
    """Return metadata with what a whole states of all its parts, where they do not state it.

    >>> part = Metadata(title="A", published="2025", rules=("page-date-line", "page-title"))
    >>> both = with_stated(part, Metadata(title="B", published="2024"))
    >>> both.title, both.published, both.rules
    ('A', '2024', ('page-title',))
    """
    guessed = {
        field: tuple(rule for rule in known.rules if rule.split("-")[1] in marks)
        for field, marks in _GIVE_WAY.items()
        if getattr(outer, field)
    }
    dropped = {rule for rules in guessed.values() for rule in rules}
    open_again = {
        field: getattr(NOTHING_STATED, field) for field, rules in guessed.items() if rules
    }
    left = tuple(rule for rule in known.rules if rule not in dropped)
    return merged([replace(known, **open_again, rules=left), outer])
