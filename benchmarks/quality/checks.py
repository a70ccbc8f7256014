"""An annotated article in, what is wrong with its annotation out, in words."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from annotations import Annotated
from scoring import normal

Item = dict[str, Any]
ACTORS = frozenset(("person", "org", "country", "place", "group", "document"))
KINDS = frozenset(("quote", "indirect", "statistic", "rank", "assertion"))
# The concept of the ontology that stands behind each type of event.
CONCEPTS = {
    "accuse": "accuse", "agreement": "agree", "agreement_signing": "sign-agreement", "aid": "aid",
    "appointment": "appoint", "assault": "assault", "coerce": "coerce", "concede": "concede",
    "conference": "conference", "cooperate": "cooperate", "corporate_action": "corporate-action",
    "dialogue": "dialogue", "disaster": "disaster", "economic_release": "economic-release",
    "election": "election", "meeting": "meeting", "mobilize": "mobilize",
    "phone_call": "phone-call", "policy_release": "announce", "protest": "protest",
    "publish_report": "publish-report", "reject": "reject", "request": "request",
    "retreat": "retreat", "sanction": "sanction", "statement": "state", "support": "support",
    "threaten": "threaten", "visit": "visit",
}  # fmt: skip
_DAY = r"-?[\dX]{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?)?)?)?"
_EDTF = re.compile(rf"(?:{_DAY}|\.\.)(?:/(?:{_DAY}|\.\.))?")
_MARKS = '"“”„«»'


def problems(article: Annotated) -> Iterator[str]:
    """Yield what no annotation may have: bad offsets, unknown codes, names that are nowhere."""
    gold, text = article.gold, article.text
    names = {normal(name) for actor in gold["actors"] for name in _all_names(actor)}
    for actor in gold["actors"]:
        yield from _unknown("type of actor", [actor["type"], *actor.get("type_alt", [])], ACTORS)
    for event in gold["events"]:
        yield from _unknown(
            "type of event", [event["type"], *event.get("type_alt", [])], CONCEPTS.keys()
        )
        yield from _slices(event["evidence"], text)
        yield from (
            f"{value!r} is no date" for value in _dates(event) if not _EDTF.fullmatch(value)
        )
        people = [part["name"] for part in event["participants"]]
        yield from (f"{name} is no listed actor" for name in people if normal(name) not in names)
    for claim in gold["claims"]:
        yield from _unknown("kind of claim", [claim["kind"]], KINDS)
        yield from _slices(claim, text)
        yield from (
            f"{name} is neither a listed actor nor in the text"
            for name in _speakers(claim)
            if normal(name) not in names and normal(name) not in normal(text)
        )
        if claim["kind"] == "quote" and claim["text"][0] in _MARKS:
            yield f"a quotation's passage begins with its mark: {claim['text'][:30]}"
        if claim["kind"] == "statistic" and not (
            isinstance(claim["value"], int | float) and claim["unit"]
        ):
            yield f"a figure without value or unit: {claim['text']}"


def _all_names(actor: Item) -> list[str]:
    return [actor["name"], *actor.get("aliases", [])]


def _unknown(what: str, values: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    yield from (f"unknown {what}: {value}" for value in values if value not in set(known))


def _dates(event: Item) -> list[str]:
    return [value for value in (event.get("date"), *event.get("date_alt", [])) if value]


def _speakers(claim: Item) -> list[str]:
    given = claim.get("speaker")
    listed = given if isinstance(given, list) else [given]
    return [name for name in (*listed, *claim.get("speaker_alt", [])) if name]


def _slices(passage: Item, text: str) -> Iterator[str]:
    start, end = passage["start"], passage["end"]
    if not 0 <= start < end <= len(text):
        yield f"offsets outside the text: {start}-{end}"
        return
    words = text[start:end]
    if words != words.strip():
        yield f"space at the ends of {words!r}"
    for at in (start, end):
        if 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
            yield f"{words!r} cuts a word"
