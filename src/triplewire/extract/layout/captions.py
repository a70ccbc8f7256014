"""A line in, the words under a picture out, and whose picture it is."""

import re

from triplewire.extract.layout.record import Layout, shift
from triplewire.extract.text import Zone

_PHOTO = re.compile(
    r"\s/\s(?P<name>[A-Z][\w ]{1,20})$"
    r"|\(?\b(?:Photo|Image|Picture|Photograph|Video|Audio|Credit)s?(?: by|:) (?P<by>[^()]{2,60}?)"
    r"\.?\)?$"
)
# Whose pictures they are: "REUTERS/Ann Roe/Pool", "(AP Photo/Ann Roe)", "Ann Roe/AFP via Getty".
_OF_AGENCY = re.compile(
    r"[(\[]?(?:FILE PHOTO: )?(?:"
    r"(?:REUTERS|Reuters|AFP|EPA|AP|TASS|ANSA|EFE|dpa|DPA|Xinhua"
    r"|XINHUA)\s?/\s?[A-Z][\w.' -]{2,40}(?:/[\w. -]{2,30}){0,2}"
    r"|(?:AP|AFP|EPA|PTI|IANS|ANI|Xinhua|Kyodo|Reuters|File|Handout|Courtesy|Supplied|Getty"
    r"|Pool) (?:Photo|photo|File Photo|file photo|Images?|image|Photos)"
    r"(?:\s?/\s?[\w.' ,-]{2,60})?"
    r"|[A-Z][\w.' -]{2,40}/(?:[\w .-]{0,20}(?:AFP|AP|Reuters|REUTERS|EPA|Getty Images|Getty"
    r"|Shutterstock|PA|Bloomberg|Xinhua|TASS|Anadolu(?: Agency)?)"
    r"(?: via Getty Images| Images| Photo|/Pool)?)"
    r"|(?:Getty Images|Shutterstock|iStock|Alamy|Unsplash|Pixabay|Pexels"
    r"|Wikimedia Commons)(?:/[\w.' -]{2,40})?"
    r")[)\]]?\.?$"
)


def is_captioned(line: str) -> bool:
    """Say whether a line ends with whose picture it stands under."""
    return _PHOTO.search(line, max(0, len(line) - 90)) is not None or (
        _OF_AGENCY.search(line, max(0, len(line) - 120)) is not None
    )


def read_caption(line: str, start: int, layout: Layout) -> None:
    """Read whose picture a line stands under."""
    match = _PHOTO.search(line, max(0, len(line) - 80))
    if match is None:
        return
    group = "name" if match["name"] else "by"
    layout.photo_credit = layout.photo_credit or match[group]
    layout.captions.append(Zone(start=start, end=start + len(line)))
    if match["name"]:
        layout.credits.append(shift(match, group, start))
    layout.noise.append(Zone(start=start + match.start(), end=start + len(line)))
