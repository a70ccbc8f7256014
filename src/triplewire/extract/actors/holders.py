"""A cast with roles in, the offices that stand for their holders ("the minister") added out."""

import re

from triplewire.extract.actors.cast import Cast, Part
from triplewire.extract.names import entry
from triplewire.extract.text import CHIEF_DIPLOMATS, FOREIGN_OFFICES, OFFICES

_HEADS = "|".join(sorted(OFFICES - {"head", "lead", "chief", "fellow", "partner", "general"}))
_MODIFIERS = r"(?:[A-Za-z][\w-]{1,20} ){0,3}?"
# "Chile's top envoy", where no name follows.
_OWNED = re.compile(
    r"\b(?P<owner>[A-Z][\w.]{1,20}(?: [A-Z]\w{1,20})?)['’]s? "
    rf"(?P<office>{_MODIFIERS}(?i:{_HEADS}))\b(?! [A-Z])"
)
_DEFINITE = re.compile(
    rf"\b[Tt]he (?:(?i:foreign|prime|finance) )?(?P<head>(?i:{_HEADS}))\b(?! [A-Z]| of | for | to )"
)


def add_offices(cast: Cast, text: str) -> None:
    """Note "Chile's top envoy" and "the minister" as mentions of those who hold the office."""
    holders = _holders(cast)
    for match in _OWNED.finditer(text):
        known = entry(match["owner"])
        part = _owned(holders, known[0] if known else match["owner"], match["office"].lower())
        if part is not None:
            cast.mention(part, match.span(), "nominal")
    named = [entry_ for entry_ in cast.named("name", "nominal") if entry_[2].type == "person"]
    place = 0
    latest: dict[str, Part] = {}
    for match in _DEFINITE.finditer(text):
        while place < len(named) and named[place][0] < match.start():
            part = named[place][2]
            latest.update((role.office.rsplit(" ", 1)[-1], part) for role in part.roles)
            place += 1
        holder = latest.get(match["head"].lower())
        if holder is not None and match.span() not in holder.mentions:
            cast.mention(holder, match.span(), "nominal")


def _holders(cast: Cast) -> dict[tuple[str, str], Part]:
    """Return who holds an office of a body, the first named of each."""
    holders: dict[tuple[str, str], Part] = {}
    for part in cast.parts.values():
        for role in part.roles:
            if role.held and role.body:
                holders.setdefault((role.body, role.office), part)
    return holders


def _owned(holders: dict[tuple[str, str], Part], body: str, office: str) -> Part | None:
    wanted = sorted(FOREIGN_OFFICES) if office in CHIEF_DIPLOMATS else [office]
    return next((holders[body, name] for name in wanted if (body, name) in holders), None)
