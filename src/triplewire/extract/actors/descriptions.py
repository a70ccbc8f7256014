"""A cast in, the same cast with descriptions that stand for names ("the ministry") added out."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from triplewire.extract.actors.cast import Cast, Part
from triplewire.extract.actors.organisations import government_of
from triplewire.extract.text import GROUP_NOUNS, ORGANISATION_HEADS, STATE_BODIES, words
from triplewire.records import Role

_PLACE_NOUNS = words(
    "borough capital city county district island municipality port province region town village"
)
_PLACES = "|".join(_PLACE_NOUNS)
# ", a district of Oslo": what a place is, and where.
_APPOSITION = re.compile(
    rf", (?P<phrase>(?:an?|the) (?:[\w-]{{2,20}} ){{0,3}}?(?P<noun>{_PLACES}|center|centre|hub)"
    r"(?: (?:of|in) (?:the )?[A-Z][\w-]{1,30}(?: [A-Z][\w-]{1,30})?)?)"
)
_ONE_OF = re.compile(r", (?P<phrase>one of [^,.;:!?\n“”\"()]{5,80})(?=[,.;])")
_TRADES = "|".join(
    words(
        "agency bank broadcaster carrier charity company firm group network newspaper retailer"
        " magazine journal website tabloid weekly daily militia nonprofit non-profit watchdog"
        " think-tank manufacturer airline automaker carmaker chain developer distributor maker"
        " operator startup"
        " union party ship ferry vessel organisation organization"
    )
)
_TRADE = re.compile(
    rf"\b(?P<phrase>(?:the|an?|[A-Z][\w ]{{2,20}}['’]s) (?:[\w-]{{2,20}} ){{0,3}}(?:{_TRADES}))"
    r"(?: |, (?:the )?)$",
    re.IGNORECASE,
)
# "Example news agency": what it is stands behind the name.
_TRADE_BEHIND = re.compile(
    r" (?P<phrase>(?:state )?(?:news agency|newspaper|magazine|tabloid)"
    r"|(?:terrorist|militant|rebel|armed|biker|rock|pop) (?:group|gang|organi[sz]ation|band))\b"
)
_KIND = re.compile(
    rf", (?P<phrase>(?:an?|the) (?:[\w'’-]{{2,20}} ){{0,4}}?(?:{_TRADES}|organi[sz]ation|think tank"
    r"|manufacturer|non-profit|nonprofit|watchdog|regulator|subsidiary|operator|publisher|union"
    r"|party)"
    r"(?: (?:of|for|in|at) [^,.;:!?\n“”\"()]{2,50})?)(?=[,.;])"
)
_DEFINITE = re.compile(
    rf"\b[Tt]h(?:e|is|at) (?P<noun>{_PLACES}|nation|country|government|company|firm|group"
    rf"|{'|'.join(sorted({head.lower() for head in ORGANISATION_HEADS} - {'group', 'company'}))})\b"
    r"(?! [A-Z]|['’]s? “|-)(?! of (?:the )?[A-Z])"
)
_MINISTERS = re.compile(r"(?:(?<=[.!?”\"] )|^)Ministers\b", re.MULTILINE)
_COMPANY = re.compile(
    r"\b(?:Inc|Corp|Corporation|Company|Holdings|Group|Ltd|Industries|Motors|PLC)\b"
)
_GROUP = re.compile(rf" (?P<noun>{'|'.join(GROUP_NOUNS)})\b(?![-'’])")


def add_nominals(cast: Cast, doc: Doc, text: str) -> None:
    """Add what places are called in apposition, groups of people, and definite descriptions."""
    for start, end, part in list(cast.named("name")):
        if part.type == "place":
            _add_apposition(cast, text, part, (start, end))
        if part.type in {"place", "org"}:
            _add_one_of(cast, text, part, (start, end))
        if part.type == "org":
            _add_trade(cast, text, part, (start, end))
            _add_kind(cast, text, part, (start, end))
    _add_groups(cast, doc, text)
    _add_definites(cast, text)


def _add_apposition(cast: Cast, text: str, part: Part, name: tuple[int, int]) -> None:
    """Add "a district of Oslo" behind a name."""
    match = _APPOSITION.match(text, name[1])
    if match is None:
        return
    _describe(cast, part, match.span("phrase"), name)
    if match["noun"] in _PLACE_NOUNS:
        part.add_alias(f"the {match['noun']}")


def _add_one_of(cast: Cast, text: str, part: Part, name: tuple[int, int]) -> None:
    """Add "one of the largest ports" behind a name."""
    match = _ONE_OF.match(text, name[1])
    if match is not None:
        _describe(cast, part, match.span("phrase"), name)


def _add_trade(cast: Cast, text: str, part: Part, name: tuple[int, int]) -> None:
    """Add "the state-run broadcaster" in front of a name."""
    behind = _TRADE_BEHIND.match(text, name[1])
    if behind is not None:
        _describe(cast, part, behind.span("phrase"), name)
    match = _TRADE.search(text, max(0, name[0] - 60), name[0])
    if match is not None:
        _describe(cast, part, match.span("phrase"), name)


def _add_kind(cast: Cast, text: str, part: Part, name: tuple[int, int]) -> None:
    """Add "a charity for the homeless" behind a name."""
    match = _KIND.match(text, name[1])
    if match is not None:
        _describe(cast, part, match.span("phrase"), name)


def _describe(cast: Cast, part: Part, phrase: tuple[int, int], name: tuple[int, int]) -> None:
    words = cast.text[slice(*phrase)]
    cast.mention(part, phrase, "nominal")
    written = re.sub(r"^(?:the|an?) ", "", words, flags=re.IGNORECASE)
    evidence = cast.passage(min(phrase[0], name[0]), max(phrase[1], name[1]))
    role = Role(
        text=written,
        office=written.lower(),
        body=None,
        held=False,
        evidence=evidence,
        rule="apposition",
    )
    part.roles.append(role)


def _add_groups(cast: Cast, doc: Doc, text: str) -> None:
    """Add groups of people that do something somewhere in the article ("Oslo officials said")."""
    subjects = {token.idx for token in doc if token.dep_ in {"nsubj", "nsubjpass"}}
    found: dict[str, list[tuple[int, int]]] = {}
    acting = set()
    for start, end, part in cast.named("name", "adj"):
        match = _GROUP.match(text, end)
        if match is None or part.type not in {"country", "place", "org"}:
            continue
        name = text[start : match.end()].removeprefix("the ").removeprefix("The ")
        found.setdefault(name, []).append((start, match.end()))
        if match.start("noun") in subjects:
            acting.add(name)
    for name in sorted(acting):
        group = cast.part(name, "group", "group")
        for span in found[name]:
            # The country or place inside keeps its own mention.
            group.mentions.setdefault(span, "name")
            group.add_alias(text[slice(*span)])


def _add_definites(cast: Cast, text: str) -> None:
    """Give each definite description to the last thing of its kind that was named before."""
    named = cast.named("name", "nominal", "adj")
    place = 0
    latest: dict[str, Part] = {}
    for start, end, noun in sorted(_definites(text)):
        while place < len(named) and named[place][0] < start:
            for kind in _kinds(named[place][2]):
                latest[kind] = named[place][2]
            place += 1
        part = latest.get(noun)
        if noun == "government" and part is None and "country" in latest:
            part = cast.parts.get(government_of(latest["country"].name))
        if part is not None and cast.free(start, end):
            cast.mention(part, (start, end), "nominal")
            part.add_alias(text[start:end])


def _definites(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _DEFINITE.finditer(text):
        yield match.start(), match.end(), match["noun"]
    for match in _MINISTERS.finditer(text):
        yield match.start(), match.end(), "government"


def _kinds(part: Part) -> list[str]:
    """Return the common nouns by which news may call an actor again."""
    if part.type == "country":
        return ["nation", "country"]
    if part.type == "place":
        return [alias.removeprefix("the ") for alias in part.aliases if alias.startswith("the ")]
    if part.type != "org":
        return []
    if part.name.startswith("Government of "):
        return ["government"]
    nouns = [word.lower() for word in part.name.split()]
    kinds = [
        noun for noun in nouns if noun.capitalize() in ORGANISATION_HEADS or noun in STATE_BODIES
    ]
    return [*kinds, "company", "firm"] if _COMPANY.search(part.name) else kinds
