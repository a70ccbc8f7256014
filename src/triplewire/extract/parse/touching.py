"""A pipeline in, the same with a tokeniser that parts quotation marks from words on both sides."""

from spacy.language import Language
from spacy.util import compile_infix_regex

# 'said,"As' and 'stop,"he': the space that belongs beside the mark is not there.
_TOUCHING = (r"(?<=\w)[,;:.!?](?=[\"“”]\w)", r"(?<=[,;:.!?])[\"“”](?=\w)")


def part_marks(nlp: Language) -> None:
    """Let a pipeline part marks that touch words, besides what it parts already."""
    parted = compile_infix_regex([*_TOUCHING, *(nlp.Defaults.infixes or ())])
    nlp.tokenizer.infix_finditer = parted.finditer  # type: ignore[union-attr]  # any callable
