"""The bytes of a file in, its text out, or a ReadError when they are not text."""

import codecs
import re

from triplewire.errors import ReadError
from triplewire.read.mojibake import CP1252, mend

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a Zip archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"RIFF", "a sound, film or WebP file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
# Encodings that English pages and feeds still declare. Others are refused: some of Python's are
# slow on purpose-made bytes ("idna") or not encodings of text at all ("hex").
_DECLARED = re.compile(
    rb"<(?:meta[^<>]{0,200}?charset=[\"']?|\?xml[^<>]{1,100}?encoding=[\"'])\s{0,5}"
    rb"(windows-125\d|iso-8859-\d{1,2}|us-ascii|macintosh|koi8-r|gbk|gb18030|big5|shift_jis|euc-kr)"
    rb"[\"'\s/>;]",
    re.IGNORECASE,
)
# Left to itself the detector takes a lone pound sign for a Polish letter (cp1250), and curly
# quotation marks for Macintosh letters: which signs English news uses is known better here.
_LIKELY = ["cp1252", "mac_roman", "gb18030"]
_EXPECTED = re.compile("[“”‘’–—…•£€é]")
# Letters and signs of English news in UTF-8, and the bytes that are none, as Python keeps them.
_IN_UTF8 = re.compile("[\xa0-\u024f\u2010-\u2044\u20a0-\u20bf\u2100-\u214f]")
_NOT_IN_UTF8 = re.compile("[\udc80-\udcff]")
_KEPT_BYTES = {0xDC00 + byte: sign for byte, sign in CP1252.items()}
_HEAD = 2048
_NUL_SHARE = 0.01
_ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")  # controls, private use
_ODD_SHARE = 0.1
_HINT = "save it as text in UTF-8"


def decode(data: bytes, where: str) -> str:
    """Return data as text: by its byte order mark, as UTF-8, as its markup says, or by its bytes.

    What was evidently encoded twice is decoded twice.
    Raises: ReadError when data is binary or in no encoding that fits.
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise ReadError(f"not an article: this is {kind}", where=where, hint=_HINT)
    text = mend(_text(data, where))
    if not _readable(text):
        raise ReadError("not an article: these are not characters", where=where, hint=_HINT)
    return text


def _text(data: bytes, where: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.removeprefix(mark).decode(encoding)
            except UnicodeDecodeError as fault:
                raise ReadError(
                    f"begins as {encoding.upper()} but is not from byte {fault.start}",
                    where=where,
                    hint=_HINT,
                ) from fault
    if data.count(0) > _NUL_SHARE * len(data):
        raise ReadError("not an article: the file is binary", where=where, hint=_HINT)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        ways = (_mixed, _by_declaration, _by_bytes)
        text = next((text for way in ways if (text := way(data)) is not None), None)
        if text is None:
            raise ReadError("in no known encoding", where=where, hint=_HINT) from fault
        return text


def _mixed(data: bytes) -> str | None:
    """Return text in UTF-8 into which some text in cp1252 was put."""
    text = data.decode("utf-8", "surrogateescape")
    if 2 * len(_IN_UTF8.findall(text)) < len(_NOT_IN_UTF8.findall(text)):
        return None
    text = text.translate(_KEPT_BYTES)
    return None if _NOT_IN_UTF8.search(text) else text


def _by_declaration(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_HEAD])
    if found is None:
        return None
    name = found[1].decode("ascii").lower()
    try:
        # Browsers read Latin-1 as its superset, and so do the people who declare it.
        return data.decode("cp1252" if name in {"iso-8859-1", "us-ascii"} else name)
    except (LookupError, UnicodeDecodeError):
        return None


def _by_bytes(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import

    texts = {match.encoding: str(match) for match in from_bytes(data, cp_isolation=_LIKELY)}
    plausible = [texts[encoding] for encoding in _LIKELY if encoding in texts]
    return max(plausible, key=lambda text: len(_EXPECTED.findall(text)), default=None)


def _readable(text: str) -> bool:
    return len(_ODD.findall(text)) <= _ODD_SHARE * len(text)
