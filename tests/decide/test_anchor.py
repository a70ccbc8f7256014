"""A decision finds its words again by what stands around them, whatever becomes of the rest."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.decide.test_table import decision
from tests.drafts import TEXT, article, draft
from triplewire.decide import anchored, assign, context, spots
from triplewire.decide.anchor import fit
from triplewire.decide.pick import NotMet, findings, of, pick
from triplewire.records import Article, Decision, Draft, Passage

# Sentences longer than what is written of the surroundings, all of them different.
SAID = "The harbour of the old town will be closed before the winter comes."
OTHERS = tuple(
    f"{who} of the {what} looked at the long report number {number} again."
    for number, (who, what) in enumerate(
        (who, what)
        for who in ("A keeper", "The owner", "Nobody", "A daughter")
        for what in ("northern quay", "ropery", "salt works")
    )
)
FRESH = tuple(f"Rain number {n} fell on all of the boats and on the nets." for n in range(6))


def made(sentences: list[str], name: str = "articles/a.txt") -> Draft:
    """Return a draft that has found every sentence."""
    text = " ".join(sentences)
    passages, start = [], 0
    for words in sentences:
        passages.append(Passage(start=start, end=start + len(words), text=words))
        start += len(words) + 1
    claim = draft().claims[0]
    return draft(
        article=article(text, name),
        actors=(),
        events=(),
        claims=tuple(replace(claim, kind="assertion", passage=p, evidence=p) for p in passages),
    )


def written(found: Draft, number: int, iri: str) -> Decision:
    """Return the decision that is written about a sentence."""
    passage = found.claims[number].passage
    bare = decision(article=iri, quotation=passage.text)
    return anchored(bare, found.article.text, (passage.start, passage.end))


# Each sentence is another one, but for the one that is said several times, never twice in a row.
@st.composite
def _texts(draw: st.DrawFn) -> tuple[list[str], int]:
    sentences = list(draw(st.permutations(OTHERS)))[: draw(st.integers(3, 9))]
    places = draw(st.sets(st.integers(0, len(sentences)), min_size=1, max_size=4))
    for place in sorted(places, reverse=True):
        sentences.insert(place, SAID)
    said = [number for number, words in enumerate(sentences) if words == SAID]
    return sentences, draw(st.sampled_from(said))


@given(
    _texts(),
    st.sampled_from(["insert", "delete", "replace"]),
    st.integers(0, 20),
    st.sampled_from(FRESH),
    st.booleans(),
)
def test_a_decision_finds_the_same_finding_after_an_edit_a_renaming_and_with_a_copy(
    given_text: tuple[list[str], int], edit: str, at: int, fresh: str, copied: bool
) -> None:
    sentences, number = given_text
    before = made(sentences)
    iri = f"article/undated-a-{before.article.sha256[:16]}"
    told = written(before, number, iri)
    assert of(before, pick(before, told)[0]) == before.claims[number]

    others = [place for place, words in enumerate(sentences) if words != SAID]
    after = list(sentences)
    place = others[at % len(others)]
    if edit == "insert":
        after.insert(place, fresh)
    else:
        after[place : place + 1] = [fresh] if edit == "replace" else []
    shift = {"insert": 1, "delete": -1, "replace": 0}[edit] if place <= number else 0
    now = made(after, "articles/renamed.txt")
    copy = article(f"{FRESH[0]} {SAID} {FRESH[1]}", "articles/copy.txt")
    articles = [now.article, copy] if copied else [now.article]
    found = assign([told], articles, {now.article.sha256: (iri, before.article.sha256)})

    assert found.unmet == ()
    assert list(found.by_article) == [now.article.sha256]
    assert of(now, pick(now, told)[0]) == now.claims[number + shift]


@given(_texts(), st.sampled_from(FRESH))
def test_what_is_around_words_tells_the_article_where_its_name_is_unknown(
    given_text: tuple[list[str], int], fresh: str
) -> None:
    sentences, number = given_text
    before = made(sentences)
    told = written(before, number, "article/undated-gone-0123456789abcdef")
    copy = article(f"{fresh} {SAID}", "articles/0.txt")
    found = assign([told], [before.article, copy])

    assert list(found.by_article) == [before.article.sha256]


@given(st.text(max_size=90), st.integers(0, 90), st.integers(1, 9))
def test_what_is_written_of_the_surroundings_tells_the_place_or_nothing(
    text: str, start: int, length: int
) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    prefix, suffix = context(text, start, end)
    told = decision(quotation=text[start:end], prefix=prefix, suffix=suffix)

    assert all(len(cell) <= 32 and cell == " ".join(cell.split()) for cell in (prefix, suffix))
    if prefix or suffix:
        assert spots(told, text) == [(start, end)]


@pytest.mark.parametrize(
    ("prefix", "suffix", "fits"),
    [
        ("", "", 0),
        ("the talks were", "and that fish", 2),
        ("The talks were", "and that fish", 1),
        ("the  talks were “", "” and that", 2),  # spaces and marks may differ
        ("", "” and that", 1),
        ("nothing", "of it", 0),
    ],
)
def test_surroundings_fit_on_both_sides_on_one_or_on_none(
    prefix: str, suffix: str, fits: int
) -> None:
    quoted = decision(quotation="“long overdue”", prefix=prefix, suffix=suffix)
    bare = decision(quotation="long overdue", prefix=prefix, suffix=suffix)
    of_bare = "“" in prefix or "”" in suffix
    ((start, end),) = spots(bare if of_bare else quoted, TEXT)

    assert fit(bare, TEXT, (start, end)) == fits


def test_where_one_side_alone_is_told_nothing_stands_on_the_other() -> None:
    text = "Fish is dear. Nets are old. And then: Fish is dear. Nets are old"
    first, second = ((m, m + 12) for m in (0, 38))

    assert spots(decision(quotation="Fish is dear", suffix=". Nets"), text) == [first]
    assert spots(decision(quotation="Fish is dear", prefix="then:"), text) == [second]
    assert spots(decision(quotation="Nets are old", prefix="dear."), text) == [(52, 64)]
    assert len(spots(decision(quotation="Fish is dear"), text)) == 2


def test_of_two_places_that_fit_alike_none_is_guessed() -> None:
    found = made([OTHERS[0], SAID, OTHERS[1], SAID])
    told = decision(quotation=SAID, prefix="what", suffix="ever")

    with pytest.raises(NotMet) as raised:
        pick(found, told)
    assert "2 findings have these words" in raised.value.reason
    one = replace(found, claims=found.claims[:2])
    with pytest.raises(NotMet) as raised:
        pick(one, told)
    assert raised.value.reason.startswith("the words stand 2 times")
    # Without anything around the words the one finding that has them is it, as ever.
    assert of(one, pick(one, replace(told, prefix="", suffix=""))[0]) == one.claims[1]


def test_what_is_found_no_more_at_its_place_is_not_looked_for_at_another() -> None:
    found = made([OTHERS[0], SAID, OTHERS[1], SAID, OTHERS[2]])
    told = written(found, 1, "")
    later = replace(found, claims=found.claims[2:])

    with pytest.raises(NotMet, match="no finding has these words"):
        pick(later, told)


def test_an_actor_is_one_wherever_its_name_stands() -> None:
    told = decision(what="merge", quotation="Norway", target="actor Norway", prefix="x", suffix="y")

    assert pick(draft(), told)[0].kind == "actor"


def test_every_finding_is_found_again_by_what_is_written_about_it() -> None:
    for found in findings(draft()):
        passage = found.passages[0]
        told = anchored(
            decision(quotation=passage.text, target=max(sorted(found.names), key=len)),
            TEXT,
            (passage.start, passage.end),
        )
        assert pick(draft(), told)[0] == found


# The article


OLD = article("The line from Graz is closed. Nobody knows why.", "articles/rail.txt")
NEW = article("The line from Graz is open. Nobody knows why.", "articles/line.txt")
WIRE = article("A wire. The line from Graz is closed. Nobody knows why.", "articles/wire.txt")
IRI = f"article/2026-05-01-the-line-{OLD.sha256[:16]}"
KNOWN = {NEW.sha256: (f"https://e.org/{IRI}", OLD.sha256, OLD.name)}


def placed(name: str, words: str, *articles: Article) -> list[str]:
    found = assign([decision(article=name, quotation=words)], articles, KNOWN)
    return list(found.by_article)


@pytest.mark.parametrize(
    "name",
    [
        IRI,
        IRI.replace("/", ":"),
        f"<https://e.org/{IRI}>",
        f"https://e.org/{IRI}",
        f"https://another.example/{IRI}",
        OLD.sha256,
        OLD.sha256[:8],
        "articles/rail.txt",
        "rail",
    ],
)
def test_an_article_is_known_by_its_iri_however_it_is_spelt_and_by_earlier_names(name: str) -> None:
    assert placed(name, "Nobody knows why", NEW, WIRE) == [NEW.sha256]


def test_words_that_were_corrected_are_not_looked_for_in_another_article() -> None:
    for name in (IRI, "articles/line.txt"):
        told = decision(article=name, quotation="The line from Graz is closed")
        (unmet,) = assign([told], [NEW, WIRE], KNOWN).unmet

        assert unmet.reason == (
            "articles/line.txt has these words no more; articles/wire.txt has them"
        )
        assert unmet.candidates == ("The line from Graz is open",)


def test_a_file_name_that_passed_to_another_article_holds_nothing() -> None:
    reused = article("Fish is dear on all the quays of the north.", "articles/rail.txt")

    assert placed("rail.txt", "The line from Graz is closed", reused, WIRE) == [WIRE.sha256]


def test_an_article_by_the_web_address_that_it_states() -> None:
    page = article("Nobody knows why.", "articles/page.html", url="https://e.org/article/why")
    told = decision(article="https://e.org/article/why", quotation="Nobody knows why")

    assert list(assign([told], [page, WIRE]).by_article) == [page.sha256]


# What a decision is called


def test_a_line_without_surroundings_keeps_its_name_and_others_have_their_own() -> None:
    bare = decision()
    parts = ("accept", "fish.txt", "long overdue", "", "")
    digits = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
    told = {replace(bare, prefix=p, suffix=s).key for p, s in (("a", ""), ("", "a"), ("b", "a"))}

    assert bare.key == digits
    assert len({bare.key, *told}) == 4
