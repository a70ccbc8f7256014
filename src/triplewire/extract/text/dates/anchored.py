"""A date that is told by the one before it in ("two days later"), what it stands for out."""

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter

from triplewire.extract.text.dates.pieces import MONTH, MONTH_NUMBER, NUMBER, count
from triplewire.extract.text.dates.spans import shifted, week_of
from triplewire.extract.text.dates.tense import BEHIND, direction
from triplewire.extract.text.page import DateMention

# How far before the date that it counts from may stand: in its paragraph, or the one before.
_REACH, _PASSAGE, _MOST = 400, 250, 8
_DAY_LENGTH, _MONTH_LENGTH = len("2024-05-15"), len("2024-05")

Anchors = Sequence[DateMention]


def precision_of(value: str) -> str:
    """Return how exact an expression is: to the day, the month or the year."""
    length = len(value.partition("/")[0])
    return {_DAY_LENGTH: "day", _MONTH_LENGTH: "month"}.get(length, "year")


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Anchors], str | None]


def find_anchored(
    text: str, found: Sequence[DateMention], today: date | None
) -> Iterator[DateMention]:
    """Yield the dates that count from one before them, in text order; they may be counted from.

    What lies ahead of the day of writing is counted from only where the clause looks ahead.
    """
    known: list[DateMention] = []
    waiting = deque(found)
    for start, end, number, match in _matches(text):
        while waiting and waiting[0].start < end:
            known.append(waiting.popleft())
        if known and known[-1].end > start:
            continue
        near = [one for one in known[-_MOST:] if one.end > start - _REACH]
        if today is not None and direction(text, start, end) == BEHIND:
            near = [one for one in near if one.value[:_DAY_LENGTH] <= today.isoformat()]
        value = _RULES[number].read(match, near) if near else None
        if value is not None:
            known.append(
                DateMention(
                    start=start,
                    end=end,
                    value=value,
                    precision=precision_of(value),
                    period=False,
                )
            )
            yield known[-1]


def _matches(text: str) -> list[tuple[int, int, int, re.Match[str]]]:
    """Return where a rule may apply, in text order, with its number."""
    found = []
    for number, rule in enumerate(_RULES):
        narrowed = "value" if "value" in rule.pattern.groupindex else 0
        found += [(*match.span(narrowed), number, match) for match in rule.pattern.finditer(text)]
    return sorted(found, key=itemgetter(0, 1, 2))


def _anchor(near: Anchors, length: int) -> str | None:
    """Return the nearest date that is as exact as to the day or the month; a stretch's end."""
    ends = [one.value.rpartition("/")[2][:length] for one in near]
    return next((end for end in reversed(ends) if len(end) == length), None)


def _read_step(match: re.Match[str], near: Anchors) -> str | None:
    """Read "the same day", "the following week", "the previous year" and "the month after"."""
    unit, steps = match["unit"].lower(), _WAYS[match["way"].lower()]
    if unit == "week":
        day = _anchor(near, _DAY_LENGTH)
        return None if day is None else week_of(date.fromisoformat(day), steps)
    return _moved(near, unit, steps)


_WAYS = {
    "same": 0, "that": 0, "next": 1, "following": 1, "after": 1, "previous": -1, "preceding": -1,
    "before": -1,
}  # fmt: skip


def _read_counted(match: re.Match[str], near: Anchors) -> str | None:
    """Read "two days later" and "a year earlier", which is the same part of the year before."""
    number, unit = count(match["number"]), match["unit"].lower()
    steps = number if match["way"] in {"later", "after"} else -number
    if unit == "year" and steps == -1:
        parts = [one.value for one in near if one.precision != "day"]
        return shifted(parts[-1], -12) if parts else _moved(near, unit, -1)
    return _moved(near, unit, steps)


def _read_same_part(_: re.Match[str], near: Anchors) -> str | None:
    """Read "the same period last year": the part of the year before it, a year earlier."""
    parts = [one.value for one in near if one.precision == "month"]
    return shifted(parts[-1], -12) if parts else None


def _moved(near: Anchors, unit: str, steps: int) -> str | None:
    """Return the day, month or year that is so many units from the nearest date."""
    if unit in {"year", "decade"}:
        years = 10 * steps if unit == "decade" else steps
        return f"{int(near[-1].value.rpartition('/')[2][:4]) + years:04}"
    if unit == "month":
        month = _anchor(near, _MONTH_LENGTH)
        return None if month is None else shifted(month, steps)
    day = _anchor(near, _DAY_LENGTH)
    by = timedelta(days=steps * (7 if unit == "week" else 1))
    return None if day is None else (date.fromisoformat(day) + by).isoformat()


def _read_hour(match: re.Match[str], near: Anchors) -> str | None:
    """Read "at noon" as of the day that the same passage has named."""
    close = [one for one in near if one.end > match.start() - _PASSAGE]
    return (
        _anchor(close, _DAY_LENGTH)
        if "\n" not in match.string[near[-1].end : match.start()]
        else None
    )


def _read_month(match: re.Match[str], near: Anchors) -> str | None:
    """Read "that June" and "the following February"."""
    year, _, month = near[-1].value.rpartition("/")[2][:_MONTH_LENGTH].partition("-")
    wanted, by = MONTH_NUMBER[match["month"].lower()], _WAYS[match["way"].lower()]
    within = by * (wanted - int(month)) > 0 if month else False
    return f"{int(year) + (0 if within else by):04}-{wanted:02}"


_UNIT = r"(?P<unit>day|morning|afternoon|evening|night|week|month|year)\b"
_UNITS = r"(?P<unit>day|week|month|year|decade)s?"
# "The day before the vote" counts from the vote.
_ALONE = (
    r"(?=[.,;:!?)—–-]|$"
    r"| (?:and|but|when|in|on|at|to|for|as|with|from|said|was|were|had|[a-z]{2,12}ed)\b)"
)
_RULES = tuple(
    _Rule(re.compile(pattern), read)
    for read, pattern in (
        (
            _read_same_part,
            (
                r"\b(?P<value>(?:same|corresponding) (?:period|month|quarter|half))(?: of| in)?"
                r" (?:last year|the (?:previous|prior) year|a year (?:ago|earlier|before))\b"
            ),
        ),
        (_read_step, rf"\b(?P<way>[Ss]ame|[Tt]hat) {_UNIT}(?! (?:after|before|ago))"),
        (_read_step, rf"\b[Tt]he (?P<way>next|following|previous|preceding) {_UNIT}"),
        (_read_step, rf"\b[Tt]he {_UNIT} (?P<way>before|after){_ALONE}"),
        (_read_counted, rf"\b{NUMBER} {_UNITS} (?P<way>later|earlier)\b(?! than)"),
        (_read_counted, rf"\b{NUMBER} {_UNITS} (?P<way>before|after){_ALONE}"),
        (
            _read_hour,
            (
                r"\b(?:[Aa]t|[Aa]round|[Bb]efore|[Aa]fter|[Bb]y|[Uu]ntil|[Ss]ince) "
                r"(?P<value>(?:noon|midday|midnight|dawn|dusk|daybreak|nightfall|first light"
                r"|sunrise|sunset|breakfast|lunchtime|lunch)\b)"
                r"(?! (?:on|yesterday|today|tomorrow|the|[A-Z]))"
            ),
        ),
        (_read_month, rf"\b(?P<way>[Tt]hat|following|previous) {MONTH}"),
    )
)
