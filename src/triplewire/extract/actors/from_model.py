"""A parsed text and its cast in, the names that only the language model saw added to the cast."""

import re
from collections import Counter

from spacy.tokens import Doc

from triplewire.edtf import MONTHS, WEEKDAYS
from triplewire.extract.actors.cast import Cast
from triplewire.extract.names import Forms, entry
from triplewire.extract.text import (
    NOT_IN_NAMES,
    OCCUPATIONS,
    OFFICE_MODIFIERS,
    OFFICES,
    ORGANISATION_HEADS,
    Zone,
    words,
)
from triplewire.records import ActorType

_TYPES: dict[str, ActorType] = {"ORG": "org", "GPE": "place", "LOC": "place", "FAC": "place"}
_NAME = re.compile(r"[A-Z][\w&.'’-]*(?: (?:of |and |the |for |& )?[A-Z0-9][\w&.'’-]*){0,7}")
_EDGES = re.compile(r"^(?:the|a|an) |['’]s?$", re.IGNORECASE)
# "Larvik, a town in ..." is a place whatever the model says.
_PLACE_NOUNS = (
    "area borough capital city county district island port province region state town village"
)
_SAYS_PLACE = re.compile(
    rf", (?:a|an|the) (?:[\w-]+ ){{0,2}}(?:{'|'.join(_PLACE_NOUNS.split())})(?: of| in|,)"
)
_FULL_STOP = re.compile(r"(?<=[a-z]{4})\. ")
_LOCATIVE = re.compile(r"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Tt]owards?|city of|town of) (?:the )?$")
_HEAD = re.compile(
    rf"(?<=[Tt]he )(?P<head>{'|'.join(sorted(set(ORGANISATION_HEADS) - {'Business', 'Press'}))})\b"
    r"(?! [A-Z])"
)
_OFTEN = 2
# "Example Museum CEO", "Example Council on Friday": what follows a name is not of it.
_BEHIND = re.compile(
    r" (?:CEO|CFO|COO|CTO|[Pp]resident|[Cc]hairman|[Cc]hief|[Dd]irector|Capt|Col|Gen|Lt|Maj|Sgt"
    rf"|on (?:{'|'.join(WEEKDAYS)}))$"
)
# "The Example regime" is called by a person's name.
_REGIME = re.compile(r"(?:['’]s)? (?:regime|dynasty|family)\b")
_NEAR = re.compile(
    r"\b(?:[Nn]ear|[Oo]utside|[Tt]owards?) (?P<place>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3})(?=[,.;])"
)
# "IE9", "Group G", "Version 3": products, series and rounds.
_VERSION = re.compile(r"^[A-Z]+\d+$| \d+$|^(?:Group|Round|Phase|Class|Type|Grade) [A-Z]$")
_ABSTRACT = ("ist", "ists", "ism", "phobia", "isation", "ization")
# "Pro-Oslo", "Ex-president": a word formed with a name is none.
_PREFIXED = re.compile(r"^(?:[Pp]ro|[Aa]nti|[Ee]x|[Nn]on|[Pp]ost|[Pp]re)-[A-Z]\w+ ?")
_JOINT = re.compile(r"(?:,| and|, and) ")
_NOT_NAMES = (
    OFFICES
    | OCCUPATIONS
    | OFFICE_MODIFIERS
    | {word.lower() for word in (*MONTHS, *WEEKDAYS, *NOT_IN_NAMES)}
)
# Abbreviations that name a thing and not an actor.
_THINGS = frozenset(
    words(
        "AI CEO CFO COVID COVID-19 Covid-19 DNA EV FDI GDP GMT GPS HIV IPO IT Internet "
        "LGBT LNG MoU PC Q&A R&D SME TV USD VAT Earth Jack State Union"
    )
)


def add_named(cast: Cast, doc: Doc, text: str, title: Zone | None) -> None:
    """Add organisations and places by the model's word, where the text is still free."""
    _add_heads(cast, text)
    _add_near(cast, text)
    labels: dict[str, Counter[str]] = {}
    for entity in doc.ents:
        in_title = title is not None and title.start <= entity.start_char < title.end
        label = entity.label_
        if label == "PERSON" and _stands_as_place(text, entity.start_char):
            label = "GPE"
        if label not in _TYPES or in_title:
            continue
        if not cast.free(entity.start_char, entity.end_char):
            continue
        name = _plain(_EDGES.sub("", text[entity.start_char : entity.end_char].strip()))
        name = _BEHIND.sub("", name)
        if _is_name(name) and not _is_kind_of_thing(text, name):
            labels.setdefault(name, Counter())[label] += 1
    organisations = {start for start, _, part in cast.named("name") if part.type == "org"}
    for start, end, name in Forms(labels).find(text):
        if not cast.free(start, end):
            continue
        if name in ORGANISATION_HEADS:
            _mention_again(cast, name, (start, end))
            continue
        label = min(labels[name].items(), key=lambda item: (-item[1], item[0]))[0]
        known = entry(name)
        kind = "place" if _SAYS_PLACE.match(text, end) else _TYPES[label]
        if _REGIME.match(text, end) and " " not in name:
            kind = "person"
        if known is None and kind == "place" and _among_organisations(organisations, text, end):
            kind = "org"
        part = cast.part(name, kind, "model")
        if known is not None and part.type == "place":
            part.geonames = part.geonames or known[3]
        cast.mention(part, (_first(text, start, part.type), end))


def _add_heads(cast: Cast, text: str) -> None:
    """Add "the Coalition": a body that was named in full before, or is named so several times."""
    found: dict[str, list[tuple[int, int]]] = {}
    for match in _HEAD.finditer(text):
        found.setdefault(match["head"], []).append(match.span("head"))
    for head, spans in sorted(found.items()):
        free = [span for span in spans if cast.free(*span)]
        bearers = [part for part in cast.parts.values() if head in part.name.split()]
        for span in free:
            if bearers:
                _mention_again(cast, head, span)
            elif len(free) >= _OFTEN:
                cast.mention(
                    cast.part(head, "org", "definite-head"), (_first(text, span[0], "org"), span[1])
                )


def _add_near(cast: Cast, text: str) -> None:
    """Add the places of "Near Example Town, ..." that no table has."""
    for match in _NEAR.finditer(text):
        if cast.free(*match.span("place")) and _is_name(match["place"]):
            cast.mention(cast.part(match["place"], "place", "near"), match.span("place"))


def _mention_again(cast: Cast, head: str, span: tuple[int, int]) -> None:
    """Note "the Court" as the last court that was named before, if any was."""
    bearers = [
        part
        for start, _, part in cast.named("name")
        if start < span[0] and part.type == "org" and head in part.name.split()
    ]
    if bearers:
        cast.mention(bearers[-1], span)


def _plain(name: str) -> str:
    """Return a name up to a full stop inside it, without adjectives in front of its initials."""
    name = _PREFIXED.sub("", _FULL_STOP.split(name)[0])
    first, _, rest = name.partition(" ")
    known = entry(first)
    return rest if rest.isupper() and known is not None and known[2] == "adj" else name


def _is_kind_of_thing(text: str, name: str) -> bool:
    """Say whether initials are of a thing and not of a body: "a UAV", "two UAVs"."""
    if not name.isupper() or " " in name:
        return False
    counted = rf"\b(?:[Aa]n?|[Tt]wo|[Tt]hree|\d+) {re.escape(name)}\b|\b{re.escape(name)}s\b"
    return re.search(counted + r"(?! [a-z]+ (?:spokes|official)|['’])", text) is not None


def _stands_as_place(text: str, start: int) -> bool:
    return _LOCATIVE.search(text, max(0, start - 20), start) is not None


def _among_organisations(organisations: set[int], text: str, end: int) -> bool:
    """Say whether an organisation follows in the same list ("Acme, Example Bank and others")."""
    joint = _JOINT.match(text, end)
    return joint is not None and joint.end() in organisations


def _is_name(name: str) -> bool:
    return (
        len(name) > 2
        and not name.endswith(_ABSTRACT)
        and _VERSION.search(name) is None
        and _NAME.fullmatch(name) is not None
        and name not in _THINGS
        and name.lower() not in _NOT_NAMES
        and not all(word.lower() in _NOT_NAMES for word in name.split())
    )


def _first(text: str, start: int, kind: ActorType) -> int:
    article = text.endswith(("the ", "The "), 0, start)
    return start - 4 if article and kind == "org" else start
