"""The name of a model in, the extractor that works with it out: with spaCy's, or an endpoint's."""

from triplewire.extract.parse import RULES, Analyser, language_model

# The name that asks for the model behind an endpoint.
ENDPOINT = "endpoint"


def load_analyser(model: str | None = None) -> Analyser:
    """Return a language model by its package name, or the preferred one of those installed.

    "endpoint" stands for the model behind the OpenAI-compatible endpoint of the environment.
    Raises: ExtractError when there is none.
    """
    if model != ENDPOINT:
        return language_model(model)
    from triplewire.extract.endpoint import endpoint_of_environment  # noqa: PLC0415

    endpoint = endpoint_of_environment()
    return Analyser(model=ENDPOINT, version=f"{RULES} {endpoint.model}@{endpoint.url}")
