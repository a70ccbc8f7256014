"""What we find is turned into marks that can be compared with those of annotators."""

import json
from dataclasses import replace
from pathlib import Path

import press_curves
import pytest
from markup import Document, read
from pairs import Pair, agreement
from press_curves import fitted
from press_drafts import marked
from press_sample import sample

from triplewire.extract import extract_all, load_analyser
from triplewire.extract.tagger import sureness
from triplewire.read import read_data
from triplewire.records import Event, Participant, Passage

ANNOTATIONS = Path(__file__).parents[1] / "benchmarks" / "press" / "annotations"
TEXT = """# {person#moe|Kari Moe} met {person#arn|Jon Arnason}
The {adj#norway|Norwegian} {office of=moe body=norway|prime minister}, {person#moe|Kari Moe},
{event#e type=meeting status=happened who=party:moe,party:arn when=t|met} {person#arn|Jon Arnason}
in {place#oslo|Oslo} {time#t value=2024-03-05|on Tuesday}.

"{quote by=moe act=state|The waters feed both of our countries,}" {person#moe|Moe} said.
{person#moe|Moe} said that {said by=moe act=state|the talks were long overdue}.
Exports reached {figure value=2500000000 unit=USD|$2.5 billion} in 2023.
"""
HEAD = "genre: wire\npublished: 2024-03-06\nannotator: a\n---\n"


def annotated(folder: Path) -> Document:
    path = folder / "fish.txt"
    # A mark stands on one line.
    body = TEXT.replace(",\n{event", ", {event").replace("\nin {place", " in {place")
    path.write_text(HEAD + body, encoding="utf-8")
    return read(path)


def test_what_is_found_is_compared_with_annotations_wherever_it_stands(tmp_path: Path) -> None:
    document = annotated(tmp_path)
    data = f"---\ndate: 2024-03-06\n---\n{document.text}".encode()
    [draft] = extract_all(read_data(data, "fish", ".md").articles, load_analyser(None))
    found = {name: counts for name, *counts in agreement([Pair(document, marked(draft, document))])}

    assert found["quote, by whom"] == [1, 1, 1]
    assert found["said, by whom"] == [1, 1, 1]
    assert found["figure, value and unit"] == [1, 1, 1]
    assert found["event, type"][0] == 1
    assert found["event, strict"][0] == 1
    assert found["office, whose"] == [1, 1, 1]
    assert found["person"][0] == found["person"][1]


def test_a_party_without_a_name_is_handed_over_by_its_words(tmp_path: Path) -> None:
    path = tmp_path / "fish.txt"
    body = (
        "{unnamed#two|Two aides} of {person#moe|Kari Moe} came to Oslo. {ref#two|They} {event#e "
        "type=meeting status=happened who=party:two,party:men|met} {unnamed#men|three men}.\n"
    )
    path.write_text(HEAD + body, encoding="utf-8")
    document = read(path)
    [draft] = extract_all(
        read_data(document.text.encode(), "fish", ".md").articles, load_analyser()
    )
    start = document.text.index("They")
    told = Event(
        type="meeting",
        label="meeting",
        evidence=Passage(start=start, end=len(document.text), text=document.text[start:]),
        when=None,
        place=None,
        participants=tuple(
            Participant(unnamed=words, role="party") for words in ("Two aides", "three men")
        ),
        modality="factual",
        rule="learned",
    )
    half = replace(told, participants=told.participants[:1])

    for event, right in ((told, 1), (half, 0)):
        pair = Pair(document, marked(replace(draft, events=(event,), claims=()), document))
        found = {name: counts for name, *counts in agreement([pair])}
        assert found["event, type"] == [1, 1, 1]
        assert found["event, type and parties"][0] == right
    assert "party: Two aides, party: three men" in "".join(
        sample([replace(draft, events=(told,))], 5, seed=1)
    )


def test_the_held_out_annotations_hold_no_text_and_are_of_as_many_sites() -> None:
    values = [json.loads(path.read_text("utf-8")) for path in sorted(ANNOTATIONS.glob("*.json"))]

    assert len({value["facts"]["site"] for value in values}) == len(values) == 68
    assert all("text" not in value for value in values)


def test_what_is_right_half_as_often_as_it_is_sure_becomes_less_sure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press_curves, "curves", lambda: {"event": (1.0, 0.0)})
    document = annotated(tmp_path)
    [event] = [mark for mark in document.marks if mark.kind == "event"]
    given = event.attributes | {"confidence": "0.90", "rule": "learned"}
    right, wrong = replace(event, attributes=given), replace(event, attributes=given, id="x")
    wrong = replace(wrong, attributes=given | {"type": "visit"})
    found = [Pair(document, replace(document, marks=(mark,))) for mark in [right, wrong] * 40]

    slope, offset = fitted(found)["event"]
    assert slope * sureness.logit(0.9) + offset == pytest.approx(0, abs=0.15)
    assert fitted(found[::2])["event"] > (slope, offset)


def test_of_what_is_published_so_many_of_each_kind_are_drawn_by_a_seed(tmp_path: Path) -> None:
    document = annotated(tmp_path)
    data = f"---\ndate: 2024-03-06\n---\n{document.text}".encode()
    drafts = list(extract_all(read_data(data, "fish", ".md").articles, load_analyser(None)))
    drawn = list(sample(drafts, 5, seed=1))

    assert [one.split()[1] for one in drawn] == ["event", "quote", "report", "figure", "role"]
    assert "meeting (factual)" in drawn[0]
    assert "Jon Arnason; when 2024-03-05 in Oslo" in drawn[0]
    assert "2500000000 USD" in drawn[3]
    assert drawn == list(sample(drafts, 5, seed=1))
    [draft] = drafts
    proposed = replace(draft, events=tuple(replace(e, proposed=True) for e in draft.events))
    assert "## event" not in "".join(sample([proposed], 5, seed=1))
