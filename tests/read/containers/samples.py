"""Containers made for the tests, each of a few stories."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Mapping

STORY = "The mayor said on Thursday that the harbour would be rebuilt within two years.\n"
PAGE = f"<html><body><article>{f'<p>{STORY}</p>' * 4}</article></body></html>"


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def tarred(files: Mapping[str, str | bytes], form: str = "") -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return compressed(packed.getvalue(), form)


def compressed(data: bytes, form: str) -> bytes:
    if form == ".zst":
        from backports import zstd  # noqa: PLC0415 - part of Python later

        return zstd.compress(data)
    ways: dict[str, Callable[[bytes], bytes]] = {
        "": bytes,
        ".gz": gzip.compress,
        ".bz2": bz2.compress,
        ".xz": lzma.compress,
    }
    return ways[form](data)


def record(block: bytes, address: str, date: str = "2019-05-03T10:00:00Z") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: {date}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(
    body: str | bytes = PAGE,
    kind: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    more: Iterable[str] = (),
) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *more]
    data = body.encode() if isinstance(body, str) else body
    return "".join(f"{line}\r\n" for line in lines).encode() + b"\r\n" + data


WEB = "https://news.example/a"
WARC = (
    b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 9\r\n\r\nsoft: one\r\n\r\n"
    + record(answer(), WEB)
    + record(answer(b"\x89PNG", "image/png"), "https://news.example/a.png")
    + record(answer(status="404 Not Found"), "https://news.example/gone")
)
MHTML = f"""From: <Saved by a browser>
Snapshot-Content-Location: {WEB}
Subject: =?utf-8?Q?Harbour?=
Date: Fri, 3 May 2019 12:00:00 +0200
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----b"

------b
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: {WEB}

{PAGE.replace("=", "=3D")}
------b
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: {WEB}.png

iVBORw0KGgo=
------b--
""".replace("\n", "\r\n").encode()
EPUB: dict[str, str | bytes] = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OPS/p.opf"/></rootfiles></container>',
    "OPS/p.opf": '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
    '<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    '<item id="c" href="cover.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="2" href="two%20b.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="1" href="one.xhtml" media-type="application/xhtml+xml"/>'
    '</manifest><spine><itemref idref="c"/><itemref idref="n"/><itemref idref="2"/>'
    '<itemref idref="1"/></spine></package>',
    "OPS/cover.xhtml": "<html><body><h1>News</h1></body></html>",
    "OPS/nav.xhtml": PAGE,
    "OPS/one.xhtml": PAGE,
    "OPS/two b.xhtml": PAGE.replace("mayor", "minister"),
}
LINES = f'{{"text": "{STORY.strip()}"}}\n'.encode() * 3
FILES: dict[str, str | bytes] = {"b/two.txt": STORY, "one.html": PAGE, "feed.jsonl": LINES}

# One of each format, by the end of its name.
SAMPLES: dict[str, bytes] = {
    ".zip": zipped(FILES),
    ".tar": tarred(FILES),
    ".tar.gz": tarred(FILES, ".gz"),
    ".tgz": tarred(FILES, ".gz"),
    ".tar.bz2": tarred(FILES, ".bz2"),
    ".tar.xz": tarred(FILES, ".xz"),
    ".tar.zst": tarred(FILES, ".zst"),
    ".txt.gz": compressed(STORY.encode(), ".gz"),
    ".jsonl.bz2": compressed(LINES, ".bz2"),
    ".jsonl.xz": compressed(LINES, ".xz"),
    ".html.zst": compressed(PAGE.encode(), ".zst"),
    ".warc": WARC,
    ".warc.gz": compressed(WARC, ".gz") + compressed(record(answer(), f"{WEB}2"), ".gz"),
    ".warc.zst": compressed(WARC, ".zst"),
    ".wacz": zipped({"archive/data.warc.gz": gzip.compress(WARC), "datapackage.json": "{}"}),
    ".mht": MHTML,
    ".mhtml": MHTML,
    ".epub": zipped(EPUB),
}
