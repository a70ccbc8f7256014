"""Tellings of one happening share an IRI; a twin on another day, place or plan does not."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.link.made import BASE, article, event, listed, person, ruling
from tests.link.test_people import load_once
from triplewire.edtf import bounds
from triplewire.link import Authorities, Identity, identify
from triplewire.link.events.event_reports import EventReport, elsewhere, excluding
from triplewire.link.events.judge import judge
from triplewire.link.events.pairs import _neighbours, buckets_of
from triplewire.link.profiles import EventProfile, Profile
from triplewire.records import Authority

ANA, BEN = person("Ana Ruiz"), person("Ben Lind")
PLACES = [listed(name, "place") for name in ("Oslo", "Bergen", "Lima")]
EVERYBODY = (ANA, BEN, *PLACES, listed("Norway"))
BOTH = ("Ana Ruiz", "Ben Lind")
DAY = "2025-03-01"


@pytest.fixture(scope="module")
def authorities() -> Authorities:
    return load_once()


def reports(name: str, *events: EventProfile, **more: object) -> Profile:
    return article(name, *EVERYBODY, *events, **more)


def iri(found: Identity, profile: Profile, number: int = 0) -> str:
    """Return the IRI that an event of an article ends up with."""
    one = profile.events[number]
    known = found.slices.get(profile.sha256)
    shared = {key: name for key, name, _ in known.events} if known else {}
    return shared.get(one.key, f"{BASE}event/{one.iri}")


def statuses(found: Identity) -> list[str]:
    return [link.status for link in found.links]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (event("meeting", DAY, *BOTH), event("meeting", DAY, *BOTH), "joined"),
        (
            event("meeting", DAY, *BOTH, place="Oslo"),
            event("meeting", DAY, *BOTH, place="Norway"),
            "joined",
        ),
        (
            event("visit", DAY, "Ana Ruiz", place="Oslo"),
            event("visit", DAY, "Ana Ruiz", place="Oslo"),
            "joined",
        ),
        (event("assault", DAY, place="Oslo"), event("assault", DAY, place="Oslo"), "joined"),
        # One gives no day and is of the next, or gives a few days that have the other's.
        (event("meeting", None, *BOTH), event("meeting", DAY, *BOTH), "joined"),
        (event("meeting", DAY, *BOTH), event("meeting", "2025-02-28/2025-03-02", *BOTH), "joined"),
        # Strikes follow on strikes.
        (event("assault", None, *BOTH), event("assault", DAY, *BOTH), "likely"),
        (event("assault", DAY, *BOTH), event("assault", DAY, *BOTH), "likely"),
        # A plan has no day of its own.
        (
            event("meeting", None, *BOTH, factual=False),
            event("meeting", DAY, *BOTH, factual=False),
            "likely",
        ),
        # Days that may be one, and parties that may be enough.
        (event("meeting", DAY, *BOTH), event("meeting", "2025-03", *BOTH), "likely"),
        (event("meeting", DAY, *BOTH), event("meeting", "2025-03-02", *BOTH), "likely"),
        (event("meeting", None, *BOTH), event("meeting", None, *BOTH), "likely"),
        (event("visit", DAY, "Ana Ruiz"), event("visit", DAY, "Ana Ruiz"), "likely"),
        # Other types, days, places; a plan; a saying.
        (event("meeting", DAY, *BOTH), event("visit", DAY, *BOTH), "two"),
        (event("meeting", DAY, *BOTH), event("meeting", "2024-03-01", *BOTH), "two"),
        (event("meeting", DAY, *BOTH), event("meeting", "2025-03-09", *BOTH), "two"),
        (event("meeting", DAY, *BOTH), event("meeting", "2025-03-09/2025-03-12", *BOTH), "two"),
        (
            event("meeting", DAY, *BOTH, place="Oslo"),
            event("meeting", DAY, *BOTH, place="Lima"),
            "two",
        ),
        (event("meeting", DAY, *BOTH), event("meeting", DAY, *BOTH, factual=False), "two"),
        (event("pledge", DAY, *BOTH), event("pledge", DAY, *BOTH), "two"),
        (event("meeting", DAY, "Ana Ruiz"), event("meeting", DAY, "Ben Lind"), "two"),
        (event("visit", DAY, place="Oslo"), event("visit", DAY, place="Oslo"), "two"),
        (event("meeting", None, "Ana Ruiz"), event("meeting", DAY, "Ana Ruiz"), "two"),
        (event("meeting", "2025-03", "Ana Ruiz"), event("meeting", DAY, "Ana Ruiz"), "two"),
        (event("meeting", "2025-03-02", "Ana Ruiz"), event("meeting", DAY, "Ana Ruiz"), "two"),
    ],
)
def test_two_tellings_are_one_happening_or_may_be_or_are_not(
    one: EventProfile, other: EventProfile, expected: str, authorities: Authorities
) -> None:
    profiles = [reports("one", one), reports("other", other)]
    found = identify(profiles, authorities)
    same = iri(found, profiles[0]) == iri(found, profiles[1])

    assert same == (expected == "joined")
    assert statuses(found) == ([] if expected == "two" else [expected])
    assert all(link.reason.startswith("one type") for link in found.links)


def test_an_undated_telling_weeks_after_is_another_happening(authorities: Authorities) -> None:
    one = reports("one", event("meeting", DAY, *BOTH))
    late = reports("late", event("meeting", None, *BOTH), published="2025-03-20")
    undated = reports("undated", event("meeting", None, *BOTH), published="")
    found = identify([one, late, undated], authorities)

    assert found.links == ()
    assert len({iri(found, profile) for profile in (one, late, undated)}) == 3


def test_two_events_of_one_article_stay_two(authorities: Authorities) -> None:
    one = reports("one", event("meeting", DAY, *BOTH), event("meeting", DAY, *BOTH, at=50))
    other = reports("other", event("meeting", DAY, *BOTH))
    found = identify([one, other], authorities)

    assert iri(found, one, 0) != iri(found, one, 1)
    assert iri(found, other) in {iri(found, one, 0), iri(found, one, 1)}


def test_a_telling_without_a_place_does_not_join_two_places(authorities: Authorities) -> None:
    first = reports("first", event("meeting", DAY, *BOTH, place="Oslo"))
    second = reports("second", event("meeting", DAY, *BOTH))
    third = reports("third", event("meeting", DAY, *BOTH, place="Lima"))
    found = identify([first, second, third], authorities)

    assert iri(found, first) != iri(found, third)


def test_a_later_telling_changes_no_iri(authorities: Authorities) -> None:
    profiles = [
        reports(str(n), event("meeting", DAY, *BOTH), published=f"2025-03-0{n + 2}")
        for n in range(5)
    ]
    before = identify(profiles[:2], authorities)
    after = identify(profiles, authorities)

    assert iri(before, profiles[0]) == iri(after, profiles[0]) == iri(after, profiles[4])
    assert iri(after, profiles[0]).endswith(f"event/{profiles[0].events[0].iri}")


def test_many_meetings_of_two_people_are_compared_with_their_neighbours_alone(
    authorities: Authorities,
) -> None:
    profiles = [
        reports(f"{day}-{copy}", event("meeting", f"2025-03-{day:02}", *BOTH))
        for day in range(1, 29, 3)
        for copy in range(6)
    ]
    found = identify(profiles, authorities)

    assert len({iri(found, profile) for profile in profiles}) == 10


# Two tellings alone.


def told(
    kind: str = "meeting",
    when: str | None = DAY,
    parties: str = "ab",
    place: str | None = None,
    **changes: object,
) -> EventReport:
    """Return a telling of one article, of parties of one letter."""
    first, last = bounds(when) if when else ("", "")
    made = EventReport(
        node=("sha", "key"),
        event=event(kind, when),
        published="2025-03-02",
        first=first,
        last=last,
        parties=frozenset(parties),
        place=place,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # A day is not told: published within three days of each other, of two parties.
        (told(when=None), told(when=None, published="2025-03-05"), False),
        (told(when=None), told(when=None, published="2025-03-06"), None),
        (told(when=None), told(when="2025-02-27"), False),
        (told(when=None), told(when="2025-02-26"), None),
        (told(when=None), told(when="2025-03-05", published=""), False),
        (told(when=None, parties="a"), told(when=None, parties="a"), None),
        (told(when=None, parties="abc"), told(when=None, parties="bcd"), False),
        # Other days: next to each other.
        (told(when="2025-03-01"), told(when="2025-03-02"), False),
        (told(when="2025-03-01"), told(when="2025-03-03"), None),
        (told(when="2025-03-01", parties="a"), told(when="2025-03-02", parties="a"), None),
        (told(when="2025-02-28/2025-03-04"), told(when="2025-03-05"), None),
        (told(when="2025-03-04/2025-03-09"), told(when="2025-03-03"), False),
        # Days that may be one.
        (told(when="2025-03-01/2025-03-04"), told(when="2025-03-04"), True),
        (told(when="2025-03-01/2025-03-08"), told(when="2025-03-04"), False),
        (told(when=None), told(when="2025-02-28"), True),
        (told(when="2025-03"), told(when="2025-03"), False),
        (told(when="2025-03", parties="a"), told(when="2025-03-31", parties="a"), None),
        (told(when="2025-03-01", parties="a"), told(when="2025-03", parties="a"), None),
        # One day.
        (told(), told(), True),
        (told(parties="ab"), told(parties="bc"), False),
        (told(parties="ab", place="x"), told(parties="bc", place="x"), True),
        (told(parties="ab", place="x"), told(parties="bc"), False),
        (told(parties="ab"), told(parties="cd"), None),
        (told(parties=""), told(parties=""), None),
        (told(parties="a", place="x"), told(parties="b", place="x"), None),
        (told("assault", parties="", place="x"), told("assault", parties="", place="x"), True),
        (told("assault", parties="a", place="x"), told("assault", parties="b", place="x"), True),
        (told("assault", parties=""), told("assault", parties=""), None),
        # Two places, or a plan.
        (told(place="x"), told(place="y"), None),
        (told(), told(event=event("meeting", DAY, factual=False)), None),
    ],
)
def test_two_tellings_are_judged_by_day_parties_and_place(
    one: EventReport, other: EventReport, expected: bool | None, authorities: Authorities
) -> None:
    held, again = judge(one, other, authorities), judge(other, one, authorities)

    assert held == again
    assert (held and held.sure) is expected


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ({"type": {"a"}}, {"type": {"a"}}, False),
        ({"type": {"a"}}, {"type": {"b"}}, True),
        ({"article": {"a"}}, {"article": {"b"}}, False),
        ({"article": {"a", "c"}}, {"article": {"b", "c"}}, True),
        ({"side": {"k+"}}, {"side": {"k-"}}, True),
        ({"place": {"x"}}, {"place": {"x"}}, False),
        ({"place": {"x"}}, {"place": {"x", "y"}}, True),
        ({"place": {"x"}}, {}, False),
        ({"day": {"2025-03-01/2025-03-01"}}, {}, False),
        ({"day": {"2025-03-01/2025-03-04"}}, {"day": {"2025-03-04/2025-03-09"}}, False),
        ({"day": {"2025-03-01/2025-03-04"}}, {"day": {"2025-03-05/2025-03-09"}}, True),
        (
            {"day": {"2025-03-01/2025-03-09", "2025-03-02/2025-03-03"}},
            {"day": {"2025-03-04/2025-03-09"}},
            True,
        ),
    ],
)
def test_groups_are_apart_by_type_article_place_and_days_without_one_in_common(
    one: dict[str, set[str]], other: dict[str, set[str]], apart: bool, authorities: Authorities
) -> None:
    exclude = excluding(authorities)

    assert exclude(one, other) is apart
    assert exclude(other, one) is apart


def test_a_place_is_not_elsewhere_than_what_it_is_within(authorities: Authorities) -> None:
    def place(iri: str, within: str | None) -> Authority:
        return Authority(iri=iri, name=iri, type="place", types=(), within=within)

    rows = [place("quay", "port"), place("port", "town"), place("town", None), place("isle", "sea")]
    rows += [place("sea", "isle"), place("ship", "unknown")]
    known = replace(authorities, by_iri={row.iri: row for row in rows})

    for one, other, apart in (
        *(("quay", "port", False), ("quay", "town", False), ("quay", "quay", False)),
        *(("quay", "isle", True), ("isle", "sea", False), ("isle", "town", True)),
        *(("ship", "unknown", False), ("nowhere", "quay", True), ("nowhere", "nowhere", False)),
    ):
        assert elsewhere(one, other, known) is apart
        assert elsewhere(other, one, known) is apart
    assert not elsewhere(None, "quay", known)
    assert not elsewhere("quay", None, known)


@pytest.mark.parametrize(
    ("one", "keys"),
    [
        (told(), "month 2025-03 a, day 2025-03-01 a, month 2025-03 b, day 2025-03-01 b"),
        (told(when="2025-03", parties="a"), "month 2025-03 a"),
        (told(when=None, parties="a"), "month 2025-03 a"),
        (told(when=None, published=""), ""),
        (told(parties="", place="x"), ""),
        (told("assault", parties="", place="x"), "place 2025-03-01 x"),
        (told("assault", parties=""), ""),
        (told("assault", "2025-03", parties="", place="x"), ""),
        (told("assault", None, parties="", place="x"), ""),
        (
            told(when=None, parties="ihgfedcba"),
            ", ".join(f"month 2025-03 {party}" for party in "abcdefgh"),
        ),
    ],
)
def test_a_telling_is_looked_for_by_its_month_and_day_and_eight_parties(
    one: EventReport, keys: str
) -> None:
    found = [f"{kind} {day} {what}" for kind, _, day, what in map(str.split, buckets_of(one))]

    assert ", ".join(found) == keys
    assert {key.split()[1] for key in buckets_of(one)} <= {one.event.type}


@pytest.mark.parametrize(("number", "pairs"), [(1, 0), (40, 780), (41, 820), (42, 860), (45, 980)])
def test_of_many_tellings_each_is_compared_with_the_next_forty(number: int, pairs: int) -> None:
    bucket = [told(node=(f"{n:02}", "key"), when=None) for n in range(number)]
    found = list(_neighbours(bucket[::-1]))

    assert len(found) == len({(one.node, other.node) for one, other in found}) == pairs
    assert all(one.node < other.node for one, other in found)
    assert all(int(other.node[0]) - int(one.node[0]) <= 40 for one, other in found)


def test_an_event_is_called_as_by_whoever_told_it_first_and_the_undated_last(
    authorities: Authorities,
) -> None:
    calls = [
        replace(event("meeting", DAY, *BOTH), label=f"called {n}")
        for n in ("undated", "late", "early")
    ]
    days = ("", "2025-03-05", "2025-03-04")
    profiles = [reports(f"{n}", one, published=days[n]) for n, one in enumerate(calls)]
    found = identify(profiles, authorities)

    assert {label for one in found.slices.values() for _, _, label in one.events} == {
        "called early"
    }


# What a curator says.


@pytest.mark.parametrize(
    "value",
    [lambda p: f"{BASE}event/{p.events[0].iri}", lambda p: f"event/{p.events[0].iri}",
     lambda _: "had a meeting of 50 words"],
)  # fmt: skip
def test_a_curator_joins_and_the_decision_can_be_taken_back(
    value: Callable[[Profile], str], authorities: Authorities
) -> None:
    one = reports("one", event("meeting", "2025-03-09", *BOTH, at=50))
    made = ruling("merge", "meeting-0-20", value(one), why="a slip of the pen")
    other = reports("other", event("meeting", DAY, *BOTH), rulings=[made])
    plain = reports("other", event("meeting", DAY, *BOTH))
    found = identify([one, other], authorities)

    assert iri(found, one) == iri(found, other)
    (link,) = found.links
    assert (link.status, link.reason, link.decided) == ("joined", "a slip of the pen", made[0].key)
    assert identify([one, plain], authorities).slices == {}


def test_a_curator_keeps_apart_what_would_be_joined(authorities: Authorities) -> None:
    one = reports("one", event("meeting", DAY, *BOTH, at=50))
    made = ruling("keep-apart", "meeting-0-20", "a meeting of 50 words")
    other = reports("other", event("meeting", DAY, *BOTH), rulings=[made])
    third = reports("third", event("meeting", DAY, *BOTH))
    found = identify([one, other, third], authorities)

    assert iri(found, one) != iri(found, other)
    assert sorted(statuses(found)) == ["joined", "kept-apart"]


def test_a_decision_on_events_that_finds_none_or_two_is_reported(
    authorities: Authorities,
) -> None:
    one = reports("one", event("meeting", DAY, *BOTH, at=50))
    two = reports("two", event("meeting", DAY, *BOTH, at=50))
    none, both = (
        ruling("merge", "meeting-0-20", "a feast"),
        ruling("merge", "meeting-0-20", "50 words"),
    )
    other = reports("other", event("meeting", DAY, *BOTH), rulings=[none, both])
    unmet = identify([one, two, other], authorities).unmet

    assert [u.decision for u in unmet] == [none[0], both[0]]
    assert [u.reason.split(" ")[0] for u in unmet] == ["0", "2"]
    assert unmet[0].candidates[0] == "They had a meeting of 50 words"


def test_a_decision_that_finds_no_event_is_shown_three_of_its_type(
    authorities: Authorities,
) -> None:
    wanted = ruling("merge", "meeting-0-20", "a feast")
    own = reports("own", event("meeting", DAY, *BOTH), event("meeting", DAY, *BOTH, at=5),
                  rulings=[wanted])  # fmt: skip
    others = [
        reports(f"{at}", event("meeting", DAY, at=at), event("visit", DAY, at=at + 1))
        for at in (40, 30, 20, 10)
    ]
    (unmet,) = identify([own, *others], authorities).unmet

    assert unmet.candidates == tuple(f"They had a meeting of {at} words" for at in (10, 20, 30))


def test_a_decision_about_another_matter_or_a_telling_that_is_gone_says_nothing(
    authorities: Authorities,
) -> None:
    rulings = [
        ruling("accept", "meeting-0-20", "50 words"),
        ruling("merge", "meeting-9-29", "50 words"),
    ]
    one = reports("one", event("meeting", "2025-03-09", *BOTH, at=50))
    found = identify(
        [one, reports("other", event("meeting", DAY, *BOTH), rulings=rulings)], authorities
    )

    assert (found.links, found.unmet, found.slices) == ((), (), {})


def test_the_words_of_an_event_of_the_same_article_are_not_meant(authorities: Authorities) -> None:
    made = ruling("merge", "meeting-0-20", "50 words")
    own = reports("own", event("meeting", DAY, *BOTH), event("meeting", DAY, *BOTH, at=50),
                  rulings=[made])  # fmt: skip
    (unmet,) = identify([own], authorities).unmet

    assert unmet.reason.startswith("0 events")


# Whatever the articles tell:
def test_each_later_telling_says_by_the_iri_that_it_had_alone_why_it_was_joined(
    authorities: Authorities,
) -> None:
    profiles = [
        reports(str(n), event("meeting", when, *BOTH), published=f"2025-03-0{n + 1}")
        for n, when in enumerate((DAY, DAY, None))
    ]
    found = identify(profiles, authorities)
    shared = iri(found, profiles[0])

    assert {iri(found, profile) for profile in profiles} == {shared}
    assert sorted((link.one, link.other) for link in found.links) == sorted(
        (shared, f"{BASE}event/{profile.events[0].iri}") for profile in profiles[1:]
    )
    assert {link.status for link in found.links} == {"joined"}
    assert {link.confidence for link in found.links} == {Decimal("0.95"), Decimal("0.8")}
    assert all("ana-ruiz" in link.reason and DAY in link.reason for link in found.links)


def test_a_day_that_is_not_told_is_none_where_the_article_tells_of_two(
    authorities: Authorities,
) -> None:
    one = reports("one", event("meeting", DAY, *BOTH), event("meeting", None, *BOTH, at=50))
    other = reports("other", event("meeting", None, *BOTH))
    found = identify([one, other], authorities)

    assert len({iri(found, one, 0), iri(found, one, 1), iri(found, other)}) == 3
    assert set(statuses(found)) == {"likely"}


_events = st.builds(
    lambda kind, when, parts, place, at, factual: event(
        kind, when, *parts, place=place, at=at, factual=factual
    ),
    st.sampled_from(["meeting", "visit", "assault"]),
    st.sampled_from([None, DAY, "2025-03-02", "2025-03", "2024-03-01"]),
    st.sampled_from([(), ("Ana Ruiz",), BOTH]),
    st.sampled_from([None, "Oslo", "Norway", "Lima"]),
    st.sampled_from([0, 50, 90]),
    st.booleans(),
)


@given(
    st.lists(st.lists(_events, max_size=3, unique_by=lambda e: e.key), min_size=1, max_size=6),
    st.randoms(),
)
def test_what_shares_an_iri_is_of_one_type_day_place_and_of_different_articles(
    articles: list[list[EventProfile]], random: object
) -> None:
    profiles = [reports(str(n), *events) for n, events in enumerate(articles)]
    found = identify(profiles, load_once())
    shuffled = list(profiles)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    groups: dict[str, list[tuple[str, EventProfile]]] = {}
    for profile in profiles:
        for number, one in enumerate(profile.events):
            groups.setdefault(iri(found, profile, number), []).append((profile.sha256, one))

    assert identify(shuffled, load_once()) == found
    for group in groups.values():
        assert len({sha for sha, _ in group}) == len(group)
        assert len({one.type for _, one in group}) == 1
        spans = [bounds(one.when) for _, one in group if one.when]
        assert max((first for first, _ in spans), default="") <= min(
            (last for _, last in spans), default="9"
        )
        assert len({one.factual for _, one in group}) == 1
        assert not {"Oslo", "Lima"} <= {one.place for _, one in group}
