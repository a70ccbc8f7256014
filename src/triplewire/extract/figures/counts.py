"""A number on a page in, the figure that it is with the noun that it counts out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from triplewire.extract.figures.fates import fate_of, people_fate
from triplewire.extract.figures.money import meant_money
from triplewire.extract.figures.numbers import Number
from triplewire.extract.speech import subject_of
from triplewire.extract.text import Page, Zone, tokens_of, words
from triplewire.units import units

# What is counted in passing, without being measured: parties, ways, turns.
_NOT_COUNTED = frozenset(
    words(
        "side country nation leader party way part one minister official thing time"
        " aspect step factor reason area point occasion hand question other option round"
        " phase stage am pm o'clock of a.m. p.m."
    )
)
_CLOCK = frozenset(words("am pm o'clock of a.m. p.m. party part one"))
_WITHOUT_PLURAL = frozenset(
    words("personnel staff police crew aircraft sheep cattle people percent")
) | frozenset(short for unit in units() for short in unit.abbreviations)
_SINGULARS = {"people": "person", "airmen": "airman", "personnel": "person", "staff": "person"}
_FAR = 6
_LARGE = 10_000
_DURATIONS = frozenset(word for unit in units() if unit.kind == "time" for word in unit.words)
_ADVERBIAL = frozenset(
    words(
        "in for over within during since after before until by ago through from at about past last"
    )
)
_IDENTIFIED = re.compile(
    r"(?:\b(?:nos?|number|articles?|sections?|chapter|clause|page|flight|route|highway|room|gate"
    r"|level|phase|resolution|rule|class|grade|type|model|group|unit|channel|line|aged|age|verse"
    r"|vol|volume|version|figure|fig|table|tel|phone|fax|box|street|protocol|season|episode"
    r"|platform|terminal|pier|lane|exit|seat|block|ward|zone|sector|district|courtroom|paragraph"
    r"|annex|item|lot)\.?|#)\s*$",
    re.IGNORECASE,
)
# "No one", "one another", "one of them": a pronoun.
_NO = re.compile(r"\b(?:no|any|every|each|some|the|this|that|which) $", re.IGNORECASE)
_ANOTHER = re.compile(r" (?:another|of)\b")
# How long it takes to read the article.
_READING = re.compile(r"[ -]min(?:ute)?s?[ -]read\b", re.IGNORECASE)
_NUMBERED = frozenset(words("number total toll tally count"))
_TOLLS = frozenset(words("toll death fatality casualty"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A number in its words; ``token`` is their root, ``counted`` the noun that it counts.

    ``measure`` is what it measures where that is known by how it was found, else empty.
    """

    number: Number
    zone: Zone
    token: Token
    counted: Token | None
    unit: str
    measure: str = ""


def figures_of(page: Page, number: Number) -> Iterator[Found]:
    """Yield the figure that a number is, if it measures something."""
    tokens = tokens_of(page, number.digits, number.end)
    root = page.doc[tokens[0].i : tokens[-1].i + 1].root
    start = min(number.start, tokens[0].idx)
    if number.unit is not None:
        end = max(number.end, tokens[-1].idx + len(tokens[-1]))
        unit = meant_money(page, number.unit)
        whole = Zone(start=start, end=end)
        if unit:
            yield Found(number=number, zone=whole, token=root, counted=None, unit=unit)
        return
    if _is_name_or_pronoun(page, number):
        return
    bare = Zone(start=start, end=number.end)
    counted = _counted(page, number, root)
    fate = people_fate(root) if counted is None else ""
    if fate:
        measure = f"people{fate}"
        yield Found(
            number=number, zone=bare, token=root, counted=None, unit="person", measure=measure
        )
        return
    if counted is not None:
        whole = Zone(start=start, end=counted.idx + len(counted))
        unit = unit_of(counted)
        yield Found(number=number, zone=whole, token=root, counted=counted, unit=unit)
        return
    reached = _reached(page, number, root)
    if reached:
        yield Found(number=number, zone=bare, token=root, counted=None, unit=reached)


def marked_figure(page: Page, number: Number, mark: Zone) -> Found | None:
    """Return the figure that a number is with the words that are marked as one.

    None where no noun in them or before them says what it counts.
    """
    tokens = tokens_of(page, number.digits, number.end)
    root = page.doc[tokens[0].i : tokens[-1].i + 1].root
    behind = tokens_of(page, number.end, mark.end) if number.end < mark.end else []
    noun = next((token for token in reversed(behind) if token.pos_ == "NOUN"), None)
    unit = _reached(page, number, root) if noun is None else unit_of(noun)
    if not unit:
        return None
    end = number.end if noun is None else noun.idx + len(noun)
    whole = Zone(start=min(number.start, tokens[0].idx), end=end)
    return Found(number=number, zone=whole, token=root, counted=noun, unit=unit)


def _is_name_or_pronoun(page: Page, number: Number) -> bool:
    """Say whether a number only names ("section 12"), stands for somebody, or modifies a noun."""
    text = page.masked
    if _IDENTIFIED.search(text, max(0, number.start - 20), number.start):
        return True
    # "A 10-day trip", "a 131-page report": what kind of noun it is.
    if text[number.end : number.end + 1] == "-" or _READING.match(text, number.end):
        return True
    before = max(0, number.start - 6)
    pronoun = _NO.search(text, before, number.start) or _ANOTHER.match(text, number.end)
    return number.value == 1 and bool(pronoun)


def _reached(page: Page, number: Number, root: Token) -> str:
    """Return the unit of a number without a noun: "claims rose to 40,000", "the toll is 12"."""
    if root.dep_ not in {"pobj", "dobj", "attr"} or root.pos_ != "NUM":
        return ""
    verb = root.head.head if root.dep_ == "pobj" else root.head
    noun = subject_of(verb) if verb.pos_ in {"VERB", "AUX"} else None
    noun = next((c for c in verb.children if c.dep_ == "dobj" and c.i < root.i), noun)
    if noun is None or noun.i >= root.i:
        return ""
    lemma = noun.lemma_.lower()
    if lemma in _NUMBERED:
        of = [o for c in noun.children if c.lower_ == "of" for o in c.children if o.tag_ == "NNS"]
        deadly = any(child.lemma_.lower() in _TOLLS for child in noun.children)
        return unit_of(of[0]) if of else "person" if deadly else ""
    if lemma == "population":
        return "person"
    large = "," in page.masked[number.digits : number.end] or number.value >= _LARGE
    large = large and root.dep_ != "attr"
    counts = large and noun.tag_ == "NNS" and lemma not in _NOT_COUNTED
    return unit_of(noun) if counts else ""


def _counted(page: Page, number: Number, root: Token) -> Token | None:
    """Return the common noun that a bare number counts, None when it counts nothing."""
    noun = root.head
    if root.dep_ not in {"nummod", "quantmod", "compound"} or noun.i <= root.i:
        return None
    lemma = noun.lemma_.lower()
    written = page.masked[number.digits : number.end]
    few = written.isalpha() and number.value < (2 if fate_of(noun) else 4)
    yearlike = number.qualifier == "exactly" and re.fullmatch(r"(?:1[5-9]|20)\d\d", written)
    year = yearlike and not page.masked.startswith("of ", number.start - 3)
    # "A 15 metre tower": a measure in front of a noun stands in the singular.
    attributive = noun.dep_ in {"compound", "nmod", "amod", "npadvmod", "quantmod"}
    bare = lemma in _WITHOUT_PLURAL or attributive
    singular = noun.tag_ == "NN" and number.value > 1 and not bare
    bare_unit = " " not in unit_of(noun)  # a "percentage point" is no point
    people = noun.ent_type_ == "NORP" and noun.tag_ in {"NNPS", "NNS"}
    if (
        (noun.pos_ != "NOUN" and not people)
        or noun.i - root.i > _FAR
        or (lemma in _NOT_COUNTED and bare_unit and (number.value < 10 or lemma in _CLOCK))
        or few
        or year
        or singular
        or (lemma in _DURATIONS and _is_adverbial(noun))
    ):
        return None
    return noun


def _is_adverbial(noun: Token) -> bool:
    """Say whether a duration only says when: "for six years", "two days ago"."""
    if noun.dep_ == "npadvmod" or any(
        child.lower_ in {"past", "last", "next", "first", "ago", "later", "earlier", "old"}
        for child in noun.children
    ):
        return True
    return (noun.dep_ == "pobj" and noun.head.lower_ in _ADVERBIAL) or noun.head.lower_ in {
        "ago",
        "later",
        "earlier",
        "old",
        "after",
        "before",
    }


def unit_of(noun: Token) -> str:
    """Return a noun as a unit: singular, lower case, with "square" and its like."""
    before = noun.nbor(-1).lower_ if noun.i else ""
    kind = f"{before} " if before in {"square", "cubic", "percentage", "basis", "nautical"} else ""
    lemma = "person" if noun.ent_type_ == "NORP" else noun.lemma_.lower()
    return kind + _SINGULARS.get(lemma, lemma)
