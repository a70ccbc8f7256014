"""Articles in, drafts out, by a model behind an OpenAI-compatible endpoint."""

from triplewire.extract.endpoint.asker import Asker, extract_by_endpoint, load_asker

__all__ = [
    "Asker",
    "extract_by_endpoint",
    "load_asker",
]
