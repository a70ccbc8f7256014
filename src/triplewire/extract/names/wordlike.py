"""Masked text in, the same text with stand-ins for surnames that read as English words out."""

import re

from triplewire.extract.names.gazetteer import entry
from triplewire.extract.text import Zone, words
from triplewire.gazetteer import given_names

# A stand-in is as long as its surname, so that offsets hold, and is a surname for any parser.
_STAND_INS = {
    "An": "Xu",
    "He": "Li",
    "Long": "Wang",
    "So": "Su",
    "Song": "Chen",
    "You": "Liu",
}
_INITIAL = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
_FINAL = (
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|an|en|in|un|ai|ei|ao|ou|ia|ie|iu|ua|ui|uo"
    "|ue|er|a|o|e|i|u)"
)
_PINYIN_NAME = re.compile(rf"{_INITIAL}{_FINAL}(?:-?{_INITIAL}{_FINAL})?", re.IGNORECASE)
# English words that are also syllables of pinyin.
_ENGLISH = frozenset(
    words(
        "an can chose dare dang die dune fan gang gone hang he hen here in lane lone long "
        "man men mine nine on pan pine ran run sang shine so song sun tan than then tune "
        "wan wine woman you"
    )
)
# Surnames that stand before the given name.
_EASTERN_SURNAMES = frozenset(
    words(
        "Ahn Bai Cai Cao Chen Cheng Choe Choi Cui Deng Ding Dong Du Duan Fan Fang Feng Fu "
        "Gao Ge Gong Guo Han Hao Hong Hou Hu Huang Hwang Jang Ji Jia Jiang Jin Jung Kang "
        "Kim Kong Kwon Lai Lei Li Liang Liao Lim Lin Liu Lu Luo Lyu Ma Mao Meng Moon "
        "Nguyen Ni Pan Park Pei Peng Pham Qi Qian Qin Ren Ryu Shao Shen Shi Su Sun Tan "
        "Tang Tao Tian Tran Tsai Wan Wang Wei Wen Wu Xi Xia Xiao Xie Xu Xue Yan Yang Yao "
        "Ye Yin Yoon Yu Yuan Zeng Zhang Zhao Zheng Zhong Zhou Zhu Zou"
    )
) | frozenset(_STAND_INS)
_CANDIDATE = re.compile(rf"\b({'|'.join(_STAND_INS)}) ([A-Z][a-z]{{1,11}}(?:-[a-z]{{2,6}})?)\b")
# A capital in mid-sentence after a small letter or a comma: the name, not the word.
_MID_SENTENCE = r"(?<=[a-z,;] )"


def find_wordlike_names(text: str) -> dict[str, str]:
    """Return the full names whose surname is an English word, by surname ("He": "He Mingde")."""
    names: dict[str, str] = {}
    for match in _CANDIDATE.finditer(text):
        surname, given = match.groups()
        if is_pinyin(given) and (_in_sentence(text, match.start()) or not _alone(text, given)):
            names.setdefault(surname, match.group())
    return names


def _in_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 2) : start]
    return before[-1:] == " " and (before[:1].isalnum() or before[:1] in ",;’'")


def _alone(text: str, given: str) -> bool:
    """Say whether a word is also used without a surname, as in "So Bergen said"."""
    before = rf"(?:\b(?:{'|'.join(_STAND_INS)}) )?"
    alone = (match.group() == given for match in re.finditer(rf"{before}\b{given}\b", text))
    return entry(given) is not None or any(alone)


def is_pinyin(word: str) -> bool:
    """Say whether a word reads as a Chinese given name and not as an English word."""
    return (
        _PINYIN_NAME.fullmatch(word) is not None
        and word.lower() not in _ENGLISH
        and word not in given_names()
    )


def stand_in(text: str, names: dict[str, str]) -> str:
    """Return the text of the same length that the parser can read."""
    for surname, full in sorted(names.items()):
        given = full.removeprefix(f"{surname} ")
        text = re.sub(
            rf"\b{surname}(?= {given}\b)|{_MID_SENTENCE}{surname}\b", _STAND_INS[surname], text
        )
    return text


def is_wordlike(word: str) -> bool:
    """Say whether a word is a surname as well as an English word."""
    return word in _STAND_INS


def wordlike_places(text: str, surname: str) -> list[Zone]:
    """Return where a wordlike surname stands alone in mid-sentence, and so is a name."""
    found = re.finditer(rf"{_MID_SENTENCE}{surname}\b(?! [A-Z])", text)
    return [Zone(start=match.start(), end=match.end()) for match in found]


def surname_of(full: str) -> str:
    """Return the part of a full name by which news calls the person again."""
    words = [word for word in full.split() if word.rstrip(".") not in {"Jr", "Sr", "II", "III"}]
    if len(words) < 2:
        return full
    eastern = words[0] in _EASTERN_SURNAMES and len(words) <= 3
    if eastern and all(is_pinyin(word) or "-" in word or len(words) == 3 for word in words[1:]):
        return words[0]
    if len(words) > 2 and words[-2].lower() in PARTICLES:
        return " ".join(words[-2:])
    return words[-1]


PARTICLES = frozenset(words("al bin da de del della den der di dos du el ibn la le ten van von"))
