"""What became of names, and what the versions of a text changed."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.graphs import BASE, store_of
from triplewire.ask import Fate, fate_of, prefixes_of, successor_of, the_named, versions_of
from triplewire.store import Store
from triplewire.vocab import PREFIXES

TURTLE = """
<claim/a/old> a as:Tombstone ; as:formerType tw:Claim ; rdfs:label "Old" ;
  dcterms:date "2024-06-05" ; tw:withdrawnBy <text/a/2> ; dcterms:isReplacedBy <claim/a/new> .
<claim/a/new> a tw:Claim ; rdfs:label "Ada: New wor …" ; schema:text "New words, all of them" ;
  tw:addedBy <text/a/2> .
<claim/a/none> a as:Tombstone ; rdfs:label "Ada" ; tw:withdrawnBy <text/a/2> .
<claim/a/more> a tw:Claim ; rdfs:label "More" ; schema:text "More words" ; tw:addedBy <text/a/2> .
<actor/back> a as:Tombstone , tw:Actor ; dcterms:date "2024-06-05" .
<actor/ada> a tw:Actor ; rdfs:label "Ada" .
<actor/a> dcterms:isReplacedBy <actor/b> ; rdfs:label "Ada" .
<actor/b> dcterms:isReplacedBy <actor/ada> .
<actor/round> dcterms:isReplacedBy <actor/about> .
<actor/about> dcterms:isReplacedBy <actor/round> .
<actor/to-old> dcterms:isReplacedBy <claim/a/old> .
<text/a/2> prov:specializationOf <text/a> ; prov:wasRevisionOf <text/a/9> ; schema:sha256 "22" ;
  dcterms:issued "2024-06-07" .
<text/a/9> prov:specializationOf <text/a> ; schema:sha256 "99" .
<text/a/1> prov:specializationOf <text/a> ; prov:wasRevisionOf <text/a/2> .
<text/b/1> prov:specializationOf <text/b> ; prov:wasRevisionOf <text/b/2> .
<text/b/2> prov:specializationOf <text/b> ; prov:wasRevisionOf <text/b/1> .
"""


def quads_of(turtle: str) -> list[ox.Quad]:
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return list(ox.parse(head + turtle, format=ox.RdfFormat.TURTLE, base_iri=BASE))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with store_of(quads_of(TURTLE), tmp_path_factory.mktemp("fates") / "store") as store:
        yield store


def test_a_withdrawn_name_says_what_it_was_and_what_withdrew_it(store: Store) -> None:
    assert fate_of(store, f"{BASE}claim/a/old") == Fate(
        iri=f"{BASE}claim/a/old",
        withdrawn=True,
        see=f"{BASE}claim/a/new",
        by=f"{BASE}text/a/2",
        label="Old",
        type=f"{PREFIXES['tw']}Claim",
        when="2024-06-05",
    )


@pytest.mark.parametrize("name", ["actor/ada", "actor/back", "actor/nobody", "claim/a/new", "a b"])
def test_what_is_there_and_what_never_was_have_no_fate(store: Store, name: str) -> None:
    assert fate_of(store, f"{BASE}{name}") is None


@pytest.mark.parametrize(
    ("name", "end"),
    [
        ("actor/a", "actor/ada"),
        ("actor/ada", "actor/ada"),
        ("actor/nobody", "actor/nobody"),
        ("actor/to-old", "claim/a/old"),
        ("actor/round", None),
    ],
)
def test_names_lead_to_the_last_of_their_heirs_and_never_in_a_circle(
    store: Store, name: str, end: str | None
) -> None:
    assert successor_of(store, f"{BASE}{name}") == (end and f"{BASE}{end}")


@settings(max_examples=25, deadline=None)
@given(
    heirs=st.dictionaries(st.integers(0, 6), st.integers(0, 6), min_size=1, max_size=7),
    start=st.integers(0, 6),
)
def test_wherever_names_lead_the_end_has_no_heir(
    tmp_path_factory: pytest.TempPathFactory, heirs: dict[int, int], start: int
) -> None:
    turtle = "".join(f"<actor/{a}> dcterms:isReplacedBy <actor/{b}> .\n" for a, b in heirs.items())
    with store_of(quads_of(turtle), tmp_path_factory.mktemp("chain") / "store") as store:
        end = successor_of(store, f"{BASE}actor/{start}")

        assert end is None or int(end.rpartition("/")[2]) not in heirs


def test_a_name_finds_what_bears_it_now_and_nothing_that_bore_it_once(store: Store) -> None:
    found = the_named(store, "Ada", prefixes_of(store))

    assert found == ox.NamedNode(f"{BASE}actor/ada")
    assert the_named(store, "Old", prefixes_of(store)) is None


def test_versions_come_in_their_order_with_what_each_changed(store: Store) -> None:
    first, second, third = versions_of(store, f"{BASE}text/a")
    [(old, new)] = second.reworded

    assert [first.sha256, second.sha256, third.sha256] == ["99", "22", ""]
    assert (first.when, second.when, third.when) == (None, "2024-06-07", None)
    assert (old.words, old.there, old.when) == ("Old", False, "2024-06-05")
    assert (new.words, new.there) == ("Ada: New words, all of them", True)
    assert [one.words for one in second.withdrawn] == ["Ada"]
    assert [one.words for one in second.added] == ["More"]


def test_versions_that_revise_each_other_are_told_once_each(store: Store) -> None:
    assert [v.iri[-3:] for v in versions_of(store, f"{BASE}text/b")] == ["b/1", "b/2"]
    assert versions_of(store, f"{BASE}text/none") == ()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('rdfs:label "Rain" ; schema:text "Rain falls."', "Rain"),
        ('rdfs:label "Rain: it is …" ; schema:text "Rain: it is wet."', "Rain: it is wet."),
        ('rdfs:label "Rain falls …" ; schema:text "Rain falls: on all."', "Rain falls: on all."),
        ('rdfs:label "Rain falls …"', "Rain falls …"),
        ('schema:text "Rain falls."', "Rain falls."),
        ("tw:confidence 1", f"{BASE}claim/b/x"),
    ],
)
def test_a_finding_is_told_by_its_label_and_whole_where_that_was_cut(
    tmp_path: Path, said: str, told: str
) -> None:
    turtle = "<text/b/1> prov:specializationOf <text/b> ."
    turtle += f"<claim/b/x> tw:addedBy <text/b/1> ; {said} ."
    with store_of(quads_of(turtle), tmp_path / "store") as store:
        [version] = versions_of(store, f"{BASE}text/b")

        assert [one.words for one in version.added] == [told]
