"""An explanation in, text for people out, with the words marked."""

from collections.abc import Iterator

from triplewire.ask import visible
from triplewire.explain.explanation import Excerpt, Explanation, Ground

_BOLD = ("\x1b[1;33m", "\x1b[0m")
_PLAIN = ("»", "«")


def render(explanation: Explanation, *, color: bool) -> str:
    """Return an explanation as text; without colour the words stand between » and «."""
    return "\n".join(line.rstrip() for line in _lines(explanation, color))


def sentences(explanation: Explanation, *, color: bool) -> Iterator[tuple[str, str]]:
    """Yield where each passage of an explanation stands, and its sentence with the words marked."""
    for ground in explanation.grounds:
        for excerpt in ground.excerpts:
            yield _place(excerpt), _marked(excerpt, color=color)


def marked(before: str, words: str, after: str, *, color: bool) -> str:
    """Return words in their sentence, in bold type or, without colour, between » and «."""
    first, last = _BOLD if color else _PLAIN
    return f"{visible(before)}{first}{visible(words)}{last}{visible(after)}"


def _lines(explanation: Explanation, color: bool) -> Iterator[str]:
    label = f"  {visible(explanation.label)}" if explanation.label else ""
    yield f"{explanation.name}  ({explanation.kind}){label}"
    if explanation.reason:
        yield f"  {visible(explanation.reason)}"
    elif not explanation.grounds:
        yield "  No article's words: this is from the authority file, the vocabulary or a curator."
    for ground in explanation.grounds:
        if ground.name != explanation.name:
            yield ""
            yield _title(ground)
        run = None
        for excerpt in ground.excerpts:
            yield ""
            yield f"  {_place(excerpt)}"
            yield f"    {_marked(excerpt, color=color)}"
            run = excerpt.run
        if run:
            yield f"  found by {visible(run)}{_rule(ground)}"
        yield from (f"  decided: {visible(decision)}" for decision in ground.decisions)
    if explanation.more:
        yield ""
        yield f"and {explanation.more} more; `triplewire query evidence` lists all"


def _rule(ground: Ground) -> str:
    if ground.rule is None:
        return ""
    sure = f", confidence {ground.confidence}" if ground.confidence else ""
    return f", rule “{visible(ground.rule)}”{sure}"


def _title(ground: Ground) -> str:
    label = f"  {visible(ground.label)}" if ground.label else ""
    return f"{ground.name}  ({ground.kind}){label}"


def _place(excerpt: Excerpt) -> str:
    where = f"{visible(excerpt.source or 'text')}:{excerpt.line}"
    if excerpt.column is not None:
        where += f":{excerpt.column}, characters {excerpt.start}-{excerpt.end}"
    article = f"{visible(excerpt.article)}, " if excerpt.article else ""
    return f"{article}{where}"


def _marked(excerpt: Excerpt, *, color: bool) -> str:
    return marked(excerpt.before, excerpt.words, excerpt.after, color=color)
