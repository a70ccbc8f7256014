"""A PDF with text in, its paragraphs with what it surely says about itself out."""

import functools
import importlib.util
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date

from triplewire.edtf import MONTHS
from triplewire.errors import PassingError, ReadError
from triplewire.read import bylines
from triplewire.read.clean import one_line
from triplewire.read.reading import Found
from triplewire.records import Metadata
from triplewire.system import forking

_SECONDS = 5  # and two more for each megabyte
_MEGABYTE = 1_000_000
_MEMORY = 1_500_000_000
_FEWEST_LETTERS = 40
_CANNOT = "not an article: the PDF cannot be read: "
_HINT = "save the story as a web page or as text"
# Titles that programs give: the name of a file, of themselves, or of nothing.
_NO_TITLE = re.compile(
    r"\S+\.\w{1,5}|(?:microsoft |adobe |libreoffice |pages ?- ).*|(?:untitled|document|layout|"
    r"print|about:blank|https?:|www\.|full ?page|title|slide|\d|scan).*|\S*_\S*|\S+",
    re.IGNORECASE,
)
_CREATED = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def read_pdf(data: bytes, name: str) -> Iterator[Found]:
    """Yield the text of a PDF as paragraphs.

    The document's information gives the title where it is one, and the day where the text has it,
    too: a file may be made years after the story.

    Raises: ReadError when it has no text, is damaged, locked or takes too long, or when the
    library of the extra [pdf] is missing.
    """
    if importlib.util.find_spec("pypdf") is None:
        raise PassingError(
            "PDF files need a library that is not installed",
            where=name,
            hint="pip install 'triplewire[pdf]'",
        )
    if not data.lstrip()[:5] == b"%PDF-":
        raise ReadError("not an article: this is no PDF file", where=name, hint=_HINT)
    text, told, information = _answer(data, name)
    if sum(map(str.isalpha, text)) < _FEWEST_LETTERS:
        raise ReadError(
            "not an article: the PDF has pictures of text, but no text",
            where=name,
            hint="run text recognition on it first, such as ocrmypdf IN.pdf OUT.pdf",
        )
    yield Found(
        text=text,
        name=name,
        media_type="application/pdf",
        metadata=_metadata(information, told),
    )


def _answer(data: bytes, name: str) -> tuple[str, str, dict[str, str]]:
    """Return the paragraphs, the pages as they are, and what a document says of itself."""
    seconds = _SECONDS + 2 * len(data) // _MEGABYTE
    said = _asker().ask(data, seconds, _MEMORY)
    if said.status < 0:
        why = f"it takes more than {seconds} seconds or too much memory to read"
        raise PassingError(_CANNOT + why, where=name, hint=_HINT)
    if said.status:
        raise _refused("it is damaged", name)
    answer = json.loads(said.told)
    if "refused" in answer:
        raise _refused(answer["refused"], name)
    return answer["text"], answer["told"], answer["information"]


@functools.cache
def _asker() -> forking.Asker:
    return forking.Asker("triplewire.read.pdf_text")


def _refused(why: str, name: str) -> ReadError:
    return ReadError(_CANNOT + why, where=name, hint=_HINT)


def _metadata(information: Mapping[str, str], text: str) -> Metadata:
    title = one_line(information.get("/Title", ""))
    return Metadata(
        title=title if title and not _NO_TITLE.fullmatch(title) else None,
        authors=_people(one_line(information.get("/Author", "")), text),
        published=_day(information.get("/CreationDate", ""), text),
    )


def _people(author: str, text: str) -> tuple[str, ...]:
    """Return the authors whom the text names, too: else it is whoever had the computer."""
    return tuple(name for name in bylines.authors([author]) if name.lower() in text.lower())


def _day(created: str, text: str) -> str | None:
    """Return the day on which the file was made where the text has that day."""
    found = _CREATED.match(created)
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
    if day is None:
        return None
    month = rf"{MONTHS[day.month - 1][:3]}[a-z]{{0,6}}\.?"
    written = (
        rf"\b(?:{month} {day.day}(?:st|nd|rd|th)?|{day.day}(?:st|nd|rd|th)? {month}),? {day.year}"
    )
    told = re.search(rf"{written}\b|\b{day.isoformat()}\b", text, re.IGNORECASE)
    return day.isoformat() if told else None
