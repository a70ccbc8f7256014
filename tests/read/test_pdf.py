import importlib.util
import random
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.read.pdfs import pdf
from triplewire.errors import ReadError
from triplewire.read import pdf as pdf_reader
from triplewire.read.pdf import read_pdf
from triplewire.read.pdf_lines import paragraphs
from triplewire.read.reading import Found
from triplewire.records import Metadata
from triplewire.system import children, forking

pypdf = pytest.mark.skipif(
    importlib.util.find_spec("pypdf") is None, reason="the extra [pdf] is not installed"
)

HEAD = "The Daily Gull - Wednesday 14 May 2025"
FIRST = [
    HEAD,
    "Page 1 of 2",
    "Harbour to be rebuilt after",
    "the storm",
    "By Ann Scribe",
    "The mayor of Port Ember said on Tuesday that the har-",
    "bour would be rebuilt within two years, and that the",
    "well-known piers (all three) would be reconstruc-",
    "ted by the regional government.",
    "Work on the old piers was to begin before the win-",
]
SECOND = [
    HEAD,
    "Page 2 of 2",
    "ter, she said, and the harbour would stay open to the",
    "ferries for as long as that was safe for everybody.",
]


def read(data: bytes) -> Found:
    (found,) = read_pdf(data, "a.pdf")
    return found


@pypdf
def test_lines_become_paragraphs_without_heads_and_hyphens() -> None:
    assert read(pdf([FIRST, SECOND])).text == (
        "Harbour to be rebuilt after the storm\n"
        "By Ann Scribe\n"
        "The mayor of Port Ember said on Tuesday that the harbour would be rebuilt within two "
        "years, and that the well-known piers (all three) would be reconstructed by the regional "
        "government.\n"
        "Work on the old piers was to begin before the winter, she said, and the harbour would stay"
        " open to the ferries for as long as that was safe for everybody."
    )


@pypdf
def test_a_document_is_believed_where_its_text_says_the_same() -> None:
    said = {
        "Title": "Harbour to be rebuilt",
        "Author": "Ann Scribe",
        "CreationDate": "D:20250514103000+02'00'",
    }

    assert read(pdf([FIRST, SECOND], said)).metadata == Metadata(
        title="Harbour to be rebuilt", authors=("Ann Scribe",), published="2025-05-14"
    )


@pypdf
@pytest.mark.parametrize(
    "said",
    [
        {"Title": "Microsoft Word - harbour final 2.doc", "Author": "pc17"},
        {"Title": "harbour_v3.indd", "Author": "Bo Nobody"},
        {"Title": "Untitled document", "CreationDate": "D:20260101"},
        {"CreationDate": "D:20259999"},
        {"CreationDate": "yesterday"},
    ],
)
def test_what_programs_write_into_a_document_is_no_metadata(said: dict[str, str]) -> None:
    assert read(pdf([FIRST, SECOND], said)).metadata == Metadata()


@pypdf
def test_a_scan_is_refused_with_what_to_do() -> None:
    with pytest.raises(ReadError, match="no text") as fault:
        read(pdf([[], []]))

    assert "ocrmypdf" in (fault.value.hint or "")


@pypdf
@pytest.mark.parametrize(
    "data",
    [b"%PDF-", b"%PDF-1.4\n" + b"\0" * 999, pdf([FIRST])[:300], b"%PDF-1.7\nxref\n0 9999999"],
)
def test_what_is_damaged_is_refused_with_a_hint(data: bytes) -> None:
    with pytest.raises(ReadError, match="PDF") as fault:
        read(data)

    assert fault.value.hint


@pypdf
def test_a_bomb_is_refused_within_its_time() -> None:
    line = b"(a) Tj " * 2_000_000
    content = zlib.compress(line, 9)
    bomb = pdf([["X"]]).replace(b"endobj", b"endobj", 1)
    start = bomb.index(b"stream\n") + len(b"stream\n")
    end = bomb.index(b"\nendstream")
    bomb = bomb[:start] + content + bomb[end:]
    begun = time.monotonic()
    with pytest.raises(ReadError):
        read(bomb)

    assert time.monotonic() - begun < 40


@pypdf
def test_one_process_reads_many_and_a_bomb_costs_itself_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[str] = []
    command = children.command

    def noted(module: str) -> list[str]:
        started.append(module)
        return command(module)

    monkeypatch.setattr(children, "command", noted)
    asker = forking.Asker("triplewire.read.pdf_text")
    monkeypatch.setattr(pdf_reader, "_asker", lambda: asker)
    monkeypatch.setattr(pdf_reader, "_SECONDS", 1)
    content = zlib.compress(b"(a) Tj " * 2_000_000, 9)
    bomb = pdf([["X"]]).replace(b"/F1 3 0 R", b"/F1 9 0 R")
    start = bomb.index(b"stream\n") + len(b"stream\n")
    bomb = bomb[:start] + content + bomb[bomb.index(b"\nendstream") :]
    sound = pdf([FIRST, SECOND])
    before = [read(sound).text for _ in range(3)]
    with pytest.raises(ReadError, match="too much memory"):
        read(bomb)

    assert {*before, read(sound).text} == {before[0]}
    assert started == ["triplewire.read.pdf_text"]


@pypdf
def test_a_document_with_random_bytes_is_read_or_refused() -> None:
    chance, sound = random.Random(7), pdf([FIRST, SECOND])  # noqa: S311 - the same each time
    for _ in range(6):
        data = bytearray(sound)
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(8, len(data))] = chance.randrange(256)
        try:
            told = read(bytes(data)).text
        except ReadError as fault:
            told = fault.hint or ""

        assert told


def test_the_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(ReadError, match="not installed") as fault:
        read(b"%PDF-1.4")

    assert fault.value.hint == "pip install 'triplewire[pdf]'"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["A self-", "made man of means"], "A self-made man of means"),
        (["The pres\u00ad", "ident spoke"], "The president spoke"),
        (
            ["The Anglo-", "Dutch firm, Anglo-Dutch it is"],
            "The Anglo-Dutch firm, Anglo-Dutch it is",
        ),
        (
            ["The e-mail of a news-", "paper, the newspaper"],
            "The e-mail of a newspaper, the newspaper",
        ),
    ],
)
def test_the_hyphen_of_a_line_end_goes_where_the_word_has_none(
    lines: list[str], expected: str
) -> None:
    assert paragraphs(["\n".join(lines)]) == expected


def test_no_lines_are_no_paragraphs() -> None:
    assert paragraphs([]) == ""
    assert paragraphs(["", "\n\n"]) == ""


def test_a_line_of_nothing_but_letters_takes_no_longer_than_it_is() -> None:
    # Tried from each letter on, it would take minutes.
    letters = "a" * 1_000_000

    assert paragraphs([letters, f"{letters}-\nb"]) == f"{letters} {letters}b"


def test_very_many_parted_words_are_put_together_without_a_copy_for_each() -> None:
    assert paragraphs(["ab-\n" * 200_000 + "cd"]) == "ab" * 200_000 + "cd"


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from(["re", "con", "struct", "-", " ", ".", "\n", "A", "the", "\u00ad", "a-"])
    )
)
def test_putting_words_together_loses_no_letter(pieces: list[str]) -> None:
    text = "".join(pieces)

    assert [c for c in paragraphs([text]) if c.isalpha()] == [c for c in text if c.isalpha()]
