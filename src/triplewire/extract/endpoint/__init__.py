"""A text in, a draft out, by a model behind an OpenAI-compatible endpoint."""

from triplewire.extract.endpoint.ask import endpoint_of_environment
from triplewire.extract.endpoint.draft import extract_by_endpoint

__all__ = [
    "endpoint_of_environment",
    "extract_by_endpoint",
]
