"""A page that a browser saved as one message in, the page out, with address and date."""

import email
import re
from collections.abc import Iterator
from datetime import UTC
from email.errors import HeaderParseError, MessageError
from email.message import Message
from email.policy import Compat32
from email.utils import parsedate_to_datetime
from typing import IO

from triplewire.errors import ReadError
from triplewire.iris import is_web_address
from triplewire.read.containers.member import INSIDE, Allowance, Member, inside, too_large
from triplewire.read.containers.text_parts import as_utf8

# A page with its pictures; the library holds it in memory several times over.
_LARGEST = 64_000_000
# A page has one level of parts, or two; the library's time grows with their depth.
_MOST_LEVELS = 20
# The library's time for what a header says of a part is more than for anything else in a page.
_LONGEST_TYPE = 10_000
_LEVEL = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_HINT = "save the page again, as a web page in a single file"


class _Policy(Compat32):
    """Refuses a header that says too much of its part."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return the name and the value of a header, as the library reads it."""
        name, value = super().header_source_parse(sourcelines)
        if name.lower() == "content-type" and len(value) > _LONGEST_TYPE:
            raise HeaderParseError(f"Content-Type has more than {_LONGEST_TYPE:,} characters")
        return name, value


def mhtml_members(file: IO[bytes], name: str, allowance: Allowance) -> Iterator[Member | ReadError]:
    """Yield the page of a saved page: the first that is HTML, without its frames and pictures.

    Raises: ReadError when there is none or it is too large.
    """
    data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise too_large(name, _LARGEST)
    if len(_LEVEL.findall(data)) > _MOST_LEVELS:
        raise ReadError("parts in parts, too many of them", where=name, hint=_HINT)
    try:
        message = email.message_from_bytes(data, policy=_Policy())
        page = next((one for one in message.walk() if one.get_content_type() in _PAGES), None)
        content = page.get_payload(decode=True) if page else None
    except (MessageError, ValueError, LookupError, RecursionError) as fault:
        raise ReadError(f"no saved page: {fault}", where=name, hint=_HINT) from fault
    if page is None or not isinstance(content, bytes):
        raise ReadError("no saved page: there is no HTML in it", where=name, hint=_HINT)
    allowance.take_member(name)
    allowance.take_bytes(len(content), name)
    most = allowance.most("")
    if len(content) > most:
        raise too_large(f"{name}{INSIDE}page.html", most)
    yield Member(
        name=inside(name, "page.html"),
        data=as_utf8(content, _charset(page)),
        suffix=".html",
        media_type="text/html",
        url=_address(message, page),
        captured=_date(message),
    )


def _charset(page: Message) -> str | None:
    try:
        return page.get_content_charset()
    except (ValueError, LookupError):
        return None


def _address(message: Message, page: Message) -> str | None:
    told = (
        (message, "Snapshot-Content-Location"),
        (page, "Content-Location"),
        (message, "Content-Location"),
    )
    for part, header in told:
        address = re.sub(r"\s", "", str(part.get(header, "")))
        if is_web_address(address):
            return address
    return None


def _date(message: Message) -> str | None:
    try:
        date = parsedate_to_datetime(str(message.get("Date", "")))
        # Without a zone it is nobody's moment.
        return f"{date.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if date.tzinfo else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
