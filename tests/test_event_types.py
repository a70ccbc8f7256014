"""The table of the types of event: whole, and the one place where a type is added."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from triplewire import assets, vocab
from triplewire.event_types import Trait, event_types, put_as
from triplewire.extract.events.phrases import phrases

_ROOT = Path(__file__).parents[1]
_ROW = ["name-a-ship", "initiator", "recipient", "doer", "once", "", r"\bchristen(?:s|ed)\b"]
_CONCEPT = """
c:name-a-ship a skos:Concept ;
    skos:inScheme c:acts ;
    skos:prefLabel "name a ship"@en ;
    rdfs:isDefinedBy <https://w3id.org/triplewire/ns> ;
    skos:definition "Give a ship its name."@en ;
    skos:topConceptOf c:acts .
"""
_ARTICLE = """Norway has a new ferry

BERGEN, May 3, 2024 -- Norway christened the ferry on Thursday.
"""


def _concepts(scheme: str) -> set[str]:
    text = (assets.ontology() / "concepts.ttl").read_text("utf-8")
    blocks = [block for block in text.split("\n\n") if f"skos:inScheme c:{scheme} ;" in block]
    return {block.split()[0].removeprefix("c:") for block in blocks}


def test_every_type_and_role_of_the_table_is_a_concept() -> None:
    types = event_types().values()

    assert {kind.name for kind in types} <= _concepts("acts")
    assert {kind.doer for kind in types} | {kind.other for kind in types} <= _concepts(
        "participation-roles"
    )


def test_every_trait_and_need_of_the_table_is_one_that_the_program_knows() -> None:
    for kind in event_types().values():
        assert kind.traits <= set(get_args(Trait)), kind.name
        assert kind.needs in {"", "doer", "speaker", "two"}, kind.name


def test_what_models_call_doer_and_other_are_the_roles_of_the_type_and_the_rest_are_roles() -> None:
    visit = event_types()["visit"]

    assert [visit.role(part) for part in ("doer", "other", "organizer")] == [
        visit.doer,
        visit.other,
        "organizer",
    ]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("happened", ("factual", None)),
        ("planned", ("intention", None)),
        ("hypothetical", ("possibility", None)),
        ("cancelled", ("factual", "cancelled")),
    ],
)
def test_a_status_is_put_as_a_modality(status: str, expected: tuple[str, str | None]) -> None:
    assert put_as(status) == expected


@pytest.mark.parametrize("trait", get_args(Trait))
def test_every_trait_is_one_of_some_type_and_not_of_all(trait: Trait) -> None:
    having = [trait in kind.traits for kind in event_types().values()]

    assert any(having)
    assert not all(having)


def test_the_words_of_events_are_of_types_in_the_table() -> None:
    assert {row["type"] for row in assets.table("event_words")} <= set(event_types())


def test_an_earlier_type_bars_a_later_one_of_the_same_words() -> None:
    named = [kind for kind, phrase in phrases().items() if phrase.search("a phone call with X")]
    told = [
        kind for kind, phrase in phrases().items() if phrase.search("agreed to hold talks in X")
    ]

    assert named == ["phone-call"]
    assert told == ["agree", "meeting"]


def test_a_new_type_of_event_is_one_row_and_one_concept(tmp_path: Path) -> None:
    house = tmp_path / "house"
    for folder in ("src/triplewire", "ontology", "shapes"):
        shutil.copytree(
            _ROOT / folder, house / folder, ignore=shutil.ignore_patterns("__pycache__", "assets")
        )
    with (house / "src/triplewire/data/event_types.tsv").open("a", encoding="utf-8") as table:
        table.write("\t".join(_ROW) + "\n")
    with (house / "ontology/concepts.ttl").open("a", encoding="utf-8") as concepts:
        concepts.write(_CONCEPT)
    (tmp_path / "article.txt").write_text(_ARTICLE, encoding="utf-8")

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(house / "src")},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    run("-m", "triplewire", "build", "article.txt")
    run("-m", "triplewire", "check", "--fail-on", "violation")
    graph = run("-m", "triplewire", "dump", "--format", "nquads")
    asked = run(
        "-c",
        "from triplewire.extract.endpoint.answer import answer_schema; print(answer_schema())",
    )

    assert f"{vocab.EVENT_TYPE} {vocab.concept('name-a-ship')} " in graph
    assert "'name-a-ship'" in asked
