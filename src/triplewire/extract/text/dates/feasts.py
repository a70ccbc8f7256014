"""A feast that has a day of its own in every year in, that day out."""

import re
from datetime import date, timedelta

from triplewire.extract.text.dates.calendar_forms import sign_of, year_of

_FIXED = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "valentine's day": (2, 14),
    "international women's day": (3, 8),
    "st patrick's day": (3, 17),
    "may day": (5, 1),
    "halloween": (10, 31),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "st stephen's day": (12, 26),
}
# Days after Easter Sunday.
_MOVABLE = {
    "palm sunday": -7,
    "maundy thursday": -3,
    "good friday": -2,
    "easter sunday": 0,
    "easter monday": 1,
    "easter": 0,
    "whit monday": 50,
}
# The longest first: "Christmas" is the beginning of "Christmas Eve".
FEAST = "|".join(
    name.title().replace("'S", "['’]s").replace("St ", r"St\.? ")
    for name in sorted([*_FIXED, *_MOVABLE], key=lambda name: (-len(name), name))
)


def read_feast(match: re.Match[str], today: date | None) -> str | None:
    """Read "Christmas Eve 2005" and "Good Friday": without a year on the side that is told."""
    name = match["feast"].lower().replace("’", "'").replace(".", "")
    year = year_of(match, today)
    if year is not None:
        return _in_year(name, year).isoformat()
    if today is None:
        return None
    sign = sign_of(match)
    near = [_in_year(name, year) for year in (today.year - 1, today.year, today.year + 1)]
    told = [day for day in near if (day - today).days * sign >= 0]
    return min(told or near, key=lambda day: abs((day - today).days)).isoformat()


def _in_year(name: str, year: int) -> date:
    if name in _FIXED:
        month, day = _FIXED[name]
        return date(year, month, day)
    return _easter(year) + timedelta(days=_MOVABLE[name])


def _easter(year: int) -> date:
    """Return Easter Sunday of the west, by the anonymous Gregorian computus."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, ahead = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - correction + 15) % 30
    sunday = (32 + 2 * ahead + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
