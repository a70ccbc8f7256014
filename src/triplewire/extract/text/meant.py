"""A page with the marks of the network in, which actor of the draft each of them means out."""

from triplewire.extract.tagger import NAMES, Mark
from triplewire.extract.text.page import Page


def meant(page: Page, number: int) -> str | None:
    """Return the name of the actor that a mark means; None where the draft has none.

    A pronoun or description means whom its antecedent names, or else whom the rules say.
    """
    if page.tags is None:
        return None
    mark = page.tags.marks[number]
    if mark.kind == "ref":
        pointer = mark.pointers["antecedent"]
        named = None if pointer.mark is None else _named(page, page.tags.marks[pointer.mark])
        return named or _named(page, mark)
    return _named(page, mark)


def _named(page: Page, mark: Mark) -> str | None:
    actor = page.lookup.at(mark.start, mark.end)
    if actor is None or (mark.kind not in NAMES and actor.type == "document"):
        return None
    return actor.name
