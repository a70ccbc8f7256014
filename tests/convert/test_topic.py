"""Topics are written as concepts of IPTC Media Topics, with their names and what is above them."""

from dataclasses import replace

from pyoxigraph import NamedNode

from tests.convert.test_convert import story, values
from tests.drafts import draft
from triplewire import vocab
from triplewire.convert import convert
from triplewire.media_topics import SCHEME
from triplewire.records import Metadata


def test_a_topic_of_ours_stands_beside_that_of_iptc_which_is_described_up_to_its_top() -> None:
    one = replace(draft().claims[0], topics=("climate-change",))
    stated = Metadata(topics=(SCHEME + "20000373", "https://example.org/ships"))
    made = story(replace(draft(), claims=(one,), metadata=stated))
    graph = convert(made)

    assert values(graph, made.claims[0].iri, vocab.SCHEMA_ABOUT) >= {
        "https://w3id.org/triplewire/concept/climate-change",
        SCHEME + "20000418",
    }
    assert values(graph, made.iri, vocab.SCHEMA_ABOUT) == set(stated.topics)
    assert values(graph, SCHEME + "20000418", vocab.SKOS_PREF_LABEL) == {"climate change"}
    assert values(graph, SCHEME + "20000418", vocab.SKOS_BROADER) == {SCHEME + "06000000"}
    assert values(graph, SCHEME + "06000000", vocab.SKOS_IN_SCHEME) == {SCHEME}
    assert values(graph, SCHEME, vocab.DCTERMS_LICENSE) == {
        "https://creativecommons.org/licenses/by/4.0/"
    }
    assert values(graph, "https://example.org/ships", vocab.SKOS_PREF_LABEL) == set()


def test_what_is_about_nothing_of_the_scheme_says_nothing_of_it() -> None:
    plain = replace(draft(), claims=tuple(replace(c, topics=()) for c in draft().claims))

    assert NamedNode(SCHEME) not in {t.subject for t in convert(story(plain)).triples}
