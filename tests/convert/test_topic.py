"""Topics are written as concepts of IPTC Media Topics, with their names and what is above them."""

from dataclasses import replace

from pyoxigraph import NamedNode

from tests.convert.test_convert import story, values
from tests.drafts import draft
from triplewire import vocab
from triplewire.convert import convert
from triplewire.media_topics import SCHEME, label
from triplewire.ontology import described
from triplewire.records import Metadata

# What none of our lists is mapped to.
ODD = "20000373"


def test_a_topic_of_ours_stands_beside_that_of_iptc() -> None:
    one = replace(draft().claims[0], topics=("climate-change",))
    made = story(replace(draft(), claims=(one,)))

    assert values(convert(made), made.claims[0].iri, vocab.SCHEMA_ABOUT) >= {
        "https://w3id.org/triplewire/concept/climate-change",
        SCHEME + "20000418",
    }


def test_a_topic_that_the_vocabulary_does_not_describe_is_described_up_to_what_it_does() -> None:
    stated = Metadata(topics=(SCHEME + ODD, SCHEME + "20000418", "https://example.org/ships"))
    made = story(replace(draft(), metadata=stated))
    graph = convert(made)

    assert values(graph, made.iri, vocab.SCHEMA_ABOUT) == set(stated.topics)
    assert values(graph, SCHEME + ODD, vocab.SKOS_PREF_LABEL) == {label(SCHEME + ODD)}
    assert values(graph, SCHEME + ODD, vocab.SKOS_IN_SCHEME) == {SCHEME}
    (above,) = values(graph, SCHEME + ODD, vocab.SKOS_BROADER)
    assert above in described() or values(graph, above, vocab.SKOS_PREF_LABEL)
    assert values(graph, SCHEME + "20000418", vocab.SKOS_PREF_LABEL) == set()
    assert values(graph, "https://example.org/ships", vocab.SKOS_PREF_LABEL) == set()


def test_what_is_about_nothing_of_the_scheme_says_nothing_of_it() -> None:
    plain = replace(draft(), claims=tuple(replace(c, topics=()) for c in draft().claims))

    assert NamedNode(SCHEME) not in {t.subject for t in convert(story(plain)).triples}
