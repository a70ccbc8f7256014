"""A claim in, the same with the other actors who may have made it where its speaker is inferred."""

from dataclasses import replace

from triplewire.extract.text import Page
from triplewire.records import Claim

# Rules that carry a speaker over from the words around a quotation.
_CARRIED = frozenset({"continued", "forward", "led-in"})
_REACH = 450
_MOST = 3


def with_doubt(page: Page, claim: Claim) -> Claim:
    """Return a claim that says so when nothing in its own sentence names the speaker.

    The speaker is then inferred, from a pronoun or from a neighbouring attribution; ``rule`` tells
    which, and ``alternatives`` are the other persons named shortly before.
    """
    if len(claim.speakers) != 1:
        return claim
    speaker = claim.speakers[0]
    kinds = {
        kind
        for _, kind, actor in page.lookup.within(claim.evidence.start, claim.evidence.end)
        if actor.name == speaker
    }
    by_pronoun = "pronoun" in kinds and not kinds & {"name", "nominal"}
    if not by_pronoun and claim.rule not in _CARRIED:
        return claim
    first = max(0, claim.evidence.start - _REACH)
    near = reversed(list(page.lookup.within(first, claim.evidence.end)))
    others = dict.fromkeys(
        actor.name
        for start, kind, actor in near
        if actor.type == "person"
        and kind == "name"
        and actor.name != speaker
        and not claim.passage.start <= start < claim.passage.end
    )
    rule = f"{claim.rule}-pronoun" if by_pronoun else claim.rule
    return replace(claim, rule=rule, alternatives=tuple(others)[:_MOST])
