"""A web archive in, the pages and news that its servers answered with out, each with its date."""

import io
import logging
import re
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import IO, TYPE_CHECKING
from urllib.parse import quote

from triplewire.errors import ReadError
from triplewire.iris import is_web_address
from triplewire.read.containers.member import (
    INSIDE,
    Allowance,
    Member,
    cut_off,
    inside,
    too_large,
)
from triplewire.read.containers.streams import Unpacked
from triplewire.read.containers.text_parts import as_utf8
from triplewire.read.containers.zips import FAULTS, check_entry, open_zip
from triplewire.read.shown import suffix_of_answer, suffix_of_type

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

# The head of an answer: servers send a few thousand bytes.
_LONGEST_HEAD = 100_000
_LONGEST_ADDRESS = 2000
_CHUNK = 1 << 16
_ADDRESS = "%/:=&?~#+!$,;'@()*[]|"
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_HEAD = 5000
# What pages get by the way, besides the pages themselves; "" is what has no type of its own.
_ASIDE = frozenset({".json", ".jsonl", ""})
_BLANK = re.compile(rb"\r?\n\r?\n")
_SILENT = logging.NullHandler()
_HINT = "crawl the page again, or leave it out"


def warc_members(
    file: IO[bytes], name: str, allowance: Allowance, form: str = ""
) -> Iterator[Member | ReadError]:
    """Yield the pages and news of a web archive, or why one is not read.

    They are what was answered with status 200; what pages get for themselves is left out.

    ``form`` is the suffix of its compression.
    Raises: ReadError when the rest cannot be read.
    """
    stream = Unpacked(file, form, name, allowance)
    while (head := _head(stream, name)) is not None:
        fields, length = _fields(head, name, stream.tell())
        left = length
        if fields.get("warc-type") == "response":
            most = allowance.most("") + _LONGEST_HEAD
            block = stream.take(min(length, most))
            left -= len(block)
            if left and length <= most:
                raise cut_off(name, f"the archive ends in a record at byte {stream.tell():,}")
            page = _page_or_why(head + block, name, fields, whole=not left, most=allowance.most(""))
            if page is not None:
                allowance.take_member(name)
                yield page
        while left > 0:
            skipped = len(stream.take(min(left, _CHUNK)))
            if not skipped:
                raise cut_off(name, f"the archive ends in a record at byte {stream.tell():,}")
            left -= skipped


def wacz_members(file: IO[bytes], name: str, allowance: Allowance) -> Iterator[Member | ReadError]:
    """Yield the pages of the web archives that a WACZ file packs.

    Raises: ReadError when it is no Zip archive, or more is in it than may be.
    """
    archive = open_zip(file, name)
    for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
        path = entry.filename
        form = ".gz" if path.lower().endswith(".warc.gz") else ""
        if not path.startswith("archive/") or not (form or path.lower().endswith(".warc")):
            continue
        try:
            if not allowance.wants(check_entry(entry, name)):
                continue
            with archive.open(entry) as stream:
                yield from warc_members(stream, inside(name, path), allowance, form)
        except ReadError as fault:
            yield fault
        except FAULTS as fault:
            yield cut_off(inside(name, path), str(fault))


def _head(stream: Unpacked, name: str) -> bytes | None:
    """Return the head of the next record with the blank line after it, None at the end."""
    stream.begin_head()
    line = stream.readline()
    while line and not line.strip():
        line = stream.readline()
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise cut_off(name, f"no record begins at byte {stream.tell() - len(line):,}")
    lines = [line]
    while line.strip():
        line = stream.readline()
        if not line:
            raise cut_off(name, f"the archive ends in a head at byte {stream.tell():,}")
        lines.append(line)
    return b"".join(lines)


def _fields(head: bytes, name: str, at: int) -> tuple[dict[str, str], int]:
    """Return what the head of a record says, by names in lower case, and its block's length."""
    lines = (line.partition(":") for line in head.decode("utf-8", "replace").splitlines()[1:])
    fields = {key.strip().lower(): value.strip() for key, colon, value in lines if colon}
    length = fields.get("content-length", "")
    if not re.fullmatch(r"[0-9]{1,15}", length):
        raise cut_off(name, f"a record without its length before byte {at:,}")
    return fields, int(length)


def _page_or_why(
    record: bytes, name: str, fields: dict[str, str], *, whole: bool, most: int
) -> Member | ReadError | None:
    try:
        return _page(record, name, fields, whole=whole, most=most)
    except ReadError as fault:
        return fault


def _page(
    record: bytes, name: str, fields: dict[str, str], *, whole: bool, most: int
) -> Member | None:
    """Return the page or the news in a record, None when the answer is neither.

    Raises: ReadError when the page cannot be read.
    """
    address = fields.get("warc-target-uri", "").strip("<>")
    if not address.lower().startswith(("http:", "https:")):
        return None
    shown = quote(address, safe=_ADDRESS).replace(INSIDE, "%21/")
    if len(shown) > _LONGEST_ADDRESS:
        raise ReadError("the address of a page is too long", where=name, hint=_HINT)
    where = f"{name}{INSIDE}{shown}"
    answer = _answer(record, where)
    if answer is None or answer.http_headers.get_statuscode() != "200":
        return None
    kind = answer.http_headers.get_header("content-type", "")
    stated = suffix_of_type(kind)
    if stated is None:
        return None
    try:
        if not whole:
            raise too_large(where, most)
        data = _body(answer, where, most)
    except ReadError:
        if stated in _ASIDE:
            return None
        raise
    suffix = suffix_of_answer(kind, data)
    if suffix is None:
        return None
    if suffix == ".html":
        charset = _CHARSET.search(kind)
        data = as_utf8(data, charset[1] if charset else None)
    # The address of a feed is not that of its entries.
    is_feed = suffix == ".xml" and _FEED.search(data[:_HEAD])
    return Member(
        name=where,
        data=data,
        suffix=suffix,
        media_type="text/html" if suffix == ".html" else None,
        url=address if is_web_address(address) and not is_feed else None,
        captured=_date_time(fields.get("warc-date", "")),
        aside=suffix in _ASIDE,
    )


def _answer(record: bytes, where: str) -> "ArcWarcRecord | None":
    """Return the server's answer as the library reads it, None when it is no HTTP."""
    head = _BLANK.search(record)
    if head is None or not _BLANK.search(record, head.end(), head.end() + _LONGEST_HEAD):
        return None
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415 - as above
    from warcio.recordloader import ArcWarcRecordLoader  # noqa: PLC0415 - not needed by most
    from warcio.statusandheaders import StatusAndHeadersParserException  # noqa: PLC0415 - as above

    # What the library tells of a bad address would stand on the terminal.
    logging.getLogger("warcio").addHandler(_SILENT)
    try:
        answer = ArcWarcRecordLoader(verify_http=True).parse_record_stream(io.BytesIO(record))
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError) as fault:
        raise ReadError(f"no answer of a server: {fault}", where=where, hint=_HINT) from fault
    return answer if answer.http_headers else None


def _body(answer: "ArcWarcRecord", where: str, most: int) -> bytes:
    """Return the page as the server had it: put together and unpacked, within the limit."""
    from warcio.bufferedreaders import ChunkedDataReader  # noqa: PLC0415 - not needed by most

    headers, stream = answer.http_headers, answer.raw_stream
    if headers.get_header("transfer-encoding", "").lower() == "chunked":
        stream = ChunkedDataReader(stream)
    data: bytes = stream.read(most + 1)
    coding = headers.get_header("content-encoding", "").strip().lower()
    if coding in {"gzip", "x-gzip", "deflate"}:
        data = _unpacked(data, where, most)
    elif coding not in {"", "identity"} and not _is_unpacked(data):
        raise ReadError(f"packed with {coding[:40]!r}, which is not read", where=where, hint=_HINT)
    if len(data) > most:
        raise too_large(where, most)
    return data


def _unpacked(data: bytes, where: str, most: int) -> bytes:
    if _is_unpacked(data):
        return data
    for form in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        try:
            return zlib.decompressobj(form).decompress(data, most + 1)
        except zlib.error:
            continue
    raise ReadError("the page is damaged", where=where, hint=_HINT)


def _is_unpacked(data: bytes) -> bool:
    """Say whether a crawler unpacked an answer and left its head as it was."""
    return data.lstrip().startswith((b"<", b"{", b"[", b"%PDF-"))


def _date_time(text: str) -> str | None:
    """Return the date-time at which a page was fetched, in whole seconds."""
    try:
        return datetime.fromisoformat(text).strftime("%Y-%m-%dT%H:%M:%SZ") if text[10:] else None
    except ValueError:
        return None
