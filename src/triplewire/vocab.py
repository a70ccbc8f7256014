"""The terms that converters, queries and dumps use, as pyoxigraph nodes, and their prefixes."""

from pyoxigraph import NamedNode

PREFIXES: dict[str, str] = {
    "as": "https://www.w3.org/ns/activitystreams#",
    "bibo": "http://purl.org/ontology/bibo/",
    "c": "https://w3id.org/triplewire/concept/",
    "cito": "http://purl.org/spar/cito/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "gaf": "http://groundedannotationframework.org/gaf#",
    "medtop": "http://cv.iptc.org/newscodes/mediatopic/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "tw": "https://w3id.org/triplewire/ns#",
    "twr": "https://w3id.org/triplewire/rule/",
    "unit": "http://qudt.org/vocab/unit/",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def term(prefix: str, local_name: str) -> NamedNode:
    """Return the node of a prefixed name."""
    return NamedNode(PREFIXES[prefix] + local_name)


def concept(local_name: str) -> NamedNode:
    """Return the node of a concept of ontology/concepts.ttl by its local name."""
    return term("c", local_name)


def rule(kind: str, name: str) -> NamedNode:
    """Return the node of a rule of ontology/rules.ttl by the kind of what it finds and its name."""
    return term("twr", f"{kind}-{name}")


# The Triplewire ontology. Where a class and a property share a name, the property is HAS_ it.
ACTOR = term("tw", "Actor")
CLAIM = term("tw", "Claim")
CLAIM_COMPARISON = term("tw", "ClaimComparison")
DECISION = term("tw", "Decision")
IDENTITY_LINK = term("tw", "IdentityLink")
PARTICIPATION = term("tw", "Participation")
STATISTICAL_CLAIM = term("tw", "StatisticalClaim")

ACTING_AS = term("tw", "actingAs")
ADDED_BY = term("tw", "addedBy")
ADDRESSEE = term("tw", "addressee")
ATTRIBUTION_MODE = term("tw", "attributionMode")
COMPARABLE_WITH = term("tw", "comparableWith")
CONFIDENCE = term("tw", "confidence")
CONTRADICTS = term("tw", "contradicts")
CONTENT = term("tw", "content")
COUNTERPART = term("tw", "counterpart")
DECISION_TYPE = term("tw", "decisionType")
DIFFERS_IN = term("tw", "differsIn")
EVENT_TYPE = term("tw", "eventType")
EVIDENCE = term("tw", "evidence")
FINDINGS_COUNTED = term("tw", "findingsCounted")
FINDINGS_RIGHT = term("tw", "findingsRight")
HAS_ACTOR = term("tw", "actor")
HAS_PARTICIPATION = term("tw", "participation")
IDENTITY_STATUS = term("tw", "identityStatus")
INITIATOR = term("tw", "initiator")
MADE_DURING = term("tw", "madeDuring")
MODALITY = term("tw", "modality")
NOT_AFTER = term("tw", "notAfter")
NOT_BEFORE = term("tw", "notBefore")
OBJECT_CLAIM = term("tw", "objectClaim")
OBSERVATION = term("tw", "observation")
ON_BEHALF_OF = term("tw", "onBehalfOf")
ONE = term("tw", "one")
OTHER = term("tw", "other")
PARTICIPANT = term("tw", "participant")
PARTICIPANT_OF = term("tw", "participantOf")
PARTICIPATION_ROLE = term("tw", "participationRole")
PERFORMS = term("tw", "performs")
POLARITY = term("tw", "polarity")
POSSIBLE_SPEAKER = term("tw", "possibleSpeaker")
QUOTATION = term("tw", "quotation")
RANKED_AMONG = term("tw", "rankedAmong")
RECIPIENT = term("tw", "recipient")
REFINES = term("tw", "refines")
RELATED_CLAIM = term("tw", "relatedClaim")
RELATION = term("tw", "relation")
RELAYED_BY = term("tw", "relayedBy")
REPEATS = term("tw", "repeats")
REPORTED_IN = term("tw", "reportedIn")
REPORTED_ON = term("tw", "reportedOn")
REPORTS = term("tw", "reports")
RULE = term("tw", "rule")
SPEAKER = term("tw", "speaker")
SPEAKER_OF = term("tw", "speakerOf")
SPEECH_ACT = term("tw", "speechAct")
SUBJECT_CLAIM = term("tw", "subjectClaim")
VALUE_QUALIFIER = term("tw", "valueQualifier")
WHEN = term("tw", "when")
WITHDRAWN_BY = term("tw", "withdrawnBy")

CAMEO_CODE = term("tw", "cameoCode")
PLOVER_CODE = term("tw", "ploverCode")

# The schemes that concepts minted from an article join, and the one special value.
MEASURES = concept("measures")
OFFICES = concept("offices")
UNSTATED = concept("unstated")

TYPE = term("rdf", "type")
COMMENT = term("rdfs", "comment")
LABEL = term("rdfs", "label")
SEE_ALSO = term("rdfs", "seeAlso")
SUB_CLASS_OF = term("rdfs", "subClassOf")

AS_FORMER_TYPE = term("as", "formerType")
AS_TOMBSTONE = term("as", "Tombstone")
DCAT_DATASET = term("dcat", "Dataset")
DCTERMS_DATE = term("dcterms", "date")
DCTERMS_DESCRIPTION = term("dcterms", "description")
DCTERMS_IS_REPLACED_BY = term("dcterms", "isReplacedBy")
DCTERMS_ISSUED = term("dcterms", "issued")
DCTERMS_LICENSE = term("dcterms", "license")
DCTERMS_PUBLISHER = term("dcterms", "publisher")
DCTERMS_TITLE = term("dcterms", "title")
FOAF_DOCUMENT = term("foaf", "Document")
FOAF_GROUP = term("foaf", "Group")
FOAF_PRIMARY_TOPIC = term("foaf", "primaryTopic")
VOID_DATASET = term("void", "Dataset")

OA_END = term("oa", "end")
OA_EXACT = term("oa", "exact")
OA_HAS_SELECTOR = term("oa", "hasSelector")
OA_HAS_SOURCE = term("oa", "hasSource")
OA_PREFIX = term("oa", "prefix")
OA_RESOURCE_SELECTION = term("oa", "ResourceSelection")
OA_START = term("oa", "start")
OA_SUFFIX = term("oa", "suffix")
OA_TEXT_POSITION_SELECTOR = term("oa", "TextPositionSelector")
OA_TEXT_QUOTE_SELECTOR = term("oa", "TextQuoteSelector")

ORG_HAS_MEMBERSHIP = term("org", "hasMembership")
ORG_MEMBER = term("org", "member")
ORG_MEMBERSHIP = term("org", "Membership")
ORG_ORGANIZATION = term("org", "organization")
ORG_ROLE = term("org", "role")
ORG_ROLE_CLASS = term("org", "Role")

PROV_ACTIVITY = term("prov", "Activity")
PROV_AGENT = term("prov", "Agent")
PROV_ENTITY = term("prov", "Entity")
PROV_HAD_PRIMARY_SOURCE = term("prov", "hadPrimarySource")
PROV_PLAN = term("prov", "Plan")
PROV_SPECIALIZATION_OF = term("prov", "specializationOf")
PROV_SOFTWARE_AGENT = term("prov", "SoftwareAgent")
PROV_GENERATED_AT_TIME = term("prov", "generatedAtTime")
PROV_USED = term("prov", "used")
PROV_WAS_ASSOCIATED_WITH = term("prov", "wasAssociatedWith")
PROV_WAS_DERIVED_FROM = term("prov", "wasDerivedFrom")
PROV_WAS_ATTRIBUTED_TO = term("prov", "wasAttributedTo")
PROV_WAS_GENERATED_BY = term("prov", "wasGeneratedBy")
PROV_WAS_INFLUENCED_BY = term("prov", "wasInfluencedBy")
PROV_WAS_REVISION_OF = term("prov", "wasRevisionOf")

SCHEMA_ABOUT = term("schema", "about")
SCHEMA_ADMINISTRATIVE_AREA = term("schema", "AdministrativeArea")
SCHEMA_ADVERTISER_CONTENT_ARTICLE = term("schema", "AdvertiserContentArticle")
SCHEMA_ALTERNATE_NAME = term("schema", "alternateName")
SCHEMA_ALTERNATIVE_HEADLINE = term("schema", "alternativeHeadline")
SCHEMA_APPEARANCE = term("schema", "appearance")
SCHEMA_ARTICLE = term("schema", "Article")
SCHEMA_ARTICLE_SECTION = term("schema", "articleSection")
SCHEMA_AUTHOR = term("schema", "author")
SCHEMA_CITATION = term("schema", "citation")
SCHEMA_CLAIM = term("schema", "Claim")
SCHEMA_CONTAINED_IN_PLACE = term("schema", "containedInPlace")
SCHEMA_COPYRIGHT_NOTICE = term("schema", "copyrightNotice")
SCHEMA_COUNTRY = term("schema", "Country")
SCHEMA_CREATIVE_WORK = term("schema", "CreativeWork")
SCHEMA_CREDIT_TEXT = term("schema", "creditText")
SCHEMA_DATE_MODIFIED = term("schema", "dateModified")
SCHEMA_DATE_PUBLISHED = term("schema", "datePublished")
SCHEMA_ENCODES_CREATIVE_WORK = term("schema", "encodesCreativeWork")
SCHEMA_ENCODING = term("schema", "encoding")
SCHEMA_ENCODING_FORMAT = term("schema", "encodingFormat")
SCHEMA_END_DATE = term("schema", "endDate")
SCHEMA_CANCELLED = term("schema", "EventCancelled")
SCHEMA_EVENT = term("schema", "Event")
SCHEMA_EVENT_STATUS = term("schema", "eventStatus")
SCHEMA_POSTPONED = term("schema", "EventPostponed")
SCHEMA_HEADLINE = term("schema", "headline")
SCHEMA_IN_LANGUAGE = term("schema", "inLanguage")
SCHEMA_KEYWORDS = term("schema", "keywords")
SCHEMA_LOCATION = term("schema", "location")
SCHEMA_LOCATION_CREATED = term("schema", "locationCreated")
SCHEMA_MENTIONS = term("schema", "mentions")
SCHEMA_NAME = term("schema", "name")
SCHEMA_NEWS_ARTICLE = term("schema", "NewsArticle")
SCHEMA_OBSERVATION = term("schema", "Observation")
SCHEMA_OBSERVATION_ABOUT = term("schema", "observationAbout")
SCHEMA_ORGANIZATION = term("schema", "Organization")
SCHEMA_PERSON = term("schema", "Person")
SCHEMA_PLACE = term("schema", "Place")
SCHEMA_POSITION = term("schema", "position")
SCHEMA_PUBLISHER = term("schema", "publisher")
SCHEMA_SAME_AS = term("schema", "sameAs")
SCHEMA_SHA256 = term("schema", "sha256")
SCHEMA_SOFTWARE_VERSION = term("schema", "softwareVersion")
SCHEMA_START_DATE = term("schema", "startDate")
SCHEMA_SUPER_EVENT = term("schema", "superEvent")
SCHEMA_TEXT = term("schema", "text")
SCHEMA_TEXT_OBJECT = term("schema", "TextObject")
SCHEMA_UNIT_CODE = term("schema", "unitCode")
SCHEMA_URL = term("schema", "url")
SCHEMA_VALUE = term("schema", "value")
SCHEMA_VARIABLE_MEASURED = term("schema", "variableMeasured")

SKOS_ALT_LABEL = term("skos", "altLabel")
SKOS_BROADER = term("skos", "broader")
SKOS_CONCEPT = term("skos", "Concept")
SKOS_CONCEPT_SCHEME = term("skos", "ConceptScheme")
SKOS_DEFINITION = term("skos", "definition")
SKOS_IN_SCHEME = term("skos", "inScheme")
SKOS_PREF_LABEL = term("skos", "prefLabel")

EDTF_LEVEL1 = term("edtf", "EDTF-level1")
XSD_DATE = term("xsd", "date")
XSD_DATE_TIME = term("xsd", "dateTime")
XSD_DECIMAL = term("xsd", "decimal")
XSD_G_YEAR = term("xsd", "gYear")
XSD_G_YEAR_MONTH = term("xsd", "gYearMonth")
XSD_INTEGER = term("xsd", "integer")
