# Turns a dump of vocabulary 0.1.0 into one of 0.2.0. SPARQL 1.1 Update, for any engine.
#
# It writes what follows from what the dump says; what only a new build of the articles can say is
# listed in docs/vocabulary-changes.md. To run it twice is the same as to run it once. A dump
# with graphs keeps them; one in Turtle lies in the default graph, is worked on in a graph of its own
# and goes back.
PREFIX c: <https://w3id.org/triplewire/concept/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tw: <https://w3id.org/triplewire/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

# What lies in no graph goes into one.
DELETE { ?s ?p ?o }
INSERT { GRAPH <urn:x-triplewire:flat> { ?s ?p ?o } }
WHERE { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?graph { ?s ?p ?o } } } ;

# The graph of an article is named by the digits of its text alone, wherever it is named.
DELETE { GRAPH ?graph { ?s ?p ?o } }
INSERT { GRAPH ?new { ?s ?p ?o } }
WHERE {
  { GRAPH ?graph { ?s ?p ?o } FILTER(REGEX(STR(?graph), "/graph/article/[^/]*-[0-9a-f]{16}$")) }
  BIND(IRI(REPLACE(STR(?graph), "/graph/article/[^/]*-([0-9a-f]{16})$", "/graph/article/$1")) AS ?new)
} ;
DELETE { GRAPH ?graph { ?named ?p ?o } }
INSERT { GRAPH ?graph { ?new ?p ?o } }
WHERE {
  { GRAPH ?graph { ?named ?p ?o } FILTER(REGEX(STR(?named), "/graph/article/[^/]*-[0-9a-f]{16}$")) }
  BIND(IRI(REPLACE(STR(?named), "/graph/article/[^/]*-([0-9a-f]{16})$", "/graph/article/$1")) AS ?new)
} ;
DELETE { GRAPH ?graph { ?s ?p ?named } }
INSERT { GRAPH ?graph { ?s ?p ?new } }
WHERE {
  {
    GRAPH ?graph { ?s ?p ?named }
    FILTER(isIRI(?named) && REGEX(STR(?named), "/graph/article/[^/]*-[0-9a-f]{16}$"))
  }
  BIND(IRI(REPLACE(STR(?named), "/graph/article/[^/]*-([0-9a-f]{16})$", "/graph/article/$1")) AS ?new)
} ;

# Who did it, and to whom, in one step from the event.
INSERT { GRAPH ?graph { ?event tw:initiator ?actor } }
WHERE {
  GRAPH ?graph {
    ?event tw:participation ?part .
    ?part tw:participationRole c:initiator ; tw:actor ?actor .
  }
} ;
INSERT { GRAPH ?graph { ?event tw:recipient ?actor } }
WHERE {
  GRAPH ?graph {
    ?event tw:participation ?part .
    ?part tw:participationRole c:recipient ; tw:actor ?actor .
  }
} ;

# From the actor to the offices, and from the claim to whom its speaker speaks for.
INSERT { GRAPH ?graph { ?actor org:hasMembership ?office } }
WHERE { GRAPH ?graph { ?office org:member ?actor } } ;
INSERT { GRAPH ?graph { ?claim tw:onBehalfOf ?body } }
WHERE {
  GRAPH ?graph {
    ?claim a tw:Claim ; tw:actingAs ?office .
    ?office org:organization ?body .
  }
} ;

# An office is reported where its evidence is; then the day of the article is that of the report.
INSERT { GRAPH ?graph { ?office tw:reportedIn ?article } }
WHERE {
  GRAPH ?graph {
    ?office org:member ?actor ; tw:evidence ?passage .
    ?passage oa:hasSource ?text .
    ?article schema:encoding ?text .
  }
} ;
INSERT { GRAPH ?graph { ?reported tw:reportedOn ?day } }
WHERE {
  GRAPH ?graph {
    ?reported tw:reportedIn ?article .
    ?article schema:datePublished ?published .
  }
  BIND(STRDT(SUBSTR(STR(?published), 1, 10), xsd:date) AS ?day)
} ;

# A claim and the act that it is: of one kind, of one speaker, on one passage.
INSERT { GRAPH ?graph { ?claim tw:performs ?event } }
WHERE {
  GRAPH ?graph {
    ?claim tw:speechAct ?act ; tw:speaker ?speaker ; tw:evidence ?passage .
    ?event tw:eventType ?act ; tw:participant ?speaker ; tw:evidence ?passage .
  }
} ;

# A claim is said when that happens during which, or by which, it is said. None of two dates is chosen.
INSERT { GRAPH ?graph { ?claim tw:when ?when ; tw:notBefore ?first ; tw:notAfter ?last } }
WHERE {
  GRAPH ?graph {
    ?claim tw:madeDuring|tw:performs ?event .
    ?event tw:when ?when ; tw:notBefore ?first ; tw:notAfter ?last .
  }
  FILTER NOT EXISTS { GRAPH ?any { ?claim tw:when ?own } }
  FILTER NOT EXISTS {
    GRAPH ?other {
      ?claim tw:madeDuring|tw:performs ?another .
      ?another tw:when|tw:notBefore|tw:notAfter ?date .
    }
    FILTER(!sameTerm(?date, ?when) && !sameTerm(?date, ?first) && !sameTerm(?date, ?last))
  }
} ;

# A factual claim as schema.org reads it.
INSERT { GRAPH ?graph { ?claim a schema:Claim } }
WHERE { GRAPH ?graph { ?claim tw:observation ?figure } } ;
INSERT { GRAPH ?graph { ?claim schema:author ?speaker } }
WHERE { GRAPH ?graph { ?claim a schema:Claim ; tw:speaker ?speaker } } ;
INSERT { GRAPH ?graph { ?claim schema:appearance ?article } }
WHERE { GRAPH ?graph { ?claim a schema:Claim ; tw:reportedIn ?article } } ;
INSERT { GRAPH ?graph { ?claim schema:datePublished ?day } }
WHERE {
  {
    GRAPH ?graph { ?claim a schema:Claim ; tw:when ?when }
    FILTER(REGEX(STR(?when), "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))
  }
  BIND(STRDT(STR(?when), xsd:date) AS ?day)
} ;
INSERT { GRAPH ?graph { ?claim schema:datePublished ?day } }
WHERE {
  GRAPH ?graph { ?claim a schema:Claim ; tw:reportedOn ?day }
  FILTER NOT EXISTS { GRAPH ?any { ?claim schema:datePublished ?said } }
} ;

# An event as calendars read it: no more exact than the text, and not at all where that doubts.
INSERT { GRAPH ?graph { ?event schema:name ?label } }
WHERE { GRAPH ?graph { ?event a schema:Event ; rdfs:label ?label } } ;
INSERT { GRAPH ?graph { ?event schema:startDate ?start ; schema:endDate ?end } }
WHERE {
  {
    GRAPH ?graph { ?event a schema:Event ; tw:when ?when }
    FILTER(REGEX(STR(?when), "^[0-9]{4}(-[0-9]{2}){0,2}(/[0-9]{4}(-[0-9]{2}){0,2})?$"))
  }
  BIND(REPLACE(STR(?when), "/.*$", "") AS ?first)
  BIND(REPLACE(STR(?when), "^.*/", "") AS ?last)
  BIND(STRDT(?first, IF(STRLEN(?first) = 4, xsd:gYear, IF(STRLEN(?first) = 7, xsd:gYearMonth, xsd:date))) AS ?start)
  BIND(STRDT(?last, IF(STRLEN(?last) = 4, xsd:gYear, IF(STRLEN(?last) = 7, xsd:gYearMonth, xsd:date))) AS ?end)
} ;

# A proper name is the same in every language.
INSERT { GRAPH ?graph { ?thing schema:name ?name } }
WHERE {
  {
    GRAPH ?graph { ?thing a ?class ; rdfs:label ?label }
    FILTER(?class IN (tw:Actor, schema:Person, schema:Organization, foaf:Group, schema:Place,
      schema:CreativeWork))
  }
  BIND(STR(?label) AS ?name)
} ;

# A rule is a resource, named by what it finds; a sentence of the article's own only stands there.
DELETE { GRAPH ?graph { ?finding tw:rule ?name } }
INSERT { GRAPH ?graph { ?finding tw:rule ?rule } }
WHERE {
  {
    GRAPH ?graph { ?finding tw:rule ?name ; a ?class }
    FILTER(isLiteral(?name) && ?class IN (tw:Claim, schema:Event, org:Membership))
  }
  BIND(IF(?class = schema:Event, "event", IF(?class = org:Membership, "role",
    REPLACE(STR(?finding), "^.*/claim/[^/]*/([a-z]+)-[^/]*$", "$1"))) AS ?kind)
  BIND(IRI(CONCAT("https://w3id.org/triplewire/rule/", ?kind, "-", STR(?name))) AS ?rule)
} ;
DELETE { GRAPH ?graph { ?claim tw:confidence ?confidence } }
WHERE {
  GRAPH ?graph { ?claim tw:rule ?rule ; tw:confidence ?confidence }
  FILTER(STRSTARTS(STR(?rule), "https://w3id.org/triplewire/rule/assertion-"))
} ;

# How 0.1.0 described its terms and concepts: vocabulary.ttl of 0.2.0 does so now. The code lists
# stay, with what queries ask of them: labels, codes, schemes, what is broader.
DELETE { GRAPH ?graph { ?term ?p ?o } }
WHERE {
  GRAPH ?graph { <https://w3id.org/triplewire/ns> owl:versionInfo "0.1.0" . ?term ?p ?o }
  FILTER(STRSTARTS(STR(?term), "https://w3id.org/triplewire/ns")
    || (?p IN (skos:definition, skos:scopeNote, skos:topConceptOf) && STRSTARTS(STR(?term), "https://w3id.org/triplewire/concept/")))
} ;

# What lay in no graph goes back.
DELETE { GRAPH <urn:x-triplewire:flat> { ?s ?p ?o } }
INSERT { ?s ?p ?o }
WHERE { GRAPH <urn:x-triplewire:flat> { ?s ?p ?o } }
