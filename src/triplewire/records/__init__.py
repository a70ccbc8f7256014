"""The nouns that travel from stage to stage: frozen, slotted, keyword-only, without behaviour.

Offsets count Unicode code points from 0 in ``Article.text``; ``text == article.text[start:end]``
holds for every Passage. Dates are EDTF level 1 ("2024", "2024-11", "2024-01/2024-11").
Concepts (acts, roles, modalities ...) are the local names of the concepts in ontology/concepts.ttl.
"""

from triplewire.records.article import HASH_DIGITS, Article, Lineage, Metadata, Passage
from triplewire.records.asked import Asked
from triplewire.records.comparison import (
    RELATIONS,
    Comparison,
    Measured,
    Relation,
    Statement,
)
from triplewire.records.decision import ACTIONS, VALUELESS, Decision, Ruling, Unmet
from triplewire.records.draft import (
    Actor,
    ActorType,
    Claim,
    ClaimKind,
    Draft,
    Event,
    Figure,
    Mention,
    MentionKind,
    Participant,
    Role,
)
from triplewire.records.graph import Graph, Omission, Report
from triplewire.records.register import NameStatus, Registered
from triplewire.records.story import (
    Authority,
    ExternalLink,
    IdentityLink,
    LinkedActor,
    LinkedClaim,
    LinkedEvent,
    Office,
    Participation,
    Story,
)
from triplewire.shacl import Result, Severity

__all__ = [
    "ACTIONS",
    "HASH_DIGITS",
    "RELATIONS",
    "VALUELESS",
    "Actor",
    "ActorType",
    "Article",
    "Asked",
    "Authority",
    "Claim",
    "ClaimKind",
    "Comparison",
    "Decision",
    "Draft",
    "Event",
    "ExternalLink",
    "Figure",
    "Graph",
    "IdentityLink",
    "Lineage",
    "LinkedActor",
    "LinkedClaim",
    "LinkedEvent",
    "Measured",
    "Mention",
    "MentionKind",
    "Metadata",
    "NameStatus",
    "Office",
    "Omission",
    "Participant",
    "Participation",
    "Passage",
    "Registered",
    "Relation",
    "Report",
    "Result",
    "Role",
    "Ruling",
    "Severity",
    "Statement",
    "Story",
    "Unmet",
]
