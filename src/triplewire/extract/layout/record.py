"""What stands where in a text: its zones, and what they tell."""

from dataclasses import dataclass, field

from triplewire.extract.text import Zone


@dataclass(slots=True, kw_only=True)
class Layout:
    """What stands where in a text.

    ``credits`` are the zones in which a source is named; ``noise`` is to be blanked, ``joins``
    to be blanked with the line ends inside, because a sentence goes on behind it. ``rules`` name
    by the field what each was guessed by.
    """

    title: Zone | None = None
    section: str | None = None
    date: str | None = None
    updated: str | None = None
    dateline: Zone | None = None
    agency: str | None = None
    credit: str | None = None
    publisher: str | None = None
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
