"""Drafts in, some of their published findings out, for a reader to judge: right, partly, wrong."""

import random
from collections.abc import Iterable, Iterator

from triplewire.records import Claim, Draft, Event, Passage

_KINDS = ("event", "quote", "report", "figure", "role")
# Characters before and behind a finding that a reader needs.
_AROUND = 300


def sample(drafts: Iterable[Draft], count: int, seed: int) -> Iterator[str]:
    """Yield findings as text, as many of each kind, drawn by a seed."""
    found: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for draft in drafts:
        for event in draft.events:
            if not event.proposed:
                found["event"].append(_shown(draft, event.evidence, _event(event)))
        for claim in draft.claims:
            kind = {"quote": "quote", "indirect": "report"}.get(claim.kind, "figure")
            if claim.kind != "assertion":
                found[kind].append(_shown(draft, claim.evidence, _claim(claim)))
        for actor in draft.actors:
            for role in actor.roles:
                told = f"{actor.name} ({actor.type}) is {role.office!r} of {role.body or 'nobody'}"
                found["role"].append(_shown(draft, role.evidence, told))
    rng = random.Random(seed)  # noqa: S311 (to be repeated, not to be secret)
    for kind, shown in found.items():
        for number, one in enumerate(rng.sample(shown, min(len(shown), count // len(_KINDS)))):
            yield f"## {kind} {number + 1}\n{one}\n"


def _shown(draft: Draft, place: Passage, told: str) -> str:
    text = draft.article.text
    around = text[max(0, place.start - _AROUND) : place.end + _AROUND]
    return (
        f"published: {draft.metadata.published or 'not said'}\ntext: {around}\n"
        f"finding: {told}\nrests on: {place.text}"
    )


def _event(event: Event) -> str:
    who = ", ".join(f"{part.role}: {part.called}" for part in event.participants)
    where = f" in {event.place}" if event.place else ""
    how = event.status or event.modality
    return f"{event.type} ({how}); {who or 'nobody'}; when {event.when or 'not said'}{where}"


def _claim(claim: Claim) -> str:
    by = ", ".join(claim.speakers) or claim.unnamed or "nobody"
    if claim.figure is None:
        return f"{by} ({claim.act}, {claim.polarity}): {claim.passage.text}"
    figure = claim.figure
    about = ", ".join(figure.about) or "nobody"
    unit = figure.unit or "as a rank"
    return (
        f"{figure.qualifier} {figure.value:f} {unit}; measure: {figure.measure};"
        f" of: {about}; when: {figure.when or 'not said'}; said by {by}"
    )
