"""A parsed text in, sightings of organisations whose names a country's name is a part of out.

"Statistics Norway", "Air France", "Gaz de France" and "Royal Dutch Shell" are no countries.
"""

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from triplewire import gazetteer
from triplewire.extract.names import Forms, Sighting, entry
from triplewire.extract.text import NOT_IN_NAMES, OCCUPATIONS, OFFICE_MODIFIERS, OFFICES, words

# In front of a country these make the name of an institution, wherever the sentence begins.
_INSTITUTIONS = frozenset(
    words(
        "Air Athletics Bank Basketball Brand Business Clinical Creative Cricket Cycling Destination"
        " Enterprise Environment Football Gymnastics Hockey Innovation Netball Rowing Rugby Skills"
        " Statistics Swimming Team Telecom Tennis Tourism Transparency Triathlon Universities"
        " Volleyball"
    )
)
# In front of a country these say which part or time of it is meant, or whose it is.
_OF_THE_COUNTRY = frozenset(
    words(
        "Ancient Big British Captain Central Coastal Colonial Communist Continental Democratic"
        " Dutch East Eastern Emperor Fascist Federal Feudal French Global Great Greater Imperial"
        " Independent Inner King Kingdom Lady Little Lower Mainland Medieval Metropolitan Miss"
        " Modern Mother Nazi New Newly North Northern Occupied Old Outer Post-war Prince Princess"
        " Queen Republican Revolutionary Royal Rural Saint Socialist South Southern Soviet Tsarist"
        " Uncle Unified Upper Urban Vichy Weimar West Western Young"
    )
)
_JOINTS = frozenset({"de", "del", "della", "di", "do", "du", "of", "and", "&"})
_ROYAL = re.compile(r"Royal (?P<of>[A-Z][a-z]+)(?: [A-Z][\w&-]+){1,4}")
_ARTICLE = re.compile(r"[Tt]he ")
# "Air France-KLM" is not Air France.
_AND_ANOTHER = re.compile(r"-[A-Z]\w+")
_TEAMS = frozenset({"GB", "USA"})
_MOST_WORDS = 5


def find_national(doc: Doc, text: str) -> Iterator[Sighting]:
    """Yield every mention of organisations that are called by a country and what they are.

    The model has to hold a name for an organisation's, unless a word in it is that of an
    institution.
    """
    names = {*_by_model(doc), *_by_word(text)}
    for start, end, _ in Forms(sorted(names)).find(text):
        another = _AND_ANOTHER.match(text, end)
        last = another.end() if another else end
        first = start - 4 if text.endswith(("the ", "The "), 0, start) else start
        yield Sighting(
            start=first, end=last, name=text[start:last], type="org", rule="national-body"
        )


def _by_word(text: str) -> Iterator[str]:
    for match in _institution().finditer(text):
        yield match.group()


@cache
def _institution() -> re.Pattern[str]:
    lands = gazetteer.countries().values()
    forms = {form for land in lands for form in (land.name, *land.aliases)} | _TEAMS
    ordered = sorted(filter(_is_land, forms), key=lambda form: (-len(form), form))
    land = "|".join(map(re.escape, ordered))
    return re.compile(
        rf"(?<![\w-])(?:{'|'.join(sorted(_INSTITUTIONS))}) (?:{land})(?![\w'’])(?! [A-Z])"
    )


def _by_model(doc: Doc) -> Iterator[str]:
    for entity in doc.ents:
        to = doc.text.endswith((" to ", " To "), 0, entity.start_char)
        opens = entity[0].is_sent_start and entity[0].lower_.endswith("ing")
        if entity.label_ != "ORG" or to or opens:
            # A headline's "To Visit China" is an errand, "Quoting Norway" opens a sentence.
            continue
        name = _ARTICLE.sub("", entity.text.strip(), count=1)
        royal = _ROYAL.fullmatch(name)
        known = entry(royal["of"]) if royal else None
        if (known is not None and known[2] == "adj") or _ends_in_a_land(name):
            yield name


def _ends_in_a_land(name: str) -> bool:
    parts = name.split(" ")
    for count in (1, 2):
        own = parts[:-count]
        if not own or len(parts) > _MOST_WORDS or not _is_land(" ".join(parts[-count:])):
            continue
        if all(word in _JOINTS or _is_own(word) for word in own) and own[0] not in _JOINTS:
            return own[-1] not in {"of", "and", "&"}
    return False


def _is_own(word: str) -> bool:
    """Say whether a word can be an institution's own, and no title, quarter or other name."""
    known = entry(word)
    lower = word.lower()
    return (
        word[:1].isupper()
        and word.isalpha()
        and word not in _OF_THE_COUNTRY | NOT_IN_NAMES
        and lower not in OFFICES | OCCUPATIONS | OFFICE_MODIFIERS
        and (known is None or (known[1] == "org" and not word.isupper()))
    )


def _is_land(name: str) -> bool:
    known = entry(name)
    return name in _TEAMS or (known is not None and known[2] == "name" and known[1] == "country")
