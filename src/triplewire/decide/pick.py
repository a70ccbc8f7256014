"""A draft and a decision in, the one finding that its words are about out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from triplewire.decide.anchor import Span, has_context, spots
from triplewire.decide.words import nearest, places, shown
from triplewire.records import Actor, Claim, Decision, Draft, Event, Passage, Role
from triplewire.wording import plain

Kind = Literal["claim", "event", "actor", "role"]

# What each decision can be about; the others can be about anything.
_ABOUT: dict[str, frozenset[Kind]] = {
    "correct-speaker": frozenset({"claim"}),
    "correct-addressee": frozenset({"claim"}),
    "correct-about": frozenset({"claim"}),
    "correct-unnamed": frozenset({"claim"}),
    "correct-act": frozenset({"claim"}),
    "correct-polarity": frozenset({"claim"}),
    "correct-modality": frozenset({"claim", "event"}),
    "correct-type": frozenset({"event", "actor"}),
    "correct-date": frozenset({"claim", "event"}),
    "correct-place": frozenset({"event"}),
    "correct-participants": frozenset({"event"}),
    "correct-role": frozenset({"role"}),
    "correct-value": frozenset({"claim"}),
    "correct-unit": frozenset({"claim"}),
    "correct-measure": frozenset({"claim"}),
    "correct-scope": frozenset({"claim"}),
    "correct-counterpart": frozenset({"claim"}),
    "correct-label": frozenset({"event"}),
    "correct-part-of": frozenset({"event"}),
    "relate": frozenset({"claim"}),
    "merge": frozenset({"event", "actor"}),
    "keep-apart": frozenset({"event", "actor"}),
}
_EDGES = " .,;:!?\"'"
# So much of what stands before words tells one place of theirs from another.
_AROUND = 40


class NotMet(Exception):  # noqa: N818  it becomes an Unmet, not an error of the program
    """Say why a decision cannot be applied, and what it may have meant."""

    def __init__(self, reason: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.candidates = candidates


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that a draft has found: where it stands in the draft, what to call it, its words.

    ``index`` counts within its kind; for a role it is the actor's, and ``role`` the role's.
    """

    kind: Kind
    index: int
    names: frozenset[str]
    passages: tuple[Passage, ...]
    role: int = 0


def findings(draft: Draft) -> Iterator[Finding]:
    """Yield all that a draft has found."""
    for index, claim in enumerate(draft.claims):
        names = frozenset({"claim", claim.kind})
        both = (claim.passage, claim.evidence)
        yield Finding(kind="claim", index=index, names=names, passages=both)
    for index, event in enumerate(draft.events):
        names = frozenset({"event", f"event {event.type}"})
        yield Finding(kind="event", index=index, names=names, passages=event.passages)
    for index, actor in enumerate(draft.actors):
        names = frozenset({"actor", *(f"actor {n}" for n in (actor.name, *actor.aliases))})
        mentions = tuple(mention.passage for mention in actor.mentions)
        yield Finding(kind="actor", index=index, names=names, passages=mentions)
        for number, role in enumerate(actor.roles):
            names = frozenset({"role", f"role {actor.name}", f"role {role.text}"})
            yield Finding(
                kind="role", index=index, names=names, passages=(role.evidence,), role=number
            )


def pick(draft: Draft, decision: Decision) -> tuple[Finding, Passage]:
    """Return the finding that a decision is about, and the passage that has the decision's words.

    What has exactly the words goes before what contains them. Of several places of the words those
    count around which most is as the decision says; an actor is one wherever its name stands.
    Raises: NotMet when nothing has the words, or more than one thing.
    """
    text = draft.article.text
    spans, anywhere = spots(decision, text), places(decision.quotation, text)
    possible = [f for f in findings(draft) if _fits(f, decision)]
    ranked = sorted(
        (rank, found.kind, found.index, found.role, number)
        for number, found in enumerate(possible)
        if (rank := _rank(found, anywhere if found.kind == "actor" else spans, text)) is not None
    )
    best = [possible[row[-1]] for row in ranked if row[0] == ranked[0][0]]
    if not best:
        raise NotMet("no finding has these words", _nearest(possible, decision))
    if len(best) > 1:
        raise NotMet(
            f"{len(best)} findings have these words: say which in target",
            tuple(f"{_called(f)}: {shown(f.passages[0].text)}" for f in best[:5]),
        )
    if has_context(decision) and best[0].kind != "actor":
        others = [span for span in spans if _rank(best[0], [span], text) is None]
        if others:
            raise NotMet(
                f"the words stand {len(spans)} times, and what is around them tells no place",
                tuple(shown(text[max(0, start - _AROUND) : end]) for start, end in spans[:5]),
            )
    return best[0], passage_of(decision, draft, best[0])


def passage_of(decision: Decision, draft: Draft, found: Finding) -> Passage:
    """Return where the words of a decision stand, the place nearest to what it is about."""
    text = draft.article.text
    near = found.passages[0].start
    start, end = min(spots(decision, text), key=lambda span: abs(span[0] - near))
    return Passage(start=start, end=end, text=text[start:end])


def passage_at(draft: Draft, decision: Decision) -> Passage:
    """Return the first place of a decision's words that the text of a draft has."""
    start, end = spots(decision, draft.article.text)[0]
    return Passage(start=start, end=end, text=draft.article.text[start:end])


def of(draft: Draft, found: Finding) -> Claim | Event | Actor | Role:
    """Return what a finding of a draft is."""
    if found.kind == "claim":
        return draft.claims[found.index]
    if found.kind == "event":
        return draft.events[found.index]
    actor = draft.actors[found.index]
    return actor.roles[found.role] if found.kind == "role" else actor


def can(found: Finding, what: str) -> bool:
    """Say whether a property is one of a kind of finding."""
    return found.kind in _ABOUT[f"correct-{what}"]


def _fits(found: Finding, decision: Decision) -> bool:
    about = _ABOUT.get(decision.what)
    if about is not None and found.kind not in about:
        return False
    if decision.target:
        return plain(decision.target).casefold() in {plain(name).casefold() for name in found.names}
    # Without a target nothing is said of an actor or a role by chance, because of a name it has.
    return about is not None or found.kind in {"claim", "event"}


def _rank(found: Finding, spans: list[Span], text: str) -> int | None:
    """Return how well a finding has the words: 0 they are its content, 3 they are near it."""
    ranks = [
        rank
        for start, end in spans
        for order, passage in enumerate(found.passages)
        if (rank := _closeness(passage, start, end, text, order)) is not None
    ]
    return min(ranks, default=None)


def _closeness(passage: Passage, start: int, end: int, text: str, order: int) -> int | None:
    second = min(order, 1)
    if passage.text.strip(_EDGES) == text[start:end].strip(_EDGES) and passage.start < end:
        touches = start < passage.end
        return second if touches else None
    inside = passage.start <= start and end <= passage.end
    around = start <= passage.start and passage.end <= end
    return 2 + second if inside or around else None


def _nearest(possible: list[Finding], decision: Decision) -> tuple[str, ...]:
    words = {found.passages[0].text: _called(found) for found in possible if found.passages}
    return tuple(f"{words[text]}: {shown(text)}" for text in nearest(decision.quotation, words))


def _called(found: Finding) -> str:
    """Return the most particular word that a target may say of a finding."""
    general = {"claim", "event", "actor", "role"}
    return min(found.names - general or found.names, key=lambda name: (len(name), name))
