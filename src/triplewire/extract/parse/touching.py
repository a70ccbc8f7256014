"""A tokeniser in, the same that parts quotation marks from the words on both sides of them out."""

from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex

# 'said,"As' and 'stop,"he': the space that belongs beside the mark is not there.
_TOUCHING = (r"(?<=\w)[,;:.!?](?=[\"“”]\w)", r"(?<=[,;:.!?])[\"“”](?=\w)")


def part_marks(tokenizer: Tokenizer, infixes: list[str]) -> None:
    """Let a tokeniser part marks that touch words; ``infixes`` are what it parts already."""
    tokenizer.infix_finditer = compile_infix_regex([*_TOUCHING, *infixes]).finditer
