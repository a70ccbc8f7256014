"""Two decisions about one finding in, whether the later one says otherwise out."""

import re
from dataclasses import replace
from decimal import Decimal

from triplewire.decide.certain import listed
from triplewire.decide.correct import correct, corrections
from triplewire.decide.pick import Finding, NotMet, of
from triplewire.ontology import concepts
from triplewire.records import Decision, Draft
from triplewire.wording import plain

_APART = frozenset({"merge", "keep-apart"})
_NAMING = frozenset(
    {"speaker", "addressee", "relayed-by", "about", "scope", "counterpart", "place"}
    | {"participants", "participant", "member"}
)
_PART = re.compile("[;,]")
# The type of an actor, or its part in an event.
_BEHIND = re.compile(r"(?: \([a-z]+\)|:.*)$")


def overrules(draft: Draft, found: Finding, later: Decision, earlier: Decision) -> bool | None:
    """Return whether a later decision overrules all that an earlier one says of a finding.

    ``draft`` is as the earlier decision has left it. False says that it overrules a part, None
    that the two agree.
    """
    if later.what == "reject":
        return True
    if {later.what, earlier.what} == _APART:
        return True if folded(later.value) == folded(earlier.value) else None
    said = settled(earlier)
    against = {name for name in settled(later) & said if _alters(draft, found, later, name)}
    return against == said if against else None


def settled(decision: Decision) -> frozenset[str]:
    """Return the properties of a finding that a decision gives a value."""
    if decision.what == "add":
        parts = [part.partition("=")[::2] for part in listed(decision.value)]
        # That there is a finding at all stays, whatever else of it is overruled.
        return frozenset(
            {"finding"} | {name for key, value in parts for name in _names(key, value)}
        )
    return frozenset(name for what, value in corrections(decision) for name in _names(what, value))


def names_in(decision: Decision) -> set[str]:
    """Return whom the value of a decision names, as names are compared."""
    if decision.what == "add":
        named = [part.partition("=")[::2] for part in listed(decision.value)]
    else:
        named = corrections(decision)
    parts = (
        part for what, value in named if what.strip() in _NAMING for part in _PART.split(value)
    )
    return {folded(_BEHIND.sub("", part)) for part in parts}


def folded(name: str) -> str:
    """Return a name as names are compared."""
    return plain(name).casefold()


def _names(what: str, value: str) -> set[str]:
    """Return what a property is called here: two that shut each other out have one name."""
    what = what.strip()
    if what == "about":
        known = concepts("topics")
        return {"topics" if one.strip() in known else "about" for one in value.split(";")}
    return {"speaker" if what == "unnamed" else what}


def _alters(draft: Draft, found: Finding, decision: Decision, name: str) -> bool:
    """Say whether a property has another value once a decision is applied."""
    for what, value in corrections(decision):
        if name in _names(what, value):
            alone = replace(decision, what=f"correct-{what}", value=value)
            try:
                after = correct(draft, alone, found)
            except NotMet:
                # It builds on another part of the decision, which has made something new.
                return True
            if _plain(draft, found) != _plain(after, found):
                return True
    return False


def _plain(draft: Draft, found: Finding) -> object:
    """Return a finding without who decided on it, and how sure it is."""
    return replace(of(draft, found), decided=(), confidence=Decimal(0))
