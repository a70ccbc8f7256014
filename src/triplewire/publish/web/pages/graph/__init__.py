"""A store in, what pages show of it out: facts, neighbours, addresses."""

from triplewire.publish.web.pages.graph.facts import (
    Facts,
    Ground,
    Identity,
    Rule,
    Ruled,
    added_by,
    facts_of,
    grounds_of,
    identities_of,
    rule_of,
    rulings_of,
)
from triplewire.publish.web.pages.graph.links import KINDS, Ref, page_path
from triplewire.publish.web.pages.graph.site import Row, Site, asked, site_of, value_of
from triplewire.publish.web.pages.graph.walk import Days, Walk

__all__ = [
    "KINDS",
    "Days",
    "Facts",
    "Ground",
    "Identity",
    "Ref",
    "Row",
    "Rule",
    "Ruled",
    "Site",
    "Walk",
    "added_by",
    "asked",
    "facts_of",
    "grounds_of",
    "identities_of",
    "page_path",
    "rule_of",
    "rulings_of",
    "site_of",
    "value_of",
]
