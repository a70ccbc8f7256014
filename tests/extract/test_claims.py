import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.pages import claims_of, events_of, read
from triplewire.extract.claims.find import find_claims
from triplewire.extract.claims.topics import topics_of
from triplewire.extract.events.find import find_events

PIECES = [
    '"', "“", "”", "'", "\n\n", ". ", ", ", ": ", "; ", "Maria Keller", " said", " told Norway",
    "the harbour would close", "We must go", " 12 percent", " $3 billion", " of ships",
    " the largest port in Europe", " according to Reuters", " met Peter Olsen", " on Tuesday",
    " [the ships](https://a.example/x)", " ([Post](https://b.example))",
    " (", ")", " - ", "as ", " quoted ", " agreed to ", "…", " it", " they",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_whatever_the_text_every_finding_shows_its_words(text: str) -> None:
    page = read(text)
    claims = find_claims(page)
    passages = [p for claim in claims for p in (claim.passage, claim.evidence)]
    passages += [event.evidence for event in find_events(page, claims)]

    assert all(text[p.start : p.end] == p.text for p in passages)
    assert all(
        c.evidence.start <= c.passage.start < c.passage.end <= c.evidence.end for c in claims
    )
    assert all(p.text == p.text.strip() for p in passages)
    assert len({(c.kind, c.passage) for c in claims}) == len(claims)
    assert not any("](http" in c.words or "](http" in (c.unnamed or "") for c in claims)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_every_name_is_that_of_an_actor_of_the_page(text: str) -> None:
    page = read(text)
    names = {actor.name for actor in page.actors}
    claims = find_claims(page)
    named = {n for c in claims for n in (*c.speakers, *c.addressees, *c.relayed_by, *c.about)}
    named |= {name for event in find_events(page, claims) for name in event.named}

    assert named <= names


def test_what_nobody_is_reported_to_say_is_the_article_s_own() -> None:
    (claim,) = claims_of(
        "The northern harbour was built by the crews of the town a long time ago.", "assertion"
    )

    assert (claim.speakers, claim.act, claim.rule) == ((), "state", "own-voice")


def test_reported_short_and_verbless_sentences_are_not_asserted() -> None:
    text = (
        "Maria Keller said that the northern harbour would close for ever on Friday. It rained. "
        "A long and very cold night in the old northern harbour of the small town."
    )

    assert claims_of(text, "assertion") == []


@pytest.mark.parametrize("text", ["", " \n\n ", "…", '"'])
def test_a_text_without_words_claims_nothing(text: str) -> None:
    assert not claims_of(text, "quote")
    assert not events_of(text)


def test_a_report_that_only_gives_a_figure_is_the_statistic() -> None:
    text = "According to Reuters, exports from Norway reached 2 billion euros in 2023."

    assert claims_of(text, "indirect") == []


def test_blanked_noise_is_outside_the_evidence() -> None:
    text = "Maria Keller said that the harbour would close ([Post](https://example.org/a/b))."
    (claim,) = claims_of(text, "indirect")

    assert claim.evidence.text == "Maria Keller said that the harbour would close"


@pytest.mark.parametrize(
    ("words", "topics"),
    [
        ("Exports and tariffs fell", ("trade",)),
        ("the WTO met", ("multilateralism",)),
        ("the wto met", ()),
        ("exportsx and xexports", ()),
        ("diplomatic ties and bank loans", ("international-relations", "financial-services")),
        ("", ()),
    ],
)
def test_topics_are_those_whose_words_stand_in_a_claim(words: str, topics: tuple[str, ...]) -> None:
    assert topics_of(words) == topics


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        (
            'The minister said: "We will [stop the ships](https://a.example/x?b=1) at once."',
            "quote",
            "We will stop the ships at once.",
        ),
        (
            'The minister said, "[We will stop](https://a.example/x) the **old** ships."',
            "quote",
            "We will stop the old ships.",
        ),
        (
            "Maria Keller said [it](https://a.example/x) sank ([Post](https://b.example)), alas.",
            "indirect",
            "it sank, alas",
        ),
    ],
)
def test_a_claim_is_told_without_the_markup_in_its_passage(
    text: str, kind: str, words: str
) -> None:
    (claim,) = claims_of(text, kind)

    assert claim.words == words
    assert "](https" in text[claim.passage.start : claim.passage.end] == claim.passage.text


def test_a_claim_without_markup_is_told_by_its_passage() -> None:
    (claim,) = claims_of("Maria Keller said the ships would stop.", "indirect")

    assert (claim.told, claim.words) == (None, "the ships would stop")
