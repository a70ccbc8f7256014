"""A page with the marks of the network in, who takes part in the event that a mark tells out."""

from triplewire.event_types import EventType
from triplewire.extract.tagger import Mark, Tags
from triplewire.extract.text import Nameless, Page, meant
from triplewire.records import Participant


class Parties:
    """Answers whom the marks of a page mean: actors of the draft, or those it does not name."""

    def __init__(self, page: Page, tags: Tags) -> None:
        """Find whom a page does not name."""
        self._page, self._nameless = page, Nameless(page, tags)

    def of(self, mark: Mark, kind: EventType) -> tuple[Participant, ...]:
        """Return who takes part, each once, in the role that is most probable."""
        found: dict[str | int, Participant] = {}
        for party in sorted(mark.parties, key=lambda one: -one.chance):
            role, first = kind.role(party.role), self._nameless.first(party.mark)
            name = meant(self._page, party.mark) if first is None else None
            words = None if first is None else self._nameless.words(first)
            if first is not None and words is not None:
                found.setdefault(first, Participant(unnamed=words, role=role))
            elif name is not None:
                found.setdefault(name, Participant(name=name, role=role))
        # One that the article brings up twice by the same words counts once.
        each = dict.fromkeys(found.values())
        return tuple(sorted(each, key=lambda part: (part.role, part.called, part.name is None)))
