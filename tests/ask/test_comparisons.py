"""Comparisons of claims come one after another, in the order of their IRIs, with what is known."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.graphs import BASE, store_of
from triplewire import vocab
from triplewire.ask import comparisons
from triplewire.store import Store

ROOM = f"""
@prefix : <{BASE}> . @prefix c: <{vocab.PREFIXES["c"]}> . @prefix tw: <{vocab.PREFIXES["tw"]}> .
@prefix rdfs: <{vocab.PREFIXES["rdfs"]}> . @prefix schema: <{vocab.PREFIXES["schema"]}> .
:z tw:subjectClaim :claim1 ; tw:relation tw:repeats ; tw:objectClaim :claim2 ;
  rdfs:comment "alike" ; tw:confidence 0.9 .
:a tw:subjectClaim :claim2 ; tw:relation tw:repeats ; tw:objectClaim :claim3 .
:m tw:subjectClaim :claim1 ; tw:relation tw:contradicts ; tw:objectClaim :claim3 ;
  rdfs:comment "not both" ; tw:differsIn c:value, c:period .
:broken tw:relation tw:refines ; tw:subjectClaim :claim1 .
:claim1 schema:text "It rained." ; tw:reportedIn :article ; tw:speaker :ada, :ben .
:claim2 schema:text "It rained." ; tw:reportedIn :article .
:article rdfs:label "Rain" . :ada rdfs:label "Ada Moor" . :ben rdfs:label "Ben Lind" .
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with store_of(ox.parse(ROOM, format=ox.RdfFormat.TURTLE), tmp_path) as store:
        yield store


def test_comparisons_come_in_the_order_of_relations_and_of_their_iris(store: Store) -> None:
    every = [str(one["comparison"]).removeprefix(BASE) for one in comparisons(store)]
    some = [str(one["comparison"]).removeprefix(BASE) for one in comparisons(store, ["repeats"])]

    assert (every, some) == (["m", "a", "z"], ["a", "z"])


def test_a_comparison_says_what_is_known_of_it_and_of_both_claims(store: Store) -> None:
    contradiction, bare, repeated = comparisons(store)

    assert contradiction["differsIn"] == ["period", "value"]
    assert (contradiction["one_voice"], contradiction["other_voice"]) == (
        "Ada Moor, Ben Lind",
        None,
    )
    assert (bare["reason"], bare["confidence"], bare["other_words"]) == (None, None, None)
    assert (repeated["reason"], repeated["confidence"]) == ("alike", "0.9")
    assert (repeated["one_words"], repeated["one_article"]) == ("It rained.", "Rain")
    assert repeated["one_place"] is None


@pytest.mark.parametrize(
    "bad",
    [
        ':a2 tw:subjectClaim "no thing" ; tw:relation tw:repeats ; tw:objectClaim :claim2 .',
        ':claim1 tw:reportedIn "no thing" ; tw:speaker "A voice" .',
        ':claim1 tw:evidence "no thing" .',
        """:claim1 tw:evidence :words . :words oa:hasSource "no thing" ;
           oa:hasSelector :at, :exact . :at oa:start 0 ; oa:end 2 . :exact oa:exact "It" .""",
    ],
)
def test_what_should_be_a_thing_and_is_none_hides_no_comparison(tmp_path: Path, bad: str) -> None:
    room = f"{ROOM}@prefix oa: <{vocab.PREFIXES['oa']}> . {bad}"
    with store_of(ox.parse(room, format=ox.RdfFormat.TURTLE), tmp_path) as store:
        found = {str(one["comparison"]).removeprefix(BASE) for one in comparisons(store)}

    assert {"m", "a", "z"} <= found
