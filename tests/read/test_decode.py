import codecs

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from triplewire.errors import ReadError
from triplewire.read.decode import decode
from triplewire.read.mojibake import mend

SENTENCE = "The bridge cost £5 million, the mayor’s office said on Tuesday — a “good” price."


@given(st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"])))
def test_utf_8_comes_back_unchanged(text: str) -> None:
    assume(mend(text) == text)
    assert decode(b"." + text.encode(), "a.txt") == "." + text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_says_the_encoding_and_is_dropped(mark: bytes, encoding: str) -> None:
    assert decode(mark + SENTENCE.encode(encoding), "a.txt") == SENTENCE


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_an_old_encoding_is_found_by_its_bytes(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding), "a.txt") == SENTENCE


@pytest.mark.parametrize("joint", ["\n", " "])
@pytest.mark.parametrize("first", ["utf-8", "cp1252"])
def test_two_encodings_in_one_file_are_both_read(first: str, joint: str) -> None:
    second = "cp1252" if first == "utf-8" else "utf-8"
    data = SENTENCE.encode(first) + joint.encode() + SENTENCE.encode(second)

    assert decode(data, "a.txt") == SENTENCE + joint + SENTENCE


def test_a_page_that_declares_one_of_its_two_encodings_is_read() -> None:
    head = '<meta charset="windows-1252">'
    data = f"{head}{SENTENCE}".encode() + "café’s".encode("cp1252")

    assert decode(data, "a.html") == f"{head}{SENTENCE}café’s"


def test_bytes_that_fit_neither_of_two_encodings_are_refused() -> None:
    with pytest.raises(ReadError, match="in no known encoding"):
        decode(SENTENCE.encode() + bytes(range(0x80, 0xA0)), "a.txt")


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_what_was_encoded_twice_is_decoded_twice(wrong: str, times: int) -> None:
    text = "The café’s owner paid £5 – or €6 – and smiled 😀, said Dačić."
    damaged = text
    for _ in range(times):
        damaged = "".join(_again(byte, wrong) for byte in damaged.encode())

    assert decode(f"{damaged}\nThe end.".encode(), "a.txt") == f"{text}\nThe end."


def _again(byte: int, wrong: str) -> str:
    try:
        return bytes([byte]).decode(wrong)
    except UnicodeDecodeError:
        return chr(byte)


@pytest.mark.parametrize(
    "text",
    [
        "He wrote “â€™” where a ’ belongs.",
        "“SÃO PAULO: AMANHÔ was the headline, and CAFɗ another.",
        "MAÇÃ»",
        "Ã is a letter, â another and Â a third.",
    ],
)
def test_signs_that_are_meant_stay(text: str) -> None:
    assert decode(text.encode(), "a.txt") == text


def test_a_declared_encoding_is_believed() -> None:
    page = '<html><head><meta charset="windows-1251"></head><p>Москва: the talks ended.</p>'

    assert decode(page.encode("cp1251"), "a.html") == page


@pytest.mark.parametrize("declared", ["iso-8859-1", "idna", "windows-1259", "us-ascii"])
def test_a_wrong_useless_or_unknown_declaration_does_no_harm(declared: str) -> None:
    page = f'<meta charset="{declared}"><p>{SENTENCE}</p>'

    assert decode(page.encode("cp1252"), "a.html") == page


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 ...", "this is a PDF file"),
        (b"PK\x03\x04rest", "an Office document"),
        (b"\x89PNG\r\n", "a PNG picture"),
        (b"{\\rtf1 text}", "a Rich Text document"),
        (b"abc\x00\x01\x02\x00\x03", "the file is binary"),
        ("no mark".encode("utf-16-le"), "the file is binary"),
        (codecs.BOM_UTF8 + b"ok \xff", "begins as UTF-8 but is not from byte 3"),
        (codecs.BOM_UTF16_LE + b"a", "begins as UTF-16-LE but is not from byte 0"),
        (b"\x1b\x02\x03\x04" * 20, "these are not characters"),
        (bytes(range(1, 256)) * 20, "in no known encoding"),
    ],
)
def test_what_is_not_text_is_refused_with_a_hint(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as fault:
        decode(data, "articles/a.txt")

    assert fault.value.where == "articles/a.txt"
    assert fault.value.hint == "save it as text in UTF-8"
