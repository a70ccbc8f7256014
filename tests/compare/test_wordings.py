"""Claims in words repeat, refine or deny each other; what only shares words does none of it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compare.made import said, shown
from tests.compare.tables import compare, judged, paired
from triplewire.compare.content import content, is_negated, opposites, proper
from triplewire.compare.wordings import compare_wordings
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
            said("Fish talks end well", headline=True, line=1),
            said(
                "The ministers were content, because talks on fish ended on Monday",
                start=40, line=2,
            ),
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
    title = said("Fish talks end well", headline=True, line=1)
    lead = said("Talks on fish ended well", start=30, line=2)
    found = compare([title, lead])

    assert len(found) == 1


def test_claims_far_below_the_headline_are_not_what_it_stands_over() -> None:
    title = said("Fish talks end well", headline=True, line=1)
    late = said(
        "The ministers were content, because talks on fish ended on Monday", start=5000, line=50
    )

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


_PLAIN = [
    *("alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "juliet", "kilo"),
    *("lima", "mike", "oscar", "papa", "tango"),
]


def _plain(first: int, last: int) -> str:
    """Return words of a list in which each is another."""
    return " ".join(_PLAIN[first:last])


def _spoken(words: str, voice: str, article: str = "a", **changes: object) -> Statement:
    return said(words, article, voices=frozenset({voice} - {""}), **changes)


@pytest.mark.parametrize(
    ("one", "other", "voices", "expected"),
    [
        # The same: seven tenths of all words.
        ((0, 10), (3, 10), ("dahl", "ruiz"), ("repeats", ("source",))),
        ((0, 13), (4, 13), ("dahl", "ruiz"), None),
        ((0, 10), (3, 10), ("dahl", "dahl"), ("repeats", ())),
        ((0, 10), (3, 10), ("dahl", ""), ("repeats", ())),
        ((0, 10), (3, 10), ("", ""), ("repeats", ())),
        # More: eight tenths of the shorter one, of one voice that is known.
        ((0, 5), (1, 9), ("dahl", "dahl"), ("refines", ())),
        ((0, 5), (1, 9), ("dahl", ""), ("refines", ())),
        ((0, 5), (1, 9), ("", "dahl"), None),
        ((0, 5), (1, 9), ("", ""), None),
        ((0, 5), (1, 9), ("dahl", "ruiz"), None),
        ((0, 4), (1, 9), ("dahl", "dahl"), None),
        ((0, 10), (2, 12), ("dahl", "dahl"), ("refines", ())),
        # At least three words, unless they are the same to the letter.
        ((0, 3), (0, 3), ("dahl", "dahl"), ("repeats", ())),
        ((0, 2), (0, 9), ("dahl", "dahl"), None),
        ((0, 3), (0, 9), ("dahl", "dahl"), ("refines", ())),
    ],
)
def test_claims_repeat_or_refine_each_other_by_the_share_of_their_words(
    one: tuple[int, int],
    other: tuple[int, int],
    voices: tuple[str, str],
    expected: tuple[str, tuple[str, ...]] | None,
) -> None:
    first, second = _spoken(_plain(*one), voices[0]), _spoken(_plain(*other), voices[1], B)

    assert shown(compare([first, second])) == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    ("one", "other", "voices", "denied"),
    [
        ((0, 10), (3, 10), ("dahl", "ruiz"), True),
        ((0, 13), (4, 13), ("dahl", "ruiz"), False),
        ((0, 13), (4, 13), ("dahl", "dahl"), True),
        ((0, 5), (1, 9), ("dahl", "dahl"), True),
        ((0, 5), (1, 9), ("dahl", ""), True),
        ((0, 5), (1, 9), ("dahl", "ruiz"), False),
        ((0, 4), (1, 9), ("dahl", "dahl"), False),
        ((0, 2), (0, 9), ("dahl", "dahl"), False),
    ],
)
def test_claims_deny_each_other_by_the_share_of_their_words(
    one: tuple[int, int], other: tuple[int, int], voices: tuple[str, str], denied: bool
) -> None:
    first = _spoken(_plain(*one), voices[0])
    second = _spoken(_plain(*other), voices[1], B, denied=True)

    assert shown(compare([first, second])) == ([("contradicts", ())] if denied else [])


def test_words_in_another_order_are_the_same_if_there_are_three() -> None:
    assert compare([said("alpha bravo"), said("bravo alpha", B)]) == ()
    assert shown(compare([said("alpha bravo kilo"), said("kilo bravo alpha", B)])) == [
        ("repeats", ())
    ]


@pytest.mark.parametrize("denied", [False, True])
def test_claims_without_a_word_that_means_something_are_found_by_all_their_words(
    denied: bool,
) -> None:
    one, other = said("It is so", denied=denied), said("It is so!", B, denied=denied)

    assert shown(compare([one, other])) == [("repeats", ())]
    assert compare([one, said("So is it", B, denied=denied)]) == ()


@pytest.mark.parametrize("first", ["a", "b"])
def test_the_longer_refines_and_of_two_as_long_the_earlier(first: str) -> None:
    last = "b" if first == "a" else "a"
    short = said(_plain(0, 5), first, voices="dahl")
    long = said(_plain(1, 9), last, voices="dahl", published=LATER)
    one = said(_plain(0, 10), first, voices="dahl")
    other = said(_plain(2, 12), last, voices="dahl", published=LATER)

    assert [(m.one, m.other) for m in compare([short, long])] == [(long.iri, short.iri)]
    assert [(m.one, m.other) for m in compare([one, other])] == [(one.iri, other.iri)]


@pytest.mark.parametrize(
    ("days", "found"), [(("2025-03-01", "2025-04-01"), 1), (("2025-03-01", "2025-04-02"), 0)]
)
def test_opposites_are_of_one_time_for_a_month(days: tuple[str, str], found: int) -> None:
    one, other = "The port will close this year", "The port will not close this year"
    first, last = days

    for early, late in ((one, other), (other, one)):
        statements = [said(early, published=first), said(late, B, published=last)]

        assert len(compare(statements)) == found
        assert len(compare([said(early, B, published=last), said(late, published=first)])) == found


def test_opposites_of_one_article_are_of_one_time() -> None:
    one = said("The port will close this year", published="")
    other = said("The port will not close this year", start=2000, published="")

    assert shown(compare([one, other])) == [("contradicts", ())]


@pytest.mark.parametrize(
    ("one", "other", "repeats"),
    [
        (_plain(0, 3), _plain(0, 3), True),
        (_plain(0, 2), _plain(0, 2), False),
        (_plain(0, 3), _plain(0, 5), True),
        (_plain(0, 5), _plain(1, 4), True),
        (_plain(0, 2), _plain(0, 5), False),
        (_plain(0, 4), _plain(1, 5), False),
        ("Alpha, bravo: charlie!", _plain(0, 3), True),
    ],
)
def test_claims_that_quote_the_same_three_words_repeat_each_other(
    one: str, other: str, repeats: bool
) -> None:
    first = said("alpha bravo charlie he said of his house", quotations=("so", one))
    second = said(
        "alpha bravo charlie are words that sailors used before him", B, quotations=(other,)
    )
    found = shown(compare([first, second]))

    assert found == ([("repeats", ())] if repeats else [])


@pytest.mark.parametrize(
    ("title", "lead", "line", "found"),
    [
        ("alpha bravo kilo", "alpha bravo papa tango oscar", 8, 1),
        ("alpha bravo kilo", "alpha bravo papa tango oscar", 9, 0),
        ("alpha lima kilo", "alpha bravo papa tango oscar", 8, 0),
    ],
)
def test_a_headline_stands_over_what_shares_two_words_with_it_in_the_opening(
    title: str, lead: str, line: int, found: int
) -> None:
    over = said(title, headline=True, line=1)
    under = said(lead, evidence="lead", line=line)
    elsewhere = said(lead, B, line=line, voices="dahl")

    assert len(compare([over, under])) == found
    assert compare([over, elsewhere]) == ()
    assert compare([said(title, line=1), under]) == ()
    assert compare([over, said(lead, headline=True, evidence="lead", line=line)]) == ()


def test_headlines_are_paired_with_all_claims_of_their_opening_and_with_nothing_else() -> None:
    statements = [
        said("alpha", headline=True, line=1),
        said("bravo", headline=True, line=2),
        said("kilo", line=8),
        said("lima", line=9),
        said("mike", headline=True, line=9),
        said("papa", B, line=1),
    ]

    assert paired(statements) == [(2, 0), (2, 1)]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        # Two words, or one where the later has but two that others have.
        ("alpha bravo kilo", "alpha bravo lima", True),
        ("alpha lima kilo", "alpha bravo mike", False),
        ("alpha lima", "alpha bravo mike", False),
        ("alpha lima kilo", "alpha bravo", True),
    ],
)
def test_claims_are_paired_by_two_words_that_others_have(one: str, other: str, found: bool) -> None:
    # So that every word is one that others have:
    others = [said(f"{word} {n}", f"{word}{n}") for word in _PLAIN for n in (1, 2)]
    statements = [said(one), said(other, B), *others]

    assert ((0, 1) in paired(statements)) is found


@pytest.mark.parametrize(("rarer", "found"), [(3, True), (4, False)])
def test_a_claim_is_looked_for_by_its_five_rarest_words(rarer: int, found: bool) -> None:
    rare = _PLAIN[:rarer]
    one = said(" ".join([*rare, "tango", "papa"]), "y")
    other = said("tango papa", "z")
    others = [said(f"{word} {word}s", word) for word in rare]
    common = [said(f"{word} {n}", f"{word}{n}") for word in ("tango", "papa") for n in (1, 2)]
    statements = [*others, *common, other, one]

    assert ((len(statements) - 2, len(statements) - 1) in paired(statements)) is found


def test_a_claim_is_paired_with_the_last_hundred_that_have_a_word() -> None:
    endings = [f"{tens}{ones}" for tens in "bcdfghjklmn" for ones in "bcdfghjklm"][:103]
    statements = [said(f"alpha bravo {end}", f"{n}") for n, end in enumerate(endings)]
    last = [one for one, other in paired(statements) if other == 102]

    assert last == list(range(2, 102))


def test_claims_of_other_numbers_do_not_meet() -> None:
    assert paired(
        [said("alpha bravo 3"), said("alpha bravo 4", B), said("alpha bravo 3", "c")]
    ) == [(0, 2)]


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
    line=st.sampled_from([1, 2, 30]),
    published=st.sampled_from(["", "2025-03-01", LATER]),
    iri=st.uuids().map(lambda name: f"claim/{name}"),
)


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(_statements, st.sampled_from([(), ("open talks in May",), ("talks in May",)])),
        min_size=2,
        max_size=10,
    )
)
def test_of_claims_that_meet_and_are_not_judged_nothing_is_said(
    quoting: list[tuple[Statement, tuple[str, ...]]],
) -> None:
    statements = [replace(one, quotations=quoted) for one, quoted in quoting]
    left_out = set(paired(statements)) - set(judged(statements))

    for one, other in left_out:
        for copied in (False, True):
            assert compare_wordings(statements[one], statements[other], copied=copied) is None


@settings(max_examples=12)
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


@settings(max_examples=12)
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


@pytest.mark.parametrize(("article", "line", "found"), [("a", 20, 0), ("a", 21, 1), (B, 20, 1)])
def test_on_one_line_a_claim_lies_inside_another_whose_words_it_has(
    article: str, line: int, found: int
) -> None:
    outer = said(f"Norway is sure that {PORT}", voices="dahl")
    inner = said(PORT, article, voices="dahl", evidence="a part", start=0, line=line)

    assert len(compare([outer, inner])) == len(compare([inner, outer])) == found


@pytest.mark.parametrize(("start", "found"), [(1005, 0), (1006, 1), (994, 1), (995, 0)])
def test_claims_overlap_up_to_where_the_first_ends(start: int, found: int) -> None:
    """Two of six letters: one begins where the other ends, or a letter before."""
    one, other = said("strait", start=1000), said("STRAIT", start=start, iri="claim/other")

    assert len(compare([one, other])) == len(compare([other, one])) == found
