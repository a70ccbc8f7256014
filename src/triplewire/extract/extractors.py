"""The name of a model in, the extractor that works with it out: with spaCy's, or an endpoint's."""

from dataclasses import replace

from triplewire.extract.parse import Analyser, language_model
from triplewire.extract.tagger import fingerprint

# The names that ask for the model behind an endpoint, and for our network beside the rules.
ENDPOINT, LEARNED = "endpoint", "learned"


def load_analyser(model: str | None = None) -> Analyser:
    """Return a language model by its package name, or the preferred one of those installed.

    "endpoint" stands for the model behind the OpenAI-compatible endpoint of the environment,
    "learned" for the network that comes with the program and the preferred language model.
    Raises: ExtractError when there is none.
    """
    if model == LEARNED:
        rules = language_model(None)
        return replace(rules, version=f"{rules.version} tagger/{fingerprint()}", learned=True)
    if model != ENDPOINT:
        return language_model(model)
    from triplewire.extract.endpoint import load_asker  # noqa: PLC0415

    return load_asker(ENDPOINT)
