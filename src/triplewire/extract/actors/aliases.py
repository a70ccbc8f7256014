"""A cast and its text in, initials and shortened names of organisations added to the cast."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from triplewire import gazetteer
from triplewire.extract.actors.cast import Cast, Part
from triplewire.extract.actors.organisations import without_company
from triplewire.extract.names import Forms, Sighting, entry
from triplewire.extract.text import Zone

_INITIALS = re.compile(r" \((?:the )?[\"“]?(?P<short>[A-Z][A-Za-z&.-]{1,11})[\"”]?\)")
_INTRODUCED = re.compile(
    r"(?P<name>(?:(?:[A-Z][\w'’.-]*|\d+|of|the|and|for|de|di|del|des|du|la) ){1,7}"
    r"(?:[A-Z][\w'’.-]*|\d+)) \((?:the )?[\"“]?(?P<short>[A-Z][A-Za-z0-9]{1,9})[\"”]?\)"
)
_WORD = re.compile(r"[\w'’.-]+")
# "Defense Department" is the Department of Defense.
_TURNED = re.compile(r"(?P<field>[A-Z]\w+) (?P<head>Department|Ministry|Office|Board)")
_CAPITAL = re.compile(r"\b[A-Z]|(?<=[a-z])[A-Z]")


def add_sources(cast: Cast, labels: tuple[Zone, ...], sources: frozenset[str]) -> None:
    """Note where the text names the source it is taken from: credits, citations, datelines.

    A citation's label counts only when it is a known organisation or one of the sources.
    """
    for label in labels:
        words = cast.text[label.start : label.end]
        name = words.strip()
        known = entry(name)
        if name not in sources and (known is None or known[1] != "org"):
            continue
        start = label.start + words.index(name)
        part = cast.part(known[0] if known else name, "org", "credit")
        cast.mention(part, (start, start + len(name)))


def find_introduced(text: str) -> Iterator[Sighting]:
    """Yield names that the article introduces with their initials: "Example Fish Board (EFB)"."""
    for match in _INTRODUCED.finditer(text):
        short = match["short"]
        words = list(_WORD.finditer(text, *match.span("name")))
        for word in words:
            name = text[word.start() : match.end("name")]
            opens = word.group()[0].lower() == short[0].lower() and word.group()[0].isupper()
            if opens and " " in name and _spells(short, name):
                span = (word.start(), match.end("name"))
                yield Sighting(start=span[0], end=span[1], name=name, type="org", rule="initials")
                break


def without_introduced(
    known: list[Sighting], bodies: Iterable[Sighting], text: str
) -> list[Sighting]:
    """Return what the gazetteer knows but for the initials that the article gives another body.

    Where "Oslo Dairy Board (ODB)" stands, ODB is that board, whatever else is called ODB.
    """
    introduced: dict[str, Sighting] = {}
    for body in bodies:
        match = _INITIALS.match(text, body.end)
        known_as = entry(match["short"]) if match else None
        if match and known_as and known_as[1] == "org" and entry(body.name) is None:
            organisation = gazetteer.organisations()[known_as[0]]
            names = (organisation.name, *organisation.aliases)
            if _spells(match["short"], body.name) and not gazetteer.is_one_of(body.name, names):
                introduced.setdefault(match["short"], body)
    found: list[Sighting] = []
    for one in known:
        meant = introduced.get(text[one.start : one.end].rsplit(" ", maxsplit=1)[-1])
        if meant is None:
            found.append(one)
        elif meant.type is None:
            # The initials of a gathering are no actor's either.
            found.append(replace(one, type=None))
    return found


def add_short_organisations(cast: Cast, text: str) -> None:
    """Note initials that the article introduces in brackets or that spell a name's capitals."""
    shorts: dict[str, str] = {}
    for part in sorted(cast.parts.values(), key=lambda part: part.name):
        if part.type != "org" or " " not in part.name:
            continue
        for _, end in sorted(span for span, kind in part.mentions.items() if kind == "name"):
            match = _INITIALS.match(text, end)
            if match and _spells(match["short"], part.name):
                shorts.setdefault(match["short"], part.name)
        plain = without_company(part.name)
        if plain != part.name and " " in plain:
            shorts.setdefault(plain, part.name)
        initials = "".join(_CAPITAL.findall(part.name))
        if len(initials) > 2 and entry(initials) is None:
            shorts.setdefault(initials, part.name)
    for start, end, short in Forms(shorts).find(text):
        part = cast.parts[shorts[short]]
        if cast.free(start, end):
            cast.mention(part, (start, end))


def _spells(short: str, name: str) -> bool:
    """Say whether the letters of initials occur in a name, in their order or as its initials."""
    letters = iter(name.lower())
    in_order = all(letter in letters for letter in short.lower() if letter.isalpha())
    return in_order or sorted(short) == sorted(_CAPITAL.findall(name))


def join_short_names(cast: Cast) -> None:
    """Make one of a body and the only longer name that its own is a part of.

    "The Supreme Court" is "the Italian Supreme Court of Cassation" where no other court is named.
    """
    bodies = sorted(name for name, part in cast.parts.items() if part.type == "org")
    for name in bodies:
        turned = _TURNED.fullmatch(name)
        other = turned and cast.parts.get(f"{turned['head']} of {turned['field']}")
        if other:
            cast.merge_into(cast.parts[name], other)
            continue
        part = cast.parts[name]
        longer = [
            other
            for other in bodies
            if other != name and other in cast.parts and f" {name} " in f" {other} "
        ]
        if (
            len(longer) == 1
            and entry(name) is None
            and _first(part) > _first(cast.parts[longer[0]])
        ):
            cast.merge_into(part, cast.parts[longer[0]])


def _first(part: Part) -> int:
    return min((start for (start, _), kind in part.mentions.items() if kind == "name"), default=-1)
