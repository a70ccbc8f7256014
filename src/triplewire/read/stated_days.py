"""What a page's markup says about when it was published in, the one statement to trust out."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from triplewire.read.dates import stated_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PUBLISHED = ("publish", "entry-date", "pubdate")
_LONGEST = 1000
_MOST = 1000
_FEW = 20
_DAY_ALONE = len("2025-05-15")


def chosen_day(stated: Iterable[str | None], tree: "HtmlElement") -> str | None:
    """Return the first of a page's statements, in the zone of the page where another has that.

    >>> from lxml.html import fromstring
    >>> chosen_day([None, "2025-05-14T22:30:00Z", "2025-05-15T00:30:00+02:00"], fromstring("<p>"))
    '2025-05-15T00:30:00+02:00'
    """
    times = list(_times(tree))
    known = [day for day in stated if day]
    known += [day for day, sure in times if sure]
    if not known:
        return None
    first = known[0]
    if not first.endswith("Z"):
        return first
    moment = datetime.fromisoformat(first)
    instants = (day for day in (*known, *(day for day, _ in times)) if len(day) > _DAY_ALONE)
    local = (day for day in instants if not day.endswith("Z"))
    return next((day for day in local if datetime.fromisoformat(day) == moment), first)


def _times(tree: "HtmlElement") -> Iterator[tuple[str, bool]]:
    """Yield the days of the <time> elements, and whether one says that it is of publication."""
    for element in islice(tree.iter("time"), _MOST):
        said = " ".join(str(element.get(key) or "") for key in ("itemprop", "pubdate", "class"))
        sure = element.get("pubdate") is not None or any(word in said for word in _PUBLISHED)
        written = element.get("datetime") or (_text(element) if sure else "")
        day = stated_date(str(written)[:_LONGEST])
        if day:
            yield day, sure


def _text(element: "HtmlElement") -> str:
    """Return the first words of an element: others may hold the whole page."""
    return "".join(str(part)[:_LONGEST] for part in islice(element.itertext(), _FEW))
