"""Gold and predicted annotations of one article in, counts of right, wrong and missed out.

An optional gold item never costs recall, and finding it never costs precision.
What counts as right:

actors      a name or alias in common (letter case, "the", possessives, punctuation aside);
            groups that nobody annotated are neutral, for the guidelines leave them to taste
roles       a role of a matched actor, token-set similarity of 80 or more; optional ones are neutral
quotes      spans overlap by half of the longer one, and the speaker is right
indirect    the same; a gold assertion or quote under the span is neutral, and a clause that is
            a figure may be given as the statistic
statistics  value within half a percent, and unit
ranks       spans overlap by half
events      type, date and a shared participant; verbal acts are one type, "statement", and one
            that nobody annotated is neutral where a claim is annotated: it is the act of saying it
metadata    each field; a title by 90 % similarity
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

Item = dict[str, Any]
CATEGORIES = (
    "metadata",
    "actors",
    "actors typed",
    "roles",
    "quotes",
    "quote spans",
    "indirect",
    "indirect spans",
    "statistics",
    "ranks",
    "events",
    "events by trigger",
)
FIELDS = ("title", "publisher", "credited_source", "date", "dateline_place", "section", "language")
# Acts of speech: a program may give them as the statement that they are.
VERBAL = frozenset(("statement", "request", "accuse", "reject", "threaten", "support", "concede"))
_SAME_SPAN = 0.5
_SAME_ROLE = 80
_SAME_TITLE = 90
_TOLERANCE = 0.005


@dataclass(slots=True)
class Count:
    """Right, wrong and missed findings, with what was wrong or missed in words."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    errors: list[str] = field(default_factory=list)
    by_rule: Counter[tuple[str, bool]] = field(default_factory=Counter)

    def add(self, other: "Count") -> None:
        """Add the counts of another article."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed
        self.errors += other.errors
        self.by_rule += other.by_rule

    @property
    def precision(self) -> float:
        """Return the share of findings that are right; 1.0 when nothing is found."""
        found = self.right + self.wrong
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """Return the share of gold items that are found; 1.0 when there are none."""
        there = self.right + self.missed
        return self.right / there if there else 1.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(gold: Item, found: Item) -> dict[str, Count]:
    """Return the counts of one article for every category."""
    named = [
        actor
        for actor in found["actors"]
        if actor["type"] != "group" or any(_same_actor(other, actor) for other in gold["actors"])
    ]
    actors, pairs = _match(gold["actors"], named, _same_actor, _actor_label)
    names = _Names(gold["actors"], named, pairs)
    claims, claimed = gold["claims"], found["claims"]
    neutral = [dict(c, optional=True) for c in claims if c["kind"] in {"assertion", "quote"}]
    indirect = [*_kind(claims, "indirect"), *neutral]
    clauses = [
        statistic
        for statistic in _kind(claimed, "statistic")
        if any(
            _overlap(claim, statistic) and names.speaker_right(claim, statistic)
            for claim in _kind(claims, "indirect")
        )
    ]
    reported = [*_kind(claimed, "indirect"), *clauses]

    def said(a: Item, b: Item) -> float:
        by_right_one = a["kind"] != "indirect" or names.speaker_right(a, b)
        return _overlap(a, b) * by_right_one

    def quoted(a: Item, b: Item) -> float:
        return _overlap(a, b) * names.speaker_right(a, b)

    def happened(a: Item, b: Item) -> float:
        right = _same_type(a, b) and _same_date(a, b) and names.share_participant(a, b)
        return right * (1 + _touch(a["evidence"], b["evidence"]))

    def triggered(a: Item, b: Item) -> float:
        touch = _touch(a["evidence"], b["evidence"])
        return (_same_type(a, b) and (touch or names.share_participant(a, b))) * (1 + touch)

    said_there = [*_kind(claims, "quote"), *_kind(claims, "indirect")]
    told = [
        event
        for event in found["events"]
        if any(triggered(wanted, event) for wanted in gold["events"])
        or not (event["type"] in VERBAL and any(_touch(c, event["evidence"]) for c in said_there))
    ]

    pairings: dict[str, tuple[list[Item], list[Item], Callable[[Item, Item], float]]] = {
        "actors typed": (gold["actors"], named, _same_typed_actor),
        "quotes": (_kind(claims, "quote"), _kind(claimed, "quote"), quoted),
        "quote spans": (_kind(claims, "quote"), _kind(claimed, "quote"), _overlap),
        "indirect": (indirect, reported, said),
        "indirect spans": (indirect, reported, _overlap),
        "statistics": (_kind(claims, "statistic"), _kind(claimed, "statistic"), _same_figure),
        "ranks": (_kind(claims, "rank"), _kind(claimed, "rank"), _overlap),
        "events": (gold["events"], told, happened),
        "events by trigger": (gold["events"], told, triggered),
    }
    counts = {"metadata": _metadata(gold["metadata"], found["metadata"]), "actors": actors}
    counts["roles"] = _roles(gold["actors"], named, pairs)
    for category, (wanted, given, similarity) in pairings.items():
        label = {"actors typed": _actor_label}.get(category, _label)
        counts[category] = _match(wanted, given, similarity, label)[0]
    return {category: counts[category] for category in CATEGORIES}


def _match(
    gold: list[Item],
    found: list[Item],
    similarity: Callable[[Item, Item], float],
    label: Callable[[Item], str],
) -> tuple[Count, dict[int, int]]:
    """Pair gold and found items one to one by falling similarity, required gold first."""
    candidates = sorted(
        (
            (-similarity(wanted, given), bool(wanted.get("optional")), i, j)
            for i, wanted in enumerate(gold)
            for j, given in enumerate(found)
        )
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for negative, _, i, j in candidates:
        if negative < 0 and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    count = Count()
    for i, wanted in enumerate(gold):
        optional = bool(wanted.get("optional"))
        count.right += i in pairs and not optional
        if i not in pairs and not optional:
            count.missed += 1
            count.errors.append(f"missed {label(wanted)}")
    for j, given in enumerate(found):
        count.by_rule[str(given.get("rule", "")), j in taken] += 1
        if j not in taken:
            count.wrong += 1
            count.errors.append(f"wrong  {label(given)}")
    return count, pairs


class _Names:
    """Answers whether two names of an article denote one actor, by the gold's aliases."""

    def __init__(self, gold: list[Item], found: list[Item], pairs: dict[int, int]) -> None:
        self._sets = [
            _names(actor) | (_names(found[pairs[i]]) if i in pairs else set())
            for i, actor in enumerate(gold)
        ]

    def same(self, one: str, other: str) -> bool:
        a, b = normal(one), normal(other)
        return bool(a) and bool(b) and (a == b or any(a in s and b in s for s in self._sets))

    def speaker_right(self, gold: Item, found: Item) -> bool:
        wanted = [*_listed(gold.get("speaker")), *gold.get("speaker_alt", [])]
        given = _listed(found.get("speaker"))
        if not wanted:
            return not given
        return any(self.same(a, b) for a in wanted for b in given)

    def share_participant(self, gold: Item, found: Item) -> bool:
        return any(
            self.same(a["name"], b["name"])
            for a in gold.get("participants", [])
            for b in found.get("participants", [])
        )


def normal(name: str | None) -> str:
    """Return a name without letter case, leading "the", possessive and punctuation."""
    plain = re.sub(r"'s\b", "", (name or "").lower().replace("’", "'"))
    return re.sub(r"[^\w]+", " ", re.sub(r"^the\s+", "", plain.strip())).strip()


def _names(actor: Item) -> set[str]:
    names = (normal(name) for name in [actor["name"], *actor.get("aliases", [])])
    return {name for name in names if name}


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _kind(claims: Iterable[Item], kind: str) -> list[Item]:
    return [claim for claim in claims if claim["kind"] == kind]


def _label(item: Item) -> str:
    if "participants" in item:
        people = ", ".join(part["name"] for part in item["participants"])
        return f"{item['type']} {item.get('date')} [{people}] {_words(item['evidence'])}"
    value = f" = {item.get('value')} {item.get('unit')}" if item["kind"] == "statistic" else ""
    speaker = f" [{item.get('speaker')}]" if item["kind"] in {"quote", "indirect"} else ""
    rule = f" ({item['rule']})" if item.get("rule") else ""
    return f"{_words(item)}{speaker}{value}{rule}"


def _words(item: Item) -> str:
    words = str(item.get("text", ""))
    return repr(words if len(words) < 120 else f"{words[:70]} [...] {words[-40:]}")


def _actor_label(actor: Item) -> str:
    return f"{actor['name']} ({actor.get('type')})"


def _overlap(a: Item, b: Item) -> float:
    shared = min(a["end"], b["end"]) - max(a["start"], b["start"])
    share = shared / max(1, a["end"] - a["start"], b["end"] - b["start"])
    return share if share >= _SAME_SPAN else 0.0


def _touch(a: Item, b: Item) -> bool:
    return bool(min(a["end"], b["end"]) > max(a["start"], b["start"]))


def _same_actor(a: Item, b: Item) -> float:
    if not _names(a) & _names(b):
        return 0.0
    same = normal(a["name"]) == normal(b["name"])
    return 1.0 + float(same) + 0.5 * float(a["type"] == b["type"])


def _same_typed_actor(a: Item, b: Item) -> float:
    right = b["type"] == a["type"] or b["type"] in a.get("type_alt", [])
    return _same_actor(a, b) * right


def _same_figure(a: Item, b: Item) -> float:
    if a.get("value") is None or b.get("value") is None:
        return 0.0
    near = abs(float(b["value"]) - a["value"]) <= _TOLERANCE * abs(a["value"])
    units = {_unit(unit) for unit in [a["unit"], *a.get("unit_alt", [])]}
    return (near and _unit(b.get("unit")) in units) * (1 + _overlap(a, b))


def _unit(unit: Any) -> str:
    return normal(str(unit)).rstrip("s")


def _same_type(a: Item, b: Item) -> bool:
    types = {a["type"], *a.get("type_alt", [])}
    return b["type"] in types or (b["type"] in VERBAL and bool(types & VERBAL))


def _same_date(a: Item, b: Item) -> bool:
    return (b.get("date") or None) in [a.get("date"), *a.get("date_alt", [])]


def _roles(gold: list[Item], found: list[Item], pairs: dict[int, int]) -> Count:
    count = Count()
    for i, actor in enumerate(gold):
        if actor.get("optional"):
            continue
        given = found[pairs[i]].get("roles", []) if i in pairs else []
        wanted = actor.get("roles", [])
        right = [role for role in given if any(_same_role(role, known) for known in wanted)]
        doubtful = actor.get("optional_roles", [])
        allowed = [role for role in given if any(_same_role(role, known) for known in doubtful)]
        if wanted:
            count.right += bool(right)
            count.missed += not right
            if not right:
                count.errors.append(f"missed {actor['name']}: {wanted}")
        for role in given:
            good = role in right or role in allowed
            count.by_rule[actor_rule(found[pairs[i]], role), good] += 1
            if not good:
                count.wrong += 1
                count.errors.append(f"wrong  {actor['name']}: {role}")
    return count


def actor_rule(actor: Item, role: str) -> str:
    """Return the rule that gave an actor a role."""
    return str(actor.get("role_rules", {}).get(role, ""))


def _same_role(one: str, other: str) -> bool:
    return fuzz.token_set_ratio(one.lower(), other.lower()) >= _SAME_ROLE


def _metadata(gold: Item, found: Item) -> Count:
    count = Count()
    for name in FIELDS:
        wanted, given = gold.get(name), found.get(name)
        if wanted is None and not given:
            continue
        right = bool(given) and (
            normal(given) == normal(wanted)
            or (name == "title" and fuzz.ratio(str(wanted), str(given)) >= _SAME_TITLE)
        )
        count.right += right
        count.missed += wanted is not None and not right
        count.wrong += bool(given) and not right
        if not right:
            count.errors.append(f"wrong  {name}: {given!r} for {wanted!r}")
    wanted_urls, given_urls = set(gold.get("urls") or ()), set(found.get("urls") or ())
    count.right += len(wanted_urls & given_urls)
    count.missed += len(wanted_urls - given_urls)
    count.wrong += len(given_urls - wanted_urls)
    return count
