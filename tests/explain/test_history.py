"""An article is found by whatever it is called, and its corrections stand side by side."""

from collections.abc import Iterator

import pytest

from tests.ask.test_fates import quads_of
from tests.graphs import BASE, store_of
from triplewire.errors import QueryError
from triplewire.explain import explain, history, render, side_by_side
from triplewire.store import Store

TURTLE = """
<article/rain> a schema:NewsArticle , schema:Article ; rdfs:label "Norland asks for rain" ;
  schema:url <https://fjord.example.org/rain> ; schema:encoding <text/a> .
<text/a> schema:name "articles/rain.md" .
<text/a/1> prov:specializationOf <text/a> ; schema:sha256 "11" .
<text/a/2> prov:specializationOf <text/a> ; schema:sha256 "22" ; prov:wasRevisionOf <text/a/1> .
<text/a/3> prov:specializationOf <text/a> ; schema:sha256 "33" ; prov:wasRevisionOf <text/a/2> .
<claim/a/old> a as:Tombstone ; rdfs:label "Ada: the wells are dry" ; dcterms:date "2024-06-05" ;
  tw:withdrawnBy <text/a/2> ; dcterms:isReplacedBy <claim/a/new> .
<claim/a/new> a tw:Claim ; rdfs:label "Ada: the wells are nearly dry" ; tw:addedBy <text/a/2> .
<claim/a/gone> a as:Tombstone ; rdfs:label "Bo: nobody\\u202e sleeps" ; tw:withdrawnBy <text/a/2> .
<claim/a/come> a tw:Claim ; rdfs:label "Bo: 北京 will send water" ; tw:addedBy <text/a/2> .
<article/fog> a schema:Article ; rdfs:label "Fog" ; schema:encoding <text/b> .
<text/b> schema:name "more/rain.txt" .
<article/fog-2> a schema:Article ; rdfs:label "fog" .
<article/mist> a schema:Article ; rdfs:label "Mist" .
<article/mist-2> a schema:Article ; rdfs:label "Mist" .
<article/earlier> dcterms:isReplacedBy <article/rain> .
<article/lost> a as:Tombstone ; rdfs:label "Lost" ; dcterms:date "2024-06-09" .
<article/lost-2> a as:Tombstone .
<actor/ada> a tw:Actor ; rdfs:label "Ada" .
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with store_of(quads_of(TURTLE), tmp_path_factory.mktemp("history") / "store") as store:
        yield store


@pytest.mark.parametrize(
    "what",
    [
        *("article:rain", "article/rain", f"{BASE}article/rain", f"<{BASE}article/rain>"),
        *("Norland asks for rain", "norland ASKS for rain", "https://fjord.example.org/rain"),
        *("articles/rain.md", "rain.md", "article:earlier"),
    ],
)
def test_an_article_is_found_by_whatever_it_is_called(store: Store, what: str) -> None:
    assert history(store, what).iri == f"{BASE}article/rain"


def test_of_two_names_that_differ_in_capitals_the_one_to_the_letter_counts(store: Store) -> None:
    assert history(store, "Fog").iri == f"{BASE}article/fog"
    assert history(store, "fog").iri == f"{BASE}article/fog-2"


@pytest.mark.parametrize(
    ("what", "message", "hint"),
    [
        ("articles/rain", "no article is called 'articles/rain'", "articles/rain.md"),
        ("article:rane", "no article is called", "article:rain"),
        ("zzz", "no article is called 'zzz'", "check its spelling"),
        ("actor:ada", "no article is called 'actor:ada'", ""),
        ("Mist", "2 articles are called 'Mist'", "article:mist, article:mist-2"),
        ("article:lost", "'article:lost', Lost, was withdrawn on 2024-06-09", "source"),
        ("article:lost-2", "'article:lost-2' was withdrawn", "source"),
        ("\udcff", "not text", "UTF-8"),
    ],
)
def test_what_is_no_article_is_said_with_the_nearest_names(
    store: Store, what: str, message: str, hint: str
) -> None:
    with pytest.raises(QueryError) as raised:
        history(store, what)

    assert message in str(raised.value)
    assert hint in raised.value.hint


def test_what_was_withdrawn_stands_beside_what_has_its_place(store: Store) -> None:
    shown = side_by_side(history(store, "rain.md"), 60)

    assert shown.splitlines() == [
        "Norland asks for rain",
        "article:rain  articles/rain.md",
        "",
        "1  11",
        "   the first text",
        "",
        "2  22  2024-06-05",
        "   withdrawn",
        "     Bo: nobody\\u202e sleeps    |",
        "   reworded",
        "     Ada: the wells are dry     | Ada: the wells are nearly",
        "                                | dry",
        "   added",
        "                                | Bo: 北京 will send water",
        "",
        "3  33",
        "   no claim or event has changed",
    ]


def test_an_article_without_corrections_says_so(store: Store) -> None:
    shown = side_by_side(history(store, "Fog"), 60)

    assert shown.splitlines() == [
        "Fog",
        "article:fog  more/rain.txt",
        "",
        "No correction is known: every build has read the same text.",
    ]
    assert history(store, "fog").versions == ()


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        (
            "claim:a/old",
            "It was withdrawn on 2024-06-05 by text:a/2; in its place stands claim:a/new.",
        ),
        ("article:lost-2", "It was withdrawn."),
    ],
)
def test_what_was_withdrawn_is_explained_by_what_withdrew_it(
    store: Store, what: str, reason: str
) -> None:
    assert render(explain(store, what), color=False).splitlines()[1:] == [f"  {reason}"]


def test_a_name_that_another_replaced_is_explained_as_that_one(store: Store) -> None:
    assert explain(store, "article:earlier").name == "article:rain"
