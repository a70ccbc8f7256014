"""Small files that ask for much: archives that grow, entities that multiply, nests, loops."""

import bz2
import gzip
import io
import lzma
import zipfile
from collections.abc import Iterator

from samples import STORY, pdf, tarred, warc, zipped

_LARGE = 200_000_000  # bytes that an archive unfolds to
_DEEP = 200_000
_HEAD = '<?xml version="1.0"?>\n'


def bombs() -> Iterator[tuple[str, str, bytes]]:
    """Yield what is tried, the suffix and the bytes; nothing of it may become an article."""
    zeros = bytes(_LARGE)
    large = gzip.compress(zeros, 1, mtime=0)
    yield "one large member", ".zip", zipped([("a.txt", zeros)])
    yield "one large page", ".epub", zipped([("mimetype", b"application/epub+zip"), ("a", zeros)])
    yield "large capture", ".wacz", zipped([("archive/a.warc.gz", large)])
    yield "zips in zips", ".zip", _nested(6)
    yield "one place listed often", ".zip", _listed_often(20_000)
    yield "large", ".txt.gz", large
    yield "large", ".tar.gz", gzip.compress(tarred([("a.txt", zeros)]), 1, mtime=0)
    yield "large", ".html.bz2", bz2.compress(zeros[: _LARGE // 4], 1)
    yield "large", ".json.xz", lzma.compress(zeros[: _LARGE // 4], preset=0)
    yield "gzip in gzip", ".warc.gz", gzip.compress(gzip.compress(warc(zeros), 1, mtime=0), 1)
    yield "large capture", ".warc.gz", gzip.compress(warc(zeros), 1, mtime=0)
    yield "large drawing", ".pdf", pdf(zeros[: _LARGE // 2], flat=False)
    yield "pages that hold themselves", ".pdf", pdf(b"BT ET", kids=b"2 0 R")
    for suffix in (".xml", ".rss", ".nitf", ".xhtml"):
        yield "billion laughs", suffix, _laughs().encode()
        yield "one long entity often", suffix, _quadratic().encode()
        yield "outer entity", suffix, _outer().encode()
        yield "deep", suffix, (_HEAD + "<a>" * _DEEP + "</a>" * _DEEP).encode()
    yield "deep", ".json", b"[" * _DEEP + b"]" * _DEEP
    yield "deep", ".jsonl", b'{"a":' * _DEEP


def _nested(depth: int) -> bytes:
    data = zipped([("a.txt", STORY.encode() * 10)])
    for _ in range(depth):
        data = zipped([(f"{number}.zip", data) for number in range(16)])
    return data


def _listed_often(times: int) -> bytes:
    """Return a zip whose list names one member many times."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", bytes(1_000_000))
        archive.filelist *= times
    return out.getvalue()


def _laughs() -> str:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return f'{_HEAD}<!DOCTYPE rss [<!ENTITY l0 "ha ha "> {lines}]><rss><p>&l11;</p></rss>'


def _quadratic() -> str:
    return f'{_HEAD}<!DOCTYPE rss [<!ENTITY a "{"a " * 50_000}">]><rss>{"&a;" * 50_000}</rss>'


def _outer() -> str:
    inner = '<!ENTITY a SYSTEM "file:///etc/passwd"> <!ENTITY % b SYSTEM "http://127.0.0.1:9/">'
    return f"{_HEAD}<!DOCTYPE rss [{inner} %b;]><rss><p>&a;</p></rss>"
