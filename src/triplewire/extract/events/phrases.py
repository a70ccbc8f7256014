"""The words that show an event of each type, and the parts that its participants play: a table."""

import re
from dataclasses import dataclass

from triplewire.extract.text import words

_PAPERS = r"(?:audit|review|report|white paper|study|survey|findings|index|statistics)"
_POLICIES = (
    r"(?:strateg(?:y|ies)|plans?|polic(?:y|ies)|guidelines?|approach|measures?|roadmap|regulations?"
    r"|framework|process|consultations?|campaign|scheme|proposals?|budget|reforms?|initiative|programmes?|programs?|package|law|bill)"
)
_ACCORDS = (
    r"(?:agreements?|deals?|treat(?:y|ies)|contracts?|memorand(?:um|a)|MoUs?|accords?|pacts?"
    r"|truce|ceasefire)"
)
_RELEASE = (
    r"(?:(?:outlin|unveil|releas|publish|issu|announc|launch|introduc|adopt|approv|present)(?:e?s|ed)?"
    r"|(?:laid|lays?|set|sets) out|(?:release|publication|unveiling|launch|adoption) of)"
)
# Between a verb and its noun: a few words of the same clause.
_GAP = r"[^.;:\n]{0,60}?"
_BEEN = r"(?:was|were|has been|have been) (?:\w+ )?"
_NAME = r"(?!(?:The|This|A) )(?:[A-Z][\w'’&-]{0,30} (?:(?:and|on|of|for) )?){1,6}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """What shows an event of a type: ``pattern`` finds the words in a sentence.

    ``subject`` and ``other`` are the roles of who does it and of whom it is done with.
    """

    pattern: re.Pattern[str]
    subject: str
    other: str


def _trigger(pattern: str, subject: str, other: str) -> Trigger:
    return Trigger(pattern=re.compile(pattern), subject=subject, other=other)


# The types are concepts of the scheme acts; in a sentence an earlier type bars a later one of
# the same words.
TRIGGERS: dict[str, Trigger] = {
    "phone-call": _trigger(
        r"\b(?:tele)?phone (?:call|conversation|talks)\b|\bvideo (?:call|conference)\b"
        r"|\b(?:spoke|talked|spoken|talks)\b[^.;]{0,40}\bby (?:tele)?phone\b|\b(?:tele)?phoned\b",
        "initiator",
        "recipient",
    ),
    "dialogue": _trigger(
        rf"\b(?:\d{{1,3}}(?:st|nd|rd|th) )?{_NAME}(?:Dialogue|Consultations?|Talks)\b"
        r"|\b(?:peace|trade|nuclear|ceasefire|border|climate|coalition) (?:talks|negotiations)\b"
        r"|\b(?:held|began|opened|resumed|started|concluded) (?:\w+ ){0,3}negotiations\b",
        "party",
        "party",
    ),
    "visit": _trigger(
        r"\bvisit(?:s|ed|ing)? (?:to )?(?=(?:the )?[A-Z])|\b(?:state|official|working) visit\b"
        r"|\b(?:arriv(?:es|ed)|landed) in (?=[A-Z])|\btrip to (?=(?:the )?[A-Z])",
        "visitor",
        "host",
    ),
    "sign-agreement": _trigger(
        rf"\bsigning of {_GAP}\b{_ACCORDS}\b"
        rf"|\b(?:sign|ink|seal|conclude|clinch|ratif)(?:s|d|ed|ies|ied)? {_GAP}\b{_ACCORDS}\b"
        rf"|\b{_ACCORDS} {_BEEN}(?:signed|inked|sealed)\b",
        "party",
        "party",
    ),
    "agree": _trigger(
        r"\bagree(?:s|d)? (?:to|on)\b"
        rf"|\b(?:reach(?:es|ed)?|str(?:ikes?|uck)|secured?|brokered) {_GAP}\b{_ACCORDS}\b"
        rf"|\b{_ACCORDS} {_BEEN}(?:reached|struck|brokered)\b",
        "party",
        "party",
    ),
    "publish-report": _trigger(
        rf"\b{_RELEASE} {_GAP}\b{_PAPERS}\b"
        rf"|\b{_PAPERS}(?: [\w’'-]+){{0,6}}? published (?:in|by|on)\b"
        rf"|\b{_PAPERS} {_BEEN}(?:published|released|issued|unveiled)\b",
        "initiator",
        "recipient",
    ),
    "announce": _trigger(rf"\b{_RELEASE} {_GAP}\b{_POLICIES}\b", "initiator", "recipient"),
    "promotion-meeting": _trigger(
        r"\bpromotion(?:al)? (?:meeting|conference|event|seminar)\b|\broadshow\b",
        "organizer",
        "party",
    ),
    "meeting": _trigger(
        r"\b(?:held|holds?|hosted|hosts|attended|convened|chaired|organi[sz]ed) (?:[\w-]+ ){0,5}"
        r"(?:meetings?|talks|summit|conference|forum|gathering)\b"
        r"|\b(?:meetings?|summit|talks) (?:in|with|between)\b|\bconference in (?=[A-Z])"
        r"|\b(?:met|meets|(?:(?<=will )|(?<=to ))meet) (?:with )?(?=(?:[a-z]+ ){0,3}[A-Z])",
        "party",
        "party",
    ),
    "appeal": _trigger(
        r"\b(?:put|puts|putting) forward (?:[\w-]+ ){0,4}proposals?\b"
        r"|\b(?:submitted|tabled) (?:[\w-]+ ){0,4}(?:proposals?|motions?|appeals?)\b",
        "initiator",
        "recipient",
    ),
}
# Claims whose act makes a statement an event of its own; plain saying does not.
STATEMENT_ACTS = frozenset(
    words("announce appeal invite request pledge agree support accuse allege threaten reject")
)
NEGATED = re.compile(
    r"(?:\b(?:not|never|no|without|(?:refus|fail|declin|reject)(?:e?d|es|s)?)\b|n['’]t\b)"
    r"(?: \w+){0,3} ?$"
)
# What does not take place, or not then: "cancelled a trip", "the visit was postponed".
CALLED_OFF = {
    "cancelled": ("cancel", "scrap", "axe", "abandon", "call off", "called off"),
    "postponed": ("postpone", "delay", "reschedule", "defer", "put off"),
}
PLANNED = re.compile(
    r"\b(?:will|would|to|plan(?:s|ned)?|scheduled|due|expected|set|hopes?|intends?|upcoming|next)\b"
    r"(?: \w+){0,3} ?$"
)
ANAPHORIC = re.compile(
    r"\b(?:[Tt]h(?:is|ese|at|ose|e|eir)|[Hh]is|[Hh]er|[Ii]ts)(?: [\w-]+){0,2} ?$"
)
ANCHORED = re.compile(
    r"\b(?:the|this|their)(?: [\w-]+)?"
    r" (?:event|meeting|dialogue|conference|summit|talks|call|visit)\b",
    re.IGNORECASE,
)
