"""Names that were published, and what each of them stands for."""

from dataclasses import dataclass
from typing import Literal

# "added" and "withdrawn" say what a correction of an article's text did to a claim or an event.
NameStatus = Literal["current", "replaced", "withdrawn", "added"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A published name: a row of register.csv.

    ``name`` is an IRI behind the base, ``first`` the number of the build that first knew it.
    ``known_by`` is what it is found again by: an article by its address and its source's name, an
    actor by articles with its name there, an event by the tellings of it. ``texts`` are SHA-256: of
    an article's texts, the oldest first; of what a correction withdrew or added, that of the text
    which did. ``sketch`` tells a corrected text from another one. ``see`` is the name that stands
    in the place of this one, ``when`` an ISO 8601 day, ``type`` the IRI of a class.
    """

    name: str
    status: NameStatus = "current"
    first: int = 1
    known_by: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    sketch: str = ""
    see: str = ""
    when: str = ""
    type: str = ""
    label: str = ""
