"""A line in, whether it belongs to the page and not to the article out."""

import re

_SHORT = 160
# What stands alone on a line of a page: where to go, what to do with the article.
_NAVIGATION = frozenset(
    """
    home|news|world|politics|business|opinion|sport|sports|culture|weather|markets|local|national
    |international|economy|technology|science|health|lifestyle|entertainment|video|videos|photos
    |menu|search|subscribe|log in|login|sign in|sign up|register|my account|newsletter|newsletters
    |facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|email|e-mail|print|share|tweet
    |recommend|copy link|save|comments|listen|reporter|advertisement|sponsored|latest|trending
    |live|breaking|more|next|previous|back to top|top stories|most read|contact us|about us
    |privacy policy|terms and conditions|terms of use|cookie policy|accept all|reject all
    |manage settings|manage cookies|enter your email|toggle navigation|close|agencies
    |what you need to know:|share this:|share this article|related stories|related articles
    |related topics|related news|you may also like|editor's picks|font size|text size
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
_FURNITURE = re.compile(
    r"(?:Related|Read (?:more|also|next)|Also read|See also|Sign up|Subscribe|Advertisement"
    r"|Share this|Follow us|Click here|Watch:|Listen:|All rights reserved"
    r"|Skip to|Jump to|Join our|Join us|We use cookies|This (?:site|website) uses cookies"
    r"|Print this|Email (?:this|to)|Font size|Text size|You are here|More from|Most read"
    r"|Enter your email|Get our|Download our|Back to top|Terms (?:and|of)|Privacy"
    r"|\(?Reporting by|\(?Writing by|\(?Editing by|Distributed by|Our Standards"
    r"|\(?This story (?:has|was) )\b.{0,160}"
    r"|\((?:END|ENDS|MORE)\)|_{3,}|#{3,}|-30-"
    r"|(?:LIVE|BREAKING|JUST IN|DEVELOPING)(?: NEWS)?(?::.{0,160})?"
    r"|\d{1,6} (?:comments?|shares?|views?)|\d{1,3} min(?:ute)?s?(?: of)? (?:read|listen)"
    r"|(?:Reporter|Editor|Edited by|Web editor)s?\s?: ?[\w. ,'’-]{2,60}",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?][\"”’)]?$")
# "Home > World", "Home | World | Business", "Home / News / National", "NEWS 24".
_PATH = re.compile(
    r"[\w&' -]{2,30}(?:\s?[>»›|]\s?[\w&' -]{2,30}){1,8}|\w+(?: / [\w&' ]{2,20}){2,8}"
)
_QUOTE = re.compile(r"[\w&. ]{2,20} \d[\d,.]* [+-−]\d[\d.]*%?")
_CAPTION = re.compile(
    r"(?:Photo|Image|Picture|File photo|Photograph|Caption)s?\s?: .{0,300}", re.IGNORECASE
)


def is_furniture(line: str, *, top: bool) -> bool:
    """Say whether a line is the page's; ``top`` says that it stands above the headline."""
    words = " ".join(line.split())
    if len(words) > _SHORT:
        return False
    if words.casefold() in _NAVIGATION and (not words.isupper() or words == "LIVE"):
        return True
    if _FURNITURE.fullmatch(words):
        return True
    return top and (_is_path(words) or _QUOTE.fullmatch(words) is not None)


def is_related(line: str) -> bool:
    """Say whether a line heads a list of other articles."""
    return re.fullmatch(
        r"(?:Related|Read (?:more|also|next)|Also read|See also|More from|Most read|You may also)"
        r"(?: [\w ]{1,30})?:?", line, re.IGNORECASE
    ) is not None  # fmt: skip


def is_sentence(line: str) -> bool:
    """Say whether a line ends as a sentence does."""
    return _ENDS.search(line) is not None


def is_caption(line: str) -> bool:
    """Say whether a line says of itself that it is the words under a picture."""
    return _CAPTION.fullmatch(line) is not None


def _is_path(words: str) -> bool:
    steps = re.split(r"\s?[>»›|]\s?| / ", words)
    return _PATH.fullmatch(words) is not None and all(len(step.split()) <= 2 for step in steps)
