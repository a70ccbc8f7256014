"""A draft and its decisions in, the draft as the curator wants it out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from triplewire.decide.add import add
from triplewire.decide.anchor import spots
from triplewire.decide.certain import certain
from triplewire.decide.clash import folded, names_in, overrules, settled
from triplewire.decide.correct import correct
from triplewire.decide.pick import Finding, NotMet, of, passage_at, pick
from triplewire.decide.reject import reject
from triplewire.records import Actor, Decision, Draft, Passage, Ruling, Unmet


def apply(draft: Draft, decisions: Iterable[Decision]) -> tuple[Draft, tuple[Unmet, ...]]:
    """Return a draft with decisions applied in the order of their lines, and those that were not.

    A finding that a decision confirms, corrects or adds is certain, and names the decision. Of two
    decisions that contradict each other the later one holds, and the earlier one is as if it were
    not there; of an earlier one that says more, the rest holds.
    """
    decisions = tuple(decisions)
    overruled: dict[str, Decision] = {}
    kept: set[str] = set()
    # Each pass settles one line at least, from the last one up.
    for _ in range(2 * len(decisions) + 1):
        revision = _Revision(draft, overruled, kept)
        for decision in decisions:
            if decision.key not in overruled:
                revision.take(decision)
        unmet = {one.decision.key for one in revision.unmet}
        # What a later decision builds on, or says nothing usable of, is not overruled by it.
        missed = {key for key, later in overruled.items() if later.key in unmet}
        fresh = revision.surely_overruled()
        if not missed and not fresh:
            break
        kept |= missed
        # What is overruled itself overrules nothing.
        overruled = {
            key: by
            for key, by in (overruled | fresh).items()
            if key not in kept and by.key not in fresh
        }
    return revision.draft, _unmet(revision, decisions, overruled)


def _unmet(
    revision: "_Revision", decisions: Iterable[Decision], overruled: dict[str, Decision]
) -> tuple[Unmet, ...]:
    """Return what was not applied, or not all of it, in the order of the lines."""
    unmet = list(revision.unmet)
    for decision in decisions:
        if decision.key in overruled:
            unmet.append(_overruled(decision, overruled[decision.key], "overruled"))
        elif decision.key in revision.partly:
            unmet.append(_overruled(decision, revision.partly[decision.key], "in part overruled"))
    return tuple(sorted(unmet, key=lambda one: one.decision.line))


def _overruled(decision: Decision, later: Decision, how: str) -> Unmet:
    return Unmet(decision=decision, reason=f"{how} by line {later.line}", overruled_by=later)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rejection:
    """A finding that was left out, where it stood, and the decision that said so."""

    decision: Decision
    before: Draft
    found: Finding
    subject: str


class _Revision:
    """A draft while decisions are applied to it one by one, and which of them are overruled."""

    def __init__(self, draft: Draft, dropped: dict[str, Decision], kept: set[str]) -> None:
        """Begin; ``dropped`` are the later decisions by the keys of those that they overrule.

        ``kept`` are the keys of those that are applied even so.
        """
        self.draft = draft
        self.unmet: list[Unmet] = []
        self.overruled: dict[str, Decision] = {}
        self.partly: dict[str, Decision] = {}
        self._kept = kept
        self._holding = {later.key for later in dropped.values()}
        self._taken: dict[str, Decision] = {}
        self._rejections: list[_Rejection] = []

    def surely_overruled(self) -> dict[str, Decision]:
        """Return what later decisions overrule that are not overruled themselves."""
        return {key: by for key, by in self.overruled.items() if by.key not in self.overruled}

    def take(self, decision: Decision) -> None:
        """Apply a decision, or note why it cannot be."""
        try:
            if decision.what == "add":
                self._add(decision)
            elif not self._is_about_rejected(decision):
                self._change(decision)
        except NotMet as reason:
            if decision.what == "reject" and decision.key in self._holding:
                # It has overruled the line that added what it rejects.
                self._rule(decision, passage_at(self.draft, decision))
                return
            self.unmet.append(
                Unmet(decision=decision, reason=reason.reason, candidates=reason.candidates)
            )
        else:
            self._taken[decision.key] = decision

    def _add(self, decision: Decision) -> None:
        before = self.draft
        self.draft, passage = add(before, decision)
        self._rule(decision, passage)
        subjects = _subjects(self.draft)
        self._rejections = [one for one in self._rejections if one.subject not in subjects]
        for key in _decided(before) - _decided(self.draft):
            earlier = self._taken.get(key)
            if earlier is not None and settled(earlier):
                self._overrule(earlier, decision)

    def _change(self, decision: Decision) -> None:
        before = self.draft
        found, passage = pick(before, decision)
        self.draft = _CHANGES.get(decision.what, correct)(before, decision, found)
        self._rule(decision, passage, _subject(before, found))
        if decision.what == "reject":
            self._rejections.append(
                _Rejection(
                    decision=decision, before=before, found=found, subject=_subject(before, found)
                )
            )
            if found.kind == "actor":
                self._silence(before.actors[found.index], decision)
        for key in of(before, found).decided:
            earlier = self._taken.get(key)
            over = None if earlier is None else overrules(before, found, decision, earlier)
            if earlier is not None and over is not None:
                self._overrule(earlier, decision, wholly=over)

    def _is_about_rejected(self, decision: Decision) -> bool:
        """Say whether a decision is about what an earlier one has rejected, which it overrules.

        Two that reject one finding agree.
        """
        spans = spots(decision, self.draft.article.text)
        for one in reversed(self._rejections):
            if one.decision.key in self._kept or not any(
                p.start < end and start < p.end for p in one.found.passages for start, end in spans
            ):
                continue
            try:
                found, passage = pick(one.before, decision)
            except NotMet:
                continue
            if found == one.found:
                if decision.what == "reject":
                    self._rule(decision, passage, one.subject)
                else:
                    self.overruled[one.decision.key] = decision
                return True
        return False

    def _silence(self, actor: Actor, decision: Decision) -> None:
        """Overrule what names an actor whom a later decision leaves out."""
        names = set(map(folded, (actor.name, *actor.aliases)))
        for earlier in self._taken.values():
            if names & names_in(earlier):
                self._overrule(earlier, decision, wholly=len(settled(earlier)) == 1)

    def _overrule(self, earlier: Decision, later: Decision, *, wholly: bool = True) -> None:
        whole = wholly and earlier.key not in self._kept
        (self.overruled if whole else self.partly)[earlier.key] = later

    def _rule(self, decision: Decision, passage: Passage, subject: str = "") -> None:
        ruling = Ruling(decision=decision, passage=passage, subject=subject)
        self.draft = replace(self.draft, rulings=(*self.draft.rulings, ruling))


def _subject(draft: Draft, found: Finding) -> str:
    if found.kind == "event":
        return draft.events[found.index].key
    if found.kind == "claim":
        return draft.claims[found.index].key
    return draft.actors[found.index].name if found.kind == "actor" else ""


def _subjects(draft: Draft) -> set[str]:
    return {
        *(claim.key for claim in draft.claims),
        *(event.key for event in draft.events),
        *(actor.name for actor in draft.actors),
    }


def _decided(draft: Draft) -> set[str]:
    """Return the keys of the decisions that made claims and events what they are."""
    claims = {key for claim in draft.claims for key in claim.decided}
    return claims | {key for event in draft.events for key in event.decided}


# Everything else is a correction. What is merged, kept apart or related is so in later stages.
_CHANGES: dict[str, Callable[[Draft, Decision, Finding], Draft]] = {
    "accept": certain,
    "reject": reject,
    "merge": certain,
    "keep-apart": certain,
    "relate": certain,
}
