"""A parsed text in, the full names of its persons and sightings of them out."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc

from triplewire.edtf import MONTHS, WEEKDAYS
from triplewire.extract.actors.cast import Cast
from triplewire.extract.actors.organisations import without_company
from triplewire.extract.names import (
    PARTICLES,
    Forms,
    RunningText,
    Sighting,
    entry,
    is_wordlike,
    surname_of,
    wordlike_places,
)
from triplewire.extract.text import (
    HONORIFICS,
    NOT_IN_NAMES,
    OCCUPATIONS,
    OFFICE_MODIFIERS,
    OFFICES,
    ORGANISATION_HEADS,
    PLACE_HEADS,
    Zone,
    words,
)
from triplewire.gazetteer import given_names

_MAX_WORDS = 5
_CAPITALISED = r"[A-Z][\w'’-]{1,20}"
_TITLES = OFFICES | OCCUPATIONS | HONORIFICS
_TITLED = re.compile(
    rf"\b(?P<title>(?i:{'|'.join(sorted(_TITLES))}))\.? "
    rf"(?P<name>{_CAPITALISED}(?: (?:[A-Z]\.|{_CAPITALISED})){{0,2}})"
)
# A given name of the table with what can follow it: "Ana M. Ruiz", "Omar al-Sayed".
_GIVEN = re.compile(
    r"(?<![\w'’-])(?P<given>[A-Z][a-z]{2,14}(?:-[A-Z]?[a-z]+)?)"
    r"(?P<rest>(?: [A-Z]\.)?(?: (?:al|el|bin|ibn|de|da|van|von|der|den))*"
    r" (?:(?:al|el)[- ]{1,2})?[A-Z][a-z]['’\w-]{1,20})(?![\w’'-]*\.[a-z])"
)
# "Omar al-Sayed" is a person whatever its given name.
_ARABIC = re.compile(r"(?<![\w'’-])[A-Z][a-z]{2,14} (?:al|el|Al|El)-[A-Z][a-z]\w{1,20}")
# 'Ann "Nan" Roe': a nickname inside a name.
_NICKNAMED = re.compile(r"(?<![\w'’-])[A-Z][a-z]+ [\"“][A-Z][a-z]+[\"”] [A-Z][a-z]\w+")
# "Example Lund" is a person where "Lund said" follows, though Lund is a city.
# "Illustrator Ann Roe": a word for what somebody does, and two with capitals.
_DOER = re.compile(
    r"\b(?P<doer>[a-z]{4,}(?:er|or|ist|ian|man|woman|mate|member)) "
    r"(?P<name>[A-Z][a-z]{2,14} [A-Z][a-z]{2,20})\b(?! [A-Z])"
)
_NO_DOERS = frozenset(
    words(
        "after under over former later whether however never other another rather either neither"
        " order center quarter number september october november december summer winter river"
        " together further remember consider offer answer enter order major minor prior interior"
        " exterior color honor favor cover discover power matter letter paper water per than"
    )
)
_SPEAKING = re.compile(
    r"(?<![\w'’-])(?P<name>[A-Z][a-z]{2,14} (?:[A-Z]\. )?[A-Z][a-z]{2,20})"
    r" (?:said|says|told|tells|added|stated|explained|argued|insisted|noted)\b"
)
_BEFORE_CITY = re.compile(r"(?<![\w'’-])(?P<given>[A-Z][a-z]{2,14}) (?P<city>[A-Z][a-z]{2,14})\b")
_ARTICLE = re.compile(r"^(?:al|el)-(?=[A-Z])")
_TITLE_CASE = 0.7
# A single name is a person's when the model says so this often, or a title does once.
_ENOUGH = 2
# Heads of things with names of their own: "Space Shuttle Example".
_THING_HEADS = words(
    "Shuttle Station Launch Operation Flight Program Programme Project Series Award Prize Festival"
    " Cup League Day Street Road Avenue Hurricane Typhoon Storm Tropical Highway Route Airlines"
)
# Surnames that are also heads of places.
_SURNAMES = frozenset(words("Hill Lake Park Forest Rivers Bay Ford Bridge Hills Stone Wood"))
_NOT_NAMES = NOT_IN_NAMES | (
    frozenset((*MONTHS, *WEEKDAYS, *ORGANISATION_HEADS, *PLACE_HEADS, *_THING_HEADS)) - _SURNAMES
)
_POSSESSIVE = re.compile(r"['’]s?$")
_SPLIT = re.compile(r"\s+")


def find_names(doc: Doc, text: str, wordlike: Iterable[str], title: Zone | None) -> list[str]:
    """Return the names of the persons, the longest form of each, in text order."""
    places: dict[str, int] = {name: text.find(name) for name in wordlike}
    single: dict[str, int] = {}
    running = RunningText(text)
    for name, start, weight in _candidates(doc, running, title):
        if _is_full_name(name):
            places.setdefault(name, start)
        elif _is_single_name(name):
            single[name] = single.get(name, 0) + weight
    names = sorted(places, key=lambda name: (places[name], name))
    parts = {part for name in names for part in _parts(name)}
    whole = [name for name in names if name not in parts]
    known = {word for name in whole for word in name.split()}
    # A common noun with a capital is found in lower case elsewhere.
    common = {name for name in single if running.has(name.lower())}
    single = {name: count for name, count in single.items() if name not in common | known}
    return whole + sorted(name for name, count in single.items() if count >= _ENOUGH)


def _candidates(
    doc: Doc, running: RunningText, title: Zone | None
) -> Iterator[tuple[str, int, int]]:
    """Yield what may be names of persons, where, and how much each counts for a single name."""
    text = running.text
    barred = title if title and _is_title_case(text[title.start : title.end]) else None

    def is_barred(start: int) -> bool:
        return barred is not None and barred.start <= start < barred.end

    for entity in doc.ents:
        if entity.label_ == "PERSON" and not is_barred(entity.start_char):
            name = _clean(text[entity.start_char : entity.end_char])
            if not running.is_place(name):
                yield name, entity.start_char, 1
    for match in _TITLED.finditer(text):
        sure = match["title"].lower() in HONORIFICS | OFFICES
        yield _clean(match["name"]), match.start("name"), _ENOUGH if sure else 0
    for name, start in _by_form(running):
        if not is_barred(start):
            yield name, start, 0


def _by_form(running: RunningText) -> Iterator[tuple[str, int]]:
    """Yield what has the form of a person's name, whatever the model says."""
    text = running.text
    for match in _GIVEN.finditer(text):
        if match["given"] in given_names() and entry(match["given"]) is None:
            yield _clean(match.group()), match.start()
    for match in _NICKNAMED.finditer(text):
        yield match.group(), match.start()
    for match in _DOER.finditer(text):
        first, last = match["name"].split(" ")
        if match["doer"] not in _NO_DOERS and entry(first) is None and not _is_common(first):
            yield match["name"], match.start("name")
    for match in _SPEAKING.finditer(text):
        first, last = match["name"].split(" ")[0], match["name"].split(" ")[-1]
        if entry(first) is None and entry(last) is None and not _is_common(first):
            yield match["name"], match.start()
    for match in _BEFORE_CITY.finditer(text):
        if _is_surname(running, match):
            yield match.group(), match.start()
    for match in _ARABIC.finditer(text):
        if not running.is_place(match.group()):
            yield match.group(), match.start()


def _is_common(word: str) -> bool:
    return word in _NOT_NAMES or word.lower() in _TITLES | OFFICE_MODIFIERS


def _is_surname(running: RunningText, name: re.Match[str]) -> bool:
    """Say whether a city's name behind a capitalised word is the surname of one who speaks."""
    city = entry(name["city"])
    plain = entry(name["given"]) is None and name["given"] not in _NOT_NAMES
    if city is None or city[1] != "place" or not plain or name["given"].lower() in _TITLES:
        return False
    return running.speaks(name["city"])


def _is_title_case(title: str) -> bool:
    """Say whether a headline has capitals on most of its words, so that they tell nothing."""
    long = [word for word in title.split() if len(word) > 3 and word[0].isalpha()]
    return sum(word[0].isupper() for word in long) > _TITLE_CASE * len(long)


def without_organisations(names: list[str], organisations: Iterable[Sighting]) -> list[str]:
    """Return the names that are not those of companies ("Acme Toys" of "Acme Toys Ltd")."""
    companies = {without_company(sighting.name) for sighting in organisations}
    return [name for name in names if name not in companies]


def _clean(name: str) -> str:
    words = _SPLIT.split(_POSSESSIVE.sub("", name.strip()))
    while words and (words[0].lower().rstrip(".") in _TITLES or words[0] in NOT_IN_NAMES):
        # "He" and "So" are surnames when a given name follows.
        if len(words) == 2 and is_wordlike(words[0]):
            break
        words = words[1:]
    return " ".join(words)


def _is_full_name(name: str) -> bool:
    words = name.split(" ")
    if words[0] in _THING_HEADS or (len(words) > 1 and words[1] in _THING_HEADS):
        return False
    if not 2 <= len(words) <= _MAX_WORDS or entry(name) is not None:
        return False
    if any(word in _NOT_NAMES for word in words[1:]) or _is_country(words[0]):
        return False
    # A country's name may be a surname ("Jordan") behind a given name.
    ends_in_country = _is_country(words[-1]) and words[0] not in given_names()
    if words[-1].lower() in _TITLES or ends_in_country:
        return False
    return all(_is_name_word(word) for word in words) and not words[-1].endswith(".")


def _is_country(word: str) -> bool:
    known = entry(word)
    return known is not None and known[1] == "country"


def without_persons(organisations: Iterable[Sighting], names: list[str]) -> Iterator[Sighting]:
    """Yield organisations up to the name of a person who stands behind theirs."""
    for sighting in organisations:
        person = next((name for name in names if sighting.name.endswith(f" {name}")), None)
        if person is None:
            yield sighting
        else:
            cut = len(person) + 1
            yield replace(sighting, end=sighting.end - cut, name=sighting.name[:-cut])


def _is_name_word(word: str) -> bool:
    word = _ARTICLE.sub("", word)
    letters = re.sub(r"['’.\"“”-]", "", word)
    return word.lower() in PARTICLES or (letters.isalpha() and letters[0].isupper())


def _is_single_name(name: str) -> bool:
    return (
        " " not in name
        and len(name) > 2
        and name[0].isupper()
        and not name.isupper()
        and _is_name_word(name)
        and name not in _NOT_NAMES
        and name.lower() not in _TITLES
        and entry(name) is None
    )


def _parts(name: str) -> Iterator[str]:
    """Yield every shorter run of a name's words."""
    words = name.split(" ")
    for size in range(1, len(words)):
        for first in range(len(words) - size + 1):
            yield " ".join(words[first : first + size])


def find_full_names(text: str, names: Iterable[str]) -> Iterator[Sighting]:
    """Yield every place at which a person is called by the full name."""
    for start, end, name in Forms(names).find(text):
        yield Sighting(start=start, end=end, name=name, type="person", rule="person")


def short_names(names: Iterable[str]) -> dict[str, list[str]]:
    """Return the full names by the short form that stands for them."""
    found: dict[str, list[str]] = {}
    for name in names:
        short = surname_of(name)
        if short != name:
            found.setdefault(short, []).append(name)
            plain = _ARTICLE.sub("", short)
            if plain != short and entry(plain) is None:
                found.setdefault(plain, []).append(name)
    return found


def add_short_names(cast: Cast, text: str, names: Iterable[str]) -> None:
    """Note where persons are called by their surname; of two namesakes the last one named."""
    short = short_names(names)
    wordlike = frozenset(form for form in short if form in NOT_IN_NAMES or len(form) < 3)
    spans = [(start, end, form) for start, end, form in Forms(short.keys() - wordlike).find(text)]
    for form in sorted(wordlike):
        spans += [(place.start, place.end, form) for place in wordlike_places(text, form)]
    named = {name: sorted(cast.part(name, "person").mentions) for name in names}
    for start, end, form in sorted(spans):
        if cast.free(start, end):
            part = cast.part(_last_named(short[form], named, start), "person")
            cast.mention(part, (start, end))


def _last_named(bearers: list[str], named: dict[str, list[tuple[int, int]]], start: int) -> str:
    def last(name: str) -> int:
        place = bisect(named[name], (start, start))
        return named[name][place - 1][0] if place else -1

    return max(bearers, key=last)
