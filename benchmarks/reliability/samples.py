"""A format's suffix in, the bytes of a sound file of it out, made here of nothing but one story.

Archives hold what they are given, so that what is inside them can be spoilt before it is packed.
"""

import bz2
import gzip
import io
import json
import lzma
import random
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from html import escape

STORY = (
    "The mayor of Port Ember said on Thursday that the harbour would be rebuilt within two years. "
    "“We will not wait,” she told the council. The work will cost £20 million, or €23 million."
)
_TITLE, _DAY, _URL = "Harbour to be rebuilt", "2025-05-14T10:30:00+02:00", "https://e.org/a?b=1"
_PARAGRAPHS = f"<p>{STORY}</p><p>{STORY}</p>"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_ESCAPED = escape(_PARAGRAPHS)

_HTML = (
    f'<!doctype html><html lang="en"><head><title>{_TITLE}</title><link rel="canonical" '
    f'href="{_URL}"><meta property="og:title" content="{_TITLE}"><meta name="author" content="A">'
    f'<meta property="article:published_time" content="{_DAY}"></head><body><nav>Home</nav>'
    f'<article><h1>{_TITLE}</h1><img alt="x" src="a.png">{_PARAGRAPHS}</article></body></html>'
)
_RSS = (
    f'{_HEAD}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Ember</title>'
    f"<link>https://e.org/</link><language>en</language><item><title>{_TITLE}</title>"
    f"<link>{escape(_URL)}</link><pubDate>Wed, 14 May 2025 10:30:00 +0200</pubDate>"
    f"<dc:creator>A. Ray</dc:creator><category>World</category><description>{_ESCAPED}"
    f"</description><content:encoded><![CDATA[{_PARAGRAPHS}]]></content:encoded></item>"
    f"<item><title>Two</title><description>{_ESCAPED}</description></item></channel></rss>"
)
_ATOM = (
    f'{_HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Ember</title>'
    f"<entry><title>{_TITLE}</title><id>tag:e.org,2025:1</id><updated>{_DAY}</updated><author>"
    f'<name>A. Ray</name></author><link href="{escape(_URL)}"/><category term="medtop:15000000"/>'
    f'<content type="html">{_ESCAPED}</content></entry><entry><content type="xhtml"><div '
    f'xmlns="http://www.w3.org/1999/xhtml">{_PARAGRAPHS}</div></content></entry></feed>'
)
_RDF = (
    f'{_HEAD}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    f'xmlns="http://purl.org/rss/1.0/"><channel rdf:about="{escape(_URL)}"><title>E</title>'
    f'</channel><item rdf:about="{escape(_URL)}"><title>{_TITLE}</title><description>'
    f"{_ESCAPED}</description><content:encoded>{_ESCAPED}</content:encoded></item></rdf:RDF>"
)
_NITF = (
    f'{_HEAD}<nitf><head><title>{_TITLE}</title><docdata><date.issue norm="20250514T103000+0200"/>'
    f'<doc.copyright holder="The Ember"/></docdata><tobject><tobject.subject '
    'tobject.subject.refnum="11001000"/></tobject></head><body><body.head><hedline><hl1>'
    f"{_TITLE}</hl1></hedline><byline>By A. Ray</byline><dateline><location>Port Ember</location>"
    f"</dateline></body.head><body.content>{_PARAGRAPHS}</body.content></body></nitf>"
)
_ITEM = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" standard="NewsML-G2" '
    'standardversion="2.34" conformance="power" guid="tag:e.org,2025:1" version="1" xml:lang="en">'
    '<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml"/>'
    "<rightsInfo><copyrightNotice>(c) E</copyrightNotice></rightsInfo><itemMeta><itemClass "
    'qcode="ninat:text"/><provider literal="The Ember"/><versionCreated>'
    f"{_DAY}</versionCreated></itemMeta><contentMeta><headline>{_TITLE}</headline><by>A. Ray</by>"
    '<subject qcode="medtop:15000000"/><subject qcode="subj:11001000"/></contentMeta><contentSet>'
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
    f"<body>{_PARAGRAPHS}</body></html></inlineXML></contentSet></newsItem>"
)
_MESSAGE = (
    f'{_HEAD}<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>{_DAY}</sent>'
    f"</header><itemSet>{_ITEM}{_ITEM}</itemSet></newsMessage>"
)
_NINJS = {
    "uri": "tag:e.org,2025:1",
    "type": "text",
    "language": "en",
    "versioncreated": _DAY,
    "firstcreated": _DAY,
    "headline": _TITLE,
    "byline": "A. Ray",
    "subject": [{"code": "medtop:15000000", "name": "sport"}],
    "subjects": [{"uri": "http://cv.iptc.org/newscodes/mediatopic/15000000"}],
    "headlines": [{"role": "main", "value": _TITLE}],
    "bodies": [{"role": "main", "contentType": "text/html", "value": _PARAGRAPHS}],
    "body_text": STORY * 2,
    "body_xhtml": _PARAGRAPHS,
    "associations": {"main": {"type": "picture", "uri": "tag:e.org,2025:2"}},
}
_LD = {
    "@context": "https://schema.org",
    "@graph": [
        {
            "@type": "NewsArticle",
            "headline": _TITLE,
            "datePublished": _DAY,
            "author": [{"@type": "Person", "name": "A. Ray"}],
            "publisher": {"@id": "#p"},
            "articleBody": STORY * 2,
        },
        {"@type": "Organization", "@id": "#p", "name": "The Ember"},
    ],
}
_RECORD = {"text": STORY * 2, "title": _TITLE, "date": _DAY, "url": _URL}
_MHTML = (
    f"From: <Saved>\r\nSnapshot-Content-Location: {_URL}\r\nSubject: {_TITLE}\r\n"
    "Date: Wed, 14 May 2025 10:30:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: "
    'multipart/related; type="text/html"; boundary="----B"\r\n\r\n------B\r\nContent-Type: '
    f"text/html; charset=utf-8\r\nContent-Location: {_URL}\r\nContent-Transfer-Encoding: 8bit"
    f"\r\n\r\n{_HTML}\r\n------B--\r\n"
)


def sample(suffix: str, chance: random.Random, spoil: Callable[[bytes], bytes]) -> bytes:
    """Return a file of a format; what an archive holds is spoilt first.

    A suffix that nothing is known of here gets a text.
    """
    if suffix in _PACKED:
        return _PACKED[suffix](chance, spoil)
    made = chance.choice(_PLAIN.get(suffix, [STORY * 2]))
    return made.encode() if isinstance(made, str) else made


def _members(chance: random.Random, spoil: Callable[[bytes], bytes]) -> list[tuple[str, bytes]]:
    found = []
    for number in range(chance.randint(1, 3)):
        suffix = chance.choice(sorted(_PLAIN))
        found.append((f"folder/{number}{suffix}", spoil(sample(suffix, chance, spoil))))
    return found


def zipped(members: list[tuple[str, bytes]]) -> bytes:
    """Return a zip of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(members: list[tuple[str, bytes]]) -> bytes:
    """Return a tar of files."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members:
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


def warc(body: bytes) -> bytes:
    """Return a capture of a page."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {_URL}\r\nWARC-Date: "
        "2025-05-14T10:30:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>"
        f"\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}"
        "\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def _wacz(page: bytes) -> bytes:
    listed = b'{"format": "json-pages-1.0", "id": "pages"}\n{"url": "%s"}\n' % _URL.encode()
    packed = gzip.compress(warc(page), mtime=0)
    names = [("archive/data.warc.gz", packed), ("pages/pages.jsonl", listed)]
    return zipped([*names, ("datapackage.json", b'{"profile": "data-package", "resources": []}')])


def _epub(page: bytes) -> bytes:
    container = (
        b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        b'<rootfile full-path="c.opf"/></rootfiles></container>'
    )
    package = (
        b'<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/'
        b'elements/1.1/"><dc:title>E</dc:title><dc:language>en</dc:language></metadata><manifest>'
        b'<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine>'
        b'<itemref idref="a"/></spine></package>'
    )
    head = [("mimetype", b"application/epub+zip"), ("META-INF/container.xml", container)]
    return zipped([*head, ("c.opf", package), ("a.xhtml", page)])


def pdf(content: bytes, kids: bytes = b"3 0 R", *, flat: bool = True) -> bytes:
    """Return a PDF of one page with a stream of drawing."""
    stream = content if flat else zlib.compress(content)
    kind = b"" if flat else b" /Filter /FlateDecode"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources "
        b"<< /Font << /F1 5 0 R >> >> >>"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count 1 >>",
        page,
        b"<< /Length %d%s >>\nstream\n" % (len(stream), kind) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, words in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + words + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
    out += b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table
    return bytes(out)


def _drawn(chance: random.Random, spoil: Callable[[bytes], bytes]) -> bytes:
    words = STORY.replace("“", "").replace("”", "").encode("cp1252")
    lines = b"".join(b"(%s) Tj 0 -14 Td\n" % words[at : at + 70] for at in range(0, len(words), 70))
    drawing = b"BT /F1 12 Tf 40 700 Td\n" + lines * 2 + b"ET"
    return pdf(spoil(drawing), flat=chance.random() < 0.5)


def _zst(data: bytes) -> bytes:
    try:
        from backports import zstd  # noqa: PLC0415
    except ImportError:  # what has no library is a frame that is broken off
        return b"\x28\xb5\x2f\xfd" + data
    packed: bytes = zstd.compress(data)
    return packed


def _parquet(chance: random.Random, spoil: Callable[[bytes], bytes]) -> bytes:
    try:
        import pyarrow as pa  # noqa: PLC0415
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:  # a reader without it can only refuse
        return b"PAR1" + spoil(STORY.encode()) + b"\x04\x00\x00\x00PAR1"
    out = io.BytesIO()
    rows = [_RECORD, {**_RECORD, "text": spoil(STORY.encode()).decode("utf-8", "replace")}]
    kinds = chance.choice(["none", "snappy", "gzip"])
    parquet.write_table(pa.Table.from_pylist(rows), out, compression=kinds)
    return out.getvalue()


_JSON = [json.dumps(one) for one in (_RECORD, [_RECORD, _RECORD], _NINJS, [_NINJS], _LD)]
_XML = [_RSS, _ATOM, _RDF, _NITF, _HEAD + _ITEM, _MESSAGE]
_LINES = ["\n".join(map(json.dumps, (_RECORD, _NINJS, _LD, _RECORD)))]
_TABLE = f'text,title,date,url\n"{STORY}",{_TITLE},{_DAY},{_URL}\n"{STORY}",Two,,\n'
_PLAIN: dict[str, list[str]] = {
    ".txt": [STORY * 2, f"{_TITLE}\nBy A. Ray\n14 May 2025\n\n{STORY}\n\n{STORY}\n"],
    ".md": [f"---\ntitle: {_TITLE}\ndate: {_DAY}\n---\n# {_TITLE}\n\n{STORY}\n\n> *{STORY}*\n"],
    ".html": [_HTML],
    ".htm": [_HTML],
    ".xhtml": [_HEAD + _HTML],
    ".json": _JSON,
    ".jsonld": _JSON,
    ".jsonl": _LINES,
    ".ndjson": _LINES,
    ".xml": [*_XML, _HEAD + _HTML],
    ".rss": [_RSS, _RDF],
    ".atom": [_ATOM],
    ".nitf": [_NITF],
    ".newsml": [_HEAD + _ITEM, _MESSAGE],
    ".csv": [_TABLE],
    ".tsv": [_TABLE.replace(",", "\t")],
    ".mhtml": [_MHTML],
    ".mht": [_MHTML],
}
_Packer = Callable[[random.Random, Callable[[bytes], bytes]], bytes]
_PACKED: dict[str, _Packer] = {
    ".zip": lambda chance, spoil: zipped(_members(chance, spoil)),
    ".tar": lambda chance, spoil: tarred(_members(chance, spoil)),
    ".tar.gz": lambda chance, spoil: gzip.compress(tarred(_members(chance, spoil)), mtime=0),
    ".tgz": lambda chance, spoil: gzip.compress(tarred(_members(chance, spoil)), mtime=0),
    ".tar.bz2": lambda chance, spoil: bz2.compress(tarred(_members(chance, spoil))),
    ".tar.xz": lambda chance, spoil: lzma.compress(tarred(_members(chance, spoil))),
    ".txt.gz": lambda _, spoil: gzip.compress(spoil(STORY.encode()), mtime=0),
    ".jsonl.gz": lambda _, spoil: gzip.compress(spoil(_LINES[0].encode()), mtime=0),
    ".xml.gz": lambda chance, spoil: gzip.compress(spoil(chance.choice(_XML).encode()), mtime=0),
    ".html.bz2": lambda _, spoil: bz2.compress(spoil(_HTML.encode())),
    ".json.xz": lambda chance, spoil: lzma.compress(spoil(chance.choice(_JSON).encode())),
    ".jsonl.zst": lambda _, spoil: _zst(spoil(_LINES[0].encode())),
    ".warc": lambda _, spoil: warc(spoil(_HTML.encode())) + warc(_HTML.encode()),
    ".warc.gz": lambda _, spoil: gzip.compress(warc(spoil(_HTML.encode())), mtime=0),
    ".wacz": lambda _, spoil: _wacz(spoil(_HTML.encode())),
    ".epub": lambda _, spoil: _epub(spoil(_HTML.encode())),
    ".pdf": _drawn,
    ".parquet": _parquet,
}
SUFFIXES = sorted({*_PLAIN, *_PACKED})
