"""What a model behind an endpoint answers: kept where the article has it, else left out."""

from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drafts import article
from triplewire.extract.endpoint.answer import Found
from triplewire.extract.endpoint.draft import draft_of
from triplewire.extract.endpoint.told import is_told
from triplewire.extract.endpoint.words import Words
from triplewire.records import Draft

TEXT = "Dahl met the party. Ann Dahl, the art minister, said (twice) that 40 ships sank. Dahl left."
SENTENCE = "Ann Dahl, the art minister, said (twice) that 40 ships sank."


def actor(name: str, *aliases: str, **given: Any) -> dict[str, Any]:
    return {"name": name, "type": "person", "aliases": aliases, "roles": [], **given}


def event(**given: Any) -> dict[str, Any]:
    plain = {
        "type": "meeting", "words": "met", "sentence": "Dahl met the party.",
        "status": "happened", "participants": [{"name": "Dahl", "role": "party"}],
        "place": None, "time": None,
    }  # fmt: skip
    return plain | given


def claim(**given: Any) -> dict[str, Any]:
    plain = {
        "kind": "indirect", "words": "40 ships sank", "sentence": SENTENCE, "speaker": "Dahl",
        "cue": "said", "act": "state", "denied": False, "figure": None,
    }  # fmt: skip
    return plain | given


def draft_and_dropped(
    text: str = TEXT, published: str | None = None, **found: list[dict[str, Any]]
) -> tuple[Draft, int]:
    answer = {"actors": [actor("Ann Dahl", "Dahl")], "events": [], "claims": []} | found
    dated = {"published": published} if published else {}
    return draft_of(article(text, **dated), msgspec.convert(answer, Found), "some/1")


def drafted(**found: list[dict[str, Any]]) -> Draft:
    return draft_and_dropped(TEXT, None, **found)[0]


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
    ("forms", "name", "aliases"),
    [
        (("Ann Dahl", "Dahl"), "Ann Dahl", ("Dahl",)),
        (("Queen Ann", "Dahl", "Ann Dahl"), "Ann Dahl", ("Dahl",)),
        (("Ann  Dahl", "Ann Dahl"), "Ann Dahl", ()),
    ],
)
def test_an_actor_has_the_longest_name_that_is_written(
    forms: tuple[str, ...], name: str, aliases: tuple[str, ...]
) -> None:
    draft, dropped = draft_and_dropped(
        actors=[actor(*forms)], events=[event(participants=[{"name": forms[0], "role": "party"}])]
    )

    assert [(one.name, one.aliases) for one in draft.actors] == [(name, aliases)]
    assert draft.events[0].participants[0].name == name
    assert dropped == 0


def test_of_two_actors_with_one_alias_a_name_goes_first() -> None:
    draft = drafted(
        actors=[actor("Ann Dahl", "party", "Dahl"), actor("party", "Dahl", type="org")],
        events=[event(participants=[{"name": n, "role": "party"} for n in ("party", "Dahl")])],
    )

    assert sorted(draft.events[0].named) == ["Ann Dahl", "party"]


@pytest.mark.parametrize(
    ("text", "office", "body", "sentence", "expected"),
    [
        (
            "art minister", "Art Minister", "the party", "Ann Dahl, the art minister",
            ("art minister", "art minister", "the party"),
        ),
        ("art minister", "minister", "Norway", "Ann Dahl, the art minister",
            ("art minister", "minister", None)),
        ("the art minister", "chief of arts", None, "Ann Dahl, the art minister",
            ("the art minister", "the art minister", None)),
        ("art minister", "", None, "Ann Dahl, the art minister",
            ("art minister", "art minister", None)),
        ("art minister", "art minister", None, "the art minister of Norway", None),
        ("minister of art", "minister", None, "Ann Dahl, the art minister", None),
    ],
)  # fmt: skip
def test_a_role_is_kept_with_its_words(
    text: str, office: str, body: str | None, sentence: str, expected: tuple[str, ...] | None
) -> None:
    role = {"text": text, "office": office, "body": body, "sentence": sentence}
    actors = [actor("Ann Dahl", roles=[role]), actor("the party", type="org")]
    draft, dropped = draft_and_dropped(actors=actors)
    roles = draft.actors[0].roles

    assert [(r.text, r.office, r.body) for r in roles] == ([expected] if expected else [])
    assert [(r.held, r.evidence.text) for r in roles] == ([(True, sentence)] if expected else [])
    assert dropped == (expected is None)


PARTY = [("Ann Dahl", "party")]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ("meeting: Ann Dahl", None, "factual", None, PARTY)),
        ({"status": "planned"}, ("meeting: Ann Dahl", None, "intention", None, PARTY)),
        ({"status": "hypothetical"}, ("meeting: Ann Dahl", None, "possibility", None, PARTY)),
        ({"status": "cancelled"}, ("meeting: Ann Dahl", None, "factual", "cancelled", PARTY)),
        ({"place": "Dahl"}, ("meeting: Ann Dahl", "Ann Dahl", "factual", None, PARTY)),
        ({"place": "Oslo"}, ("meeting: Ann Dahl", None, "factual", None, PARTY)),
        (
            {"type": "visit", "participants": [{"name": "Dahl", "role": "doer"}]},
            ("visit: Ann Dahl", None, "factual", None, [("Ann Dahl", "visitor")]),
        ),
        (
            {"type": "visit", "participants": [{"name": "Dahl", "role": "other"}]},
            ("visit: Ann Dahl", None, "factual", None, [("Ann Dahl", "host")]),
        ),
        (
            {
                "participants": [
                    {"name": "Queen", "role": "party"},
                    {"name": "Ann Dahl", "role": "host"},
                    {"name": "Dahl", "role": "party"},
                ]
            },
            ("meeting: Ann Dahl", None, "factual", None, [("Ann Dahl", "host")]),
        ),
    ],
)
def test_an_event_is_kept_with_its_words_and_somebody_who_took_part(
    given: dict[str, Any], expected: tuple[object, ...]
) -> None:
    draft, dropped = draft_and_dropped(events=[event(**given)])
    [one] = draft.events
    parts = [(part.name, part.role) for part in one.participants]

    assert (one.label, one.place, one.modality, one.status, parts) == expected
    assert (one.evidence.text, one.confidence) == ("Dahl met the party.", Decimal("0.50"))
    assert dropped == 0


def test_who_is_no_actor_takes_part_by_the_words_of_the_sentence() -> None:
    people = [{"name": n, "role": "party"} for n in ("the  party", "Dahl", "Queen", "the party")]
    draft, dropped = draft_and_dropped(events=[event(participants=people)])
    [one] = draft.events

    assert [(part.name, part.unnamed) for part in one.participants] == [
        ("Ann Dahl", None),
        (None, "the party"),
    ]
    assert (one.label, dropped) == ("meeting: Ann Dahl, the party", 0)


def test_an_event_of_nobody_named_is_kept_with_their_words() -> None:
    people = [{"name": "the party", "role": "party"}]
    [one] = drafted(events=[event(participants=people)]).events

    assert [part.unnamed for part in one.participants] == ["the party"]


@pytest.mark.parametrize(
    ("given", "dropped"),
    [
        ({"status": "denied"}, 0),
        ({"sentence": "Dahl met nobody."}, 1),
        ({"words": "left"}, 1),
        ({"words": ""}, 1),
        ({"participants": [{"name": "Queen", "role": "party"}]}, 1),
        ({"participants": []}, 1),
    ],
)
def test_an_event_without_its_words_or_people_is_dropped(
    given: dict[str, Any], dropped: int
) -> None:
    draft, number = draft_and_dropped(events=[event(**given)])

    assert (draft.events, number) == ((), dropped)


@pytest.mark.parametrize(
    ("time", "when"),
    [
        ("on Tuesday", "2024-05-07"),
        ("Tuesday", "2024-05-07"),
        ("in 2022", None),
        ("met", None),
        ("on Wednesday", None),
        ("2024-05-07", None),
        (None, None),
    ],
)
def test_the_time_of_an_event_is_read_from_its_words(time: str | None, when: str | None) -> None:
    text = "Ann Dahl met the party on Tuesday. The party was founded in 2022."
    draft, _ = draft_and_dropped(
        text,
        "2024-05-09",
        events=[event(sentence="Ann Dahl met the party on Tuesday.", time=time)],
    )

    assert draft.events[0].when == when


def test_a_label_is_short() -> None:
    names = [f"Ann Dahl {letter * 30}" for letter in "bcde"]
    text = f"{', '.join(names)} met."
    people = [{"name": name, "role": "party"} for name in names]
    draft, _ = draft_and_dropped(
        text,
        actors=[actor(name) for name in names],
        events=[event(sentence=text, participants=people)],
    )

    assert len(draft.events[0].label) <= 80
    assert draft.events[0].label.endswith(" …")


FIGURE = {
    "value": 40, "unit": "ship", "qualifier": "exactly", "measure": "ships", "subject": "Dahl",
    "among": None, "time": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, (66, ("Ann Dahl",), None, "affirmed")),
        ({"denied": True}, (66, ("Ann Dahl",), None, "denied")),
        ({"speaker": "the party"}, (66, (), "the party", "affirmed")),
        ({"speaker": "the queen"}, (66, (), None, "affirmed")),
        ({"speaker": None}, (66, (), None, "affirmed")),
        ({"figure": FIGURE}, (66, ("Ann Dahl",), None, "affirmed")),
        ({"words": "Dahl"}, (24, ("Ann Dahl",), None, "affirmed")),
        ({"words": "Dahl left"}, None),
        ({"words": "Dahl met"}, None),
        ({"sentence": "40 ships sank today."}, None),
        ({"cue": None}, None),
        ({"cue": "denied"}, None),
        ({"cue": "met"}, None),
        ({"kind": "quote"}, None),
        ({"kind": "statistic"}, None),
        ({"kind": "rank"}, None),
    ],
)
def test_a_claim_is_kept_with_its_words_inside_its_sentence(
    given: dict[str, Any], expected: tuple[object, ...] | None
) -> None:
    draft, dropped = draft_and_dropped(claims=[claim(**given)])
    found = [(one.passage.start, one.speakers, one.unnamed, one.polarity) for one in draft.claims]

    assert found == ([] if expected is None else [expected])
    assert all(one.figure is None for one in draft.claims)
    assert dropped == (expected is None)


QUOTED = (
    "Dahl said: “We don’t  give up here. We stay.” "
    """Roe called it "a long day" and left. 'No,' he said."""
)


@pytest.mark.parametrize(
    ("words", "found", "partial"),
    [
        ("We don't give up here.", "We don’t  give up here.", False),
        ('"We don\'t give up here. We stay."', "We don’t  give up here. We stay.", False),
        ("a long day", "a long day", True),
        ('We stay.” Roe called it "a long day', None, False),
        ("left", None, False),
        ("No,", "No,", True),
    ],
)
def test_a_quotation_is_what_stands_between_marks(
    words: str, found: str | None, *, partial: bool
) -> None:
    draft, dropped = draft_and_dropped(
        QUOTED, claims=[claim(kind="quote", words=words, sentence=QUOTED)]
    )

    assert [(one.passage.text, one.partial) for one in draft.claims] == (
        [(found, partial)] if found else []
    )
    assert dropped == (found is None)


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        ("statistic", {}, ("40", "ship", "ships", ("Ann Dahl",))),
        ("statistic", {"measure": ""}, ("40", "ship", "amount", ("Ann Dahl",))),
        ("statistic", {"unit": None}, ("40", "unit", "ships", ("Ann Dahl",))),
        ("statistic", {"unit": "eur"}, ("40", "EUR", "ships", ("Ann Dahl",))),
        ("statistic", {"unit": "GDP"}, ("40", "gdp", "ships", ("Ann Dahl",))),
        ("statistic", {"unit": "a" * 41}, ("40", "unit", "ships", ("Ann Dahl",))),
        ("statistic", {"unit": "<b>"}, ("40", "unit", "ships", ("Ann Dahl",))),
        ("statistic", {"subject": "the queen"}, ("40", "ship", "ships", ())),
        ("statistic", {"measure": "the party"}, ("40", "ship", "the party", ("Ann Dahl",))),
        ("statistic", {"measure": "boats"}, None),
        ("statistic", {"value": 41}, None),
        ("rank", {}, ("40", None, "ships", ("Ann Dahl",))),
        ("rank", {"unit": None}, ("40", None, "ships", ("Ann Dahl",))),
        ("rank", {"value": 0.4}, None),
    ],
)
def test_a_figure_is_kept_with_what_it_measures(
    kind: str, given: dict[str, Any], expected: tuple[object, ...] | None
) -> None:
    draft, dropped = draft_and_dropped(claims=[claim(kind=kind, figure=FIGURE | given)])
    figures = [one.figure for one in draft.claims]

    assert [(str(f.value), f.unit, f.measure, f.about) for f in figures if f] == (
        [expected] if expected else []
    )
    assert dropped == (expected is None)


@pytest.mark.parametrize(
    ("among", "expected"),
    [("the world", "world"), ("World", "world"), ("Dahl", "Ann Dahl"), ("Europe", None)],
)
def test_a_rank_is_among_an_actor_or_the_world(among: str, expected: str | None) -> None:
    figure = FIGURE | {"among": among, "time": "in 2021", "qualifier": "at-least"}
    text = "Ann Dahl said that 40 ships sank in 2021."
    given = claim(kind="rank", sentence=text, figure=figure)
    [one] = draft_and_dropped(text, claims=[given])[0].claims

    assert one.figure is not None
    assert (one.figure.among, one.figure.when) == (expected, "2021")
    assert one.figure.qualifier == "at-least"


@pytest.mark.parametrize(
    ("value", "words", "told"),
    [
        ("40", "40 ships", True),
        ("40", "forty ships", True),
        ("40", "4 ships", False),
        ("40", "140 ships", False),
        ("12500", "12,500 people", True),
        ("2.5e9", "$2.5bn", True),
        ("2.5e9", "$2.5 million", False),
        ("3e5", "three hundred thousand", True),
        ("21", "twenty-one", True),
        ("24", "two dozen", True),
        ("0.5", "half of them", True),
        ("50", "half of them", True),
        ("0", "nobody was hurt", True),
        ("0", "people were hurt", False),
        ("-3", "fell by 3 percent", True),
        ("3", "the third-largest market", True),
        ("1", "the largest market", True),
        ("2", "the largest market", False),
        ("1e300", "1", False),
    ],
)
def test_a_value_is_told_by_figures_or_letters(value: str, words: str, *, told: bool) -> None:
    assert is_told(Decimal(value), words) is told


COPIED = "She’s \u00a0here – “now”, and\n\nnow. It’s nowhere."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("She's here", ["She’s \u00a0here"]),
        ('here - "now", and', ["here – “now”, and"]),
        ("and now.", ["and\n\nnow."]),
        ("now", ["now", "now"]),
        (" now ", ["now", "now"]),
        ("It's nowhere.", ["It’s nowhere."]),
        ("Now", []),
        ("no", []),
        ("", []),
    ],
)
def test_marks_and_blanks_may_be_others_and_the_text_s_own_are_kept(
    words: str, found: list[str]
) -> None:
    places = list(Words(COPIED).places(words))

    assert [place.text for place in places] == found
    assert all(COPIED[place.start : place.end] == place.text for place in places)


@given(st.text("ab ’'\n“-", max_size=40), st.data())
def test_whatever_slices_out_of_a_text_at_its_words_is_found(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    words = text[start : data.draw(st.integers(start, len(text)))]
    places = list(Words(text).places(words))

    assert all(text[place.start : place.end] == place.text for place in places)
    if words == f" {words.strip()} " and words.strip():
        assert any(place.start == start + 1 for place in places)


def test_a_long_text_is_searched_in_time_that_grows_with_it() -> None:
    words = Words("a  " * 200_000)

    assert sum(1 for _ in words.places("a a")) == 199_999
    assert not words.has("a a b")
