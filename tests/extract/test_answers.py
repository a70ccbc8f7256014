"""What a model behind an endpoint answers: kept where the article has it, else left out."""

from decimal import Decimal
from typing import Any

import msgspec
import pytest

from tests.drafts import article
from triplewire.extract.endpoint.answer import Found
from triplewire.extract.endpoint.draft import _draft
from triplewire.records import Draft

TEXT = "Dahl met the party. Ann Dahl, the art minister, said (twice) that 40 ships sank. Dahl left."
SENTENCE = "Ann Dahl, the art minister, said (twice) that 40 ships sank."


def actor(name: str, *aliases: str, **given: Any) -> dict[str, Any]:
    return {"name": name, "type": "person", "aliases": aliases, "roles": [], **given}


def event(**given: Any) -> dict[str, Any]:
    plain = {
        "type": "meeting", "label": "talks", "words": "Dahl met the party.", "date": None,
        "place": None, "participants": [{"name": "Dahl", "role": "party"}], "planned": False,
    }  # fmt: skip
    return plain | given


def claim(**given: Any) -> dict[str, Any]:
    plain = {
        "kind": "indirect", "words": "40 ships sank", "sentence": SENTENCE, "speaker": "Dahl",
        "act": "state", "denied": False, "figure": None,
    }  # fmt: skip
    return plain | given


def drafted(**found: list[dict[str, Any]]) -> Draft:
    answer = {"actors": [actor("Ann Dahl", "Dahl")], "events": [], "claims": []} | found
    return _draft(article(TEXT), msgspec.convert(answer, Found), "some/1")


def places(draft: Draft) -> list[list[int]]:
    return [[m.passage.start for m in one.mentions] for one in draft.actors]


def test_an_actor_is_mentioned_wherever_one_of_its_names_stands() -> None:
    draft = drafted(actors=[actor("Ann Dahl", "Dahl", "Dahl", "Queen")])

    assert places(draft) == [[0, 20, 24, 81]]
    assert [one.aliases for one in draft.actors] == [("Dahl",)]
    assert {m.kind for m in draft.actors[0].mentions} == {"name"}
    assert (draft.extractor, draft.article.text) == ("some/1", TEXT)
    assert (draft.actors[0].rule, draft.actors[0].confidence) == ("endpoint", Decimal("0.50"))


@pytest.mark.parametrize(
    ("name", "starts"),
    [
        ("art", [34]),
        ("(twice)", [53]),
        ("twice)", [54]),
        ("wice", []),
        ("part", []),
        ("party.", [13]),
        (" ", []),
        ("", []),
        ("Queen", []),
    ],
)
def test_a_name_stands_as_whole_words(name: str, starts: list[int]) -> None:
    assert places(drafted(actors=[actor(name)])) == ([starts] if starts else [])


def test_of_two_actors_with_one_name_the_first_is_kept() -> None:
    draft = drafted(actors=[actor("Dahl"), actor("Dahl", type="org"), actor("party", type="org")])

    assert [(one.name, one.type) for one in draft.actors] == [("Dahl", "person"), ("party", "org")]


@pytest.mark.parametrize(
    ("text", "words", "kept"),
    [
        ("art minister", "Ann Dahl, the art minister", True),
        ("art minister", "the art minister of Norway", False),
        ("minister of art", "Ann Dahl, the art minister", False),
    ],
)
def test_a_role_is_kept_with_its_words(text: str, words: str, kept: bool) -> None:
    role = {"text": text, "office": "Art Minister", "body": "Norway", "words": words}
    [one] = drafted(actors=[actor("Ann Dahl", roles=[role])]).actors

    assert [(r.text, r.office, r.body, r.held, r.evidence.text) for r in one.roles] == (
        [(text, "art minister", "Norway", True, words)] if kept else []
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ("talks", None, None, "factual", [("Ann Dahl", "party")])),
        ({"label": ""}, ("meeting", None, None, "factual", [("Ann Dahl", "party")])),
        ({"planned": True}, ("talks", None, None, "intention", [("Ann Dahl", "party")])),
        ({"place": "Dahl"}, ("talks", None, "Ann Dahl", "factual", [("Ann Dahl", "party")])),
        ({"place": "Oslo"}, ("talks", None, None, "factual", [("Ann Dahl", "party")])),
        ({"date": "2024"}, ("talks", "2024", None, "factual", [("Ann Dahl", "party")])),
        ({"date": "2024-12"}, ("talks", "2024-12", None, "factual", [("Ann Dahl", "party")])),
        ({"date": "2024-13"}, ("talks", None, None, "factual", [("Ann Dahl", "party")])),
        ({"date": "2024-02-29"}, ("talks", "2024-02-29", None, "factual", [("Ann Dahl", "party")])),
        ({"date": "2023-02-29"}, ("talks", None, None, "factual", [("Ann Dahl", "party")])),
        ({"date": "0000"}, ("talks", None, None, "factual", [("Ann Dahl", "party")])),
        ({"date": "in 2024"}, ("talks", None, None, "factual", [("Ann Dahl", "party")])),
        ({"words": "Dahl met nobody."}, None),
        ({"participants": [{"name": "Queen", "role": "party"}]}, None),
        ({"participants": []}, None),
        (
            {
                "participants": [
                    {"name": "Queen", "role": "party"},
                    {"name": "Ann Dahl", "role": "host"},
                ]
            },
            ("talks", None, None, "factual", [("Ann Dahl", "host")]),
        ),
    ],
)
def test_an_event_is_kept_with_its_words_and_somebody_who_took_part(
    given: dict[str, Any], expected: tuple[object, ...] | None
) -> None:
    found = [
        (e.label, e.when, e.place, e.modality, [(part.name, part.role) for part in e.participants])
        for e in drafted(events=[event(**given)]).events
    ]

    assert found == ([] if expected is None else [expected])


FIGURE = {"value": 40, "unit": "ship", "measure": "ships lost"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, (66, ("Ann Dahl",), None, "affirmed", None)),
        ({"denied": True}, (66, ("Ann Dahl",), None, "denied", None)),
        ({"speaker": "the party"}, (66, (), "the party", "affirmed", None)),
        ({"speaker": "the queen"}, (66, (), None, "affirmed", None)),
        ({"speaker": None}, (66, (), None, "affirmed", None)),
        ({"figure": FIGURE}, (66, ("Ann Dahl",), None, "affirmed", None)),
        ({"words": "Dahl"}, (24, ("Ann Dahl",), None, "affirmed", None)),
        ({"words": "Dahl left"}, None),
        ({"words": "Dahl met"}, None),
        ({"sentence": "40 ships sank today."}, None),
        ({"kind": "statistic"}, None),
        ({"kind": "rank"}, None),
        (
            {"kind": "statistic", "figure": FIGURE},
            (66, ("Ann Dahl",), None, "affirmed", ("40.0", "ship", "ships lost")),
        ),
        (
            {"kind": "statistic", "figure": {"value": 2.5, "unit": None, "measure": ""}},
            (66, ("Ann Dahl",), None, "affirmed", ("2.5", "unit", "amount")),
        ),
        (
            {"kind": "rank", "figure": FIGURE},
            (66, ("Ann Dahl",), None, "affirmed", ("40.0", None, "ships lost")),
        ),
    ],
)
def test_a_claim_is_kept_with_its_words_inside_its_sentence(
    given: dict[str, Any], expected: tuple[object, ...] | None
) -> None:
    found = [
        (
            one.passage.start,
            one.speakers,
            one.unnamed,
            one.polarity,
            one.figure and (f"{one.figure.value:g}", one.figure.unit, one.figure.measure),
        )
        for one in drafted(claims=[claim(**given)]).claims
    ]

    assert found == ([] if expected is None else [expected])
