"""A page in, what it reports in indirect speech, with who said it, out."""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from triplewire.extract.claims.contents import CONTENTS, EDGES, Report
from triplewire.extract.claims.nouns_of_saying import find_nominal
from triplewire.extract.speech import (
    FORMS,
    NOBODY,
    According,
    Source,
    act_by_words,
    by_phrase,
    by_verb,
    carrier_of,
    is_weak,
    is_wish,
    make_claim,
    reports,
    source_of,
    speaker_of,
    subject_of,
)
from triplewire.extract.text import (
    Page,
    Statement,
    Zone,
    Zones,
    find_statements,
    sentence,
    tokens_of,
    trim,
)
from triplewire.records import Claim

_SHORTEST = 6
# "Dismissed the notion": what is taken up from elsewhere says nothing by itself.
_TAKEN_UP = re.compile(r"(?:the|this|that|these|those|its|his|her|their) \S+")
# Content with a larger part in quotation marks is a quotation and nothing else.
_ALL_QUOTED = 0.93
# A claim is repeated by a longer one of the same speakers around it, up to this factor.
_LONGER = 1.4
_MOSTLY = 0.4
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MARKS = " .,\"'“”‘’"
_HEADLINE = re.compile(r"(?P<said>[^\n:]{15,200}): (?P<who>[^\n:,]{2,60})")


def find_indirect(page: Page, quoted: Zones, according: tuple[According, ...]) -> tuple[Claim, ...]:
    """Return the claims in indirect speech, in the order of the text."""
    found = [*_headline(page), *_according_to(page, according), *find_nominal(page, quoted)]
    statements = find_statements(page.masked)
    spoken = Zones(paragraph for said in statements for paragraph in said.paragraphs)
    for token in page.doc:
        if reports(token) and not quoted.hold(token.idx) and not spoken.hold(token.idx):
            found.extend(_reported_by(Report(page=page, quoted=quoted, verb=token)))
    for statement in statements:
        found.extend(_stated(page, statement))
    return tuple(_without_repeats([claim for claim in found if _is_indirect(claim, quoted)]))


def _stated(page: Page, statement: Statement) -> Iterator[Claim]:
    """Yield the paragraphs that follow "X said:" without quotation marks."""
    lead = tokens_of(page, statement.lead.start, statement.lead.end)
    verbs = [token for token in lead if reports(token)]
    subjects = (subject_of(verb) for verb in reversed(verbs))
    source = next((speaker_of(page, s) for s in subjects if s is not None), NOBODY)
    if not source.known:
        named = [a for _, _, a in page.lookup.within(statement.lead.start, statement.lead.end)]
        people = [actor for actor in named if actor.type == "person"] or named
        source = Source(speakers=(people[-1].name,)) if people else NOBODY
    said = by_phrase(statement.lead, source, "statement")
    for paragraph in statement.paragraphs:
        yield make_claim(page, "indirect", paragraph, said)


def _is_indirect(claim: Claim, quoted: Zones) -> bool:
    """Say whether a claim says something, and is not all in quotation marks."""
    words = claim.passage.text
    if _TAKEN_UP.fullmatch(words):
        return False
    start = claim.passage.end - len(words.lstrip(_MARKS))
    end = claim.passage.start + len(words.rstrip(_MARKS))
    return end - start >= _SHORTEST and quoted.share(start, end) <= _ALL_QUOTED


def _without_repeats(found: list[Claim]) -> list[Claim]:
    """Leave out a claim that lies inside a slightly longer one of the same speakers."""
    kept: list[Claim] = []
    for claim in sorted(found, key=lambda c: (c.passage.start, -c.passage.end, c.rule)):
        if not any(_repeats(claim, other) for other in kept):
            kept.append(claim)
    return kept


def _repeats(claim: Claim, other: Claim) -> bool:
    start, end = claim.passage.start, claim.passage.end
    return (
        other.passage.start <= start
        and end <= other.passage.end
        and (other.speakers, other.unnamed) == (claim.speakers, claim.unnamed)
        and (
            other.rule == claim.rule == "verb-that"
            or other.passage.end - other.passage.start < _LONGER * (end - start)
        )
    )


def _reported_by(report: Report) -> Iterator[Claim]:
    """Yield what one reporting word reports."""
    verb = report.verb
    if verb.tag_ == "VBN" and verb.pos_ == "VERB" and not _has_helper(verb):
        # "The taxes requested in arrears": a participle that only describes.
        return
    carrier = carrier_of(verb)
    subject = _inserted(report.page, carrier) or subject_of(carrier)
    source = _source(report.page, carrier, subject) if subject is not None else None
    if subject is None or source is None:
        return
    forms = FORMS[verb.lemma_.lower()]
    for form in (form for form in CONTENTS if form in forms):
        content = CONTENTS[form](report)
        # A clause that holds its own subject is a misparse, unless "X says" is inserted in it.
        if content is not None and (_holds(content, verb) or not _holds(content, subject)):
            # Wishes ("aims to", "looks forward to") are told apart from acts of speech.
            kind = "wish" if is_wish(verb) or form == "forward" else "verb"
            said = by_verb(verb, form, source, f"{kind}-{form}")
            whole = _with_mark(report, content)
            act = act_by_words(said.act, verb, report.page.masked[whole.start : whole.end])
            yield make_claim(report.page, "indirect", whole, replace(said, act=act))
            return


def _has_helper(verb: Token) -> bool:
    head = verb.head if verb.dep_ == "conj" else verb
    return verb.dep_ == "acomp" or any(
        child.dep_ in {"aux", "auxpass"} for t in (verb, head) for child in t.children
    )


def _inserted(page: Page, verb: Token) -> Token | None:
    """Return who is named behind a verb between commas: "The law, said X, is void"."""
    before, last = verb.i - 1, len(page.doc) - 1
    if verb.i >= last or before < 0 or page.doc[before].text != ",":
        return None
    named = page.lookup.at(verb.nbor().idx, verb.nbor().idx + 1)
    if named is None:
        return None
    name = next((token for token in page.doc[verb.i + 1 :] if _ends_name(page, token)), None)
    closed = name is not None and name.i < last and name.nbor().text == ","
    return name if closed else None


def _ends_name(page: Page, token: Token) -> bool:
    """Say whether a name that a token belongs to ends with it."""
    behind = token.idx + len(token) + 1
    here = page.lookup.at(token.idx, token.idx + len(token))
    return here is None or page.lookup.at(behind, behind + 1) != here


def _with_mark(report: Report, content: Zone) -> Zone:
    """Return content that begins with quoted words with their opening mark."""
    opens = report.quoted.hold(content.start) and not report.quoted.hold(content.start - 1)
    return trim(report.page, content.start - opens, content.end)


def _holds(content: Zone, token: Token) -> bool:
    return content.start <= token.idx < content.end


def _source(page: Page, verb: Token, subject: Token) -> Source | None:
    """Return the source of a report: NOBODY for "it was said", None when there is none."""
    # A participle takes over a noun that it may only describe ("relations, urging ...").
    source = source_of(page, verb, subject, weak=is_weak(verb) or verb.tag_ == "VBG")
    impersonal = subject.lower_ == "it" and subject.dep_ == "nsubjpass"
    return source if source.known else (NOBODY if impersonal else None)


def _according_to(page: Page, according: tuple[According, ...]) -> Iterator[Claim]:
    """Yield the clauses of "According to X, ..." and "..., according to X"."""
    for phrase in according:
        whole = sentence(page, phrase.place.start, phrase.place.end)
        lead = page.masked[whole.start : phrase.place.start].strip(' "“”')
        tail = page.masked[phrase.place.end : whole.end].strip(EDGES + ".")
        start = whole.start if lead else phrase.place.end
        end = (
            whole.end
            if tail and not (lead and _describes(page, phrase.place.end, whole.end))
            else phrase.place.start
        )
        content = trim(page, start, end, EDGES + ".")
        behind = page.masked[phrase.place.end : phrase.place.end + 4].lstrip(" ,:")
        if behind[:1] in {'"', "“"} and whole.end - phrase.place.end > _MOSTLY * _size(whole):
            # What X says follows in quotation marks, and is a quotation.
            continue
        if content.end > content.start and phrase.source.known:
            said = by_phrase(phrase.place, phrase.source, "according")
            yield make_claim(page, "indirect", content, said)


def _describes(page: Page, start: int, end: int) -> bool:
    """Say whether the rest of a sentence only says who the source is: no clause is in it."""
    rest = tokens_of(page, start, end)
    return page.masked.startswith(",", start) and not any(token.tag_ in _FINITE for token in rest)


def _size(zone: Zone) -> int:
    return zone.end - zone.start


def _headline(page: Page) -> Iterator[Claim]:
    """Yield what a headline says that ends with its source: "...: minister"."""
    title = trim(page, page.title.start, page.title.end) if page.title else None
    match = _HEADLINE.fullmatch(page.masked, title.start, title.end) if title else None
    if match is None:
        return
    place = Zone(start=match.start("who"), end=match.end("who"))
    inside = [a for _, kind, a in page.lookup.within(place.start, place.end) if kind != "adj"]
    persons = [actor for actor in inside if actor.type == "person"]
    for actor in (persons or inside)[:1]:
        said = by_phrase(place, Source(speakers=(actor.name,)), "headline")
        yield make_claim(page, "indirect", trim(page, *match.span("said")), said)
