"""Text in, the numbers in it out: in digits or words, with scale, currency and qualifier."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from triplewire.edtf import MONTHS
from triplewire.extract.figures.money import alternatives, before, behind, written_money
from triplewire.extract.text import words

_UNITS = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen"
    " fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
_WORDS: dict[str, int] = {
    **{word: value for value, word in enumerate(_UNITS)},
    **{word: 10 * (place + 2) for place, word in enumerate(_TENS)},
    "dozen": 12,
}
_SCALES: dict[str, Decimal] = {
    "dozen": Decimal(12),
    "hundred": Decimal(100),
    "thousand": Decimal(10**3),
    "k": Decimal(10**3),
    "lakh": Decimal(10**5),
    "million": Decimal(10**6),
    "m": Decimal(10**6),
    "mn": Decimal(10**6),
    "mln": Decimal(10**6),
    "crore": Decimal(10**7),
    "billion": Decimal(10**9),
    "bn": Decimal(10**9),
    "bln": Decimal(10**9),
    "b": Decimal(10**9),
    "trillion": Decimal(10**12),
    "tn": Decimal(10**12),
    "trn": Decimal(10**12),
    "trln": Decimal(10**12),
}
_QUALIFIERS: dict[str, str] = {
    "over": "at-least", "more than": "at-least", "at least": "at-least",
    "no fewer than": "at-least", "no less than": "at-least", "not less than": "at-least",
    "above": "at-least",
    "exceeding": "at-least", "upwards of": "at-least", "a minimum of": "at-least",
    "under": "at-most", "up to": "at-most", "at most": "at-most", "less than": "at-most",
    "fewer than": "at-most", "below": "at-most", "as many as": "at-most", "no more than": "at-most",
    "as much as": "at-most", "a maximum of": "at-most",
    "nearly": "approximately", "about": "approximately", "around": "approximately",
    "almost": "approximately", "some": "approximately", "roughly": "approximately",
    "approximately": "approximately", "an estimated": "approximately", "close to": "approximately",
    "circa": "approximately", "an average of": "approximately", "just over": "at-least",
    "well over": "at-least", "just under": "at-most",
}  # fmt: skip
# What a pattern without regard to case takes for "i", "s" and "k".
_ALIKE = str.maketrans("İıſ\u212a", "iisk")


_SCALE = alternatives(_SCALES)
_BEFORE, _BEHIND = before(_SCALE), behind()
_COMPOUND = rf"(?:{'|'.join(_TENS)})-(?:{'|'.join(_UNITS[1:10])})"
_WORD = rf"(?:{_COMPOUND}|{'|'.join(sorted(_WORDS, reverse=True))})"
_NUMBER = re.compile(
    rf"(?<![\w.,/:#–-])"
    rf"(?:(?P<qualifier>{alternatives(_QUALIFIERS)})\s+)?"
    rf"(?P<symbol>{_BEFORE}\s?)?"
    rf"(?P<number>\d{{1,3}}(?:,\d{{2,3}}){{1,5}}(?:\.\d{{1,6}})?"
    rf"|[1-9]\d{{0,2}}(?:[ \u00a0\u202f]\d{{3}}){{1,3}}(?!\d)|\d{{1,15}}(?:\.\d{{1,6}})?"
    rf"|(?:a\s|an\s)?half\s(?:a\s)?(?=(?:million|billion|trillion|dozen)\b)|{_WORD}(?![\w-])"
    rf"|an?(?=\s(?:dozen|hundred|thousand|million|billion|trillion)\b))"
    rf"(?:[\s-]?(?P<scale>{_SCALE})\b)?"
    rf"(?:(?<=hundred)\sand\s(?P<rest>{_WORD})(?![\w-]))?"
    rf"(?:\s(?P<power>thousand|million|billion|trillion)\b)?"
    rf"{_BEHIND}"
    rf"(?P<percent>\s?%|[\s-]per\s?cent\b)?",
    re.IGNORECASE,
)


# A code, a time, a score, a range, or the day of a date.
_GOES_ON = re.compile(
    rf"[\w/:]|[-–](?!(?!year-old)[a-z]{{3,}})\w|[.,'’]\d|\s(?:{'|'.join(MONTHS)})\b"
    rf"|\.[A-Z]{{1,3}}\b|\spoint\s(?:{'|'.join(_UNITS)})\b"
)


_DIGITS = r"\d{1,3}(?:,\d{3}){1,5}|\d{1,9}(?:\.\d{1,6})?"
_MONTH_BEFORE = re.compile(
    rf"\b(?:{'|'.join(MONTHS)}|{'|'.join(month[:3] for month in MONTHS)}|Sept)\.? $"
)
_RANGE = re.compile(
    rf"(?<![\w.,/:#–-])(?:(?P<between>between)\s|from\s)?"
    rf"(?P<symbol>{_BEFORE}\s?)?"
    rf"(?P<low>{_DIGITS}|{'|'.join(sorted(_WORDS, reverse=True))})\s?%?"
    rf"(?:(?P<dash>\s?[-–—]\s?)|\s(?:to|(?(between)and|to))\s)"
    rf"(?:{_BEFORE})?(?P<number>{_DIGITS}|{'|'.join(sorted(_WORDS, reverse=True))})"
    rf"(?:[\s-]?(?P<scale>{_SCALE})\b)?"
    rf"(?:\s(?P<power>thousand|million|billion|trillion)\b)?"
    rf"{_BEHIND}"
    rf"(?P<percent>\s?%|[\s-]per\s?cent\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number as written: ``unit`` is a currency code, "$", "percent" or None for a count.

    ``start`` takes in the qualifier, ``digits`` is where the number itself begins. Of a range
    ``value`` is the lower bound, ``upper`` the higher one, which begins at ``middle``.
    """

    start: int
    digits: int
    end: int
    value: Decimal
    unit: str | None
    qualifier: str
    upper: Decimal | None = None
    middle: int = 0


def find_numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of a text in its order, but not those in words, codes and times."""
    ranges = list(_ranges(text))
    yield from ranges
    for match in _NUMBER.finditer(text):
        spelled = text.endswith("point ", 0, match.start())  # "six point four"
        if (
            spelled
            or _is_part_of_more(text, match.end())
            or any(number.start < match.end() and match.start() < number.end for number in ranges)
        ):
            continue
        value = _value(match)
        if value is not None:
            yield Number(
                start=match.start(),
                digits=match.start("number"),
                end=match.end(),
                value=value,
                unit=_unit(match),
                qualifier=_QUALIFIERS.get(_plain(match["qualifier"]), "exactly"),
            )


def _ranges(text: str) -> Iterator[Number]:
    """Yield "$3-5 million", "10 to 32 pages", "between 2 and 4 percent"."""
    for match in _RANGE.finditer(text):
        upper = _value(match)
        if upper is None or _is_part_of_more(text, match.end()):
            continue
        scale = _SCALES.get(_plain(match["scale"]), Decimal(1))
        value = _low_value(match["low"]) * scale
        bare = not (_is_money(match) or match["percent"] or match["scale"])
        years = bare and upper < 2200 and value > 1500
        dated = bare and _MONTH_BEFORE.search(text, max(0, match.start() - 11), match.start())
        if value < upper and not (years or dated or (bare and match["dash"])):
            yield Number(
                start=match.start(),
                digits=match.start("low"),
                end=match.end(),
                value=_canonical(value),
                unit=_unit(match),
                qualifier="at-least",
                upper=upper,
                middle=match.start("number"),
            )


def _low_value(words: str) -> Decimal:
    plain = _plain(words)
    return Decimal(plain.replace(",", "")) if plain[0].isdigit() else Decimal(_WORDS[plain])


def _is_part_of_more(text: str, end: int) -> bool:
    """Say whether what follows shows a code, time, score, range or date ("3-2", "10:30", "5G")."""
    rest = text[end : end + 16]
    return _GOES_ON.match(rest) is not None


def _plain(words: str | None) -> str:
    return re.sub(r"\s+", " ", words).strip().translate(_ALIKE).lower() if words else ""


def _value(match: re.Match[str]) -> Decimal | None:
    words = _plain(match["number"])
    if words[0].isdigit():
        value = Decimal(re.sub(r"[, ]", "", words))
    elif words.startswith(("half", "a half", "an half")):
        value = Decimal("0.5")
    elif words in {"a", "an"}:
        value = Decimal(1)
    else:
        value = _spelled(words)
    for group in ("scale", "power"):
        if match[group]:
            scale = _plain(match[group])
            if scale in {"m", "b", "k"} and not _is_money(match):
                # "5 m" is a length; only after a currency is the letter a scale.
                return None
            value *= _SCALES[scale]
        if group == "scale" and (rest := match.groupdict().get("rest")):
            value += _spelled(_plain(rest))
    return _canonical(value)


def _spelled(words: str) -> Decimal:
    return Decimal(sum(_WORDS[part] for part in words.split("-")))


def _canonical(value: Decimal) -> Decimal:
    return Decimal(f"{value.normalize():f}")


def _unit(match: re.Match[str]) -> str | None:
    if match["percent"]:
        return "percent"
    symbol = re.sub(r"\s", "", match["symbol"] or match["sign"] or "")
    return written_money(symbol, _plain(match["currency"]))


def _is_money(match: re.Match[str]) -> bool:
    return bool(match["symbol"] or match["currency"] or match["sign"])
