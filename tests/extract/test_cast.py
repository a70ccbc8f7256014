"""How the names of an article become its actors: by short casts, put together by hand."""

import pytest

from triplewire.extract.actors.aliases import _spells, find_introduced, join_short_names
from triplewire.extract.actors.cast import Cast
from triplewire.extract.actors.organisations import (
    find_by_head,
    find_employers,
    find_state_bodies,
    without_company,
)
from triplewire.extract.actors.persons import (
    _BEFORE_CITY,
    _clean,
    _is_surname,
    _parts,
    short_names,
    without_persons,
)
from triplewire.extract.actors.roles_in_sentences import _singular
from triplewire.extract.names import RunningText, Sighting, find_known
from triplewire.records import ActorType, MentionKind


def seen(
    start: int,
    end: int,
    name: str,
    kind: ActorType | None = "org",
    *,
    how: MentionKind = "name",
    inside: bool = False,
    geonames: int | None = None,
) -> Sighting:
    return Sighting(
        start=start, end=end, name=name, type=kind, kind=how, open=inside, geonames=geonames,
        rule="some",
    )  # fmt: skip


def settled(*sightings: Sighting) -> dict[str, dict[tuple[int, int], str]]:
    cast = Cast("the old Danish Fish Bank of Oslo slept")
    cast.settle(sightings)
    return {name: dict(part.mentions) for name, part in cast.parts.items()}


@pytest.mark.parametrize(
    ("sightings", "expected"),
    [
        ([seen(15, 24, "Fish Bank")], {"Fish Bank": {(15, 24): "name"}}),
        # The longest wins, and of two of one length the first.
        (
            [seen(15, 24, "Fish Bank"), seen(15, 32, "Fish Bank of Oslo")],
            {"Fish Bank of Oslo": {(15, 32): "name"}, "Fish Bank": {(15, 24): "in_name"}},
        ),
        (
            [seen(15, 24, "Fish Bank"), seen(20, 29, "Bank of X")],
            {"Fish Bank": {(15, 24): "name"}},
        ),
        # What is no actor keeps its room, and marks what is inside.
        ([seen(15, 24, "Fish Bank", None)], {}),
        (
            [seen(8, 24, "Danish Fish Bank", None), seen(8, 14, "Denmark", "country", how="adj")],
            {"Denmark": {(8, 14): "in_name"}},
        ),
        (
            [
                seen(8, 24, "Danish Fish Bank", inside=True),
                seen(8, 14, "Denmark", "country", how="adj"),
            ],
            {"Danish Fish Bank": {(8, 24): "name"}, "Denmark": {(8, 14): "adj"}},
        ),
        # Nothing is seen inside persons, and the like of a name is no other.
        (
            [seen(15, 32, "Fish Oslo", "person"), seen(28, 32, "Oslo", "place")],
            {"Fish Oslo": {(15, 32): "name"}},
        ),
        (
            [seen(15, 32, "Fish Bank of Oslo"), seen(28, 32, "Fish Bank of Oslo", "place")],
            {"Fish Bank of Oslo": {(15, 32): "name"}},
        ),
        ([seen(15, 32, "A"), seen(28, 32, "B", None)], {"A": {(15, 32): "name"}}),
        # The tail of a place is the same place.
        (
            [seen(15, 32, "Fish Bay", "place"), seen(28, 32, "Oslo", "place")],
            {"Fish Bay": {(15, 32): "name"}},
        ),
        (
            [seen(15, 32, "Fish Bay", "place"), seen(15, 19, "Fish", "place")],
            {"Fish Bay": {(15, 32): "name"}, "Fish": {(15, 19): "in_name"}},
        ),
        (
            [seen(15, 32, "Fish Bay", "place"), seen(28, 32, "Oslo", "country")],
            {"Fish Bay": {(15, 32): "name"}, "Oslo": {(28, 32): "in_name"}},
        ),
        # What stands half inside is not seen.
        (
            [seen(15, 24, "A"), seen(4, 19, "B"), seen(19, 30, "C")],
            {"B": {(4, 19): "name"}, "C": {(19, 30): "name"}},
        ),
    ],
)  # fmt: skip
def test_the_longest_names_are_settled_first(
    sightings: list[Sighting], expected: dict[str, dict[tuple[int, int], str]]
) -> None:
    assert settled(*sightings) == expected
    assert settled(*reversed(sightings)) == expected


def test_the_tail_of_a_place_is_another_name_of_it() -> None:
    cast = Cast("the old Danish Fish Bank of Oslo slept")
    cast.settle([seen(15, 32, "Fish Bay", "place"), seen(28, 32, "Oslo", "place")])

    assert cast.parts["Fish Bay"].aliases == ["Fish Bank of Oslo", "Oslo"]


def test_the_first_number_and_rule_of_an_actor_are_kept() -> None:
    cast = Cast("Oslo and Oslo and Oslo")
    cast.settle([seen(0, 4, "Oslo", "place"), seen(9, 13, "Oslo", "place", geonames=7)])
    part = cast.part("Oslo", "place", "another")
    cast.settle([seen(18, 22, "Oslo", "place", geonames=8)])

    assert (part.geonames, part.rule, part.type) == (7, "some", "place")


def test_letter_case_parts_no_bodies_and_parts_persons() -> None:
    cast = Cast("")

    assert cast.part("Fish Bank", "org") is cast.part("FISH BANK", "org")
    assert cast.part("Ann Roe", "person") is not cast.part("ANN ROE", "person")


@pytest.mark.parametrize(
    ("start", "end", "free"),
    [(0, 3, True), (0, 4, False), (4, 6, False), (5, 9, False), (6, 9, True), (3, 3, True)],
)
def test_room_that_a_name_has_is_not_free(start: int, end: int, free: bool) -> None:
    cast = Cast("0123456789")
    cast.mention(cast.part("A", "org"), (3, 6))
    cast.mention(cast.part("B", "org"), (7, 8), "nominal")

    assert cast.free(start, end) is free
    cast.take(0, 10)
    assert not cast.free(9, 10)


def test_actors_come_in_the_order_of_their_first_mention() -> None:
    cast = Cast("0123456789")
    for name, kind, spans in (
        ("C", "org", {(4, 6): "name"}),
        ("B", "org", {(2, 3): "name", (8, 9): "pronoun"}),
        ("A", "org", {(2, 3): "adj"}),
        ("Inner", "place", {(1, 2): "in_name"}),
        ("Land", "country", {(0, 1): "in_name"}),
        ("None", "org", {}),
    ):
        part = cast.part(name, kind)  # type: ignore[arg-type]  # types as they are written
        for span, how in spans.items():
            cast.mention(part, span, how)  # type: ignore[arg-type]

    assert [actor.name for actor in cast.actors()] == ["Land", "A", "B", "C"]
    assert [part.name for _, _, part in cast.named("name", "adj")] == ["A", "B", "C"]
    assert [(s, e) for s, e, _ in cast.named("pronoun", "in_name")] == [(0, 1), (1, 2), (8, 9)]


def test_of_two_actors_one_is_made_with_the_names_of_both() -> None:
    cast = Cast("0123456789")
    part, whole = cast.part("Short", "org"), cast.part("Long Short", "org")
    cast.mention(part, (0, 2))
    cast.mention(part, (4, 5), "pronoun")
    cast.mention(whole, (4, 5), "nominal")
    cast.merge_into(part, whole)

    assert list(cast.parts) == ["Long Short"]
    assert whole.mentions == {(4, 5): "nominal", (0, 2): "name"}
    assert whole.aliases == ["Short", "01"]


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        # (name, place of its first mention)
        ([("Long Supreme Court", 0), ("Supreme Court", 5)], ["Long Supreme Court"]),
        (
            [("Long Supreme Court", 5), ("Supreme Court", 0)],
            ["Long Supreme Court", "Supreme Court"],
        ),
        ([("Supreme Courts", 0), ("Supreme Court", 5)], ["Supreme Courts", "Supreme Court"]),
        (
            [("A Supreme Court", 0), ("B Supreme Court", 1), ("Supreme Court", 5)],
            ["A Supreme Court", "B Supreme Court", "Supreme Court"],
        ),
        ([("Old World Bank", 0), ("World Bank", 5)], ["Old World Bank", "World Bank"]),
        ([("Office of Trade", 5), ("Trade Office", 0)], ["Office of Trade"]),
        ([("Office of Fish", 0), ("Trade Office", 5)], ["Office of Fish", "Trade Office"]),
    ],
)  # fmt: skip
def test_a_short_name_is_that_of_the_only_longer_one_before_it(
    bodies: list[tuple[str, int]], expected: list[str]
) -> None:
    cast = Cast("0123456789")
    for name, start in bodies:
        cast.mention(cast.part(name, "org"), (start, start + 1))
    join_short_names(cast)

    assert list(cast.parts) == expected


@pytest.mark.parametrize(
    ("short", "name", "expected"),
    [
        ("EFB", "Example Fish Board", True),
        ("ExBo", "Example Fish Board", True),
        ("E-F", "Example Fish Board", True),
        ("BFE", "Example Fish Board", True),
        ("BEX", "Example Fish Board", False),
        ("XYZ", "Example Fish Board", False),
        ("Fx", "Example Fish Board", False),
    ],
)
def test_initials_spell_a_name_in_its_order_or_are_all_its_capitals(
    short: str, name: str, expected: bool
) -> None:
    assert _spells(short, name) is expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Example Fish Board (EFB)", ["Example Fish Board"]),
        ("The Example Fish Board (EFB)", ["Example Fish Board"]),
        ("Old and Example Fish Board (the “EFB”)", ["Example Fish Board"]),
        ("Example Fish Board (Board)", []),
        ("Example Fish Board (XFB)", []),
        ("eat Example of Fish (EF)", ["Example of Fish"]),
    ],
)
def test_a_name_is_introduced_from_the_word_that_its_initials_begin_with(
    text: str, found: list[str]
) -> None:
    sightings = list(find_introduced(text))

    assert [sighting.name for sighting in sightings] == found
    assert [text[s.start : s.end] for s in sightings] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Bank of Acme slept.", ["The Bank of Acme"]),
        ("The Roe of Acme Bank slept.", ["Acme Bank"]),
        ("Friends of Acme Museum slept.", ["Friends of Acme Museum"]),
        ("Friends of Acme Hill slept.", ["Friends of Acme Hill"]),
        ("Smith & Sons Bank slept.", ["Smith & Sons Bank"]),
        ("Norway's Ministry of Health slept.", ["Ministry of Health"]),
        ("Acme's Ministry of Health slept.", ["Acme's Ministry of Health"]),
        ("The Food and Drug Authority slept.", ["The Food and Drug Authority"]),
        ("Norway and Drug Authority slept.", ["Drug Authority"]),
        ("The 3rd Infantry Division slept.", ["The 3rd Infantry Division"]),
        ("The 9th Old Hill slept.", ["Old Hill"]),
        ("The Ministry of Health and Reuters slept.", ["The Ministry of Health"]),
        ("The Ministry of Health and Welfare slept.", ["The Ministry of Health and Welfare"]),
        ("The Ministry of Health's staff slept.", ["The Ministry of Health"]),
        ("The Committee on Fish slept.", ["The Committee on Fish"]),
        ("The Committee on Friday slept.", []),
        ("The Bank on Fish slept.", []),
        ("The Ministry of Fish Anna Berg slept.", ["The Ministry of Fish"]),
        ("The Court of Appeal in the Netherlands", ["The Court of Appeal in the Netherlands"]),
        ("The Court in the Netherlands", []),
        ("Anna Hill and Acme Hill slept.", ["Acme Hill"]),
        ("Anna Maria Ann Hill slept.", ["Anna Maria Ann Hill"]),
        ("World Bank slept.", []),
        ("However. Acme Bank slept. Then Acme Bank slept.", ["Acme Bank", "Acme Bank"]),
        ("Monday Bank slept.", []),
        ("Acme Business Centre Museum slept.", ["Acme Business Centre Museum"]),
        ("Oslo Star slept, and Acme Star too.", ["Oslo Star"]),
        ("The City of New Bergen slept.", ["The City of New Bergen"]),
    ],
)
def test_a_body_is_known_by_its_head(text: str, found: list[str]) -> None:
    assert [text[s.start : s.end] for s in find_by_head(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Danish army slept.", [("The Danish army", "Danish army")]),
        ("Norway's foreign ministry", [("Norway's foreign ministry", "Norway foreign ministry")]),
        ("Norway's government", [("Norway's government", "Government of Norway")]),
        (
            "the government of the Netherlands",
            [("the government of the Netherlands", "Government of the Netherlands")],
        ),
        ("government of Norway", [("government of Norway", "Government of Norway")]),
        ("government of Norwegians", []),
        ("the Guam army", []),
    ],
)
def test_a_state_s_body_is_named_with_its_country(text: str, found: list[tuple[str, str]]) -> None:
    bodies = find_state_bodies(text, list(find_known(text, frozenset())))

    assert [(text[s.start : s.end], s.name) for s in bodies] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Acme chief executive Jane slept. Acme rose.", ["Acme", "Acme"]),
        ("Acme Tea spokeswoman Jane", ["Acme Tea"]),
        ("Monday spokeswoman Jane", []),
        ("Then Acme boss Jane", []),
        ("Mayor boss Jane", []),
        ("Norway boss Jane", []),
        ("Acme boss slept", []),
    ],
)
def test_an_employer_is_named_in_front_of_its_people(text: str, found: list[str]) -> None:
    assert [sighting.name for sighting in find_employers(text)] == found


@pytest.mark.parametrize(
    ("name", "plain"),
    [("Acme Toys Ltd", "Acme Toys"), ("Acme, Inc.", "Acme"), ("Ltd Acme", "Ltd Acme")],
)
def test_a_company_s_legal_form_is_left_out(name: str, plain: str) -> None:
    assert without_company(name) == plain


def test_a_person_behind_a_body_is_none_of_it() -> None:
    found = list(without_persons([seen(0, 19, "Acme Bank Ann Roe")], ["Bo Ek", "Ann Roe"]))

    assert [(one.start, one.end, one.name) for one in found] == [(0, 11, "Acme Bank")]
    assert list(without_persons([seen(0, 9, "Acme Bank")], ["Bank"])) == [seen(0, 4, "Acme")]
    assert list(without_persons([seen(0, 9, "Acme Bank")], ["Ann"])) == [seen(0, 9, "Acme Bank")]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        (" President Ann Roe's ", "Ann Roe"),
        ("Mr. Roe", "Roe"),
        ("The Roe", "Roe"),
        ("He Mingde", "He Mingde"),
        ("He Ming De", "Ming De"),
        ("The Long", "Long"),
        ("Mayor", ""),
        ("Ann  Roe’", "Ann Roe"),
    ],
)
def test_titles_are_no_part_of_a_name(name: str, plain: str) -> None:
    assert _clean(name) == plain


def test_parts_of_a_name_are_its_shorter_runs() -> None:
    assert list(_parts("a b c")) == ["a", "b", "c", "a b", "b c"]
    assert list(_parts("a")) == []


def test_persons_go_by_their_surnames() -> None:
    assert short_names(["Ann Roe", "Bo Roe", "Cher", "Omar al-Sayed", "Ali al-Oslo"]) == {
        "Roe": ["Ann Roe", "Bo Roe"],
        "al-Sayed": ["Omar al-Sayed"],
        "Sayed": ["Omar al-Sayed"],
        "al-Oslo": ["Ali al-Oslo"],
    }


@pytest.mark.parametrize(
    ("word", "single"),
    [
        ("Directors", "Director"),
        ("policewomen", "policewoman"),
        ("chairmen", "chairman"),
        ("secretaries", "secretary"),
        ("ships", None),
        ("women", None),
    ],
)
def test_the_plural_of_an_office_has_a_singular(word: str, single: str | None) -> None:
    assert _singular(word) == single


@pytest.mark.parametrize(
    ("text", "surname"),
    [
        ("Zed Oslo slept. Oslo said so.", True),
        ("Zed Oslo slept.", False),
        ("Zed Norway slept. Norway said so.", False),
        ("Zed Quist slept. Quist said so.", False),
        ("Norway Oslo slept. Oslo said so.", False),
        ("Monday Oslo slept. Oslo said so.", False),
        ("Mayor Oslo slept. Oslo said so.", False),
    ],
)
def test_a_city_that_speaks_is_a_surname_behind_what_may_be_a_given_name(
    text: str, surname: bool
) -> None:
    match = _BEFORE_CITY.match(text)

    assert match is not None
    assert _is_surname(RunningText(text), match) is surname
