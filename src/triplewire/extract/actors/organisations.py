"""A text in, sightings of organisations, places, documents and gatherings by their heads out."""

import re
from collections.abc import Iterator

from triplewire.edtf import MONTHS, WEEKDAYS
from triplewire.extract.names import Forms, Sighting, entry, takes_article
from triplewire.extract.text import (
    DOCUMENT_HEADS,
    GATHERING_HEADS,
    MUNICIPALITIES,
    NOT_IN_NAMES,
    OCCUPATIONS,
    OFFICE_MODIFIERS,
    OFFICES,
    ORGANISATION_HEADS,
    PLACE_HEADS,
    STATE_BODIES,
    words,
)
from triplewire.gazetteer import given_names
from triplewire.records import ActorType

_TYPES: dict[str, ActorType | None] = dict.fromkeys(ORGANISATION_HEADS, "org")
_TYPES |= dict.fromkeys(PLACE_HEADS, "place")
_TYPES |= dict.fromkeys(DOCUMENT_HEADS, "document")
_TYPES |= dict.fromkeys(GATHERING_HEADS)
_HEAD = re.compile(rf"\b(?:{'|'.join(sorted(_TYPES))})\b(?!['’]\w\w)")
_HEAD_HERE = re.compile(rf"(?:{'|'.join(sorted(_TYPES))})\b")
_MUNICIPALITY = re.compile(
    rf"\b(?:[Tt]he )?((?:{'|'.join(MUNICIPALITIES)}) of [A-Z]\w+(?: [A-Z]\w+)?)\b"
)
# One word of a name to the left of what is already known of it.
_WORD_BEFORE = re.compile(r"(?<![\w'’-])([A-Z][\w&.'’-]{0,30}) $")
_ORDINAL_BEFORE = re.compile(r"(?<![\w'’-])\d{1,3}(?:st|nd|rd|th) $")
# "Example Star" is a newspaper of Example, where Example is a city.
_NEWSPAPER = re.compile(
    r"(?<![\w'’-])(?P<city>[A-Z][a-z]+(?: [A-Z][a-z]+)?) (?:Star|Sun|Globe|Mail|Standard|Examiner"
    r"|Inquirer|Courier|Express|Independent|Register|Dispatch|Monitor|Bee|Citizen)\b(?! [A-Z])"
)
_JOINT_BEFORE = re.compile(r"(?<![\w'’-])([A-Z][\w&.'’-]{0,30}) (?:of|of the|for|&) $")
# "Food and Drug Authority", but not "Example Corp and Other Authority".
_PAIR_BEFORE = re.compile(r"(?<![\w'’-])([A-Z][\w-]{0,30}) and $")
_DAYS = frozenset((*MONTHS, *WEEKDAYS))
# What works on a subject; a centre is not "on" one.
_TOPICAL = re.compile(
    r".*(?:Committee|Commission|Council|Inquiry|Panel|Force|Conference|Convention|Group|Bureau"
    r"|Agreement|Act|Treaty|Protocol|Declaration)"
)
_COMPLEMENT = re.compile(
    r" (?:of|for|on) (?:the )?[A-Z][\w'’-]*\w(?: [A-Z][\w-]+){0,3}"
    r"(?: of [A-Z][\w'’-]*\w(?: [A-Z][\w-]+){0,3})?"
    r"(?: and (?:[A-Z][\w-]+ ){0,2}[A-Z][\w-]+)?"
)
_SEAT = re.compile(r" in the (?:[A-Z][\w.]*)(?: [A-Z]\w+)?\b")
_MAX_WORDS = 7
_TIME_WORDS = frozenset((*MONTHS, *WEEKDAYS))
# A word that ends a sentence, and no abbreviation such as "U.S." or "St.".
_SENTENCE_END = re.compile(r"[\w'’-]{4,}\.")
_GOVERNMENT_OF = re.compile(r"\b(?:[Tt]he )?[Gg]overnment of (?:the )?$")
_OWNER = re.compile(r"^.{2,40}?['’]s? ")
_STATE_BODY = re.compile(
    r"(?:['’]s?)? (?:(?:regional |provincial |state )?[Gg]overnment|central bank"
    rf"|{'|'.join(STATE_BODIES)}|(?:[a-z]{{3,12}} )?ministry)\b"
)
_COMPANY = re.compile(r",? (?:Co|Company|Corp|Corporation|Holdings|Inc|Ltd|PLC)\.?$")
_STAFF = "|".join(
    words(
        "analyst boss ceo chairman chairwoman economist founder spokesman spokesperson spokeswoman"
    )
)
# "Example chief executive Jane Roe" tells that Example is an organisation.
_EMPLOYER = re.compile(
    rf"(?<![\w'’-])(?P<name>[A-Z][\w&-]{{1,20}}(?: [A-Z][\w&-]{{1,20}}){{0,2}}) "
    rf"(?:chief executive|managing director|{_STAFF}|spokeswoman) [A-Z]"
)
_ARTICLE = ("the ", "The ")


def find_by_head(text: str) -> Iterator[Sighting]:
    """Yield capitalised names that end in the head of an organisation, place or document."""
    last: Sighting | None = None
    for match in _HEAD.finditer(text):
        first = _grow_left(text, match.start())
        first = _without_owner(text, first, match.start())
        ordinal = _ORDINAL_BEFORE.search(text, max(0, first - 8), first)
        first = ordinal.start() if ordinal and _TYPES[match.group()] == "org" else first
        end = match.end()
        kind = _TYPES[match.group()]
        if kind == "org" or first == match.start():
            end = _grow_right(text, end) if kind in {"org", "document"} else end
        name = text[first:end]
        if " " not in name or entry(name) is not None or _is_person(name, kind):
            continue
        start = _with_article(text, first, kind)
        # Of "Business Centre" the first head is only a part of the name.
        if last is not None and last.start < start:
            yield last
        last = Sighting(start=start, end=end, name=name, type=kind, rule="head")
    if last is not None:
        yield last
    for match in _NEWSPAPER.finditer(text):
        if entry(match["city"]) is not None:
            start, end = match.span()
            yield Sighting(start=start, end=end, name=match.group(), type="org", rule="head")
    for match in _MUNICIPALITY.finditer(text):
        yield Sighting(start=match.start(), end=match.end(), name=match[1], type="org", rule="head")


def _grow_left(text: str, start: int) -> int:
    for _ in range(_MAX_WORDS):
        window = max(0, start - 45)
        match = _WORD_BEFORE.search(text, window, start)
        if match is None:
            match = _JOINT_BEFORE.search(text, window, start)
            if match is not None and not _can_be_joined(match, text, start):
                return start
        if match is None:
            match = _pair_before(text, window, start)
        if match is None or match[1] in NOT_IN_NAMES or match[1] in _TIME_WORDS:
            return start
        if _SENTENCE_END.fullmatch(match[1]):
            return start
        start = match.start(1)
    return start


def _is_person(name: str, kind: ActorType | None) -> bool:
    """Say whether a place's head is somebody's surname: "Anna Hill"."""
    words = name.split(" ")
    return kind == "place" and len(words) in {2, 3} and words[0] in given_names()


def _is_topical(text: str, end: int) -> bool:
    dated = text[end + len(" on ") :].split(" ", 1)[0].rstrip(".,;:") in _DAYS
    return not dated and _TOPICAL.fullmatch(text, text.rfind(" ", 0, end - 1) + 1, end) is not None


def _without_person(complement: str) -> str:
    """Return a complement up to a person's name: "of Example Town Ana Ruiz"."""
    words = complement.split(" ")
    for place in range(2, len(words) - 1):
        if words[place] in given_names() and entry(words[place]) is None:
            return " ".join(words[:place])
    return complement


def _can_be_joined(match: re.Match[str], text: str, start: int) -> bool:
    """Say whether a word may begin a name that goes on with "of": "Bank of", not "Roe of"."""
    joint = match.group()[len(match[1]) :].strip()
    body = _HEAD_HERE.match(text, start)
    several = match[1].endswith("s") and (body is None or _TYPES[body.group()] == "org")
    return joint == "&" or match[1] in _TYPES or several


def _pair_before(text: str, window: int, start: int) -> re.Match[str] | None:
    match = _PAIR_BEFORE.search(text, window, start)
    if match is None or entry(match[1]) is not None:
        return None
    if _JOINT_BEFORE.search(text, max(0, match.start() - 45), match.start()):
        # "The Institute of Technology and Example University" are two.
        return None
    before = _WORD_BEFORE.search(text, window, match.start())
    return match if before is None or before[1] in NOT_IN_NAMES else None


def _without_owner(text: str, first: int, head: int) -> int:
    """Leave out a country that owns the body: "Norway's Ministry of Health"."""
    owner = _OWNER.match(text, first, head)
    if owner is None:
        return first
    known = entry(re.sub(r"['’]s?$", "", owner.group().rstrip()))
    return owner.end() if known is not None and known[1] in {"country", "place"} else first


def _grow_right(text: str, end: int) -> int:
    match = _COMPLEMENT.match(text, end)
    if match is not None and match.group().startswith(" on ") and not _is_topical(text, end):
        return end
    if match is not None:
        joined = match.group().rpartition(" and ")
        # "the Ministry of Health and Reuters" are two, "... and Example University" as well.
        another = joined[1] and (entry(joined[2]) or joined[2].split()[-1] in _TYPES)
        words = joined[0] if another else match.group()
        end += len(_without_person(words.removesuffix("'s").removesuffix("’s")))
    seat = _SEAT.match(text, end)
    return seat.end() if seat is not None and match is not None else end


def _with_article(text: str, start: int, kind: ActorType | None) -> int:
    return start - 4 if kind != "place" and text.endswith(_ARTICLE, 0, start) else start


def find_state_bodies(text: str, known: list[Sighting]) -> Iterator[Sighting]:
    """Yield governments, armies and the like, by the countries that are named before them."""
    for country in known:
        before = _GOVERNMENT_OF.search(text, max(0, country.start - 24), country.start)
        if before is not None and country.type == "country" and country.kind == "name":
            name = government_of(country.name)
            start = before.start()
            yield Sighting(
                start=start, end=country.end, name=name, type="org", open=True, rule="state-body"
            )
        body = _STATE_BODY.match(text, country.end) if country.type == "country" else None
        if body is None:
            continue
        start = country.start
        start -= 4 if text.endswith(_ARTICLE, 0, start) else 0
        written = text[country.start : body.end()].removeprefix("the ").removeprefix("The ")
        name = re.sub(r"['’]s? ", " ", written)
        if body.group().lower().endswith("government"):
            name = government_of(country.name)
        yield Sighting(
            start=start, end=body.end(), name=name, type="org", open=True, rule="state-body"
        )


def find_employers(text: str) -> Iterator[Sighting]:
    """Yield every mention of the organisations that are named in front of their people."""
    names = {match["name"] for match in _EMPLOYER.finditer(text)}
    unknown = [name for name in names if not any(_is_no_employer(word) for word in name.split())]
    for start, end, name in Forms(sorted(unknown)).find(text):
        yield Sighting(start=start, end=end, name=name, type="org", rule="employer")


def without_company(name: str) -> str:
    """Return a company's name without its legal form."""
    return _COMPANY.sub("", name)


def _is_no_employer(word: str) -> bool:
    lower = word.lower()
    return (
        word in NOT_IN_NAMES
        or word in _TIME_WORDS
        or lower in OFFICES | OCCUPATIONS | OFFICE_MODIFIERS
        or entry(word) is not None
    )


def government_of(country: str) -> str:
    """Return the name by which a country's government goes in every article."""
    return f"Government of {'the ' if takes_article(country) else ''}{country}"
