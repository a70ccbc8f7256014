"""A value and the words that are said to give it in, whether they do out."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from triplewire.extract.text import words

_DIGITS = re.compile(r"[0-9][0-9,]{0,20}(?:\.[0-9]{1,9})?")
_WORD = re.compile(r"[a-z]+")
_ONES = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
)
_TENS = words("ten twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = words("first second third fourth fifth sixth seventh eighth ninth tenth")
_DOZEN = 12
_VALUES = {
    **{word: value for value, word in enumerate(_ONES)},
    **{word: 10 * value for value, word in enumerate(_TENS, 1)},
    **{word: value for value, word in enumerate(_ORDINALS, 1)},
    **dict.fromkeys(words("no none nobody nothing neither"), 0),
    **dict.fromkeys(words("a an single hundred thousand million billion"), 1),
    **dict.fromkeys(words("largest biggest highest top leading most best"), 1),
    **dict.fromkeys(words("both pair couple twice"), 2),
    "dozen": _DOZEN,
}
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.75")}
_SCALES = {
    "hundred": 2,
    **dict.fromkeys(words("thousand k"), 3),
    "lakh": 5,
    **dict.fromkeys(words("million m mn mln"), 6),
    "crore": 7,
    **dict.fromkeys(words("billion b bn bln"), 9),
    **dict.fromkeys(words("trillion tn trn"), 12),
}


def is_told(value: Decimal, said: str) -> bool:
    """Say whether words give a value, in figures or in letters; its sign may be in a verb.

    >>> is_told(Decimal(2_500_000_000), "$2.5 billion"), is_told(Decimal(25), "twenty-five ships")
    (True, True)
    >>> is_told(Decimal(40), "a few ships"), is_told(Decimal(40), "4 ships")
    (False, False)
    """
    letters = _WORD.findall(said.lower())
    scales = [_SCALES[word] for word in letters if word in _SCALES]
    shifts = {0, *scales, sum(scales)}
    return any(
        number.scaleb(shift) == abs(value) for number in _numbers(said, letters) for shift in shifts
    )


def _numbers(said: str, letters: list[str]) -> Iterator[Decimal]:
    """Yield the numbers in words, without their scale."""
    for match in _DIGITS.finditer(said):
        yield Decimal(match.group().replace(",", ""))
    for part in (_PARTS[word] for word in letters if word in _PARTS):
        yield from (part, part * 100)
    values = [_VALUES.get(word, -1) for word in letters]
    yield from (Decimal(value) for value in values if value >= 0)
    for left, right in pairwise(values):
        if left > 0 and right == _DOZEN:
            yield Decimal(left * right)
        elif 0 < right < 10 < left:
            yield Decimal(left + right)
