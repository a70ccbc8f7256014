"""A text whose character set is told beside it in, the same text in UTF-8 out."""

import re

# As in files: others are refused, some of Python's are slow on purpose-made bytes.
_KNOWN = re.compile(
    r"(?:windows|cp)-?125\d|iso-8859-\d{1,2}|latin-?1|us-ascii|ascii|utf-16(?:-?[lb]e)?"
    r"|macintosh|koi8-r|gbk|gb2312|gb18030|big5|shift_jis|euc-kr|euc-jp",
    re.IGNORECASE,
)
_LATIN = frozenset({"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"})


def as_utf8(data: bytes, charset: str | None) -> bytes:
    """Return data in UTF-8, as it is where its character set is not told, not known or not so."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        name = (charset or "").lower()
        if not _KNOWN.fullmatch(name):
            return data
        try:
            return data.decode("cp1252" if name in _LATIN else name).encode()
        except (LookupError, UnicodeError):
            return data
    return data
