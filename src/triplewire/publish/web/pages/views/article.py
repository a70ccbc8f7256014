"""An article of the store in, its page's view out: the words with what was found in them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import pyoxigraph as ox

from triplewire import vocab
from triplewire.ask import rows
from triplewire.ask.evidence import Evidence, Passage, place_of
from triplewire.publish.web.pages.graph import Facts, Ref, Site, Walk
from triplewire.publish.web.pages.views.revisions import Revision, revisions
from triplewire.publish.web.pages.words import safe_href
from triplewire.store import Store

_NARRATION = vocab.concept("narration")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A claim or event of an article by its number on the page, where it is marked and told.

    ``kind`` is claim, event, or told: a claim that the article makes in its own voice. ``voices``
    are those who make the claim.
    """

    number: int
    kind: str
    ref: Ref
    voices: tuple[str, ...]
    type: str
    confidence: str | None
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of text inside no or several findings; ``ends`` are those that end with it."""

    text: str
    kinds: tuple[str, ...]
    ends: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A line of the article, or a passage of it, with the findings that end in it."""

    segments: tuple[Segment, ...]
    notes: tuple[Finding, ...]
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article as its page shows it; ``whole`` says that its text is there and not passages.

    ``revisions`` are the texts that it had, the newest first.
    """

    facts: Facts
    published: str | None
    publisher: tuple[Ref, ...]
    paragraphs: tuple[Paragraph, ...]
    whole: bool
    tally: dict[str, int]
    mentions: tuple[Ref, ...]
    about: tuple[tuple[str, str, str | None], ...]
    source: str | None
    sha256: str | None
    revisions: tuple[Revision, ...]


@dataclass(slots=True, kw_only=True)
class _Found:
    kind: str
    label: str
    type: str
    confidence: str | None
    voices: list[str]
    spans: list[tuple[int, int]]


def article_view(store: Store, site: Site, facts: Facts) -> ArticleView:
    """Return the view of an article."""
    text = facts.text(vocab.SCHEMA_ENCODING)
    kept = store.text(ox.NamedNode(text)) if text else None
    found, pieces = _findings(store, facts.iri, text, kept)
    whole = kept if site.publish_text else None
    findings = _numbered(found, site)
    stretches = [(0, whole)] if whole is not None else list(_stitched(pieces))
    of_text = {
        row["property"].value: row["value"].value
        for row in (rows(store, "described", _thing(text)) if text else [])
    }
    return ArticleView(
        facts=facts,
        published=facts.text(vocab.SCHEMA_DATE_PUBLISHED),
        publisher=facts.refs(vocab.SCHEMA_PUBLISHER),
        paragraphs=tuple(_paragraphs(stretches, findings)),
        whole=whole is not None,
        tally={kind: sum(f.kind == kind for f in findings) for kind in ("claim", "told", "event")},
        mentions=tuple(sorted(facts.refs(vocab.SCHEMA_MENTIONS), key=lambda ref: ref.label)),
        about=tuple(_about(facts)),
        source=of_text.get(vocab.SCHEMA_NAME.value),
        sha256=of_text.get(vocab.SCHEMA_SHA256.value),
        revisions=tuple(revisions(store, site, text))[::-1] if text else (),
    )


def _about(facts: Facts) -> Iterator[tuple[str, str, str | None]]:
    """Yield what the source says of itself: a name, the text and, for addresses, where it leads."""
    for name, term in (("Address", vocab.SCHEMA_URL), ("Cites", vocab.SCHEMA_CITATION)):
        for address in facts.texts(term):
            yield name, address, safe_href(address)
    for name, term in (
        ("Subtitle", vocab.SCHEMA_ALTERNATIVE_HEADLINE),
        ("Author", vocab.SCHEMA_AUTHOR),
        ("Credited to", vocab.SCHEMA_CREDIT_TEXT),
        ("Section", vocab.SCHEMA_ARTICLE_SECTION),
        ("Keyword", vocab.SCHEMA_KEYWORDS),
        ("Language", vocab.SCHEMA_IN_LANGUAGE),
        ("Updated", vocab.SCHEMA_DATE_MODIFIED),
        ("Copyright", vocab.SCHEMA_COPYRIGHT_NOTICE),
    ):
        for text in facts.texts(term):
            yield name, text, None
    for ref in facts.refs(vocab.SCHEMA_ABOUT):
        yield "Topic", ref.label, ref.href or safe_href(ref.iri)
    for ref in facts.refs(vocab.RULE):
        local = ref.iri.removeprefix(vocab.PREFIXES["twr"])
        yield "Guessed by", ref.label, f"/rule/{local}"


def _thing(iri: str) -> dict[ox.Variable, ox.NamedNode | ox.Literal]:
    return {ox.Variable("thing"): ox.NamedNode(iri)}


def _findings(
    store: Store, iri: str, text: str | None, kept: str | None
) -> tuple[dict[str, _Found], dict[tuple[int, int], str]]:
    """Return what was found by IRI, and the words of every passage by their place."""
    walk = Walk(store)
    resting = {
        finding: list(_layers(walk.evidence, finding, text))
        for finding in walk.into(iri, vocab.REPORTED_IN)
    }
    passages = {p for layers in resting.values() for layer in layers for p in layer}
    first = walk.evidence.source(text).first_line if text else 1
    spans = {p: (at, at + len(p.words)) for p, at in _places(passages, kept, first).items()}
    pieces: dict[tuple[int, int], str] = {}
    found: dict[str, _Found] = {}
    for finding, layers in resting.items():
        kind = _kind(walk, finding)
        if kind is None or not layers:
            continue
        pieces |= {spans[p]: p.words for layer in layers for p in layer}
        voices = walk.labels(walk.out(finding, vocab.SPEAKER, vocab.PROV_HAD_PRIMARY_SOURCE))
        found[finding] = _Found(
            kind=kind,
            label=walk.label(finding) or finding,
            type=", ".join(walk.labels(walk.out(finding, vocab.SPEECH_ACT, vocab.EVENT_TYPE))),
            confidence=walk.one(finding, vocab.CONFIDENCE),
            voices=voices or walk.out(finding, vocab.SCHEMA_CREDIT_TEXT),
            spans=sorted({spans[passage] for passage in layers[0]}),
        )
    return found, pieces


def _layers(evidence: Evidence, finding: str, text: str | None) -> Iterator[list[Passage]]:
    """Yield what a finding rests on in one text, the tightest first: an event may be in others."""
    for layer in evidence.layers(finding):
        if own := [passage for passage in layer if passage.text == text]:
            yield own


def _places(passages: set[Passage], text: str | None, first: int) -> dict[Passage, int]:
    """Return where passages begin: in the text or, where it is not there, in all evidence."""
    if text is not None:
        found = {passage: place_of(passage, text, first) for passage in passages}
        placed = {passage: at for passage, at in found.items() if at is not None}
        if len(placed) == len(passages):
            return placed
    evidence = _laid_out({(p.evidence_line, p.evidence) for p in passages})
    return {p: evidence[p.evidence_line, p.evidence] + p.start for p in passages}


def _laid_out(evidence: set[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """Return where evidence begins if it is told line by line, with a gap between.

    What lies inside other evidence of its line is told there.
    """
    places: dict[tuple[int, str], int] = {}
    end = 0
    for line, words in sorted(evidence, key=lambda each: (each[0], -len(each[1]), each[1])):
        around = next((one for one in places if one[0] == line and words in one[1]), None)
        if around is not None:
            places[line, words] = places[around] + around[1].index(words)
            continue
        places[line, words] = end
        end += len(words) + 1
    return places


def _kind(walk: Walk, finding: str) -> str | None:
    if walk.one(finding, vocab.EVENT_TYPE):
        return "event"
    if not walk.one(finding, vocab.ATTRIBUTION_MODE):
        return None
    return "told" if walk.one(finding, vocab.ATTRIBUTION_MODE) == _NARRATION.value else "claim"


def _numbered(found: dict[str, _Found], site: Site) -> list[Finding]:
    """Return the findings in the order in which their words end, so that notes follow the text."""
    order = sorted(found, key=lambda iri: (found[iri].spans[-1][::-1], found[iri].kind, iri))
    return [
        Finding(
            number=number,
            kind=found[iri].kind,
            ref=site.ref(iri, found[iri].label),
            voices=tuple(sorted(found[iri].voices)),
            type=found[iri].type,
            confidence=found[iri].confidence,
            spans=tuple(found[iri].spans),
        )
        for number, iri in enumerate(order, start=1)
    ]


def _stitched(pieces: dict[tuple[int, int], str]) -> Iterator[tuple[int, str]]:
    """Yield the passages in order, those that overlap or touch as one."""
    begin, text = 0, ""
    for (start, end), words in sorted(pieces.items()):
        stop = begin + len(text)
        if text and start <= stop:
            text += words[stop - start :] if end > stop else ""
            continue
        if text:
            yield begin, text
        begin, text = start, words
    if text:
        yield begin, text


def _paragraphs(
    stretches: Iterable[tuple[int, str]], findings: list[Finding]
) -> Iterator[Paragraph]:
    for start, text in stretches:
        offset = start
        for line in text.splitlines(keepends=True):
            if line.strip():
                yield _paragraph(line, offset, findings)
            offset += len(line)


def _paragraph(raw: str, start: int, findings: list[Finding]) -> Paragraph:
    line, until = raw.rstrip(), start + len(raw)
    stop = start + len(line)
    inside = [f for f in findings if any(a < stop and b > start for a, b in f.spans)]
    cuts = {start, stop}
    for finding in inside:
        for a, b in finding.spans:
            cuts.update(place for place in (a, b) if start < place < stop)
    places = sorted(cuts)
    segments = tuple(
        _segment(line[a - start : b - start], (a, b), until if b == stop else b, inside)
        for a, b in pairwise(places)
    )
    notes = tuple(finding for segment in segments for finding in segment.ends)
    return Paragraph(segments=segments, notes=notes, start=start)


def _segment(text: str, span: tuple[int, int], until: int, findings: list[Finding]) -> Segment:
    start, end = span
    over = [f for f in findings if any(a <= start and end <= b for a, b in f.spans)]
    return Segment(
        text=text,
        kinds=tuple(sorted({f.kind for f in over})),
        ends=tuple(f for f in findings if start < f.spans[-1][1] <= until),
    )
