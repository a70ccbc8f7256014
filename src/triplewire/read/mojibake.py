"""Text that was once decoded as what it is not in, the text that was meant out."""

import re

CP1252 = {
    byte: bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0x100)
    if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}  # nothing in cp1252
}
"""What the bytes above ASCII stand for in the encoding of old Windows programs."""

# What a byte above ASCII became when UTF-8 was taken for Latin-1, or for cp1252.
_BYTES = {chr(byte): byte for byte in range(0x80, 0x100)}
_BYTES |= {sign: byte for byte, sign in CP1252.items()}


def _one_of(first: int, last: int) -> str:
    return f"[{re.escape(''.join(char for char, byte in _BYTES.items() if first <= byte <= last))}]"


_NEXT = _one_of(0x80, 0xBF)
# Signs that nobody writes next to each other: â€™ Â£ Ã© ï»¿ ðŸ˜€.
_SURE = (
    rf"â[€‚„\x80\x82\x84]{_NEXT}|Â[\xa0-\xba\xbc-\xbf]|Ã[\xa1-\xba\xbc-\xbf]|ï»¿"
    rf"|ð[Ÿ\x9f]{_NEXT}{_NEXT}"
)
_IS_SURE = re.compile(_SURE)
# In their company these are the same: alone they may be a capital letter and a quotation mark.
_ANY = re.compile(rf"{_SURE}|[Â-ÆË]{_NEXT}")
_SOUND = re.compile("[“”‘’–—…•£€à-ÿ]")
_MOST_TIMES = 3


def mend(text: str) -> str:
    """Return text with what was evidently encoded twice decoded twice.

    A line is left alone when it also has such signs as they should be: it may speak of the others.

    >>> mend("The mayorâ€™s cafÃ© cost Â£5"), mend("“Ã©” is what a wrong decoder makes of “é”")
    ('The mayor’s café cost £5', '“Ã©” is what a wrong decoder makes of “é”')
    """
    for _ in range(_MOST_TIMES):
        if not _IS_SURE.search(text):
            break
        text = "\n".join(map(_mended, text.split("\n")))
    return text


def _mended(line: str) -> str:
    if not _IS_SURE.search(line) or _SOUND.search(_ANY.sub("", line)):
        return line
    return _ANY.sub(lambda found: _decoded(found[0]), line)


def _decoded(signs: str) -> str:
    # Sure signs can be no UTF-8 all the same, as "ðŸ" before others is none.
    return bytes(_BYTES[sign] for sign in signs).decode("utf-8", "ignore") or signs
