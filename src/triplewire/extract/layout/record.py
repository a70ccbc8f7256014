"""What stands where in a text: its zones, and what they tell."""

import re
from dataclasses import dataclass, field

from triplewire.extract.text import Zone


@dataclass(slots=True, kw_only=True)
class Layout:
    """What stands where in a text.

    ``credits`` are the zones in which a source is named; ``noise`` is to be blanked, ``joins``
    to be blanked with the line ends inside, because a sentence goes on behind it. ``rules`` name
    by the field what each was guessed by. ``papers`` are the names that may be the publisher's, by
    rule; ``site`` is an agency whose own page it is. ``day_rank`` is how surely ``date`` is the
    article's, ``unsure`` are the two days that a day in numbers may be.
    """

    title: Zone | None = None
    section: str | None = None
    date: str | None = None
    updated: str | None = None
    unsure: tuple[str, ...] = ()
    day_rank: int = 0
    dateline: Zone | None = None
    agency: str | None = None
    credit: str | None = None
    publisher: str | None = None
    papers: dict[str, str] = field(default_factory=dict)
    site: str | None = None
    copyright: str | None = None
    photo_credit: str | None = None
    authors: tuple[str, ...] = ()
    captions: list[Zone] = field(default_factory=list)
    credits: list[Zone] = field(default_factory=list)
    noise: list[Zone] = field(default_factory=list)
    joins: list[Zone] = field(default_factory=list)
    rules: dict[str, str] = field(default_factory=dict)

    def guess(self, name: str, value: str, rule: str) -> None:
        """Take a value for a field that has none yet, and note the rule."""
        if getattr(self, name) is None:
            setattr(self, name, value)
            self.rules[name] = rule

    def name_paper(self, name: str, rule: str) -> None:
        """Take a name that may be the publisher's, the first of each rule."""
        self.papers.setdefault(rule, name)


def shift(match: re.Match[str], group: str, by: int) -> Zone:
    """Return the zone of a group in a text in which a line begins at a place."""
    return Zone(start=by + match.start(group), end=by + match.end(group))
