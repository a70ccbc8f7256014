"""Properties in, the order in which they read well out.

What a thing is and how it is called, what it says, who and whom, when and where, what it is about,
then the words that it rests on, by which rule, and where it comes from. Others stand last, by name.
"""

from triplewire.vocab import PREFIXES

_ORDER = """
rdf:type
rdfs:label skos:prefLabel schema:name dcterms:title schema:headline schema:alternativeHeadline
schema:alternateName skos:altLabel skos:notation
skos:definition rdfs:comment dcterms:description
schema:text oa:prefix oa:exact oa:suffix oa:start oa:end

tw:speaker tw:possibleSpeaker tw:actingAs tw:onBehalfOf tw:relayedBy tw:addressee schema:author
tw:eventType tw:initiator tw:recipient tw:participant tw:actor tw:participationRole
org:member org:role org:organization org:hasMembership
schema:publisher schema:creditText

tw:when tw:notBefore tw:notAfter schema:startDate schema:endDate schema:datePublished
schema:dateModified tw:reportedOn
schema:location schema:locationCreated schema:containedInPlace schema:eventStatus

tw:speechAct tw:attributionMode tw:modality tw:polarity
schema:variableMeasured schema:observationAbout schema:value schema:unitCode tw:valueQualifier
tw:counterpart tw:rankedAmong
tw:performs tw:madeDuring schema:superEvent
tw:subjectClaim tw:relation tw:objectClaim tw:differsIn tw:one tw:identityStatus tw:other
tw:decisionType schema:sameAs
schema:about schema:mentions schema:citation schema:keywords schema:copyrightNotice
rdfs:subClassOf rdfs:subPropertyOf rdfs:domain rdfs:range owl:inverseOf
skos:inScheme skos:topConceptOf skos:broader

tw:observation tw:participation schema:encoding
tw:evidence tw:content tw:quotation oa:hasSource oa:hasSelector schema:position
tw:reportedIn schema:appearance
tw:rule tw:confidence
"""


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


_RANKS = {_iri(name): f"{number:03}" for number, name in enumerate(_ORDER.split())}
_LAST = "999"


def rank(iri: str) -> str:
    """Return three digits by which properties sort."""
    return _RANKS.get(iri, _LAST)
