"""A page and its reported claims in, the ranks that it gives (third-largest, most populous) out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from spacy.tokens import Token

from triplewire.extract.figures.placings import ORDINAL, Place, find_places, place_of_ordinal
from triplewire.extract.figures.spoken import Spoken
from triplewire.extract.speech import According, denoted, make_claim, subject_of
from triplewire.extract.text import Page, Zone, extent, tokens_of, trim, words
from triplewire.records import Claim, Figure

# Superlatives of what can be measured; "best", "latest" and their like rank nothing.
_SUPERLATIVE = (
    r"(?P<degree>largest|biggest|smallest|highest|lowest|richest|poorest|oldest|youngest|longest"
    r"|shortest|tallest|fastest|slowest|busiest|deadliest|costliest|wealthiest|heaviest"
    r"|strongest|weakest|hottest|coldest|warmest|driest|wettest|"
    r"most[ -](?!(?:well|effective|likely|important|recent|notable|obvious|basic|common|of)\b)"
    r"[a-z-]{3,20})"
)
_RANK = re.compile(rf"\b(?:{ORDINAL}[\s-])?{_SUPERLATIVE}\b(?!-ever)")
_ONE_OF = re.compile(
    r"\b(?:one|two|three|some|many|several|few|among|amongst)\b[^.;,]{0,30}$", re.IGNORECASE
)
_RELATIONS = frozenset(
    words(
        "partner source destination market customer supplier buyer investor importer"
        " exporter donor creditor lender ally rival shareholder contributor client trader"
        " neighbour neighbor"
    )
)
# "In the strongest terms" says how, and ranks nothing.
_MANNERS = {"term", "condolence", "sympathy", "thank"}
_LONGEST_ROW = 5
_PLAIN = {"largest", "biggest"}
_COPULAS = frozenset(words("be become remain make constitute represent"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parties:
    """Whose rank it is, who is ranked, and the field."""

    about: tuple[str, ...]
    counterpart: str | None
    among: str | None


def find_ranks(
    page: Page, reported: Iterable[Claim], according: tuple[According, ...]
) -> tuple[Claim, ...]:
    """Return a claim for every rank, said by whom the words around it are said by."""
    spoken = Spoken(page, reported, according)
    claims: list[Claim] = []
    for match in _RANK.finditer(page.masked):
        if _ONE_OF.search(page.masked, max(0, match.start() - 60), match.start()):
            continue
        noun = _ranked_noun(page, match)
        if noun is None or noun.lemma_ in _MANNERS or not _is_definite(noun):
            continue
        parties = _parties(page, noun)
        figure = Figure(
            value=Decimal(_value(match["ordinal"])),
            unit=None,
            measure=_measure(noun, match),
            qualifier="exactly",
            when=None,
            about=parties.about,
            counterpart=parties.counterpart,
            among=parties.among,
        )
        content = _content(page, noun)
        said = spoken.around(content)
        claims.append(make_claim(page, "rank", content, said, figure=figure))
    claims += (_placed(page, place, spoken) for place in find_places(page))
    return tuple(claims)


def _placed(page: Page, place: Place, spoken: Spoken) -> Claim:
    figure = Figure(
        value=Decimal(place.value),
        unit=None,
        measure=place.measure,
        qualifier="exactly",
        when=None,
        about=place.about,
        among=place.among,
    )
    said = spoken.around(place.content)
    return make_claim(page, "rank", place.content, said, figure=figure)


def _value(ordinal: str | None) -> int:
    return 1 if ordinal is None else place_of_ordinal(ordinal)


def _ranked_noun(page: Page, match: re.Match[str]) -> Token | None:
    """Return the noun that a superlative ranks: the last of the nouns that follow it."""
    tokens = tokens_of(page, *match.span())
    noun: Token | None = None
    for token in page.doc[tokens[-1].i + 1 : tokens[-1].i + 7]:
        if token.pos_ in {"NOUN", "PROPN"}:
            noun = token
        elif (
            noun is not None
            or token.pos_ not in {"ADJ", "ADV", "VERB", "PUNCT"}
            or token.text == ","
        ):
            break
    return noun


def _is_definite(noun: Token) -> bool:
    """Say whether a ranked noun is definite: "the", an owner, or a row that one of them opens."""
    for node in (noun, *_row(noun)):
        for child in node.children:
            if child.i < noun.i and (
                child.dep_ == "poss" or child.lower_ in {"the", "their", "its"}
            ):
                return True
    return noun.dep_ in {"attr", "appos", "conj"} and noun.head.pos_ != "VERB"


def _row(noun: Token) -> list[Token]:
    """Return the nouns that a noun stands in a row with, nearest first."""
    row: list[Token] = []
    while len(row) < _LONGEST_ROW:
        joined = noun.dep_ in {"conj", "appos"} and noun.head.pos_ in {"NOUN", "PROPN"}
        # The parser may give "is" several complements in the place of a row.
        beside = [c for c in noun.head.children if c.dep_ == "attr" and c.i < noun.i]
        if not joined and not (noun.dep_ == "attr" and beside):
            break
        noun = noun.head if joined else beside[-1]
        row.append(noun)
    return row


def _owner(noun: Token) -> Token | None:
    for node in (noun, *_row(noun)):
        for child in node.children:
            if child.dep_ == "poss":
                return child
    return None


def _subject(noun: Token) -> Token | None:
    """Return who is ranked: the subject of "X is the ...", or what is in apposition."""
    first = _row(noun)[-1] if _row(noun) else noun
    for node in (noun, first):
        if node.dep_ in {"attr", "oprd"} or (node.dep_ == "dobj" and node.head.lemma_ in _COPULAS):
            return subject_of(node.head)
    if noun.dep_ == "appos":
        return noun.head
    return next((child for child in noun.children if child.dep_ == "appos"), None)


def _parties(page: Page, noun: Token) -> _Parties:
    ranked = _subject(noun)
    names = denoted(page, ranked) if ranked is not None else ()
    owner = _owner(noun)
    owners = denoted(page, owner) if owner is not None else ()
    field = _field(page, noun)
    world = owner is not None and owner.lower_ in {"world", "globe", "planet"}
    if noun.lemma_.lower() in _RELATIONS and owners:
        counterpart = next((name for name in names if name not in owners), None)
        return _Parties(about=owners, counterpart=counterpart, among=field)
    among = "world" if world else field or next(iter(owners), None)
    return _Parties(about=names, counterpart=None, among=among)


def _field(page: Page, noun: Token) -> str | None:
    """Return the field that a rank is taken over: "in Europe", "in the world", "among ..."."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"in", "of", "among", "across", "on"}:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    if inner.lower_ in {"world", "globe", "planet", "earth"}:
                        return "world"
                    names = denoted(page, inner)
                    if names:
                        return names[0]
    return None


def _measure(noun: Token, match: re.Match[str]) -> str:
    """Return what is ranked: "trading partner", "source of income", "busiest airport"."""
    inside = [noun]
    for child in noun.children:
        if child.i < noun.i and child.dep_ in {"amod", "compound"} and child.idx >= match.end():
            inside.extend(t for t in child.subtree if t.idx >= match.end())
        elif child.dep_ == "prep" and child.lower_ == "of":
            inside.extend(t for t in child.subtree if t.ent_type_ not in {"GPE", "DATE", "LOC"})
    zone = extent(inside)
    words = re.sub(r"\s+", " ", noun.doc.text[zone.start : zone.end]).lower()[:60].strip(" ,")
    degree = match["degree"].lower()
    return words if degree in _PLAIN else f"{degree} {words}"


def _content(page: Page, noun: Token) -> Zone:
    """Return the ranked noun phrase, with "X is" before it where it says that."""
    inside = [noun]
    for child in noun.children:
        infinitive = child.dep_ in {"acl", "relcl"} and any(
            c.lower_ == "to" for c in child.children
        )
        before = child.i < noun.i and child.dep_ not in {"relcl", "punct", "cc"}
        if before or infinitive or (child.dep_ == "prep" and child.i > noun.i):
            inside.extend(t for t in child.subtree if t.i <= noun.i or not _breaks(noun, t))
    if noun.dep_ == "attr" and noun.head.lemma_ in _COPULAS:
        subject = next((c for c in noun.head.children if c.dep_ == "nsubj" and c.i < noun.i), None)
        if subject is None:
            inside.append(noun.head)
        elif noun.i - subject.left_edge.i < 25 and not _breaks(subject, noun):
            inside.extend([subject.left_edge, subject])
    zone = extent(inside)
    return trim(page, zone.start, zone.end, " ,;.")


def _breaks(noun: Token, token: Token) -> bool:
    """Say whether a comma or semicolon parts a token from its noun."""
    return any(t.text in {",", ";", ":", "—", "–"} for t in noun.doc[noun.i : token.i + 1])
