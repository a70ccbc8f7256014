"""A page in, the words that it quotes, with who said them, out."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from triplewire.extract.claims.learned import learned_quotes
from triplewire.extract.claims.quoted_speaker import Setting, attribute
from triplewire.extract.speech import (
    NOBODY,
    According,
    Attribution,
    by_phrase,
    is_stance,
    make_claim,
    reports,
    speaker_of,
    subject_of,
)
from triplewire.extract.text import (
    Page,
    Quotation,
    Zone,
    Zones,
    extent,
    paragraph,
    tokens_of,
    trim,
    words,
)
from triplewire.records import Claim

# How far a quotation may be from its neighbour or from the sentence that leads in, in characters.
_WINDOW = 240
_SHORT_GAP = 60
# How sure the network has to be to overrule a rule: that words are a name, or whose they are.
_SURE = Decimal("0.8")
_NAMING = re.compile(
    r"(?:\b(?:names?|nickname|label|called|dubbed|titled|entitled|named|nicknamed|termed|headlined"
    r"|known as|so-called"
    r"|words?|phrase|term|slogan|song|album|film|book|novel|movie|show|series|article|poem|hashtag)"
    r"|['’]s|\b(?:an?|the|his|her|its|their))[,:]?\s*$",
    re.IGNORECASE,
)
# '"A title" — The Example Post, May 5, 2019': a list of sources.
_REFERENCE = re.compile(r"\s*[-–—,]{1,2}\s*[^\n]{2,80}\b(?:19|20)\d\d\)?\.?\s*")
_SMALL_WORDS = frozenset(words("a an and as at by for from in of on or the to with"))


def find_quotes(
    page: Page, quotations: tuple[Quotation, ...], according: tuple[According, ...]
) -> tuple[Claim, ...]:
    """Return a claim for every quotation of speech; names, titles and scare quotes are left out."""
    quoted = Zones(Zone(start=q.start, end=q.end) for q in quotations)
    settings = [
        Setting(
            page=page,
            quoted=quoted,
            according=according,
            quotation=quotation,
            paragraph=paragraph(page, quotation.start),
        )
        for quotation in quotations
    ]
    marks = learned_quotes(page)
    speech = [s for s in settings if _is_sure(marks.get(s.quotation.start)) or not _is_name(s)]
    said = [_surer(marks.get(s.quotation.start), attribute(s)) for s in speech]
    spoken = tuple(setting.quotation for setting in speech)
    return tuple(_claims(page, spoken, _carry_over(page, spoken, said)))


def _claims(
    page: Page, quotations: tuple[Quotation, ...], said: list[Attribution | None]
) -> Iterable[Claim]:
    for quotation, attribution in zip(quotations, said, strict=True):
        content = Zone(start=quotation.start, end=quotation.end)
        whole = _is_whole(page, quotation)
        if attribution is not None:
            yield make_claim(page, "quote", content, attribution, partial=not whole)
        elif whole:
            nobody = by_phrase(content, NOBODY, "unattributed")
            yield make_claim(page, "quote", content, nobody)


def _surer(learned: Attribution | None, ruled: Attribution | None) -> Attribution | None:
    """Return by whom a quotation is: as the words around it say, unless the network is sure."""
    if learned is None or ruled is None or not ruled.source.known:
        return learned or ruled
    return learned if _is_sure(learned) else ruled


def _is_sure(learned: Attribution | None) -> bool:
    return learned is not None and (learned.confidence or 0) >= _SURE


def _words(page: Page, quotation: Quotation) -> str:
    return page.words(quotation.start, quotation.end)


def _is_whole(page: Page, quotation: Quotation) -> bool:
    """Say whether a quotation is at least a sentence: capital, several words, a mark at its end.

    A sentence of few words stands by itself, or goes on in the next paragraph.
    """
    words = _words(page, quotation)
    ends = words[-1:] in set(",.!?…—-") or page.masked[
        quotation.after : quotation.after + 1
    ] in set(",.")
    several = ". " in words
    before = page.masked[max(0, quotation.start - _SHORT_GAP) : quotation.start - 1].rstrip()
    alone = words[-1:] in set(".!?") and (not before or before[-1] in ".!?")
    long = len(words.split()) > 3 or alone or not quotation.closed
    return words[:1].isupper() and long and (ends or several or not quotation.closed)


def _is_name(setting: Setting) -> bool:
    """Say whether the marks hold a name or a title and not speech."""
    page, quotation = setting.page, setting.quotation
    words = _words(page, quotation)
    if _REFERENCE.fullmatch(page.masked, quotation.after, setting.paragraph.end):
        return True
    if words[-1:] in set(".!?"):
        return False
    parts = [part for part in words.split() if part.strip(",").lower() not in _SMALL_WORDS]
    titled = bool(parts) and all(part[:1].isupper() or part[:1].isdigit() for part in parts)
    before = page.masked[max(setting.paragraph.start, setting.opening - 40) : setting.opening]
    named = _NAMING.search(before) is not None
    return titled and (named or (len(parts) > 1 and words[-1:] != ","))


def _carry_over(
    page: Page, quotations: tuple[Quotation, ...], said: list[Attribution | None]
) -> list[Attribution | None]:
    """Give a whole quotation without an attribution of its own that of its neighbours."""
    carried = list(said)
    for place, quotation in enumerate(quotations):
        if carried[place] is None and _is_whole(page, quotation):
            carried[place] = _continued(page, quotations, carried, place) or _led_in(
                page, quotation
            )
    for place in range(len(quotations) - 2, -1, -1):
        gap = page.masked[quotations[place].after : quotations[place + 1].start - 1]
        following = carried[place + 1]
        adjacent = not quotations[place].closed or (not gap.strip() and "\n" not in gap)
        if carried[place] is None and following is not None and adjacent:
            carried[place] = replace(following, rule="forward")
    return carried


def _continued(
    page: Page,
    quotations: tuple[Quotation, ...],
    said: list[Attribution | None],
    place: int,
) -> Attribution | None:
    """Continue the quotation before: '..., he said. "And ...', or a quotation over paragraphs."""
    if place == 0 or said[place - 1] is None:
        return None
    previous = quotations[place - 1]
    earlier = said[place - 1]
    gap = page.masked[previous.after : quotations[place].start - 1]
    same_paragraph = "\n" not in gap and len(gap) < _WINDOW
    # A paragraph that opens with a quotation goes on with the one that the last paragraph closed.
    own_line = gap.rpartition("\n")[2].strip()
    goes_on = not previous.closed or (not own_line and len(gap.strip()) < _SHORT_GAP)
    if earlier is not None and (same_paragraph or goes_on):
        return replace(earlier, rule="continued")
    return None


def _led_in(page: Page, quotation: Quotation) -> Attribution | None:
    """Attribute to the subject of the sentence that leads in: 'X was pleased. "It ..."'."""
    start = paragraph(page, quotation.start).start
    own_line = page.masked[start : quotation.start - 1].strip()
    lead = trim(page, max(0, start - _WINDOW), quotation.start - 1)
    announced = page.masked[lead.end - 1 : lead.end] in {":", ","}
    words = tokens_of(page, lead.start, lead.end) if own_line or announced else []
    if not words:
        return None
    sentence = words[-1].sent
    verbs = [token for token in sentence if reports(token) and not is_stance(token)]
    for verb in [*verbs, sentence.root]:
        subject = subject_of(verb)
        source = speaker_of(page, subject, weak=True)
        persons = _types(page, source.speakers) & {"person", "group", "org"}
        if subject is not None and (persons or (source.known and announced)):
            return by_phrase(extent([subject]), source, "led-in")
    return None


def _types(page: Page, names: tuple[str, ...]) -> set[str]:
    return {page.lookup.types[name] for name in names if name in page.lookup.types}
