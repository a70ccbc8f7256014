"""A reporting word in, the zone of what it reports out: a function for each form."""

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from triplewire.extract.speech import FORMS, denies, is_infinitive, reports, subject_of
from triplewire.extract.text import Page, Zone, Zones, extent, sentence, tokens_of, trim

EDGES = " ,;:—–-"
_VEHICLES = frozenset(
    {"statement", "interview", "letter", "report", "speech", "post", "tweet", "email", "release"}
    | {"conference", "briefing", "message", "note", "testimony"}
)
_URGING = frozenset({"urge", "ask", "call", "tell", "order", "invite", "request", "encourage"})
_REFUSING = frozenset({"refuse", "decline"})
_SPEAKING = frozenset(
    {"comment", "say", "give", "provide", "elaborate", "discuss", "answer", "reveal", "disclose"}
    | {"confirm", "talk", "speak", "name", "specify", "respond", "identify"}
)
# "Explained how it works" tells that it does; "asked how it works" does not.
_EXPLAINING = frozenset({"explain", "describe", "detail", "outline", "recount", "discuss", "tell"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VB"})
_HOW = frozenset({"WRB", "WP"})
_ENDS = EDGES + '.”"'
_PARTICLES = frozenset({"prt", "advmod", "prep"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A reporting word on its page, and what is in quotation marks there."""

    page: Page
    quoted: Zones
    verb: Token


def _clause(report: Report) -> Zone | None:
    """X says (that) ...; ..., X says; ..., as X says, ...."""
    verb = report.verb
    for child in verb.children:
        if child.dep_ == "ccomp" and child.i > verb.i:
            inside = [token for token in child.subtree if token.i > verb.i]
            open_clause = bool(inside) and inside[0].tag_ in _FINITE
            while inside and (inside[0].lower_ == "that" or inside[0].is_punct):
                inside = inside[1:]
            if open_clause and inside[0] == child:
                # A clause without its subject is a misparse ("figures show migrants | drove").
                continue
            asks = bool(inside) and _is_question(inside[0], child)
            explains = asks and verb.lemma_.lower() in _EXPLAINING and inside[0].tag_ in _HOW
            if inside and (explains or not asks) and not is_infinitive(child):
                return _to_the_right(report, inside[0])
        elif child.dep_ in {"ccomp", "parataxis"} and child.i < verb.i:
            return _to_the_left(report, child)
    stated = _in_a_statement(verb)
    if stated is not None:
        return _to_the_right(report, stated)
    if _is_as_clause(verb):
        return _after_as_clause(report) or _whole_sentence(report)
    return _whole_sentence(report) if verb.dep_ == "parataxis" else None


def _in_a_statement(verb: Token) -> Token | None:
    """Return the first word behind "told X in a statement that", which hangs on the statement."""
    for token in verb.subtree:
        hangs = token.dep_ in {"acl", "ccomp", "relcl"} and token.head.lemma_ in _VEHICLES
        if hangs and token.i > verb.i:
            marks = [child for child in token.children if child.lower_ == "that"]
            if marks:
                return marks[0].nbor()
    return None


def _after_as_clause(report: Report) -> Zone | None:
    """Return what follows "As X told Y, ..." at the head of a sentence."""
    clause = list(report.verb.subtree)
    opens = not any(
        token.is_alpha for token in clause[0].sent[: clause[0].i - clause[0].sent.start]
    )
    rest = [token for token in clause[-1].sent if token.i > clause[-1].i and not token.is_space]
    while rest and rest[0].is_punct:
        rest = rest[1:]
    return _trimmed(report, extent(rest), _ENDS) if opens and rest else None


def _is_as_clause(verb: Token) -> bool:
    opened = any(child.lower_ == "as" and child.i < verb.i for child in verb.children)
    return opened and verb.dep_ == "advcl" and verb.tag_ in {"VBZ", "VBP", "VBD"}


def _is_question(first: Token, clause: Token) -> bool:
    """Say whether a clause is an indirect question ("why it failed"), which states nothing."""
    asks = first.lower_ in {"whether", "if"} or first.tag_ in {"WRB", "WP", "WDT", "WP$"}
    return asks and first.head == clause


def _to_the_left(report: Report, clause: Token) -> Zone | None:
    """Return a clause that comes before its reporting verb, up to the verb's own subject."""
    verb, subject = report.verb, subject_of(report.verb)
    opening = [child.left_edge.i for child in verb.children if child.dep_ in {"aux", "neg"}]
    if subject is not None and subject.i < verb.i:
        opening.append(subject.left_edge.i)
    edge = min([verb.i, *opening])
    inside = [token for token in clause.subtree if token.i < edge and not token.is_space]
    apart = max((token.i for token in inside if token.text == ";"), default=-1)
    said = [token for token in inside if token.i > apart and not token.is_punct]
    return _trimmed(report, extent([*said, inside[-1]]), EDGES) if said else None


def _whole_sentence(report: Report) -> Zone:
    """Return the sentence of a report, or what of it stands between semicolons."""
    page, verb = report.page, report.verb
    whole = sentence(page, verb.idx, verb.idx + len(verb))
    start = max(whole.start, page.masked.rfind(";", whole.start, verb.idx) + 1)
    end = page.masked.find(";", verb.idx, whole.end)
    return trim(page, start, whole.end if end < 0 else end, _ENDS)


def _infinitive(report: Report) -> Zone | None:
    """X vows to ...; X urges Y to ..., X calls on Y to ..., Y included."""
    verb = report.verb
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp", "advcl"} and child.i > verb.i and is_infinitive(child):
            if verb.lemma_ in _REFUSING and child.lemma_.lower() in _SPEAKING:
                # "Refused to comment" says nothing.
                return None
            inside = [token for token in child.subtree if token.i > verb.i]
            for other in verb.children:
                if verb.i < other.i < child.i and other.dep_ in {"dobj", "dative"}:
                    inside.extend(other.subtree)
                elif verb.i < other.i < child.i and other.lower_ in {"on", "upon"}:
                    inside.extend(token for token in other.subtree if token != other)
            first = min(inside, key=lambda token: token.i)
            opens = first.lower_ == "to" and len(inside) > 1
            return _to_the_right(report, first.nbor() if opens else first)
    return _infinitive_behind(report)


def _infinitive_behind(report: Report) -> Zone | None:
    """X urges Y, who is Z, to ...: the parser hangs the infinitive on what describes Y."""
    verb = report.verb
    if verb.lemma_.lower() not in _URGING:
        return None
    person = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    behind = (t for t in verb.subtree if t.i > verb.i and t.lower_ == "to" and t.i + 1 < len(t.doc))
    to = next((token for token in behind if token.nbor().tag_ == "VB"), None)
    if person is None or to is None or report.quoted.hold(to.idx):
        return None
    return _to_the_right(report, person.left_edge)


def _gerund(report: Report) -> Zone | None:
    """X denies having ...."""
    verb = report.verb
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp"} and child.i > verb.i and child.tag_ == "VBG":
            return _to_the_right(report, child.left_edge)
        if child.dep_ in {"xcomp", "ccomp"} and any(c.lower_ == "having" for c in child.children):
            return _to_the_right(report, child.left_edge)
    return None


def _noun(report: Report) -> Zone | None:
    """X stresses the need ...; X invites Y to ...."""
    verb = report.verb
    for child in verb.children:
        if child.dep_ in {"dobj", "ccomp"} and child.i > verb.i and child.pos_ != "PRON":
            first = clause_of(child)
            if first is not None and denies(verb):
                # "Rejected claims that ...": what is denied is what they claim.
                return _to_the_right(report, first)
            inside = [token for token in child.subtree if token.i > verb.i]
            for other in verb.children:
                if other.i > child.i and _continues_noun(other):
                    inside.extend(other.subtree)
            return _trimmed(report, extent(inside), _ENDS)
    return None


def clause_of(noun: Token) -> Token | None:
    """Return the first word behind "that" of a clause that a noun tells: "claims that ..."."""
    for child in noun.children:
        if child.dep_ in {"acl", "ccomp"} and child.left_edge.lower_ == "that":
            return child.left_edge.nbor()
    return None


def _continues_noun(token: Token) -> bool:
    reported = token.dep_ == "advcl" and reports(token)
    return token.dep_ in {"prep", "xcomp", "advcl", "dative", "acl"} and not reported


def _preposition(report: Report) -> Zone | None:
    """X calls for ...; X warns of ...; X agrees on ...; X accuses Y of ...."""
    verb = report.verb
    lemma = verb.lemma_.lower()
    for word in verb.subtree:
        # The parser hangs "of" on the accused.
        near = word.head == verb or (lemma == "accuse" and word.head.head == verb)
        if near and word.dep_ == "prep" and word.i > verb.i and word.lower_ in FORMS[lemma]:
            inside = [token for token in word.subtree if token.i > word.i]
            return _trimmed(report, extent(inside), _ENDS) if inside else None
    return None


def _forward(report: Report) -> Zone | None:
    """X looks forward to ...."""
    after = [token for token in report.verb.subtree if token.i > report.verb.i]
    forward = [token.lower_ for token in after[:2]] == ["forward", "to"]
    return _to_the_right(report, after[2]) if forward and len(after) > 2 else None


def _waved_away(report: Report) -> Zone | None:
    """X rules out ...; X brushes ... aside."""
    forms = FORMS[report.verb.lemma_.lower()]
    particles = (c for c in report.verb.children if c.lower_ in forms and c.dep_ in _PARTICLES)
    away = next(particles, None)
    content = _noun(report) if away is not None else None
    if content is not None and away is not None and content.start < away.idx < content.end:
        return _trimmed(report, Zone(start=content.start, end=away.idx), _ENDS)
    return content


def _object(report: Report) -> Zone | None:
    """X wants Y to ...."""
    verb = report.verb
    for child in verb.children:
        if child.dep_ == "ccomp" and child.i > verb.i and is_infinitive(child):
            subject = next((c for c in child.children if c.dep_ == "nsubj"), None)
            return _to_the_right(report, subject.left_edge) if subject is not None else None
    return None


# In the order in which they are tried; the keys are the forms of the lexicon in acts.py.
CONTENTS: dict[str, Callable[[Report], Zone | None]] = {
    "that": _clause,
    "object": _object,
    "to": _infinitive,
    "forward": _forward,
    **dict.fromkeys(("out", "aside", "off", "away", "down"), _waved_away),
    "ing": _gerund,
    "np": _noun,
    "for": _preposition,
    "of": _preposition,
    "on": _preposition,
    "about": _preposition,
    "against": _preposition,
}


def _to_the_right(report: Report, first: Token) -> Zone | None:
    """Return the content from its first token to the end of the sentence or the next report."""
    page, verb = report.page, report.verb
    last = max([first, *(token for token in verb.subtree if token.i >= first.i)], key=_place)
    end = last.idx + len(last)
    for child in verb.children:
        another = child.dep_ == "conj" or (child.dep_ == "advcl" and reports(child))
        if another and child.i > first.i and not report.quoted.hold(child.idx):
            end = min(end, _clause_start(child))
    whole = sentence(page, verb.idx, verb.idx + len(verb))
    rest = tokens_of(page, end, whole.end) if end < whole.end else []
    if not any(t.idx >= end and reports(t) and not report.quoted.hold(t.idx) for t in rest):
        end = max(end, whole.end)
    content = trim(page, first.idx, end, EDGES + ".")
    return content if content.end > content.start else None


def _place(token: Token) -> int:
    return token.i


def _clause_start(verb: Token) -> int:
    """Return where the clause of a coordinated verb begins, its conjunction included."""
    edge: Token = verb.left_edge
    joined = edge.i > 0 and edge.nbor(-1).dep_ == "cc"
    return edge.nbor(-1).idx if joined else edge.idx


def _trimmed(report: Report, zone: Zone, edges: str) -> Zone:
    return trim(report.page, zone.start, zone.end, edges)
