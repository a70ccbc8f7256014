"""Who is meant where: against the same answers counted out without an index."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extract.pages import read
from triplewire.extract.text.page import Lookup, Zone
from triplewire.extract.text.spans import Zones as ZoneSet
from triplewire.extract.text.spans import extent, paragraph, sentence, tokens_of, trim
from triplewire.records import Actor, ActorType, Mention, MentionKind, Passage

KINDS: list[MentionKind] = ["name", "adj", "nominal", "pronoun", "in_name"]


def actor(
    name: str,
    *spans: tuple[int, int, MentionKind],
    type: ActorType = "person",  # noqa: A002
    aliases: tuple[str, ...] = (),
) -> Actor:
    mentions = tuple(
        Mention(passage=Passage(start=start, end=end, text="x" * (end - start)), kind=kind)
        for start, end, kind in spans
    )
    return Actor(name=name, type=type, aliases=aliases, mentions=mentions, roles=())


SPAN = st.tuples(st.integers(0, 150), st.integers(1, 80), st.sampled_from(KINDS)).map(
    lambda one: (one[0], one[0] + one[1], one[2])
)
ACTORS = st.lists(st.lists(SPAN, max_size=4), max_size=4).map(
    lambda some: [actor(f"Name {number}", *spans) for number, spans in enumerate(some)]
)


@given(ACTORS, st.integers(0, 200), st.integers(0, 70))
def test_the_shortest_mention_that_overlaps_is_meant(
    actors: list[Actor], start: int, length: int
) -> None:
    end = start + length
    expected = min(
        (
            (m.passage.end - m.passage.start, m.passage.start, one.name)
            for one in actors
            for m in one.mentions
            if m.kind not in {"in_name", "adj"}
            if m.passage.start < end and start < m.passage.end
        ),
        default=None,
    )
    found = Lookup(actors).at(start, end)

    assert (found and found.name) == (expected and expected[2])


@given(ACTORS, st.integers(0, 200), st.integers(0, 70))
def test_mentions_that_begin_in_a_zone_are_in_it(
    actors: list[Actor], start: int, length: int
) -> None:
    end = start + length
    expected = sorted(
        (m.passage.start, m.passage.end, one.name, m.kind)
        for one in actors
        for m in one.mentions
        if m.kind != "in_name" and start <= m.passage.start < end
    )
    lookup = Lookup(actors)
    found = list(lookup.within(start, end))

    assert sorted((at, one.name, kind) for at, kind, one in found) == sorted(
        (at, name, kind) for at, _, name, kind in expected
    )
    assert [(at, one.name) for at, _, one in found] == [(at, name) for at, _, name, _ in expected]
    assert lookup.names_within(start, end) == tuple(
        dict.fromkeys(name for _, _, name, _ in expected)
    )


def test_the_two_that_are_mentioned_most_are_what_an_article_is_about() -> None:
    once, twice, thrice, again = (
        actor(name, *((place, place + 1, "name") for place in range(count)))
        for name, count in (("A", 1), ("B", 2), ("C", 3), ("D", 2))
    )

    assert Lookup([once, twice, thrice]).main == {"B", "C"}
    assert Lookup([once, twice, thrice, again]).main == {"C", "D"}
    assert Lookup([once]).main == {"A"}
    assert Lookup([]).main == frozenset()


def test_countries_are_in_the_order_of_how_often_they_are_mentioned() -> None:
    lookup = Lookup(
        [
            actor("Peru", (0, 4, "name"), type="country", aliases=("Peruvian", "Lima")),
            actor("Chile", (5, 9, "name"), (10, 14, "adj"), type="country", aliases=("Lima",)),
            actor("Brazil", (20, 26, "name"), type="country"),
            actor("Acme", (30, 34, "name"), (40, 44, "name"), (50, 54, "name"), type="org"),
        ]
    )

    assert lookup.countries == ["Chile", "Brazil", "Peru"]
    assert lookup.countries_of(["Brazil", "the", "Peruvian", "Peru"]) == ("Peru", "Brazil")
    assert lookup.countries_of(["Lima"]) == ("Peru", "Chile")
    assert lookup.countries_of(["Acme"]) == ()
    assert lookup.types == {
        "Peru": "country",
        "Chile": "country",
        "Brazil": "country",
        "Acme": "org",
    }


ZONES = st.lists(st.tuples(st.integers(1, 6), st.integers(0, 6)), max_size=5)


@given(ZONES, st.integers(0, 60), st.integers(0, 30), st.randoms())
def test_zones_hold_and_share_what_counting_says(
    sizes: list[tuple[int, int]], start: int, length: int, random: object
) -> None:
    zones, at = [], 0
    for size, gap in sizes:
        zones.append(Zone(start=at + gap, end=at + gap + size))
        at += gap + size
    inside = {place for zone in zones for place in range(zone.start, zone.end)}
    found = ZoneSet(reversed(zones))
    covered = len(inside & set(range(start, start + length)))

    assert found.hold(start) == (start in inside)
    assert found.share(start, start + length) == covered / max(1, length)


@pytest.mark.parametrize(
    ("text", "also", "expected"),
    [
        ("  so it is  ", "", "so it is"),
        (" \n so.\t", "", "so."),
        ("so it is .", "", "so it is"),
        ("so it is ,.", "", "so it is ,."),
        ("so it is , .", "", "so it is"),
        ("so it is.", "", "so it is."),
        (" .", "", "."),
        (".", "", "."),
        (", so; ", ",;", "so"),
        ("; ;", ";", ""),
    ],
)
def test_a_zone_is_trimmed_of_blanks_and_of_marks_that_are_left_over(
    text: str, also: str, expected: str
) -> None:
    page = read(f"Here.{text}")
    zone = trim(page, 5, 5 + len(text), also)

    assert page.masked[zone.start : zone.end] == expected


def test_sentences_paragraphs_and_words_of_a_page_have_their_places() -> None:
    text = "Boats came in. Nets dried.\nCrews slept."
    page = read(text)
    nets, dried = text.index("Nets"), text.index("dried")

    assert sentence(page, nets + 1, nets + 2) == Zone(start=nets, end=text.index("\n"))
    assert sentence(page, 7, nets + 1) == Zone(start=0, end=text.index("\n"))
    assert sentence(page, 14, 15) == Zone(start=15, end=15)
    assert paragraph(page, 0) == paragraph(page, 26) == Zone(start=0, end=26)
    assert paragraph(page, 27) == paragraph(page, len(text)) == Zone(start=27, end=len(text))
    assert paragraph(read("\nBoats came."), 5) == Zone(start=1, end=12)
    assert [token.text for token in tokens_of(page, 6, nets + 2)] == ["came", "in", ".", "Nets"]
    assert tokens_of(page, 14, 15) == []
    assert extent(tokens_of(page, nets, dried + 1)) == Zone(start=nets, end=dried + 5)


@pytest.mark.parametrize(("start", "end", "count"), [(0, 3, 0), (0, 4, 1), (3, 4, 1), (4, 99, 1)])
def test_dates_of_a_zone_begin_in_it(start: int, end: int, count: int) -> None:
    page = read("On May 3, 2021 it rained, and on May 5, 2021 too.")

    assert len(list(page.dates_within(start, end))) == count
