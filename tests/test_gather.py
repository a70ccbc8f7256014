"""Texts of others, as repositories have them, become articles."""

import json
import zipfile
from pathlib import Path

import pytest
from gather import gather


def dexter(folder: Path, *parts: tuple[str, str]) -> None:
    record = {"docId": 7, "document": [{"name": name, "value": value} for name, value in parts]}
    path = folder / "dexter-datasets" / "entity-saliency" / "saliency-dataset.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(record) + "\n", "utf-8")


def meantime(folder: Path, *sentences: str) -> None:
    corpus = folder / "StructTempRel-EMNLP17" / "data" / "meantime_newsreader_english_oct15"
    path = corpus / "intra_cross-doc_annotation" / "corpus_ships" / "12_A_title.xml"
    path.parent.mkdir(parents=True)
    tokens = "".join(
        f'<token sentence="{number}">{word}</token>'
        for number, sentence in enumerate(sentences)
        for word in sentence.split(" ")
    )
    path.write_text(f"<Document>{tokens}</Document>", "utf-8")


def voa(folder: Path, *sentences: str) -> None:
    records = [{"sentence_id": f"VOA_EN_NW_1_{i}", "sentence": s} for i, s in enumerate(sentences)]
    archive = folder / "m2e2" / "data" / "m2e2_annotations.zip"
    archive.parent.mkdir(parents=True)
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("m2e2_annotations/text_only_event.json", json.dumps(records[::2]))
        made.writestr("m2e2_annotations/text_multimedia_event.json", json.dumps(records[1::2]))


def texts(folder: Path, corpus: str) -> dict[str, str]:
    lines = (folder / corpus / "unified.jsonl").read_text("utf-8").rstrip("\n").split("\n")
    return {record["doc_id"]: record["text"] for record in map(json.loads, lines)}


def test_an_article_in_parts_becomes_a_title_and_paragraphs_without_markup(tmp_path: Path) -> None:
    dexter(
        tmp_path,
        ("headline", "Ferry ''Alba'' sails"),
        ("dateline", "May 3, 2011"),
        ("body_par_000", "]] The {{w|Alba Line]] said CO<sub>2</sub> fell &mdash;  by\xa0half."),
        ("body_par_001", "Sources"),
        ("body_par_002", "], ], ]"),
    )
    meantime(tmp_path, "A title")
    voa(tmp_path, "Too short")

    assert dict(gather(tmp_path, tmp_path)) == {
        "wikinews_dexter": 1,
        "wikinews_meantime": 1,
        "voa_m2e2": 0,
    }
    assert texts(tmp_path, "wikinews_dexter") == {
        "dexter_007": "Ferry Alba sails\n\nThe Alba Line said CO2 fell — by half."
    }


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ('" We sail , " said Mo .', '"We sail," said Mo.'),
        ("The line 's boats ( old ones ) do n't sail .", "The line's boats (old ones) don't sail."),
        ("It lost # 3 million , $ 5 .", "It lost £3 million, $5."),
        ("`` Up , '' he said , `` and away . ''", '"Up," he said, "and away."'),
        ('he said . "', 'he said."'),
        ("the “ big ” one", "the “big” one"),
    ],
)
def test_words_stand_again_as_they_were_written(tmp_path: Path, words: str, written: str) -> None:
    dexter(tmp_path, ("headline", "Another"))
    meantime(tmp_path, "A title", "May 3 , 2011", words, "Two .", "Three .")
    voa(tmp_path, "Too short")

    assert len(list(gather(tmp_path, tmp_path))) == 3
    assert texts(tmp_path, "wikinews_meantime") == {
        "meantime_12": f"A title\n\n{written} Two.\n\nThree."
    }


def test_numbered_sentences_become_paragraphs_of_two_without_captions(tmp_path: Path) -> None:
    dexter(tmp_path, ("headline", "Another"))
    meantime(tmp_path, "A title")
    voa(
        tmp_path,
        "Ferry Sinks off Coast-LAGOS, NIGERIA —\xa0-A ferry sank Monday",
        "Nobody was hurt",
        "FILE - A ferry, Lagos, May 3, 2011",
        'The owner said, "It is sad."',
        "New boats-The al-Hadi line has more",
        "They sail",
    )

    assert dict(gather(tmp_path, tmp_path))["voa_m2e2"] == 1
    assert texts(tmp_path, "voa_m2e2")["voa_1"].split("\n\n") == [
        "Ferry Sinks off Coast",
        "LAGOS, NIGERIA — A ferry sank Monday. Nobody was hurt.",
        'The owner said, "It is sad."',
        "New boats",
        "The al-Hadi line has more. They sail.",
    ]
