"""Sightings of names in, the actors of one article with all their mentions out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from triplewire.extract.names import Sighting
from triplewire.records import Actor, ActorType, Mention, MentionKind, Passage, Role


@dataclass(slots=True, kw_only=True)
class Part:
    """One actor while it is being collected."""

    name: str
    type: ActorType
    geonames: int | None = None
    gender: str | None = None
    rule: str = ""
    aliases: list[str] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    mentions: dict[tuple[int, int], MentionKind] = field(default_factory=dict)

    def add_alias(self, alias: str) -> None:
        """Note another written form of the name."""
        if alias != self.name and alias not in self.aliases:
            self.aliases.append(alias)


def _is_mentioned(part: Part) -> bool:
    """Say whether an actor is mentioned by itself: a place inside a longer name alone is none."""
    kinds = set(part.mentions.values())
    return bool(kinds) and (part.type == "country" or kinds != {"in_name"})


class Cast:
    """Collects the actors of one article; each zone of names belongs to one of them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: dict[str, Part] = {}
        self._taken = bytearray(len(text))
        self._bodies: dict[str, str] = {}

    def free(self, start: int, end: int) -> bool:
        """Say whether no name has the zone yet."""
        return self._taken.find(1, start, end) < 0

    def take(self, start: int, end: int) -> None:
        """Keep other names out of the zone."""
        self._taken[start:end] = b"\1" * (end - start)

    def part(self, name: str, kind: ActorType, rule: str = "") -> Part:
        """Return the actor of that name, new when there is none; letter case parts no bodies.

        ``rule`` names the rule that calls for it; the first one is kept.
        """
        if kind == "org" and name not in self.parts:
            name = self._bodies.setdefault(name.casefold(), name)
        return self.parts.setdefault(name, Part(name=name, type=kind, rule=rule))

    def merge_into(self, part: Part, whole: Part) -> None:
        """Make one actor of two."""
        for span, kind in part.mentions.items():
            whole.mentions.setdefault(span, kind)
        for alias in (part.name, *part.aliases):
            whole.add_alias(alias)
        whole.roles += part.roles
        del self.parts[part.name]

    def mention(self, part: Part, span: tuple[int, int], kind: MentionKind = "name") -> None:
        """Note that a zone denotes an actor; names and adjectives take their zone."""
        part.mentions.setdefault(span, kind)
        if kind in {"name", "adj"}:
            self.take(*span)
        if kind == "name":
            part.add_alias(self.text[slice(*span)])

    def settle(self, sightings: Iterable[Sighting]) -> None:
        """Take the longest sightings; a shorter one inside the name of a thing is marked so."""
        holders: dict[int, Sighting] = {}
        for sighting in sorted(sightings, key=lambda s: (s.start - s.end, s.start, s.name)):
            start, end = sighting.start, sighting.end
            if self.free(start, end):
                self.take(start, end)
                holders.update(dict.fromkeys(range(start, end), sighting))
                if sighting.type is not None:
                    self._see(sighting, sighting.type, sighting.kind)
                continue
            holder = holders.get(start)
            if holder is not None and holder is holders.get(end - 1):
                self._see_inside(sighting, holder)

    def _see_inside(self, sighting: Sighting, holder: Sighting) -> None:
        """Note a name inside another; the tail of a place's name is the same place."""
        if sighting.type is None or holder.type == "person" or sighting.name == holder.name:
            return
        if sighting.type == holder.type == "place" and sighting.end == holder.end:
            self.part(holder.name, "place").add_alias(sighting.name)
        else:
            self._see(sighting, sighting.type, sighting.kind if holder.open else "in_name")

    def _see(self, sighting: Sighting, kind: ActorType, how: MentionKind) -> None:
        part = self.part(sighting.name, kind, sighting.rule)
        part.geonames = part.geonames or sighting.geonames
        self.mention(part, (sighting.start, sighting.end), how)

    def named(self, *kinds: MentionKind) -> list[tuple[int, int, Part]]:
        """Return (start, end, actor) of every mention of these kinds in text order."""
        found = [
            (*span, part)
            for part in self.parts.values()
            for span, kind in part.mentions.items()
            if kind in kinds
        ]
        return sorted(found, key=lambda entry: (entry[0], entry[1], entry[2].name))

    def actors(self) -> Iterator[Actor]:
        """Yield the actors in the order in which the article first mentions them."""
        mentioned = [part for part in self.parts.values() if _is_mentioned(part)]
        for part in sorted(mentioned, key=lambda part: (min(part.mentions), part.name)):
            yield Actor(
                name=part.name,
                type=part.type,
                aliases=tuple(part.aliases),
                mentions=tuple(
                    Mention(passage=self.passage(*span), kind=kind)
                    for span, kind in sorted(part.mentions.items())
                ),
                roles=tuple(dict.fromkeys(part.roles)),
                geonames=part.geonames,
                rule=part.rule,
            )

    def passage(self, start: int, end: int) -> Passage:
        """Return a zone with its exact words."""
        return Passage(start=start, end=end, text=self.text[start:end])
