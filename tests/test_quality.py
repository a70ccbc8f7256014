"""The bench of quality: it counts as its page says, and the extraction stays above the floors."""

import re
from pathlib import Path
from typing import Any

import pytest
from agreement import agreement
from annotations import AGREEMENT, SETS, Annotated, compiled, load
from checks import CONCEPTS, problems
from extractors import regular_expression, spacy_ner, triplewire
from hypothesis import given
from hypothesis import strategies as st
from scoring import CATEGORIES, Count, score

from tests.drafts import TEXT
from triplewire.assets import ontology
from triplewire.extract import load_analyser

SHARED = Path(__file__).resolve().parents[2] / "shared"
EMPTY: dict[str, Any] = {"metadata": {}, "actors": [], "events": [], "claims": []}
GOLD: dict[str, Any] = {
    "metadata": {"title": "Fish talks", "date": "2024-03-12"},
    "actors": [
        {"name": "Astrid Dahl", "type": "person", "aliases": ["Dahl"], "roles": ["fish minister"]},
        {"name": "Norway", "type": "country", "aliases": [], "roles": []},
        {"name": "trade officials", "type": "group", "aliases": [], "optional": True},
    ],
    "events": [
        {
            "type": "meeting",
            "date": None,
            "date_alt": ["2024-03-12"],
            "participants": [{"name": "Dahl"}],
            "evidence": {"text": "Astrid Dahl met [...] Reykjavik"},
        }
    ],
    "claims": [
        {"kind": "quote", "text": "Nobody can wait any longer,", "speaker": "Astrid Dahl"},
        {"kind": "indirect", "text": "fish exports had reached $2.5 billion in 2023",
         "speaker": "Dahl"},
        {"kind": "statistic", "text": "$2.5 billion", "value": 2.5e9, "unit": "USD"},
        {"kind": "rank", "text": "third-largest market in Europe", "rank": 3},
    ],
}  # fmt: skip

FLOORS = {
    "dev": {"metadata": 0.95, "actors": 0.90, "roles": 0.80, "quotes": 0.90, "indirect": 0.84,
            "statistics": 0.90, "events": 0.66},
    "heldout": {"metadata": 0.95, "actors": 0.88, "roles": 0.78, "quotes": 0.80, "indirect": 0.72,
                "statistics": 0.85, "events": 0.50},
}  # fmt: skip


def gold() -> dict[str, Any]:
    """Return the annotation with offsets and words, as an article is loaded."""
    made = compiled(GOLD, TEXT, "none", "fish")
    for passage in [made["events"][0]["evidence"], *made["claims"]]:
        passage["text"] = TEXT[passage["start"] : passage["end"]]
    return made


def test_a_passage_is_found_by_its_words_or_by_its_ends() -> None:
    made = gold()

    assert made["events"][0]["evidence"]["text"] == ("Astrid Dahl met trade officials in Reykjavik")
    assert "text" not in compiled(GOLD, TEXT, "none", "fish")["claims"][0]


def test_words_that_are_not_in_the_text_are_an_error() -> None:
    wrong = {**EMPTY, "claims": [{"kind": "quote", "text": "never said", "speaker": None}]}

    with pytest.raises(ValueError, match="not in the text"):
        compiled(wrong, TEXT, "none", "fish")


def test_the_annotation_itself_is_all_right_and_nothing_missed() -> None:
    made = gold()

    for category, count in score(made, made).items():
        assert (count.wrong, count.missed, count.f1) == (0, 0, 1.0), category


def test_finding_nothing_misses_what_is_required_and_not_what_is_optional() -> None:
    counts = score(gold(), EMPTY)

    assert (counts["actors"].missed, counts["actors"].precision) == (2, 1.0)
    assert counts["quotes"].missed == counts["events"].missed == 1


def test_a_quotation_with_another_speaker_is_a_span_but_no_quote() -> None:
    made = gold()
    found = {**made, "claims": [{**made["claims"][0], "speaker": "Norway"}]}
    counts = score(made, found)

    assert (counts["quotes"].right, counts["quotes"].wrong) == (0, 1)
    assert counts["quote spans"].right == 1


def test_a_figure_may_stand_for_the_clause_that_reports_it() -> None:
    made = gold()
    clause = {**made["claims"][1], "kind": "statistic", "value": 2.5e9, "unit": "USD"}
    counts = score(made, {**made, "claims": [clause]})

    assert counts["indirect"].right == counts["statistics"].right == 1


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_f1_lies_between_precision_and_recall(right: int, wrong: int, missed: int) -> None:
    count = Count(right=right, wrong=wrong, missed=missed)

    least, most = sorted((count.precision, count.recall))
    assert least - 1e-9 <= count.f1 <= most + 1e-9 or count.f1 == 0


def test_the_baselines_find_what_they_can() -> None:
    text = 'Astrid Dahl met Peter Olsen in Oslo. "Nobody can wait," Dahl said.'
    analyser = load_analyser()
    [named], [quoted] = (
        list(extractor([text], analyser)) for extractor in (spacy_ner, regular_expression)
    )

    assert "Oslo" in {actor["name"] for actor in named["actors"]}
    assert [(claim["text"], claim["speaker"]) for claim in quoted["claims"]] == [
        ("Nobody can wait,", "Dahl")
    ]


def test_an_annotated_folder_of_texts_can_be_scored(tmp_path: Path) -> None:
    (tmp_path / "fish.txt").write_text(TEXT, encoding="utf-8")
    annotation = '{"file": "fish.txt", "metadata": {}, "actors": [], "events": [], "claims": []}'
    (tmp_path / "fish.json").write_text(annotation, encoding="utf-8")
    [article] = load(tmp_path)

    assert article == Annotated("fish", TEXT, article.gold)


def test_a_text_that_has_changed_since_it_was_annotated_is_refused(tmp_path: Path) -> None:
    (tmp_path / "fish.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "fish.json").write_text('{"file": "fish.txt", "sha256": "0"}', encoding="utf-8")

    with pytest.raises(ValueError, match="not the one"):
        list(load(tmp_path))


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_the_extraction_stays_above_the_floors_of_an_annotated_set(name: str) -> None:
    articles = list(load(SETS[name]))
    totals = {category: Count() for category in CATEGORIES}
    found = triplewire((article.text for article in articles), load_analyser())
    for article, layout in zip(articles, found, strict=True):
        for category, count in score(article.gold, layout).items():
            totals[category].add(count)

    low = {c: totals[c].f1 for c, floor in FLOORS[name].items() if totals[c].f1 < floor}
    assert low == {}


def test_a_flawed_annotation_is_told_what_is_wrong_with_it() -> None:
    flawed = gold()
    flawed["events"][0] |= {"type": "party", "date": "Tuesday"}
    flawed["events"][0]["participants"].append({"name": "Odin"})
    flawed["claims"][0]["end"] -= 3
    flawed["claims"][1] |= {"start": 0, "end": len(TEXT) + 1, "speaker": "Freya"}

    assert list(problems(Annotated("fish", TEXT, flawed))) == [
        "unknown type of event: party",
        "'Tuesday' is no date",
        "Odin is no listed actor",
        "'Nobody can wait any long' cuts a word",
        f"offsets outside the text: 0-{len(TEXT) + 1}",
        "Freya is neither a listed actor nor in the text",
    ]


def test_every_type_of_event_has_its_concept_in_the_ontology() -> None:
    concepts = (ontology() / "concepts.ttl").read_text(encoding="utf-8")

    assert [
        name for name in CONCEPTS.values() if f"\nc:{name} a skos:Concept " not in concepts
    ] == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
@pytest.mark.parametrize("folder", [*SETS.values(), AGREEMENT], ids=lambda folder: folder.name)
def test_every_annotation_slices_and_names_what_there_is(folder: Path) -> None:
    flaws = [(article.name, problem) for article in load(folder) for problem in problems(article)]

    assert flaws == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
def test_no_held_out_article_is_a_near_copy_of_a_development_article() -> None:
    dev, held_out = ({a.name: _sentences(a.text) for a in load(SETS[s])} for s in SETS)
    copies = {
        (one, other)
        for one, said in held_out.items()
        for other, known in dev.items()
        if one == other or 5 * len(said & known) > min(len(said), len(known))
    }

    assert copies == set()


def _sentences(text: str) -> set[str]:
    found = re.split(r"(?<=[.!?])\s+|\n+", text)
    return {sentence.strip() for sentence in found if len(sentence) > 40}


def test_what_one_annotator_requires_is_scored_against_all_that_the_other_has() -> None:
    made = gold()
    other = {**made, "claims": [{**claim, "optional": True} for claim in made["claims"]]}
    second, first = agreement([(made, other)])["quotes"]

    assert (second.right, second.wrong, second.missed) == (0, 0, 1)
    assert (first.right, first.wrong, first.missed) == (0, 0, 0)


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
def test_two_annotators_agree() -> None:
    first = {article.name: article.gold for article in load(SETS["dev"])}
    agreed = agreement((first[article.name], article.gold) for article in load(AGREEMENT))
    low = {c: counts for c, counts in agreed.items() if min(count.f1 for count in counts) < 0.8}

    assert set(low) == {"ranks"}


def test_a_doubtful_role_is_neither_right_nor_wrong() -> None:
    made = gold()
    doubtful = {**made["actors"][0], "roles": [], "optional_roles": ["fish minister"]}
    count = score({**made, "actors": [doubtful]}, made)["roles"]

    assert (count.right, count.wrong, count.missed) == (0, 0, 0)


def test_an_annotation_holds_no_words_of_its_article() -> None:
    for folder in (*SETS.values(), AGREEMENT):
        for path in folder.glob("*.json"):
            assert '"text"' not in path.read_text(encoding="utf-8"), path
