"""How far rules reach: up to their limits, and not one character or word further."""

from dataclasses import replace

import pytest

from tests.drafts import claim
from tests.extract.pages import claims_of, events_of, read
from triplewire.extract.actors.persons import _is_title_case
from triplewire.extract.claims.indirect import _is_indirect, _without_repeats
from triplewire.extract.claims.own_voice import find_assertions
from triplewire.extract.events.assemble import short_label
from triplewire.extract.text import Zone, Zones, find_statements
from triplewire.records import Claim, Passage


def at(start: int, end: int, **changes: object) -> Claim:
    words = Passage(start=start, end=end, text="x" * (end - start))
    made = claim("indirect", "fish exports", "Iceland", **{"rule": "verb-np", **changes})
    return replace(made, passage=words, evidence=words)


def pronouns(text: str) -> dict[str, str]:
    """Return who is meant by each pronoun."""
    return {
        m.passage.text: actor.name
        for actor in read(text).actors
        for m in actor.mentions
        if m.kind == "pronoun"
    }


@pytest.mark.parametrize(("distance", "expected"), [(1500, {"She": "Anna Berg"}), (1501, {})])
def test_she_reaches_back_for_so_many_characters(distance: int, expected: dict[str, str]) -> None:
    assert pronouns(f"{'Anna Berg left.':{distance}}She slept.") == expected


@pytest.mark.parametrize(("distance", "name"), [(449, "Anna Berg"), (450, "Zed Quist")])
def test_who_is_surely_a_woman_goes_before_who_may_be_one_up_to_a_distance(
    distance: int, name: str
) -> None:
    text = f"{'Anna Berg left. Zed Quist sang.':{distance}}She slept."

    assert pronouns(text) == {"She": name}


@pytest.mark.parametrize(("distance", "expected"), [(449, {"It": "Norway"}), (450, {})])
def test_it_takes_up_a_subject_that_is_near(distance: int, expected: dict[str, str]) -> None:
    assert pronouns(f"{'Norway left.':{distance}}It slept.") == expected


@pytest.mark.parametrize(("distance", "others"), [(450, ("Jon Moe",)), (451, ())])
def test_others_who_may_have_spoken_are_named_shortly_before(
    distance: int, others: tuple[str, ...]
) -> None:
    text = f"{'Jon Moe left. Maria Keller slept.':{distance}}She said that it was late in the town."
    [found] = claims_of(text, "indirect")

    assert (found.speakers, found.alternatives) == (("Maria Keller",), others)
    assert found.rule == "verb-that-pronoun"


def test_at_most_three_others_may_have_spoken_the_nearest_first() -> None:
    text = (
        "Jon Moe, Peter Olsen, Ian Roe and Paul Lund left. Maria Keller slept."
        " She said that it was late in the town."
    )
    [found] = claims_of(text, "indirect")

    assert found.alternatives == ("Paul Lund", "Ian Roe", "Peter Olsen")


@pytest.mark.parametrize(("length", "count"), [(49, 0), (50, 1)])
def test_a_sentence_of_an_article_s_own_has_a_length(length: int, count: int) -> None:
    text = f"The harbour of the town is in {'x' * (length - 31)}."

    assert len(text) == length
    assert len(find_assertions(read(text), [])) == count


@pytest.mark.parametrize(
    ("covered", "count"),
    [
        ([], 1),
        ([(0, 30)], 1),
        ([(0, 31)], 0),
        ([(70, 100)], 1),
        ([(69, 100)], 0),
        ([(0, 15), (15, 30)], 1),
        ([(0, 20), (10, 30)], 1),
        ([(0, 30), (5, 10)], 1),
        ([(0, 16), (85, 100)], 0),
        ([(0, 15), (85, 100)], 1),
    ],
)
def test_what_other_claims_cover_in_part_is_the_article_s_own(
    covered: list[tuple[int, int]], count: int
) -> None:
    text = f"The harbour of the town is in {'x' * 69}."

    assert len(text) == 100
    assert len(find_assertions(read(text), [at(*zone) for zone in covered])) == count


@pytest.mark.parametrize(
    ("length", "quoted", "expected"),
    [(6, 0, True), (5, 0, False), (100, 93, True), (100, 94, False), (100, 100, False)],
)
def test_indirect_speech_is_long_enough_and_not_all_quoted(
    length: int, quoted: int, expected: bool
) -> None:
    zones = Zones([Zone(start=50, end=50 + quoted)])

    assert _is_indirect(at(50, 50 + length), zones) is expected


@pytest.mark.parametrize(("letters", "expected"), [(6, True), (5, False)])
def test_marks_around_indirect_speech_are_not_counted(letters: int, expected: bool) -> None:
    text = f' "{"a" * letters}.”'
    words = Passage(start=7, end=7 + len(text), text=text)

    assert _is_indirect(replace(at(0, 1), passage=words), Zones([])) is expected


@pytest.mark.parametrize(
    ("outer", "inner", "kept"),
    [
        (at(0, 139), at(0, 100), 1),
        (at(0, 140), at(0, 100), 2),
        (at(0, 139), at(39, 139), 1),
        (at(0, 139), at(40, 140), 2),
        (at(10, 139), at(9, 109), 2),
        (at(0, 139, speakers=("A",)), at(0, 100, speakers=("B",)), 2),
        (at(0, 139, unnamed="a"), at(0, 100, unnamed="b"), 2),
        (at(0, 300, rule="verb-that"), at(0, 100, rule="verb-that"), 1),
        (at(0, 300, rule="verb-that"), at(0, 100, rule="verb-np"), 2),
        (at(0, 300, rule="verb-np"), at(0, 100, rule="verb-np"), 2),
        (at(0, 100), at(0, 100), 1),
    ],
)
def test_a_claim_inside_a_slightly_longer_one_repeats_it(
    outer: Claim, inner: Claim, kept: int
) -> None:
    assert len(_without_repeats([inner, outer])) == kept
    assert len(_without_repeats([outer, inner])) == kept


@pytest.mark.parametrize(
    ("gap", "rule"), [(238, "continued"), (239, "continued"), (240, "led-in"), (300, "led-in")]
)
def test_a_quotation_goes_on_in_its_paragraph_up_to_a_gap(gap: int, rule: str) -> None:
    text = f'"It is late," {"Maria Keller said.":{gap - 1}}"It is dark and cold now."'
    _, found = claims_of(text, "quote")

    assert (found.rule, found.speakers) == (rule, ("Maria Keller",))


@pytest.mark.parametrize(("gap", "expected"), [(59, "continued"), (60, "unattributed")])
def test_a_quotation_goes_on_in_the_next_paragraph_up_to_a_gap(gap: int, expected: str) -> None:
    said = f"Maria Keller said in {'x' * (gap - 22)}."
    text = f'"It is late," {said}\n\n"It is dark and cold now."'
    _, found = claims_of(text, "quote")

    assert len(said) == gap
    assert found.rule == expected


@pytest.mark.parametrize(("spaces", "rules"), [(1, ["according"]), (238, ["according"]), (239, [])])
def test_according_to_somebody_leads_a_quotation_in_up_to_a_distance(
    spaces: int, rules: list[str]
) -> None:
    found = claims_of(f'According to Maria Keller,{" " * spaces}"it is late".', "quote")

    assert [one.rule for one in found] == rules


@pytest.mark.parametrize(("count", "kept"), [(20, 20), (21, 20)])
def test_a_statement_has_so_many_paragraphs(count: int, kept: int) -> None:
    lines = [f"Ship {number} is late." for number in range(count)]
    [found] = find_statements("\n".join(["The captain said:", *lines]))

    assert len(found.paragraphs) == kept


@pytest.mark.parametrize(
    "line",
    ["Notes", "Further talks", "“Late.", '"Late.', "The ship:", "Read on", "ENDS", "For more"],
)
def test_a_statement_ends_with_notes_quotations_and_other_leads(line: str) -> None:
    text = f"The captain said:\n\n Ships are late. \n{line}\nShips are gone."
    [found] = find_statements(text)

    assert [text[zone.start : zone.end] for zone in found.paragraphs] == ["Ships are late."]
    assert text[found.lead.start : found.lead.end] == "The captain said:"
    assert find_statements(f"The captain said:\n{line}\nShips are gone.") == ()


@pytest.mark.parametrize(
    ("names", "label"),
    [
        (["A", "B"], "phone call: A, B"),
        (["x" * 68], f"phone call: {'x' * 68}"),
        (["x" * 69], f"phone call: {'x' * 67}…"),
        (["x" * 66, "B"], f"phone call: {'x' * 66}…"),
        (["x" * 65, "B"], f"phone call: {'x' * 65}, B"),
    ],
)
def test_a_label_has_at_most_eighty_characters(names: list[str], label: str) -> None:
    assert short_label("phone-call", names) == label
    assert len(label) <= 80


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Boats Sail From Oslo Again", True),
        ("Boats Sail From Oslo again, they said today at last in town", False),
        # Seven of ten are not more than seven in ten, and eight are.
        (" ".join(["Boats"] * 7 + ["boats"] * 3), False),
        (" ".join(["Boats"] * 8 + ["boats"] * 2), True),
        # Short words and figures do not count.
        (" ".join(["Boats"] * 8 + ["boats"] * 2 + ["in", "the", "2024s"] * 3), True),
        ("in the", False),
    ],
)
def test_a_headline_has_capitals_on_most_of_its_longer_words(title: str, expected: bool) -> None:
    assert _is_title_case(title) is expected


@pytest.mark.parametrize(("adjectives", "count"), [(5, 1), (6, 0)])
def test_a_number_counts_a_noun_that_is_near(adjectives: int, count: int) -> None:
    words = ["big", "old", "red", "wooden", *["Danish"] * (adjectives - 5), "fishing"]
    found = claims_of(f"The town has 40 {' '.join(words)} ships.", "statistic")

    assert len(found) == count


@pytest.mark.parametrize(("start", "when"), [(0, "2024-03-12"), (499, "2024-03-12"), (500, None)])
def test_a_meeting_at_the_head_of_an_article_takes_the_day_behind_it(
    start: int, when: str | None
) -> None:
    lead = f"{'So.':{start}}" if start else ""
    text = f"{lead}Maria Keller met Peter Olsen. It rained. It was cold on Tuesday."

    assert [event.when for event in events_of(text) if event.type == "meeting"] == [when]


@pytest.mark.parametrize(("distance", "when"), [(499, "2024-03-12"), (500, None)])
def test_the_day_behind_a_meeting_is_near(distance: int, when: str | None) -> None:
    lead = "Maria Keller met Peter Olsen."
    text = f"{lead}{' It was cold on':{distance - 1}} Tuesday."

    assert [event.when for event in events_of(text) if event.type == "meeting"] == [when]
