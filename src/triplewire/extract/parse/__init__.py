"""A text in, its parse by a language model out, with what the models get wrong put right."""

from triplewire.extract.parse.model import RULES, Analyser, forgetful, language_model, parse

__all__ = ["RULES", "Analyser", "forgetful", "language_model", "parse"]
