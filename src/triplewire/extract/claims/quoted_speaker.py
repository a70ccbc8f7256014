"""One quotation in its paragraph in, who said it by its own sentence out."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from spacy.tokens import Token

from triplewire.extract.speech import (
    FORMS,
    NOBODY,
    According,
    Attribution,
    by_phrase,
    by_verb,
    form_of,
    is_stance,
    is_weak,
    reports,
    source_of,
    speaker_of,
    subject_of,
)
from triplewire.extract.text import Page, Quotation, Zone, Zones, extent, tokens_of

# How far attributions reach, in characters, and how near their verb must be, in words.
_WINDOW = 240
_REACH = 7
_LABEL = re.compile(r"\s*[-–—*]?\s*([^\n:\"“”]{2,80}):\s*")
_SIGNED = re.compile(r"[\s.,]{0,3}(?:[-–—]{1,2}|\()\s?(?P<who>[A-Z][^\n\"“”()]{1,80}?)\)?[ \t]*")
_CLAUSE_ENDS = frozenset({".", ";", ":", '"', "“", "”"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is known when one quotation is attributed: its page, all marks, its paragraph."""

    page: Page
    quoted: Zones
    according: tuple[According, ...]
    quotation: Quotation
    paragraph: Zone

    @property
    def opening(self) -> int:
        """Return the offset of the opening mark."""
        return self.quotation.start - 1

    def outside(self, token: Token) -> bool:
        """Say whether a token is in the article's own voice."""
        return not self.quoted.hold(token.idx)


def attribute(setting: Setting) -> Attribution | None:
    """Return who said a quotation by the first rule that tells, None when none does."""
    rules: tuple[Callable[[Setting], Attribution | None], ...] = (
        _after,
        _according_to,
        _governing,
        _before,
        _label,
        _signed,
        _later,
        _position,
    )
    return next((said for rule in rules if (said := rule(setting)) is not None), None)


def _attributed_by(
    setting: Setting, verb: Token, subject: Token | None, rule: str
) -> Attribution | None:
    if subject is not None and not setting.outside(subject):
        return None
    source = source_of(setting.page, verb, subject, weak=is_weak(verb))
    if not source.known:
        return None
    said = by_verb(verb, form_of(verb), source, rule)
    return replace(said, place=extent([verb] if subject is None else [verb, subject]))


def _after(setting: Setting) -> Attribution | None:
    """Attribute by what follows: X said; said X."""
    page, quotation = setting.page, setting.quotation
    closing = page.masked[max(quotation.start, quotation.end - 1) : quotation.end]
    following = page.masked[quotation.after : quotation.after + 3]
    if closing not in set(",!?—-") and not following.startswith((",", " –", " —")):
        lowered = following.lstrip()[:1].islower() and closing in set(".…")
        if not lowered:
            return None
    window = _clause_after(setting)
    for place, verb in enumerate(window):
        if verb.tag_ == "VBG":
            return None
        if not reports(verb) or is_stance(verb) or verb.dep_ == "relcl":
            continue
        subject = _subject_near(setting, verb, window[: place + _REACH])
        if subject is not None and min(place, window.index(subject)) < _REACH:
            return _attributed_by(setting, verb, subject, "after")
    return None


def _clause_after(setting: Setting) -> list[Token]:
    """Return the tokens that follow a quotation up to the end of the clause or the next mark."""
    start = setting.quotation.after
    window = tokens_of(setting.page, start, min(setting.paragraph.end, start + _WINDOW))
    clause: list[Token] = []
    for token in window:
        if token.idx < start or (token.is_punct and not clause and token.text in {",", "–", "—"}):
            continue
        joined = token.pos_ == "CCONJ" and not clause
        if joined or token.text in _CLAUSE_ENDS or not setting.outside(token):
            break
        clause.append(token)
    return clause


def _subject_near(setting: Setting, verb: Token, window: list[Token]) -> Token | None:
    """Return the subject of a verb within a window: as parsed, else the noun before or after it."""
    parsed = subject_of(verb)
    if parsed is not None and parsed in window:
        return parsed
    nouns = [token for token in window if token.pos_ in {"PROPN", "NOUN", "PRON"}]
    before = [token for token in nouns if token.i < verb.i]
    after = [token for token in nouns if token.i > verb.i]
    for token in [*reversed(before), *after[:3]]:
        if speaker_of(setting.page, token, weak=True).known:
            return token
    return None


def _according_to(setting: Setting) -> Attribution | None:
    """According to X, "..."; "...," according to X."""
    page, quotation = setting.page, setting.quotation
    for phrase in setting.according:
        here = setting.paragraph.start <= phrase.place.start < setting.paragraph.end
        if here and phrase.source.known:
            before = page.masked[phrase.place.end : setting.opening]
            after = page.masked[quotation.after : phrase.place.start]
            leads = (
                phrase.place.end <= setting.opening and len(before) < _WINDOW and "." not in before
            )
            goes_on = page.masked[phrase.place.start].islower()
            trails = quotation.after <= phrase.place.start and after.strip() in {"", ","}
            if leads or (trails and goes_on):
                return by_phrase(phrase.place, phrase.source, "according")
    return None


def _position(setting: Setting) -> Attribution | None:
    """X aims to build a "...": attribute to who takes the position that the words are part of."""
    return _governing(setting, stance=True) or _before(setting, stance=True)


def _governing(setting: Setting, *, stance: bool = False) -> Attribution | None:
    """Attribute to the reporting verb that governs the quoted words in the parse."""
    quotation = setting.quotation
    tokens = tokens_of(setting.page, quotation.start, quotation.end)
    if not tokens:
        return None
    root = setting.page.doc[tokens[0].i : tokens[-1].i + 1].root
    for token in root.ancestors:
        if token.idx < setting.paragraph.start or token.idx >= setting.paragraph.end:
            return None
        if setting.outside(token) and reports(token) and is_stance(token) == stance:
            said = _attributed_by(setting, token, subject_of(token), "governing")
            if said is not None:
                return said
    return None


def _before(setting: Setting, *, stance: bool = False) -> Attribution | None:
    """X said (that) ... "...": the nearest reporting verb to the left in the sentence."""
    left = _left_of(setting)
    introduced = None if stance else _introduced(setting, left)
    if introduced is not None:
        return introduced
    for token in reversed(left):
        if reports(token) and setting.outside(token) and is_stance(token) == stance:
            subject = subject_of(token)
            if subject is None or (subject.i > token.i and token.dep_ != "ROOT"):
                continue
            said = _attributed_by(setting, token, subject, "before")
            if said is not None:
                return said
    return None


def _introduced(setting: Setting, left: list[Token]) -> Attribution | None:
    """Attribute to the word of reporting right before the mark, whatever its tag."""
    words = [token for token in left[-4:] if not token.is_punct]
    if len(words) < 2 or words[-1].pos_ != "NOUN" or words[-1].lemma_.lower() not in FORMS:
        return None
    subject = words[-2]
    if not setting.page.lookup.at(subject.idx, subject.idx + len(subject)):
        return None
    return _attributed_by(setting, words[-1], subject, "introduced")


def _left_of(setting: Setting) -> list[Token]:
    """Return the tokens of the sentence that leads to the opening mark."""
    start = max(setting.paragraph.start, setting.opening - 2 * _WINDOW)
    left = [t for t in tokens_of(setting.page, start, setting.opening) if t.idx < setting.opening]
    if not left or setting.page.masked[: setting.opening].rstrip()[-1:] in set('.!?"”'):
        return []
    # The parser may begin a sentence with the comma before the mark.
    first = next((token for token in reversed(left) if not token.is_punct), left[-1]).sent.start
    return [token for token in left if token.i >= first]


def _label(setting: Setting) -> Attribution | None:
    """X: "..." at the beginning of a paragraph."""
    match = _LABEL.fullmatch(setting.page.masked, setting.paragraph.start, max(setting.opening, 0))
    if match is None:
        return None
    actor = setting.page.lookup.at(*match.span(1))
    if actor is None:
        return None
    place = Zone(start=match.start(1), end=match.end(1))
    source = replace(NOBODY, speakers=(actor.name,))
    return by_phrase(place, source, "label")


def _signed(setting: Setting) -> Attribution | None:
    """Attribute by a signature at the end of a paragraph: - X."""
    page = setting.page
    match = _SIGNED.fullmatch(page.masked, setting.quotation.after, setting.paragraph.end)
    actor = page.lookup.at(*match.span("who")) if match else None
    if match is None or actor is None:
        return None
    place = Zone(start=match.start("who"), end=match.end("who"))
    return by_phrase(place, replace(NOBODY, speakers=(actor.name,)), "signed")


def _later(setting: Setting) -> Attribution | None:
    """Even though ... "...," they ..., X said: a reporting verb further on in the sentence."""
    quotation = setting.quotation
    tokens = tokens_of(setting.page, quotation.start, quotation.end)
    if not tokens or setting.page.masked[quotation.end - 1] in set(".!?"):
        return None
    for token in tokens[-1].sent:
        later = token.idx >= quotation.after and setting.outside(token)
        if later and reports(token) and not is_stance(token):
            return _attributed_by(setting, token, subject_of(token), "later")
    return None
