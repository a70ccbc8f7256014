"""Claims in words repeat, refine or deny each other; what only shares words does none of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.made import said, shown
from triplewire.compare import compare
from triplewire.compare.content import content, is_negated, opposites, proper
from triplewire.records import Statement

B = "b"
LATER = "2025-09-01"
PORT = "The new port would cost the country nothing before the autumn harvest"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (said(PORT, voices="dahl"), said(PORT, B, voices="dahl"), ("repeats", ())),
        (said(PORT, voices="dahl"), said(PORT, B, voices="ruiz"), ("repeats", ("source",))),
        (said(PORT), said(f"{PORT}.", B), ("repeats", ())),
        (said("Yes"), said("Yes!", B), ("repeats", ())),
        (
            said(PORT, voices="dahl"),
            said(PORT.replace("would cost", "will cost"), B, voices="dahl"),
            ("repeats", ()),
        ),
        (
            said("The port will open before the harvest", voices="dahl"),
            said(
                "The port will open before the harvest, with twelve cranes, she told farmers",
                B,
                voices="dahl",
            ),
            ("refines", ()),
        ),
        (
            said("Trading policies of the harbour are changing", voices="dahl"),
            said("The harbour changed its trade policy", B, voices="dahl"),
            ("repeats", ()),
        ),
        (said("Prices of fish are rising"), said("Prices of fish are falling", B),
         ("contradicts", ())),
        (said(PORT), said(PORT, B, denied=True), ("contradicts", ())),
        (said("It is so", denied=True), said("It is so!", B), ("contradicts", ())),
        (
            said(PORT, voices="dahl"),
            said(PORT, B, voices="ruiz", denied=True, published=LATER),
            ("contradicts", ()),
        ),
        (said("The port will close this year"), said("The port will not close this year", B),
         ("contradicts", ())),
        (said("The port won't close this year"), said("The port will close this year", B),
         ("contradicts", ())),
        (said("Prices of fish will rise this year"), said("Prices of fish will fall this year", B),
         ("contradicts", ())),
        (
            said("Fish talks end well", headline=True, start=0),
            said("The ministers were content, because talks on fish ended on Monday", start=40),
            ("repeats", ()),
        ),
        (
            said(
                "talks were long overdue by years", voices="dahl",
                quotations=("long overdue by years",),
            ),
            said(
                "As for the deal, it was long overdue by years and years, he went on", B,
                voices="dahl",
                quotations=("it was long overdue by years and years",),
            ),
            ("repeats", ()),
        ),
    ],
)  # fmt: skip
def test_two_claims_are_what_they_are_whichever_comes_first(
    one: Statement, other: Statement, expected: tuple[str, tuple[str, ...]]
) -> None:
    found = compare([one, other])

    assert shown(found) == [expected]
    assert compare([other, one]) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Other numbers, names or months are other things, said or denied.
        (said("The port will cost 40 million crowns this year"),
         said("The port will cost 50 million crowns this year", B)),
        (said("The port will cost 40 million crowns this year"),
         said("The port will cost 50 million crowns this year", B, denied=True)),
        (said("Next year Norway will cut the fishing quota by half"),
         said("Next year Chile will cut the fishing quota by half", B)),
        (said("Next year Norway will cut the fishing quota by half"),
         said("Next year Chile will cut the fishing quota by half", B, denied=True)),
        (said("The ministers held secret talks on fish quotas in March"),
         said("The ministers held secret talks on fish quotas in April", B, denied=True)),
        # A double negation, or an opposite that is negated.
        (said("The port will close this year"),
         said("The port will not close this year", B, denied=True)),
        (said("Prices of fish will rise this year"),
         said("Prices of fish will not fall this year", B)),
        # The opposite of what was said about another time.
        (said("The port will close this year"),
         said("The port will not close this year", B, published=LATER)),
        (said("The port will close this year", published=""),
         said("The port will not close this year", B)),
        # An opposite among other differences.
        (said("Prices of fish in the north will rise this year"),
         said("Prices of fish in the harbours will fall this year", B)),
        # Words that another speaker says more of.
        (said("The port will open before the harvest", voices="dahl"),
         said("The port will open before the harvest with twelve cranes and a great feast", B,
              voices="ruiz")),
        # Quotations that only share a word, of one voice.
        (said("the port is a day for all of us here", voices="dahl", quotations=("day for all",)),
         said("the port is in a state of great decay", B, voices="dahl",
              quotations=("in a state of great decay",))),
        # Too few words to tell.
        (said("All well"), said("All is well now", B)),
    ],
)  # fmt: skip
def test_claims_of_two_things_are_not_compared(one: Statement, other: Statement) -> None:
    assert compare([one, other]) == ()


def test_the_longer_claim_refines_the_shorter() -> None:
    short = said("The port will open before the harvest", voices="dahl", published=LATER)
    long = said("The port will open before the harvest with twelve cranes", B, voices="dahl")
    (found,) = compare([short, long])

    assert (found.relation, found.one, found.other) == ("refines", long.iri, short.iri)


def test_a_headline_is_compared_once_with_each_claim_of_the_opening() -> None:
    title = said("Fish talks end well", headline=True, start=0)
    lead = said("Talks on fish ended well", start=30)
    found = compare([title, lead])

    assert len(found) == 1


def test_claims_far_below_the_headline_are_not_what_it_stands_over() -> None:
    title = said("Fish talks end well", headline=True, start=0)
    late = said("The ministers were content, because talks on fish ended on Monday", start=5000)

    assert compare([title, late]) == ()


def test_those_who_deny_the_same_are_compared_with_each_other_and_with_who_says_it() -> None:
    found = compare([said(PORT), said(PORT, B, denied=True), said(PORT, "c", denied=True)])

    assert sorted(one.relation for one in found) == ["contradicts", "contradicts", "repeats"]


def test_many_prints_of_one_claim_are_each_compared_with_the_first() -> None:
    found = compare([said(PORT, f"{n:03}") for n in range(150)])

    assert len(found) == 149
    assert len({one.other for one in found}) == 1


def test_a_release_and_its_reprint_are_one_source() -> None:
    words = [f"Ferry route {name} opens with new cabins" for name in ("red", "blue", "green")]
    release = [said(w, voices="dahl") for w in words]
    reprint = [said(w, B, voices="dahl") for w in [*words, "The paper prints this unchanged"]]
    found = compare([*release, *reprint])

    assert ("repeats", ("reprint",)) in shown(found)
    assert {one.differs for one in found if one.one.endswith(one.other[8:])} == {("reprint",)}


@pytest.mark.parametrize("shared", [1, 2])
def test_articles_with_few_claims_in_common_are_no_copies(shared: int) -> None:
    words = [f"Ferry route {name} opens with new cabins" for name in ("red", "blue", "green")]
    others = [f"Nobody asked the {name} about prices" for name in ("crew", "cook", "captain")]
    found = compare(
        [*(said(w) for w in words)]
        + [said(w, B) for w in [*words[:shared], *others]]
        + [said(words[0], B, headline=True, iri="claim/title")]
    )

    assert ("reprint",) not in {one.differs for one in found}


def test_words_that_negate_are_counted() -> None:
    assert is_negated("There is no deal")
    assert not is_negated("It is not only about fish")
    assert not is_negated("No doubt it will rain")
    assert is_negated("They can’t stay")


def test_names_and_days_make_a_claim_particular() -> None:
    assert proper("The talks with Chile end on monday") == {"chile", "monday"}
    assert proper("They may end in May") == {"may5"}
    assert proper("“Nobody knows. We wait,” she said") == frozenset()


def test_forms_of_one_word_have_one_stem_and_other_words_another() -> None:
    assert content("China’s policy") == content("China's policies") == {"china", "polici"}
    assert not content("universe police news") & content("university policy new")


def test_opposites_are_found_by_their_stems() -> None:
    assert opposites(frozenset({"rise", "fish"}), frozenset({"fall", "price"})) == {"rise", "fall"}
    assert opposites(frozenset({"rise"}), frozenset({"rise", "fall"})) == frozenset()


_words = st.lists(
    st.sampled_from(
        [
            *("port", "fish", "Norway", "Chile", "rise", "fall", "not", "talks", "open", "close"),
            *("40", "50", "in", "May", "June", "harvest", "deal"),
        ]
    ),
    min_size=1,
    max_size=8,
).map(" ".join)
_statements = st.builds(
    said,
    _words,
    st.sampled_from(["a", "b", "c"]),
    voices=st.sampled_from(["", "dahl", "ruiz"]),
    denied=st.booleans(),
    headline=st.booleans(),
    start=st.sampled_from([0, 100, 900]),
    published=st.sampled_from(["", "2025-03-01", LATER]),
    iri=st.uuids().map(lambda name: f"claim/{name}"),
)


@given(st.lists(_statements, max_size=10), st.randoms())
def test_comparisons_depend_on_the_set_of_claims_alone(
    statements: list[Statement], random: object
) -> None:
    found = compare(statements)
    shuffled = [*statements, *statements[:3]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert compare(shuffled) == found
    assert all(one.one != one.other for one in found)
    assert len({frozenset((one.one, one.other)) for one in found}) == len(found)


@given(st.lists(_statements, max_size=10))
def test_what_contradicts_has_the_same_numbers_and_names(statements: list[Statement]) -> None:
    known = {statement.iri: statement for statement in statements}

    for one in compare(statements):
        left, right = known[one.one].words, known[one.other].words
        if one.relation == "contradicts":
            assert {w for w in left.split() if w.isdigit()} == {
                w for w in right.split() if w.isdigit()
            }
            assert ("May" in left.split()[1:]) == ("May" in right.split()[1:]) or left == right


def test_a_report_inside_a_report_is_not_compared_with_it() -> None:
    outer = said(f"Norway is sure that {PORT}", voices="dahl", start=1000)
    inner = said(PORT, voices="norway", start=1020)
    apart = said(PORT, voices="norway", start=2000)

    assert compare([outer, inner]) == ()
    assert shown(compare([outer, apart])) != []
