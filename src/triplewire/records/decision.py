"""What a curator decides, and what became of it."""

import hashlib
from dataclasses import dataclass

from triplewire.records.article import Passage

# What a curator can decide. "correct" lists properties, "correct-…" names the one it corrects.
ACTIONS = (
    "accept",
    "reject",
    "correct",
    "correct-speaker",
    "correct-addressee",
    "correct-unnamed",
    "correct-about",
    "correct-act",
    "correct-polarity",
    "correct-modality",
    "correct-type",
    "correct-date",
    "correct-place",
    "correct-participants",
    "correct-label",
    "correct-part-of",
    "correct-role",
    "correct-value",
    "correct-unit",
    "correct-measure",
    "correct-scope",
    "correct-counterpart",
    "add",
    "merge",
    "keep-apart",
    "relate",
)
# The actions that say all by themselves.
VALUELESS = frozenset({"accept", "reject"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One curator's decision, a line of decisions.csv.

    ``what`` is one of ACTIONS. ``quotation`` are the words it is about, of the article named
    ("" for whichever article has them); ``prefix`` and ``suffix`` stand before and after them, as
    in a W3C text quote selector, "" where that is not said; ``target`` narrows it to one kind of
    finding ("quote", "event visit", "actor Ana Ruiz"); ``value`` is what is put in the place of
    what was found. ``when`` is an ISO 8601 day.
    """

    line: int
    what: str
    article: str
    quotation: str
    target: str
    value: str
    by: str
    when: str
    why: str
    prefix: str = ""
    suffix: str = ""

    @property
    def key(self) -> str:
        """Return the digits that name the decision: what it decides, whoever took it and when."""
        parts = [self.what, self.article, self.quotation, self.target, self.value]
        # A line without context keeps the name that it was published under.
        if self.prefix or self.suffix:
            parts += [self.prefix, self.suffix]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A decision that was applied: the words that it was found by, and what has them.

    ``subject`` is the name of an actor of the draft, or an event's or claim's type, start and end
    ("visit-10-52", "quote-3-20"), where the decision is about one.
    """

    decision: Decision
    passage: Passage
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmet:
    """A decision that could not be applied, why, and the nearest things it may have meant.

    ``overruled_by`` is a later one that says otherwise.
    """

    decision: Decision
    reason: str
    candidates: tuple[str, ...] = ()
    overruled_by: Decision | None = None
