"""A page as a tree in, the things that its microdata or RDFa describe out, as JSON-LD has them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_VALUES = 20  # of one property: each text may be the whole page
_MOST_THINGS = 1000
_LONGEST = 4000

Thing = dict[str, object]


def described(tree: "HtmlElement") -> list[Thing]:
    """Return the things that no other thing holds, in the order of the page.

    Microdata and RDFa Lite with one vocabulary are read; what stands in no thing is left out.
    """
    outermost: list[Thing] = []
    within: dict[HtmlElement, Thing] = {}
    count = 0
    for element in tree.iter("*"):
        holder = within.get(element.getparent())
        thing = _thing(element) if count < _MOST_THINGS else None
        names = _words(element, "itemprop") + _words(element, "property")
        if holder is not None and names:
            value = thing if thing is not None else _value(element, holder, names)
            for name in names:
                _add(holder, name, value)
        elif thing is not None and len(outermost) < _MOST_THINGS:
            outermost.append(thing)
        count += thing is not None
        inner = thing if thing is not None else holder
        if inner is not None:
            within[element] = inner
    return outermost


def _thing(element: "HtmlElement") -> Thing | None:
    if element.get("itemscope") is None and element.get("typeof") is None:
        return None
    types = _words(element, "itemtype") or _words(element, "typeof")
    return {"@type": [kind.rstrip("/#") for kind in types]}


def _words(element: "HtmlElement", attribute: str) -> list[str]:
    return str(element.get(attribute) or "")[:_LONGEST].split()[:_MOST_VALUES]


def _value(element: "HtmlElement", holder: Thing, names: list[str]) -> str:
    """Return what a property of plain text says, "" where enough of it was said."""
    if all(_count(holder, name) >= _MOST_VALUES for name in names):
        return ""
    for attribute in ("content", "datetime", "href", "src"):
        value = element.get(attribute)
        # A link around a name is the name, except where an address is asked for.
        if value is not None and (
            attribute not in {"href", "src"}
            or element.tag in {"link", "img", "meta"}
            or "url" in names
            or "mainEntityOfPage" in names
        ):
            return str(value)[:_LONGEST]
    return str(element.text_content())[:_LONGEST]


def _count(holder: Thing, name: str) -> int:
    values = holder.get(name)
    return len(values) if isinstance(values, list) else 0


def _add(holder: Thing, name: str, value: Thing | str) -> None:
    values = holder.setdefault(name, [])
    if isinstance(values, list) and value != "" and len(values) < _MOST_VALUES:
        values.append(value)
