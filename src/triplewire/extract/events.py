"""A page and its claims in, the events that its article reports out."""

from dataclasses import replace
from decimal import Decimal

from triplewire.extract.dating import head_of
from triplewire.extract.likelihood import LIKELY, Proposal, features_of, likelihood
from triplewire.extract.marks import find_quotations
from triplewire.extract.page import Page, Stretch
from triplewire.extract.participants import Scene
from triplewire.extract.scenes import by_phrase, by_word
from triplewire.extract.spans import Zones, sentences, tokens_of
from triplewire.extract.statements import find_statement_events, told_before
from triplewire.extract.told import CONSULTATIONS, event_of
from triplewire.records import Claim, Event

# Of these an article tells one, unless days say otherwise.
_SINGLE = frozenset({"disaster", "election"})
_CENT = Decimal("0.01")


def find_events(page: Page, claims: tuple[Claim, ...]) -> tuple[Event, ...]:
    """Return the events that a page most likely reports, in the order of its text."""
    told = [(p.event, likelihood(p.features)) for p in propose_events(page, claims)]
    return tuple(
        replace(event, confidence=Decimal(chance).quantize(_CENT))
        for event, chance in told
        if chance >= LIKELY
    )


def propose_events(page: Page, claims: tuple[Claim, ...]) -> list[Proposal]:
    """Return whatever the rules take for an event of a page, in the order of its text."""
    quoted = Zones(Stretch(start=q.start, end=q.end) for q in find_quotations(page.masked))
    apart = Zones([page.title] if page.title else [])
    found: list[Event] = []
    features: list[frozenset[str]] = []
    for span, stretch in sentences(page):
        if apart.hold(stretch.start):
            continue
        taken: list[tuple[int, int]] = []
        scenes = (*by_phrase(page, stretch, quoted), *by_word(page, span, stretch, quoted))
        for scene in scenes:
            if _is_taken(page, scene, taken):
                continue
            told = event_of(page, scene, found)
            if told is None:
                continue
            taken.append((scene.start, scene.end))
            event, near = told
            place = _place_of_same(event, found, definite=scene.definite)
            if place is not None:
                found[place] = _joined(found[place], event)
                features[place] |= {"told=again"}
            elif event.participants:
                repeated = any(event.type == other.type for other in found)
                found.append(event)
                known = features_of(page, event, head_of(page, scene), near=near)
                known |= {"quoted"} if scene.quoted else set()
                features.append(known | {"type=repeated"} if repeated else known)
    for event in find_statement_events(page, claims, apart):
        if not told_before(event, found):
            word = tokens_of(page, event.evidence.start, event.evidence.end)
            found.append(event)
            features.append(
                features_of(page, event, word[0].sent.root if word else None, near=False)
            )
    return _once(found, features)


def _is_taken(page: Page, scene: Scene, taken: list[tuple[int, int]]) -> bool:
    """Say whether words that told an event already are a scene's own or what its verb governs."""
    word = head_of(page, scene)
    own = [(scene.start, scene.end)]
    if scene.rule == "frame" and scene.kind in CONSULTATIONS and word is not None:
        own += [(t.idx, t.idx + len(t)) for t in word.children if t.dep_ in {"dobj", "nsubjpass"}]
    return any(a < end and start < b for a, b in own for start, end in taken)


def _place_of_same(event: Event, found: list[Event], *, definite: bool) -> int | None:
    """Return where the same event stands among those told before."""
    for place, other in enumerate(found):
        again = definite and event.type == other.type and event.when in {None, other.when}
        if again or _is_same(event, other):
            return place
    return None


def _is_same(event: Event, other: Event) -> bool:
    """Say whether two tellings are of one event: type, day, and one's people among the other's."""
    if event.type != other.type or (event.when and other.when and event.when != other.when):
        return False
    if (event.modality, other.modality) == ("intention", "factual"):
        return False
    if event.type not in CONSULTATIONS and event.evidence == other.evidence:
        return True
    if event.type in _SINGLE:
        return True
    one = {part.name for part in event.participants}
    two = {part.name for part in other.participants}
    return one == two or len(one & two) > 1 or not one


def _joined(first: Event, second: Event) -> Event:
    """Return an event with the day, place and people that a second telling adds."""
    known = {part.name for part in first.participants}
    more = tuple(part for part in second.participants if part.name not in known)
    return replace(
        first,
        when=first.when or second.when,
        place=first.place or second.place,
        participants=(*first.participants, *more),
    )


def _once(events: list[Event], features: list[frozenset[str]]) -> list[Proposal]:
    """Return the first event of each type and evidence, in the order of the text."""
    first: dict[tuple[str, int, int], Proposal] = {}
    for event, known in zip(events, features, strict=True):
        key = event.type, event.evidence.start, event.evidence.end
        first.setdefault(key, Proposal(event=event, features=known))
    return sorted(first.values(), key=lambda p: (p.event.evidence, p.event.type))
