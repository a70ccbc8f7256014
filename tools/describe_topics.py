"""Writes ontology/media_topics.ttl: what IPTC calls the Media Topics that our topics are mapped to.

    python tools/describe_topics.py

They are described once, with the vocabulary; an article's graph describes only others that it
names. A test holds the file equal to what this prints.
"""

from pathlib import Path

from pyoxigraph import Literal

from triplewire.media_topics import SCHEME, label, mapped_topics, with_broader
from triplewire.ontology import concepts
from triplewire.vocab import PREFIXES

FILE = Path(__file__).resolve().parents[1] / "ontology" / "media_topics.ttl"
_USED = ("c", "dcterms", "medtop", "rdfs", "skos")
_HEAD = """\
#################################################################
#  Concepts of IPTC Media Topics (CC BY 4.0) to which topics of
#  concepts.ttl are mapped, and those above them, as published.
#
#  Made by tools/describe_topics.py; do not edit.
#################################################################

c:topics rdfs:seeAlso medtop: .

medtop: a skos:ConceptScheme ;
    rdfs:label "IPTC Media Topics"@en ;
    dcterms:license <https://creativecommons.org/licenses/by/4.0/> .
"""


def main() -> None:
    """Write the file."""
    FILE.write_text(turtle(), encoding="utf-8")


def turtle() -> str:
    """Return the concepts in Turtle, by their codes."""
    prefixes = (f"@prefix {name + ':':<8} <{PREFIXES[name]}> ." for name in _USED)
    named = {topic for concept in concepts("topics") for topic in mapped_topics(concept)}
    described = sorted(with_broader(named).items())
    return "\n".join([*prefixes, "", _HEAD, *(_concept(*both) for both in described)])


def _concept(topic: str, above: str | None) -> str:
    said = [
        f"{_short(topic)} a skos:Concept",
        f"skos:prefLabel {Literal(label(topic) or '', language='en')}",
        "skos:inScheme medtop:",
        f"skos:broader {_short(above)}" if above else "skos:topConceptOf medtop:",
    ]
    return " ;\n    ".join(said) + " .\n"


def _short(topic: str) -> str:
    return f"medtop:{topic.removeprefix(SCHEME)}"


if __name__ == "__main__":
    main()
